/*
 * Copyright 2026 the Ashlar authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package dev.ashlar.core.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.core.transaction.ModelState.Key;
import dev.ashlar.core.transaction.ModelState.Level;
import dev.ashlar.core.transaction.ModelState.Managed;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.Hibernate;
import org.hibernate.Session;

/** Compares rows and sessions with the model. */
final class ModelCheck {

    private static final String ALL = """
            select concat('account ', id, ' ', name, ' ', balance, ' ', version) from accounts
            union all select concat('entry ', id, ' ', text, ' ', account_id) from entries
            union all select concat('basket ', id, ' ', amount) from baskets
            union all select concat('item ', basket, ' ', item) from basket_items
            """;

    private final ModelState state;

    ModelCheck(ModelState state) {
        this.state = state;
    }

    /** By a connection of its own, or one of a session, which does not flush for it. */
    void rows(Connection connection) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(ALL)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        List<String> expected = new ArrayList<>();
        state.rows.forEach((key, row) -> expected.addAll(render(key, row)));
        assertThat(rows).as("rows").containsExactlyInAnyOrderElementsOf(expected);
    }

    private static List<String> render(Key key, Map<String, Object> row) {
        if (key.type() == Account.class) {
            return List.of("account " + key.id() + " " + row.get("name") + " " + row.get("balance") + " "
                    + row.get("version"));
        } else if (key.type() == Entry.class) {
            return List.of("entry " + key.id() + " " + row.get("text") + " " + row.get("account"));
        }
        List<String> rendered = new ArrayList<>();
        rendered.add("basket " + key.id() + " " + row.get("amount"));
        ((Iterable<?>) row.get("items")).forEach(item -> rendered.add("item " + key.id() + " " + item));
        return rendered;
    }

    /** All that can be seen while the innermost block runs. */
    void sessions() {
        for (Level level : state.levels) {
            assertThat(level.em.getTransaction().getRollbackOnly())
                    .as("level %d is marked", state.levels.indexOf(level))
                    .isEqualTo(level.marked);
            if (!level.marked) {
                level.managed.forEach((key, entity) -> entity(level, key, entity));
            }
        }
        Level top = state.top();
        if (!top.marked) {
            top.managed.forEach((key, entity) -> {
                if (key.type() == Account.class && !entity.removed) {
                    entries(key, (Account) entity.entity);
                }
            });
            top.em.unwrap(Session.class).doWork(this::rows);
        }
    }

    private void entity(Level level, Key key, Managed expected) {
        String what = key + " in level " + state.levels.indexOf(level);
        assertThat(level.em.contains(expected.entity)).as("contains " + what).isEqualTo(!expected.removed);
        if (!expected.uncertain) {
            assertThat(ModelState.fields(expected.entity)).as(what).isEqualTo(expected.current);
        }
    }

    private void entries(Key key, Account account) {
        if (Hibernate.isInitialized(account.entries)) {
            assertThat(account.entries)
                    .as("entries of " + key)
                    .allSatisfy(
                            entry -> assertThat(state.top().em.contains(entry)).isTrue())
                    .map(entry -> new Key(Entry.class, entry.id))
                    .containsExactlyInAnyOrderElementsOf(state.entriesOf(key));
        }
    }
}
