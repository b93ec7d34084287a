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
import dev.ashlar.testkit.Engine;
import dev.ashlar.testkit.Fixtures;
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.PersistenceTestException;
import dev.ashlar.testkit.SqlLog;
import dev.ashlar.testkit.TestTime;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** What a test class gets, and on what it runs. */
class PersistenceTestTest {

    private static final List<SessionFactory> FACTORIES = new ArrayList<>();

    private static long authors(EntityManager em) {
        return em.createQuery("select count(*) from Author", Long.class).getSingleResult();
    }

    private static void assertAllGreen(EngineExecutionResults results, int tests) {
        assertThat(Runs.failures(results)).isEmpty();
        assertThat(results.testEvents().succeeded().count()).isEqualTo(tests);
    }

    @PersistenceTest(entities = {Author.class, Book.class})
    static class Injected {

        private final Transactions transactions;

        Injected(Transactions transactions, TestTime time) {
            this.transactions = transactions;
            assertThat(time.instant()).isNotNull();
        }

        @BeforeAll
        static void ofTheClass(EntityManagerFactory factory, Fixtures fixtures) {
            assertThat(factory.isOpen()).isTrue();
            assertThat(fixtures).isNotNull();
        }

        @Test
        void everyType(
                EntityManagerFactory factory,
                SessionFactory sessions,
                DataSource source,
                EntityManager em,
                Session session,
                StatelessSession stateless,
                Transactions transactions,
                SqlLog sql,
                Fixtures fixtures,
                TestTime time,
                Engine engine)
                throws Exception {
            assertThat(factory).isSameAs(sessions);
            assertThat(em).isSameAs(session);
            assertThat(em.getTransaction().isActive()).isFalse();
            assertThat(transactions).isSameAs(this.transactions);
            assertThat(engine).isEqualTo(Engine.H2);
            time.set(Instant.EPOCH);
            Author author = fixtures.persist(Author.class);
            assertThat(author.getCreatedAt()).isEqualTo(Instant.EPOCH);
            time.advance(Duration.ofDays(1));
            transactions.run(inner -> inner.find(Author.class, author.getId()).name = "other");
            assertThat(em.find(Author.class, author.getId()).getUpdatedAt())
                    .isEqualTo(Instant.EPOCH.plus(Duration.ofDays(1)));
            stateless.beginTransaction();
            stateless.insert(new Author("stateless"));
            stateless.getTransaction().commit();
            try (var connection = source.getConnection();
                    var statement = connection.createStatement();
                    var result = statement.executeQuery("select count(*) from Author")) {
                result.next();
                assertThat(result.getInt(1)).isEqualTo(2);
            }
            assertThat(sql).selects(3).inserts(1).updates(1);
        }

        @Test
        void theTimeIsTheSystemsAgain(TestTime time) {
            assertThat(time.instant())
                    .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
        }
    }

    @Test
    void injectsWhatATestAsksForByType() {
        assertAllGreen(Runs.of(Injected.class), 2);
    }

    @PersistenceTest(entities = {Author.class, Book.class})
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class Levels {

        @BeforeAll
        static void fill(Fixtures fixtures) {
            fixtures.persist(Author.class);
        }

        @BeforeEach
        void more(EntityManager em, Fixtures fixtures) {
            assertThat(authors(em)).isEqualTo(1);
            fixtures.persist(Author.class, 2);
        }

        @AfterEach
        void check(EntityManager em) {
            assertThat(authors(em)).isEqualTo(4);
        }

        @Test
        @Order(1)
        void one(Fixtures fixtures) {
            fixtures.persist(Author.class);
        }

        @Test
        @Order(2)
        void two(Fixtures fixtures) {
            fixtures.persist(Author.class);
        }

        @Nested
        @TestMethodOrder(MethodOrderer.MethodName.class)
        class Deeper {

            @BeforeEach
            void evenMore(Fixtures fixtures) {
                fixtures.persist(Author.class);
            }

            @Test
            void one(EntityManager em) {
                assertThat(authors(em)).isEqualTo(4);
            }

            @Test
            void two(EntityManager em) {
                assertThat(authors(em)).isEqualTo(4);
            }
        }
    }

    @PersistenceTest(entities = {Author.class, Book.class})
    static class Afterwards {

        @Test
        void nothingIsThere(EntityManager em) {
            assertThat(authors(em)).isZero();
        }
    }

    @Test
    void keepsTheDataOfAClassForItsTestsAndNestedClassesAndTakesItBackAfterThem() {
        for (String engines : List.of("h2", "postgresql")) {
            Map<String, String> parameters = Map.of(PersistenceTest.DATABASE, engines);
            assertAllGreen(Runs.with(parameters, Levels.class), 4);
            assertAllGreen(Runs.with(parameters, Afterwards.class), 1);
        }
    }

    @PersistenceTest(
            entities = {Author.class, Book.class},
            database = {Engine.H2, Engine.POSTGRESQL})
    static class OnTwo {

        @Test
        void aTest(Engine engine, Session session) {
            String url = session.doReturningWork(
                    connection -> connection.getMetaData().getURL());
            assertThat(url).startsWith(engine == Engine.H2 ? "jdbc:h2:mem:" : "jdbc:postgresql://localhost");
        }
    }

    @Test
    void runsOnEachEngineAndReportsItByName() {
        EngineExecutionResults results = Runs.of(OnTwo.class);
        assertAllGreen(results, 2);
        assertThat(Runs.names(results))
                .contains("H2", "PostgreSQL")
                .filteredOn(name -> name.startsWith("aTest"))
                .hasSize(2);
    }

    @PersistenceTest(
            entities = {Author.class, Book.class},
            database = {Engine.H2, Engine.POSTGRESQL})
    static class FailingOnOne {

        @Test
        void aTest(Engine engine) {
            assertThat(engine).isEqualTo(Engine.H2);
        }
    }

    @Test
    void tellsTheEngineWithAFailure() {
        assertThat(Runs.failures(Runs.of(FailingOnOne.class)))
                .singleElement()
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .singleElement()
                        .satisfies(suppressed -> assertThat(suppressed).hasMessage("database=PostgreSQL")));
    }

    @Test
    void takesTheEnginesFromAConfigurationParameter() {
        EngineExecutionResults results =
                Runs.with(Map.of(PersistenceTest.DATABASE, "PostgreSQL, h2"), Afterwards.class);
        assertAllGreen(results, 2);
        assertThat(Runs.names(results)).contains("H2", "PostgreSQL");
    }

    @PersistenceTest(entities = {Author.class, Book.class})
    static class First {
        @Test
        void aTest(SessionFactory factory) {
            FACTORIES.add(factory);
        }
    }

    @PersistenceTest(entities = {Author.class, Book.class})
    static class Second {
        @Test
        void aTest(SessionFactory factory) {
            FACTORIES.add(factory);
        }
    }

    @PersistenceTest(
            entities = {Author.class, Book.class},
            settings = "hibernate.jdbc.batch_size=7")
    static class Third {
        @Test
        void aTest(SessionFactory factory) {
            FACTORIES.add(factory);
            assertThat(factory.getProperties()).containsEntry("hibernate.jdbc.batch_size", "7");
        }
    }

    @Test
    void buildsAFactoryOncePerConfiguration() {
        assertAllGreen(Runs.of(First.class, Second.class, Third.class), 3);
        assertThat(FACTORIES).hasSize(3);
        assertThat(FACTORIES.get(0)).isSameAs(FACTORIES.get(1)).isNotSameAs(FACTORIES.get(2));
    }

    @PersistenceTest(entities = {Author.class, Book.class})
    static class TooEarly {

        TooEarly(EntityManager em) {
            assertThat(em).isNotNull();
        }

        @Test
        void aTest() {}
    }

    @Test
    void refusesASessionThatBelongsToNoTest() {
        assertThat(Runs.failures(Runs.of(TooEarly.class)))
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .hasRootCauseInstanceOf(PersistenceTestException.class)
                        .rootCause()
                        .hasMessageContaining("A session belongs to one test, and here is none: type=EntityManager")
                        .hasMessageContaining("Ask for Transactions or the EntityManagerFactory here"));
    }

    @PersistenceTest(entities = {Author.class, Book.class})
    static class Outer {

        @Nested
        @PersistenceTest(entities = {Author.class, Book.class})
        class Inner {
            @Test
            void aTest() {}
        }
    }

    @Test
    void refusesTheAnnotationOnANestedClassOfATestThatHasIt() {
        assertThat(Runs.failures(Runs.of(Outer.class)))
                .anySatisfy(failure -> assertThat(failure)
                        .hasMessageContaining("@PersistenceTest stands on a nested class of a test that has it"));
    }
}
