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
import dev.ashlar.testkit.TestIsolation;
import jakarta.persistence.EntityManager;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** Test classes that run at the same time, each writing the same rows of the same tables. */
class ParallelTest {

    /** Each of the four classes runs this often, interleaved; {@code .ci/run} asks for more. */
    private static final int TIMES = Integer.getInteger("ashlar.test.parallel", 5);

    private static final AtomicInteger RUNNING = new AtomicInteger();
    private static final AtomicInteger MOST = new AtomicInteger();

    private static Map<String, String> parallel(String database, String isolation) {
        return Map.of(
                "junit.jupiter.execution.parallel.enabled",
                "true",
                "junit.jupiter.execution.parallel.mode.default",
                "concurrent",
                "junit.jupiter.execution.parallel.config.strategy",
                "fixed",
                "junit.jupiter.execution.parallel.config.fixed.parallelism",
                "4",
                PersistenceTest.DATABASE,
                database,
                PersistenceTest.ISOLATION,
                isolation);
    }

    @PersistenceTest(entities = {Author.class, Book.class})
    abstract static class Writing {

        private static final Map<Class<?>, AtomicInteger> BY_CLASS = new ConcurrentHashMap<>();

        @BeforeEach
        void nobodyElseIsHere() {
            MOST.accumulateAndGet(RUNNING.incrementAndGet(), Math::max);
            assertThat(inThisClass().incrementAndGet()).isEqualTo(1);
        }

        @AfterEach
        void done() {
            RUNNING.decrementAndGet();
            inThisClass().decrementAndGet();
        }

        private AtomicInteger inThisClass() {
            return BY_CLASS.computeIfAbsent(getClass(), type -> new AtomicInteger());
        }

        void writeTheSame(Transactions transactions, EntityManager em) {
            transactions.run(inner -> {
                Author author = new Author("the same name"); // unique
                inner.persist(author);
                inner.persist(new Book("a book", author));
            });
            transactions.run(inner ->
                    inner.createQuery("update Book set title = title || '!'").executeUpdate());
            assertThat(em.createQuery("select title from Book", String.class).getResultList())
                    .containsExactly("a book!");
        }

        @Test
        void one(Transactions transactions, EntityManager em) {
            writeTheSame(transactions, em);
        }

        @Test
        void two(Transactions transactions, EntityManager em) {
            writeTheSame(transactions, em);
        }

        @Nested
        class Deeper {
            @RepeatedTest(2)
            void three(Transactions transactions, EntityManager em) {
                writeTheSame(transactions, em);
            }
        }
    }

    static class A extends Writing {}

    static class B extends Writing {}

    static class C extends Writing {}

    static class D extends Writing {}

    @ParameterizedTest
    @ValueSource(strings = {"rollback", "dirty_tables", "truncate", "clone"})
    void fourClassesOnPostgreSqlDoNotSeeEachOther(String isolation) {
        runFour(parallel("postgresql", isolation));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rollback", "dirty_tables", "truncate"})
    void fourClassesOnH2DoNotSeeEachOther(String isolation) {
        runFour(parallel("h2", isolation));
    }

    private static void runFour(Map<String, String> parameters) {
        MOST.set(0);
        for (int i = 0; i < TIMES; i++) {
            EngineExecutionResults results = Runs.with(parameters, A.class, B.class, C.class, D.class);
            assertThat(Runs.failures(results)).isEmpty();
            assertThat(results.testEvents().succeeded().count()).isEqualTo(16);
        }
        assertThat(MOST.get()).as("classes that ran at one time").isGreaterThan(1);
    }

    @PersistenceTest(
            entities = {Author.class, Book.class},
            url = "jdbc:h2:mem:shared;DB_CLOSE_DELAY=-1",
            isolation = TestIsolation.DIRTY_TABLES)
    static class AtUrl extends Writing {}

    @PersistenceTest(
            entities = {Author.class, Book.class},
            url = "jdbc:h2:mem:shared;DB_CLOSE_DELAY=-1",
            isolation = TestIsolation.DIRTY_TABLES)
    static class AtTheSameUrl extends Writing {}

    @PersistenceTest(
            entities = {Author.class, Book.class},
            url = "jdbc:h2:mem:shared;DB_CLOSE_DELAY=-1",
            settings = "hibernate.jdbc.batch_size=5",
            isolation = TestIsolation.DIRTY_TABLES)
    static class AnotherUnitThere extends Writing {}

    @Test
    void classesOnOneUrlRunOneAfterTheOther() {
        MOST.set(0);
        EngineExecutionResults results =
                Runs.with(parallel("h2", "rollback"), AtUrl.class, AtTheSameUrl.class, AnotherUnitThere.class);
        assertThat(Runs.failures(results)).isEmpty();
        assertThat(results.testEvents().succeeded().count()).isEqualTo(12);
        assertThat(MOST.get()).isEqualTo(1);
    }
}
