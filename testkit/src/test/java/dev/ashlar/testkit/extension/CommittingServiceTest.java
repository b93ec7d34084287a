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
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.TestIsolation;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A service that commits three transactions, one of them within another, with hooks, from two threads; and each time nothing is left. */
class CommittingServiceTest {

    /** How often; {@code .ci/run} asks for 200. */
    static IntStream times() {
        return IntStream.range(0, Integer.getInteger("ashlar.test.repetitions", 10));
    }

    /** The code under test: it knows nothing of tests. */
    private static final class Library {

        private final Transactions transactions;
        private final ConcurrentLinkedQueue<String> mails = new ConcurrentLinkedQueue<>();

        Library(Transactions transactions) {
            this.transactions = transactions;
        }

        void publish(String name) {
            transactions.run(em -> em.persist(new Author(name)));
            transactions.run(em -> {
                Author author = em.createQuery("from Author where name = :name", Author.class)
                        .setParameter("name", name)
                        .getSingleResult();
                em.persist(new Book(name + "'s first", author));
                transactions.requiresNew().run(inner -> inner.persist(new Author(name + "'s editor")));
                transactions.afterCommit(em, () -> mails.add(name));
            });
        }
    }

    @PersistenceTest(entities = {Author.class, Book.class})
    abstract static class Publishing {

        @BeforeEach
        void nothingIsThere(EntityManager em) {
            assertThat(count(em, "Author")).isZero();
            assertThat(count(em, "Book")).isZero();
        }

        @ParameterizedTest
        @MethodSource("dev.ashlar.testkit.extension.CommittingServiceTest#times")
        void fromTwoThreads(int time, Transactions transactions, EntityManager em) throws Exception {
            Library library = new Library(transactions);
            CompletableFuture<Void> ann = CompletableFuture.runAsync(() -> library.publish("ann"));
            CompletableFuture<Void> bob = CompletableFuture.runAsync(() -> library.publish("bob"));
            CompletableFuture.allOf(ann, bob).get(30, TimeUnit.SECONDS);

            assertThat(library.mails).containsExactlyInAnyOrder("ann", "bob");
            assertThat(em.createQuery("select name from Author order by name", String.class)
                            .getResultList())
                    .isEqualTo(List.of("ann", "ann's editor", "bob", "bob's editor"));
            assertThat(count(em, "Book")).isEqualTo(2);
        }

        private static long count(EntityManager em, String entity) {
            return em.createQuery("select count(*) from " + entity, Long.class).getSingleResult();
        }
    }

    @Nested
    @PersistenceTest(
            entities = {Author.class, Book.class},
            isolation = TestIsolation.ROLLBACK)
    class ByRollback extends Publishing {}

    @Nested
    @PersistenceTest(
            entities = {Author.class, Book.class},
            isolation = TestIsolation.DIRTY_TABLES)
    class ByDirtyTables extends Publishing {}

    @Nested
    @PersistenceTest(
            entities = {Author.class, Book.class},
            isolation = TestIsolation.TRUNCATE)
    class ByTruncate extends Publishing {}

    @Nested
    @PersistenceTest(
            entities = {Author.class, Book.class},
            database = Engine.POSTGRESQL,
            isolation = TestIsolation.CLONE)
    class ByClone extends Publishing {}
}
