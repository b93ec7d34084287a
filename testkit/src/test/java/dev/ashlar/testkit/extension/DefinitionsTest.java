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
package dev.ashlar.testkit.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.core.transaction.Transactions;
import dev.ashlar.testkit.PersistenceTest;
import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.sql.Statement;
import java.util.Map;
import org.hibernate.Session;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Definitions by a test, and check constraints. */
class DefinitionsTest {

    @PersistenceTest(entities = {Author.class, Book.class})
    static class Defining {

        @Test
        void addsAColumn(Session session) {
            session.doWork(connection -> {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("alter table Author add column extra int");
                }
            });
        }
    }

    @PersistenceTest(entities = {Author.class, Book.class})
    static class Afterwards {

        @Test
        void theColumnIsNotThere(Session session) {
            boolean there = session.doReturningWork(connection -> {
                try (var columns = connection.getMetaData().getColumns(null, null, "%", "%")) {
                    while (columns.next()) {
                        if (columns.getString("COLUMN_NAME").equalsIgnoreCase("extra")) {
                            return true;
                        }
                    }
                    return false;
                }
            });
            assertThat(there).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void oneThatIsCommittedFailsItsTestAndNoOtherClassSeesIt(String engine) {
        Map<String, String> parameters =
                Map.of(PersistenceTest.DATABASE, engine, PersistenceTest.ISOLATION, "dirty_tables");
        assertThat(Runs.failures(Runs.with(parameters, Defining.class)))
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .hasMessageContaining("Definitions are not taken back: statements=[alter table author]")
                        .hasMessageContaining("A DatabaseSetup makes what all tests need"));
        assertThat(Runs.failures(Runs.with(parameters, Afterwards.class))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rollback", "clone"})
    void onPostgreSqlItIsTakenBack(String isolation) {
        Map<String, String> parameters =
                Map.of(PersistenceTest.DATABASE, "postgresql", PersistenceTest.ISOLATION, isolation);
        assertThat(Runs.failures(Runs.with(parameters, Defining.class, Afterwards.class)))
                .isEmpty();
    }

    @Test
    void onH2ItIsRefusedUnderRollbackBeforeItCommits() {
        Map<String, String> parameters = Map.of(PersistenceTest.DATABASE, "h2", PersistenceTest.ISOLATION, "rollback");
        assertThat(Runs.failures(Runs.with(parameters, Defining.class)))
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .rootCause()
                        .hasMessageContaining("make definitions in a DatabaseSetup, or test them on PostgreSQL"));
        assertThat(Runs.failures(Runs.with(parameters, Afterwards.class))).isEmpty();
    }

    @Entity
    static class Price {
        @Id
        long id;

        @Column(check = @CheckConstraint(constraint = "currency in ('EUR', 'USD')"))
        String currency;

        protected Price() {}

        Price(long id, String currency) {
            this.id = id;
            this.currency = currency;
        }
    }

    @PersistenceTest(entities = Price.class)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class Checked {

        @Test
        void aTest(Transactions transactions) {
            transactions.run(em -> em.persist(new Price(1, "EUR")));
        }
    }

    /** H2 forgets how to check once the connection that made the table is closed. */
    @ParameterizedTest
    @ValueSource(strings = {"rollback", "dirty_tables", "truncate"})
    void aCheckWithAListWorks(String isolation) {
        Map<String, String> parameters =
                Map.of(PersistenceTest.DATABASE, "h2,postgresql", PersistenceTest.ISOLATION, isolation);
        assertThat(Runs.failures(Runs.with(parameters, Checked.class))).isEmpty();
    }
}
