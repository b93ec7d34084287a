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
package dev.ashlar.audit;

import static dev.ashlar.audit.LogReader.log;
import static dev.ashlar.audit.LogReader.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.core.Actor;
import dev.ashlar.core.ChangeContext;
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.TestIsolation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

/** Transactions whose rows are written together, whatever they have in common. */
@PersistenceTest(
        entities = {Label.class, Document.class},
        isolation = TestIsolation.TRUNCATE)
class ManyRowsTest {

    private final SessionFactory factory;

    ManyRowsTest(SessionFactory factory) {
        this.factory = factory;
    }

    @Test
    void keepsTheOrderOfChangesOfSeveralKindsByItsIds() {
        factory.inTransaction(session -> {
            for (long id = 1; id <= 4; id++) {
                session.persist(new Label(id, "old"));
            }
        });
        factory.inTransaction(session -> {
            List<String> actors = List.of("alice", "bob", "alice", "bob");
            for (int i = 0; i < 4; i++) {
                Label label = session.find(Label.class, i + 1L);
                int place = i;
                ChangeContext.of(Actor.user(actors.get(i))).run(() -> {
                    if (place % 2 == 0) {
                        label.name = "new \\ \" ' {" + place + "},\t\u00e9 \ud83d\ude00";
                    } else {
                        session.remove(label);
                    }
                    session.persist(new Label(11 + place, "NULL"));
                    session.flush();
                });
            }
        });
        assertThat(told(factory).subList(4, 12))
                .containsExactly(
                        "INSERT Label#11",
                        "UPDATE Label#1",
                        "INSERT Label#12",
                        "DELETE Label#2",
                        "INSERT Label#13",
                        "UPDATE Label#3",
                        "INSERT Label#14",
                        "DELETE Label#4");
        List<AuditLog> rows = log(factory).subList(4, 12);
        assertThat(rows).extracting(AuditLog::sequence).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(rows)
                .extracting(row -> row.actor().orElseThrow())
                .containsExactly("alice", "alice", "bob", "bob", "alice", "alice", "bob", "bob");
        assertThat(rows.get(1).newValues()).isEqualTo(Map.of("name", "new \\ \" ' {0},\t\u00e9 \ud83d\ude00"));
        assertThat(rows.get(1).oldValues()).isEqualTo(Map.of("name", "old"));
        assertThat(rows.get(1).changedFields()).containsExactly("name");
        assertThat(rows.get(0).oldValues()).isEmpty();
        assertThat(rows)
                .extracting(AuditLog::transactionId)
                .containsOnly(rows.get(0).transactionId());
        assertThat(rows)
                .extracting(AuditLog::createdAt)
                .containsOnly(rows.get(0).createdAt());
    }

    @Test
    void writesMoreRowsThanOneStatementTakes() {
        factory.inTransaction(session -> {
            for (long id = 1; id <= 450; id++) {
                session.persist(new Label(id, "name " + id));
            }
        });
        List<String> expected = new ArrayList<>();
        LongStream.rangeClosed(1, 450).forEach(id -> expected.add("INSERT Label#" + id));
        assertThat(told(factory)).isEqualTo(expected);
        assertThat(log(factory)).extracting(row -> row.newValues().get("name")).contains("name 1", "name 450");
    }
}
