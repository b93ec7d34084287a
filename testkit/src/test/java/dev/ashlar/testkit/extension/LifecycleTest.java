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
import dev.ashlar.testkit.SqlLog;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestMethodOrder;

/** What happens around the tests of a class. */
class LifecycleTest {

    private static final List<String> CALLS = new ArrayList<>();

    abstract static class Base {

        @BeforeAll
        static void baseBefore(Engine engine) {
            CALLS.add("base before on " + engine);
        }

        @AfterAll
        static void baseAfter(Engine engine) {
            CALLS.add("base after on " + engine);
        }
    }

    @PersistenceTest(
            entities = {Author.class, Book.class},
            database = {Engine.H2, Engine.POSTGRESQL})
    static class Derived extends Base {

        @BeforeAll
        static void before(Transactions transactions, TestInfo info) {
            CALLS.add("before of " + info.getTestClass().orElseThrow().getSimpleName());
            transactions.run(em -> em.persist(new Author("of the class")));
        }

        @AfterAll
        static void after(EntityManagerFactory factory) {
            factory.runInTransaction(em -> CALLS.add("after with "
                    + em.createQuery("select name from Author", String.class).getResultList()));
        }

        @Test
        void test() {
            CALLS.add("test");
        }
    }

    @Test
    void classMethodsRunOncePerEngineAroundItsTests() {
        CALLS.clear();
        assertThat(Runs.failures(Runs.of(Derived.class))).isEmpty();
        List<String> expected = new ArrayList<>();
        for (Engine engine : List.of(Engine.H2, Engine.POSTGRESQL)) {
            expected.addAll(List.of(
                    "base before on " + engine,
                    "before of Derived",
                    "test",
                    "after with [of the class]",
                    "base after on " + engine));
        }
        assertThat(CALLS).isEqualTo(expected);
    }

    @PersistenceTest(entities = {Author.class, Book.class})
    static class FailingBeforeAll {

        @BeforeAll
        static void before() {
            throw new IllegalStateException("not today");
        }

        @Test
        void test() {
            CALLS.add("test");
        }
    }

    @Test
    void aFailingClassMethodFailsTheClassAndTheNextClassRuns() {
        CALLS.clear();
        var results = Runs.of(FailingBeforeAll.class, Fetching.class);
        assertThat(Runs.failures(results))
                .anySatisfy(failure -> assertThat(failure).hasMessage("not today"));
        assertThat(CALLS).isEmpty();
        assertThat(results.testEvents().succeeded().count()).isEqualTo(1);
    }

    @PersistenceTest(entities = {Author.class, Book.class})
    static class Fetching {

        @BeforeEach
        void twoAuthors(Fixtures fixtures) {
            fixtures.persist(Book.class, 2);
        }

        @Test
        void oneByOne(EntityManager em, SqlLog sql) {
            assertThat(sql).nothing(); // what @BeforeEach executed is not logged
            em.createQuery("from Author", Author.class).getResultList().forEach(author -> author.books.size());
            assertThat(sql).selects(3);
        }
    }

    @PersistenceTest(
            entities = {Author.class, Book.class},
            failOnNPlusOne = true)
    static class FailingOnNPlusOne extends Fetching {}

    @Test
    void anNPlusOneFailsATestThatOptedIn() {
        assertThat(Runs.failures(Runs.of(FailingOnNPlusOne.class)))
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContaining("2 × Author.books at LifecycleTest.java:"));
        Map<String, String> forAll = Map.of(PersistenceTest.FAIL_ON_N_PLUS_ONE, "true");
        assertThat(Runs.failures(Runs.with(forAll, Fetching.class))).hasSize(1);
        assertThat(Runs.failures(Runs.of(Fetching.class))).isEmpty();
    }

    @PersistenceTest(unit = "library")
    static class OfAUnit {

        @RepeatedTest(2)
        void test(SessionFactory factory, Transactions transactions, EntityManager em) {
            assertThat(factory.getProperties()).containsEntry("hibernate.jdbc.batch_size", "11");
            assertThat(em.createQuery("from Author", Author.class).getResultList())
                    .isEmpty();
            transactions.run(inner -> inner.persist(new Author("ann")));
            assertThat(em.createQuery("from Author", Author.class).getResultList())
                    .hasSize(1);
        }
    }

    @Test
    void takesAUnitThatIsMeantForAContainer() {
        assertThat(Runs.failures(Runs.of(OfAUnit.class))).isEmpty();
    }

    @Entity
    @Cacheable
    static class Cached {
        @Id
        long id;

        String text;

        protected Cached() {}

        Cached(long id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    @PersistenceTest(
            entities = Cached.class,
            settings = {
                "hibernate.cache.region.factory_class=jcache",
                "hibernate.javax.cache.missing_cache_strategy=create",
                "hibernate.cache.use_second_level_cache=true"
            })
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class WithASecondLevelCache {

        @Test
        void first(Transactions transactions, EntityManagerFactory factory) {
            transactions.run(em -> em.persist(new Cached(1, "x")));
            transactions.run(em -> em.find(Cached.class, 1L));
            assertThat(factory.getCache().contains(Cached.class, 1L)).isTrue();
        }

        @Test
        void second(EntityManagerFactory factory, EntityManager em) {
            assertThat(factory.getCache().contains(Cached.class, 1L)).isFalse();
            assertThat(em.find(Cached.class, 1L)).isNull();
        }
    }

    @Test
    void emptiesTheSecondLevelCacheAfterEachTest() {
        assertThat(Runs.failures(Runs.of(WithASecondLevelCache.class))).isEmpty();
    }

    @PersistenceTest(entities = {Author.class, Book.class})
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class LeavingThingsOpen {

        @Test
        void first(EntityManager em, EntityManagerFactory factory) {
            em.getTransaction().begin();
            em.persist(new Author("open"));
            em.flush();
            EntityManager mine = factory.createEntityManager();
            mine.createQuery("from Author", Author.class).getResultList();
        }

        @Test
        void second(EntityManager em) {
            assertThat(em.createQuery("from Author", Author.class).getResultList())
                    .isEmpty();
        }
    }

    @Test
    void endsWhatATestLeftOpen() {
        for (String isolation : List.of("rollback", "dirty_tables", "truncate")) {
            Map<String, String> parameters =
                    Map.of(PersistenceTest.ISOLATION, isolation, PersistenceTest.DATABASE, "h2,postgresql");
            assertThat(Runs.failures(Runs.with(parameters, LeavingThingsOpen.class)))
                    .isEmpty();
        }
    }
}
