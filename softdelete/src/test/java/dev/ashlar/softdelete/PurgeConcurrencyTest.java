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
package dev.ashlar.softdelete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.testkit.Engine;
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.TestIsolation;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Purges while others restore and refer, with real commits. */
@PersistenceTest(
        entities = {Author.class, Book.class, Review.class, Subject.class, Loan.class},
        isolation = TestIsolation.TRUNCATE)
class PurgeConcurrencyTest {

    private final SessionFactory factory;
    private final Retention retention;
    private final ExecutorService other = Executors.newSingleThreadExecutor();
    private Long author;
    private final List<Long> books = new ArrayList<>();

    PurgeConcurrencyTest(EntityManagerFactory factory) {
        this.factory = factory.unwrap(SessionFactory.class);
        this.retention = SoftDeletes.of(factory);
    }

    @BeforeEach
    void write() {
        factory.inTransaction(session -> {
            Author ann = new Author("ann@example.org");
            List<Book> written = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                written.add(ann.write("book " + i));
            }
            session.persist(ann);
            written.forEach(book -> books.add(book.id));
            author = ann.id;
        });
        books.sort(null);
        factory.inTransaction(session -> books.forEach(id -> session.remove(session.find(Book.class, id))));
    }

    @AfterEach
    void stop() {
        other.shutdownNow();
    }

    private void elsewhere(Runnable work) {
        try {
            other.submit(work).get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private void restore(Long id) {
        factory.inTransaction(session -> SoftDeletes.in(session).restore(Book.class, id));
    }

    private void lend(Long id) {
        factory.inTransaction(session -> SoftDeletes.in(session).withDeleted(() -> {
            Loan loan = new Loan(session.getReference(Book.class, id));
            loan.book = session.getReference(Book.class, id);
            loan.author = session.getReference(Author.class, author);
            session.persist(loan);
        }));
    }

    /** A purge that something happens to when its hold is asked for the n-th time: first for the plan, then by each chunk. */
    private Purge<Book> purgeWith(int ask, Runnable event) {
        AtomicInteger asked = new AtomicInteger();
        return retention.purge(Book.class).chunksOf(10).holding((row, builder) -> {
            if (asked.incrementAndGet() == ask) {
                event.run();
            }
            return builder.disjunction();
        });
    }

    private Set<Long> stored() {
        return new HashSet<>(factory.fromSession(session -> SoftDeletes.in(session)
                .withDeleted(() -> session.createSelectionQuery("select b.id from Book b", Long.class)
                        .getResultList())));
    }

    @Test
    void keepsWhatWasRestoredAfterThePlan() {
        PurgeReport report =
                purgeWith(1, () -> elsewhere(() -> restore(books.get(3)))).run();

        assertThat(report.of(Book.class)).isEqualTo(new PurgeReport.OfType(Book.class, 39, 0, 0, Map.of(), 4));
        assertThat(stored()).containsExactly(books.get(3));
        factory.inTransaction(
                session -> assertThat(session.find(Book.class, books.get(3))).isNotNull());
    }

    @Test
    void keepsWhatWasRestoredAndDeletedAnewAfterThePlan() {
        PurgeReport report = purgeWith(
                        1,
                        () -> elsewhere(() -> {
                            restore(books.get(3));
                            factory.inTransaction(session -> session.remove(session.find(Book.class, books.get(3))));
                        }))
                .olderThan(Duration.ZERO)
                .run();

        assertThat(report.total()).isEqualTo(39);
        assertThat(stored()).containsExactly(books.get(3));
    }

    @Test
    void keepsWhatIsReferredToSinceThePlan() {
        PurgeReport report =
                purgeWith(2, () -> elsewhere(() -> lend(books.get(13)))).run();

        assertThat(report.of(Book.class))
                .isEqualTo(new PurgeReport.OfType(Book.class, 39, 0, 1, Map.of("Loan.book", 1L), 4));
        assertThat(stored()).containsExactly(books.get(13));
    }

    @Test
    void keepsWhatIsHeldSinceThePlan() {
        AtomicInteger asked = new AtomicInteger();
        PurgeReport report = retention
                .purge(Book.class)
                .holding((row, builder) -> asked.incrementAndGet() == 1
                        ? builder.disjunction()
                        : builder.equal(row.get("id"), books.get(3)))
                .run();

        assertThat(report.of(Book.class).held()).isEqualTo(1);
        assertThat(stored()).containsExactly(books.get(3));
    }

    @Test
    void goesOnAfterItWasEnded() {
        assertThatThrownBy(() -> purgeWith(4, () -> {
                            throw new IllegalStateException("killed");
                        })
                        .run())
                .hasMessage("killed");
        assertThat(stored()).isEqualTo(new HashSet<>(books.subList(20, 40)));

        assertThat(retention.purge(Book.class).run().total()).isEqualTo(20);
        assertThat(stored()).isEmpty();
    }

    @Test
    void refusesARestoreOfARowThatAChunkHasLocked() throws Exception {
        List<Future<?>> restores = new ArrayList<>();
        PurgeReport report = purgeWith(2, () -> {
                    restores.add(other.submit(() -> restore(books.get(0))));
                    sleep();
                })
                .run();

        assertThat(report.total()).isEqualTo(40);
        assertThatThrownBy(() -> restores.get(0).get(20, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(PersistenceException.class);
        assertThat(stored()).isEmpty();
    }

    @Test
    void refusesAReferenceToARowThatAChunkHasLocked(Engine engine) throws Exception {
        List<Future<?>> loans = new ArrayList<>();
        PurgeReport report = purgeWith(2, () -> {
                    loans.add(other.submit(() -> lend(books.get(0))));
                    sleep();
                })
                .run();

        if (engine
                == Engine.H2) { // its foreign keys lock nothing: the reference is there before the chunk looks for it
            loans.get(0).get(20, TimeUnit.SECONDS);
            assertThat(report.of(Book.class).referencedBy()).isEqualTo(Map.of("Loan.book", 1L));
            assertThat(stored()).containsExactly(books.get(0));
        } else {
            assertThatThrownBy(() -> loans.get(0).get(20, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(PersistenceException.class);
            assertThat(report.total()).isEqualTo(40);
        }
    }

    private static void sleep() {
        try {
            TimeUnit.MILLISECONDS.sleep(300);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void purgesEachRowThatNobodyRestoresInTime() throws Exception {
        Set<Long> restored = new HashSet<>();
        Future<?> restores = other.submit(() -> {
            for (int i = books.size() - 1; i >= 0; i -= 2) {
                try {
                    restore(books.get(i));
                    restored.add(books.get(i));
                } catch (PersistenceException e) {
                    // the purge was first
                }
            }
        });
        long purged = retention.purge(Book.class).chunksOf(3).run().total();
        restores.get(20, TimeUnit.SECONDS);

        assertThat(stored()).isEqualTo(restored);
        assertThat(purged + restored.size()).isEqualTo(40);
        factory.inTransaction(session ->
                restored.forEach(id -> assertThat(session.find(Book.class, id)).isNotNull()));
    }

    @Test
    void reportsWhatAForeignKeyOfNobodyKeeps() {
        define(
                "create table scan (book_id bigint, constraint fk_scan_book foreign key (book_id) references Book (id))");
        try {
            factory.inTransaction(
                    session -> session.createNativeMutationQuery("insert into scan values (" + books.get(5) + ")")
                            .executeUpdate());
            factory.inTransaction(session -> session.remove(session.find(Author.class, author)));

            PurgeReport report = retention.purge(Author.class).run();

            assertThat(report.of(Book.class).stillReferenced()).isEqualTo(1);
            assertThat(report.of(Book.class).referencedBy())
                    .hasSize(1)
                    .allSatisfy((name, count) -> assertThat(name).containsIgnoringCase("fk_scan_book"));
            assertThat(report.of(Author.class).referencedBy()).isEqualTo(Map.of("Book.author", 1L));
            assertThat(stored()).containsExactly(books.get(5));
        } finally {
            define("drop table scan");
        }
    }

    private void define(String ddl) {
        factory.inTransaction(session -> session.createNativeMutationQuery(ddl).executeUpdate());
    }

    @Test
    void refusesAClosedFactory() {
        EntityManagerFactory closed = (EntityManagerFactory) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {EntityManagerFactory.class},
                (proxy, method, arguments) -> method.getName().equals("isOpen")
                        ? (Object) false
                        : method.getName().equals("toString") ? "closed" : null);

        assertThatThrownBy(() -> SoftDeletes.of(closed))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("The EntityManagerFactory is closed");
    }
}
