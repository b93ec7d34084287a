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
package dev.ashlar.docs;

import static dev.ashlar.testkit.Engine.H2;
import static dev.ashlar.testkit.Engine.POSTGRESQL;
import static dev.ashlar.testkit.TestIsolation.DIRTY_TABLES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ashlar.core.transaction.Transactions;
import dev.ashlar.testkit.Engine;
import dev.ashlar.testkit.Fixtures;
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.SqlLog;
import dev.ashlar.testkit.TestTime;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The snippets of testkit.md, and the texts it shows. */
class TestkitGuideTest {

    /** A text that the guide shows, but for numbers of lines, rows and lambdas. */
    private static void assertShown(String text) throws IOException {
        Path guide = Path.of(System.getProperty("project.root"), "docs", "testkit.md");
        assertThat(withoutNumbers(Files.readString(guide))).contains(withoutNumbers(text.strip()));
    }

    private static String withoutNumbers(String text) {
        return text.replaceAll("\\.java:\\d+", ".java:NN")
                .replaceAll("\\[\\d+]", "[N]")
                .replaceAll("\\$\\d+\\(", "\\$N(");
    }

    @Nested
    // snippet: testkit-first
    @PersistenceTest(entities = {Author.class, Book.class})
    class LibraryTest {

        @Test
        void lendsABook(EntityManagerFactory factory, EntityManager em, Fixtures fixtures, SqlLog sql) {
            Book book = fixtures.persist(Book.class); // valid, with its author

            new Library(factory).lend(book.getId()); // begins and commits a transaction of its own

            assertThat(sql).selects(1).updates(1).nothingElse();
            assertThat(em.find(Book.class, book.getId()).isLent()).isTrue();
        } // and nothing of it is left
    }
    // end

    @Nested
    // snippet: testkit-engines
    @PersistenceTest(
            entities = {Author.class, Book.class},
            database = {H2, POSTGRESQL}) // reported as "H2" and "PostgreSQL"
    // end
    class OnEachEngine {

        @Test
        void runs(Engine engine) {
            assertThat(engine).isIn(H2, POSTGRESQL);
        }
    }

    @Nested
    // snippet: testkit-isolation
    @PersistenceTest(
            entities = {Author.class, Book.class},
            isolation = DIRTY_TABLES)
    // end
    class Committing {

        @Test
        void first(Fixtures fixtures, EntityManager em) {
            nothingIsThereBefore(fixtures, em);
        }

        @Test
        void second(Fixtures fixtures, EntityManager em) {
            nothingIsThereBefore(fixtures, em);
        }

        private void nothingIsThereBefore(Fixtures fixtures, EntityManager em) {
            assertThat(em.createQuery("from Book", Book.class).getResultList()).isEmpty();
            fixtures.persist(Book.class);
        }
    }

    @Nested
    @PersistenceTest(
            entities = {Author.class, Book.class},
            settings = {"hibernate.jdbc.batch_size=20", "hibernate.order_inserts=true"})
    class Logging {

        @Test
        void counts(Transactions transactions, Fixtures fixtures, SqlLog sql) {
            // snippet: testkit-sql
            List<Book> books = fixtures.of(Book.class)
                    .with("author", fixtures.persist(Author.class))
                    .persist(30);

            transactions.run(em -> books.forEach(book -> em.merge(book).lend()));

            assertThat(sql).selects(30).batches(2).noMoreThan(32); // 30 updates in batches of 20
            sql.clear();
            transactions.run(em -> em.find(Book.class, -1L));
            sql.excluding(() -> fixtures.persist(Author.class)); // any other set-up too
            assertThat(sql).selects(1).nothingElse();
            // end
        }

        @Test
        void showsWhatRan(Transactions transactions, Fixtures fixtures, SqlLog sql) throws IOException {
            Book book = fixtures.persist(Book.class);
            Throwable failure = catchThrowable(() -> {
                for (int i = 0; i < 2; i++) {
                    transactions.run(em -> em.find(Book.class, book.getId()));
                }
                assertThat(sql).selects(1);
            });
            assertShown(failure.getMessage());
        }
    }

    @Nested
    @PersistenceTest(entities = {Author.class, Book.class})
    class Fetching {

        @Test
        void tellsTheAssociation(EntityManagerFactory factory, Fixtures fixtures, SqlLog sql) throws IOException {
            fixtures.persist(Book.class, 50);
            Throwable failure = catchThrowable(() -> {
                // snippet: testkit-n-plus-one
                new Library(factory).catalogue();

                assertThat(sql).hasNoNPlusOne();
                // end
            });
            assertThat(withoutNumbers(sql.fetches().toString())).isEqualTo("[50 × Author.books at Library.java:NN]");
            assertShown(failure.getMessage());
        }

        @Test
        void provesGrowth(EntityManagerFactory factory, Fixtures fixtures, SqlLog sql) {
            Library library = new Library(factory);
            // snippet: testkit-growth
            sql.assertConstantQueries(n -> fixtures.persist(Book.class, n), () -> library.titles());
            // end
        }

        @Test
        void refusesGrowth(EntityManagerFactory factory, Fixtures fixtures, SqlLog sql) throws IOException {
            Library library = new Library(factory);
            Throwable failure = catchThrowable(
                    () -> sql.assertConstantQueries(n -> fixtures.persist(Book.class, n), () -> library.catalogue()));
            assertShown(failure.getMessage());
        }
    }

    @Nested
    @PersistenceTest(entities = {Author.class, Book.class})
    class Making {

        @Test
        void fixtures(Fixtures fixtures, Transactions transactions) {
            // snippet: testkit-fixtures
            Book book = fixtures.create(Book.class); // new, with what it needs and no more
            Book stored = fixtures.persist(Book.class); // with its author, in a transaction of its own; detached
            List<Book> many = fixtures.of(Book.class)
                    .with("price", new BigDecimal("9.95"))
                    .with("author", stored.getAuthor())
                    .persist(50);
            transactions.run(
                    em -> fixtures.of(Book.class).full().persist(em)); // with optional attributes, in this transaction
            // end
            assertThat(book.getId()).isNull();
            assertThat(book.getAuthor()).isNotNull();
            assertThat(stored.getId()).isNotNull();
            assertThat(many).hasSize(50).allMatch(one -> one.getPrice().equals(new BigDecimal("9.95")));
        }

        @Test
        void roundTrips(Fixtures fixtures) {
            // snippet: testkit-round-trips
            fixtures.assertRoundTrips(Book.class); // every attribute: stored, loaded in another session, compared
            fixtures.lint(); // every entity of the unit has a working fixture
            // end
        }

        @Test
        void time(TestTime time, Fixtures fixtures) {
            // snippet: testkit-time
            time.set(Instant.parse("2026-03-01T12:00:00Z"));
            Book book = fixtures.persist(Book.class);
            time.advance(Duration.ofDays(1));

            assertThat(book.getCreatedAt()).isEqualTo("2026-03-01T12:00:00Z");
            // end
        }
    }
}
