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

import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.transaction.Transactions;
import dev.ashlar.testkit.DatabaseSetup;
import dev.ashlar.testkit.PersistenceTest;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** Databases that are there already, and schemas that come from elsewhere. */
class UrlTest {

    @PersistenceTest(entities = {Author.class, Book.class})
    static class Writing {

        @RepeatedTest(3)
        void writes(Transactions transactions, EntityManager em) {
            transactions.run(inner -> inner.persist(new Author("ann")));
            assertThat(em.createQuery("select count(*) from Author", Long.class).getSingleResult())
                    .isEqualTo(1);
        }
    }

    @PersistenceTest(
            entities = {Author.class, Book.class},
            settings = "hibernate.jdbc.batch_size=3")
    static class AnotherUnit extends Writing {}

    private static EngineExecutionResults run(Database database, String isolation, Class<?>... samples) {
        return Runs.with(
                Map.of(
                        PersistenceTest.URL, database.url(),
                        PersistenceTest.USER, database.user(),
                        PersistenceTest.PASSWORD, database.password(),
                        PersistenceTest.ISOLATION, isolation),
                samples);
    }

    static List<Engine> engines() {
        return Engine.all();
    }

    @ParameterizedTest
    @MethodSource("engines")
    void aUrlIsUsedByOneUnitAfterTheOther(Engine engine) {
        try (Database database = engine.open()) {
            for (String isolation : List.of("rollback", "dirty_tables", "truncate")) {
                EngineExecutionResults results = run(database, isolation, Writing.class, AnotherUnit.class);
                assertThat(Runs.failures(results)).isEmpty();
                assertThat(results.testEvents().succeeded().count()).isEqualTo(6);
                assertThat(database.rows("select count(*) from Author")).containsExactly("0");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"clone", "rollback"})
    void aPostgreSqlBehindAUrlCanBeCloned(String isolation) {
        try (Database database = Engine.POSTGRESQL.open()) {
            EngineExecutionResults results = run(database, isolation, Writing.class);
            assertThat(Runs.failures(results)).isEmpty();
        }
    }

    @Test
    void aDatabaseThatIsNotEmptyIsLeftAsItIs() {
        try (Database database = Engine.H2.open()) {
            database.execute("create table Author (id int)");
            database.execute("insert into Author values (7)");
            assertThat(Runs.failures(run(database, "rollback", Writing.class)))
                    .singleElement()
                    .satisfies(failure -> assertThat(failure)
                            .hasMessageContaining("The persistence unit could not be built")
                            .hasMessageContaining("the database must be empty, unless the setting"));
            assertThat(database.rows("select id from Author")).containsExactly("7");
        }
    }

    /** In place of migrations. */
    static final class Setup implements DatabaseSetup {
        @Override
        public void setUp(DataSource dataSource) throws SQLException {
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create table Tag (id bigint not null primary key, name varchar(20) not null)");
                statement.execute("insert into Tag values (1, 'from the migration')");
            }
        }
    }

    @Nested
    @PersistenceTest(entities = Tag.class, setup = Setup.class)
    class WithASetup {

        @RepeatedTest(2)
        void theTestsSeeWhatItMadeAndLeaveItAsItWas(Session session, Transactions transactions) {
            assertThat(session.createQuery("select name from Tag", String.class).getResultList())
                    .containsExactly("from the migration");
            transactions.run(
                    em -> em.createQuery("update Tag set name = 'changed'").executeUpdate());
            transactions.run(em -> em.persist(new Tag(2, "new")));
            assertThat(session.createQuery("select name from Tag order by id", String.class)
                            .getResultList())
                    .containsExactly("changed", "new");
        }
    }
}
