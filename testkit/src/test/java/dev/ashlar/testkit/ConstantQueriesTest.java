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
package dev.ashlar.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.core.harness.EachEngine;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.testkit.library.Author;
import dev.ashlar.testkit.library.Library;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

class ConstantQueriesTest {

    private static LoggedUnit open(Engine engine) {
        LoggedUnit unit = LoggedUnit.open(engine, Map.of(), Library.entities());
        unit.sql.clear();
        return unit;
    }

    private static void seed(LoggedUnit unit, int authors) {
        unit.factory.inTransaction(session -> {
            for (int i = 0; i < authors; i++) {
                session.persist(new Author("author"));
            }
        });
    }

    private static void listBooks(Session session, String query) {
        session.createSelectionQuery(query, Author.class)
                .getResultList()
                .forEach(author -> author.books().size());
    }

    @EachEngine
    void refusesWhatGrowsAndShowsWhatGrew(Engine engine) {
        try (LoggedUnit unit = open(engine)) {
            List<Integer> seeded = new ArrayList<>();

            assertThatThrownBy(() -> unit.sql.assertConstantQueries(
                            n -> {
                                seeded.add(n);
                                seed(unit, n);
                            },
                            () -> unit.factory.inTransaction(session -> listBooks(session, "from Author"))))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageStartingWith(
                            "Expected as many executions for 10 rows as for 5, but there were 6 for 5 and"
                                    + " 11 for 10. More of\n  5 → 10 × select b1_0.author_id")
                    .hasMessageContaining("      with [1], [2], [3] and 7 more\n"
                            + "      at dev.ashlar.testkit.ConstantQueriesTest.lambda$listBooks$")
                    .hasMessageNotContaining("from authors");
            assertThat(seeded).containsExactly(5, 5);
            // What the calls executed, and nothing of the seed.
            assertThat(unit.sql).selects(17).nothingElse();
        }
    }

    @EachEngine
    void acceptsWhatStaysTheSame(Engine engine) {
        try (LoggedUnit unit = open(engine)) {
            assertThatCode(() -> unit.sql.assertConstantQueries(
                            3,
                            n -> seed(unit, n),
                            () -> unit.factory.inTransaction(
                                    session -> listBooks(session, "from Author a left join fetch a.books"))))
                    .doesNotThrowAnyException();
            assertThat(unit.sql).selects(2).nothingElse();
        }
    }

    @EachEngine
    void doesNotCountSequencesAndTakesABatchForOne(Engine engine) {
        Map<String, Object> settings = Map.of("hibernate.jdbc.batch_size", 1_000);
        try (LoggedUnit unit = LoggedUnit.open(engine, settings, Library.entities())) {
            unit.sql.clear();
            int[] authors = {0};
            assertThatCode(() ->
                            unit.sql.assertConstantQueries(200, n -> authors[0] += n, () -> seed(unit, authors[0])))
                    .doesNotThrowAnyException();
            assertThat(unit.sql).batches(2).inserts(2);
            assertThat(unit.sql.count(SqlKind.SEQUENCE)).isGreaterThan(2);
        }
    }

    @EachEngine
    void refusesToJudgeACallThatStaysInOneSession(Engine engine) {
        try (LoggedUnit unit = open(engine);
                Session session = unit.factory.openSession()) {
            assertThatThrownBy(() ->
                            unit.sql.assertConstantQueries(n -> seed(unit, n), () -> listBooks(session, "from Author")))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("both calls used the same session");
            assertThatThrownBy(() -> unit.sql.assertConstantQueries(n -> seed(unit, n), () -> {
                        session.clear();
                        listBooks(session, "from Author");
                    }))
                    .hasMessageContaining("Expected as many executions for 10 rows as for 5, but there were 16 for 5");
        }
    }

    @Test
    void letsOutWhatSeedAndCallThrow() {
        try (LoggedUnit unit = open(Engine.H2)) {
            IllegalStateException failure = new IllegalStateException();
            assertThatThrownBy(() -> unit.sql.assertConstantQueries(
                            n -> {
                                throw failure;
                            },
                            () -> {}))
                    .isSameAs(failure);
            assertThatThrownBy(() -> unit.sql.assertConstantQueries(n -> {}, () -> {
                        throw failure;
                    }))
                    .isSameAs(failure);
        }
    }

    @Test
    void refusesToProveNothing() {
        try (LoggedUnit unit = open(Engine.H2)) {
            assertThatThrownBy(() -> unit.sql.assertConstantQueries(1, n -> {}, () -> {}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("n=1");
            assertThatThrownBy(() -> unit.sql.excluding(() -> unit.sql.assertConstantQueries(n -> {}, () -> {})))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("excluded=true");
        }
    }
}
