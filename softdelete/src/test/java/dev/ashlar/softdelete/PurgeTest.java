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

import dev.ashlar.core.ground.ChangeNotice;
import dev.ashlar.core.ground.Ground;
import dev.ashlar.core.transaction.Transactions;
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.SqlKind;
import dev.ashlar.testkit.SqlLog;
import dev.ashlar.testkit.TestTime;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a purge deletes, keeps and reports. */
@PersistenceTest(entities = {Author.class, Book.class, Review.class, Subject.class, Loan.class})
class PurgeTest {

    private static final Duration DAY = Duration.ofDays(1);

    private final SessionFactory factory;
    private final TestTime time;
    private final Retention retention;
    private Long author;
    private Long book;
    private Long other;
    private Long review;
    private Long subject;

    PurgeTest(EntityManagerFactory factory, TestTime time) {
        this.factory = factory.unwrap(SessionFactory.class);
        this.time = time;
        this.retention = SoftDeletes.of(factory);
    }

    @BeforeEach
    void write() {
        factory.inTransaction(session -> {
            Author ann = new Author("ann@example.org");
            Book first = ann.write("first");
            Book second = ann.write("second");
            Subject history = new Subject("history");
            session.persist(history);
            first.subjects.add(history);
            second.subjects.add(history);
            first.keywords.add("old");
            Review good = first.review("good");
            first.review("bad");
            session.persist(ann);
            author = ann.id;
            book = first.id;
            other = second.id;
            review = good.id;
            subject = history.id;
        });
    }

    private void remove(Class<?> type, Long id) {
        factory.inTransaction(session -> session.remove(session.find(type, id)));
    }

    private long count(String table) {
        return factory.fromSession(
                session -> ((Number) session.createNativeQuery("select count(*) from " + table, Object.class)
                                .getSingleResult())
                        .longValue());
    }

    private void lend(Long bookId) {
        factory.inTransaction(session ->
                session.persist(new Loan(SoftDeletes.in(session).withDeleted(() -> {
                    Book lent = session.find(Book.class, bookId);
                    lent.author = session.find(Author.class, author);
                    return lent;
                }))));
    }

    @Test
    void deletesARowWithWhatGoesWithItAndTheirRowsInOtherTables() {
        remove(Book.class, book);

        PurgeReport report = retention.purge(Book.class).run();

        assertThat(report.of(Book.class).purged()).isEqualTo(1);
        assertThat(report.of(Review.class).purged()).isEqualTo(2);
        assertThat(report.total()).isEqualTo(3);
        assertThat(count("Book")).isEqualTo(1);
        assertThat(count("Review")).isZero();
        assertThat(count("Book_keywords")).isZero();
        assertThat(count("Book_Subject")).isEqualTo(1);
        assertThat(count("Subject")).isEqualTo(1);
        assertThat(count("Author")).isEqualTo(1);
    }

    @Test
    void deletesJoinRowsThatTheOtherSideHas() {
        remove(Subject.class, subject);

        assertThat(retention.purge(Subject.class).run().total()).isEqualTo(1);

        assertThat(count("Book_Subject")).isZero();
        assertThat(count("Book")).isEqualTo(2);
    }

    @Test
    void deletesNothingThatIsLive() {
        PurgeReport report = retention.purge().run();

        assertThat(report.types()).isEmpty();
        assertThat(report.total()).isZero();
        assertThat(count("Review")).isEqualTo(2);
    }

    @Test
    void deletesOnlyWhatGoesWithTheNamedEntity() {
        remove(Book.class, other);
        remove(Review.class, review);

        PurgeReport report = retention.purge(Book.class).run();

        assertThat(report.total()).isEqualTo(1);
        assertThat(count("Review")).isEqualTo(2);
        assertThat(retention.purge().run().of(Review.class).purged()).isEqualTo(1);
    }

    @Test
    void countsTheAgeByTheTimeThatMarksAreMadeWith() {
        time.advance(Duration.ZERO);
        remove(Book.class, book);
        time.advance(DAY);
        remove(Book.class, other);

        assertThat(retention.purge(Book.class).olderThan(DAY).run().total()).isZero();
        time.advance(Duration.ofSeconds(1));
        PurgeReport report = retention.purge(Book.class).olderThan(DAY).run();
        assertThat(report.of(Book.class).purged()).isEqualTo(1);
        assertThat(report.cutOff()).isEqualTo(ground().now().minus(DAY));
        assertThat(retention.purge(Book.class).olderThan(Duration.ZERO).run().total())
                .isEqualTo(1);
    }

    @Test
    void takesAnAgeThatNothingHasReached() {
        remove(Book.class, book);

        assertThat(retention
                        .purge(Book.class)
                        .olderThan(Duration.ofSeconds(Long.MAX_VALUE))
                        .run()
                        .total())
                .isZero();
    }

    @Test
    void keepsAYoungerChildAndItsParent() {
        remove(Review.class, review);
        factory.inTransaction(session -> session.createNativeMutationQuery(
                        "update Review set deleted_at = deleted_at + interval '1' hour where id = " + review)
                .executeUpdate());
        remove(Book.class, book);
        time.advance(Duration.ofMinutes(1));

        PurgeReport report =
                retention.purge(Book.class).olderThan(Duration.ZERO).run();

        assertThat(report.of(Review.class).purged()).isEqualTo(1);
        assertThat(report.of(Book.class).stillReferenced()).isEqualTo(1);
        assertThat(report.of(Book.class).referencedBy()).isEqualTo(Map.of("Review.book", 1L));
        assertThat(count("Book")).isEqualTo(2);
    }

    @Test
    void deletesAYoungerChildOfTheSameDeletion() {
        remove(Book.class, book);
        factory.inTransaction(session -> session.createNativeMutationQuery(
                        "update Review set deleted_at = deleted_at + interval '1' hour where id = " + review)
                .executeUpdate());
        time.advance(Duration.ofMinutes(1));

        assertThat(retention.purge(Book.class).olderThan(Duration.ZERO).run().total())
                .isEqualTo(3);
    }

    @Test
    void keepsWhatALiveRowRefersTo() {
        lend(book);
        remove(Author.class, author);

        PurgeReport report = retention.purge(Author.class).run();

        assertThat(report.of(Book.class).purged()).isEqualTo(1);
        assertThat(report.of(Book.class).stillReferenced()).isEqualTo(1);
        assertThat(report.of(Book.class).referencedBy()).isEqualTo(Map.of("Loan.book", 1L));
        assertThat(report.of(Author.class).purged()).isZero();
        assertThat(report.of(Author.class).referencedBy()).isEqualTo(Map.of("Loan.author", 1L, "Book.author", 1L));
        assertThat(count("Book")).isEqualTo(1);
        assertThat(count("Author")).isEqualTo(1);
    }

    @Test
    void keepsWhatADeletedRowThatStaysRefersTo() {
        remove(Author.class, author);

        PurgeReport report = retention
                .purge()
                .holding((row, builder) -> row.getJavaType() == Review.class
                        ? builder.equal(row.get("text"), "good")
                        : builder.disjunction())
                .run();

        assertThat(report.of(Review.class).held()).isEqualTo(1);
        assertThat(report.of(Review.class).purged()).isEqualTo(1);
        assertThat(report.of(Book.class).purged()).isEqualTo(1);
        assertThat(report.of(Book.class).referencedBy()).isEqualTo(Map.of("Review.book", 1L));
        assertThat(report.of(Author.class).referencedBy()).isEqualTo(Map.of("Book.author", 1L));
    }

    @Test
    void keepsWhatIsHeldWithItsChildren() {
        remove(Author.class, author);

        PurgeReport report = retention
                .purge(Book.class)
                .holding((row, builder) -> builder.equal(row.get("title"), "first"))
                .holding((row, builder) -> builder.equal(row.get("title"), "none"))
                .run();

        assertThat(report.of(Book.class).held()).isEqualTo(1);
        assertThat(report.of(Book.class).purged()).isEqualTo(1);
        assertThat(count("Review")).isEqualTo(2);
    }

    @Test
    void holdsByAPredicateOfASupertype() {
        remove(Book.class, book);
        LegalHold<Object> all = (row, builder) -> builder.conjunction();

        assertThat(retention.purge(Book.class).holding(all).run().of(Book.class).held())
                .isEqualTo(1);
    }

    @Test
    void saysWithoutWritingWhatItWouldDo(SqlLog log) {
        lend(book);
        remove(Author.class, author);
        Purge<Author> purge = retention
                .purge(Author.class)
                .chunksOf(2)
                .holding((row, builder) -> builder.equal(row.get("email"), "none"));

        log.clear();
        PurgeReport dry = purge.dryRun();

        assertThat(log.statements()).allMatch(statement -> statement.kind() == SqlKind.SELECT);
        assertThat(log.statements()).noneMatch(statement -> statement.sql().contains("for update"));
        assertThat(count("Review")).isEqualTo(2);
        assertThat(purge.run().types()).isEqualTo(dry.types());
        assertThat(count("Review")).isZero();
    }

    @Test
    void deletesInChunksOfTheirOwnAndGoesOnAfterAFailure() {
        factory.inTransaction(session -> {
            Book large = session.find(Book.class, other);
            for (int i = 0; i < 10; i++) {
                large.review("review " + i);
            }
        });
        remove(Author.class, author);
        AtomicInteger asked = new AtomicInteger();

        assertThatThrownBy(() -> retention
                        .purge(Author.class)
                        .chunksOf(4)
                        .holding((row, builder) -> {
                            if (asked.incrementAndGet() == 2) {
                                throw new IllegalStateException("killed");
                            }
                            return builder.disjunction();
                        })
                        .run())
                .hasMessage("killed");
        // The 12 reviews went in 3 chunks; the 4th had the books and the author, for whom the hold was asked.
        assertThat(count("Review")).isZero();
        assertThat(count("Author")).isEqualTo(1);
        long books = count("Book");
        assertThat(books).isEqualTo(2);

        PurgeReport rest = retention.purge(Author.class).chunksOf(4).run();
        assertThat(rest.total()).isEqualTo(books + 1);
        assertThat(count("Author")).isZero();
    }

    @Test
    void countsTheChunksOfEachEntity() {
        remove(Author.class, author);

        PurgeReport report = retention.purge(Author.class).chunksOf(1).run();

        assertThat(report.of(Review.class).chunks()).isEqualTo(2);
        assertThat(report.of(Book.class).chunks()).isEqualTo(2);
        assertThat(report.of(Author.class).chunks()).isEqualTo(1);
    }

    @Test
    void tellsOfEachRowWithAllItHad() {
        List<ChangeNotice> told = new ArrayList<>();
        Listening.to(ground(), told);
        remove(Book.class, book);
        told.clear();

        retention.purge(Book.class).run();

        assertThat(told).hasSize(2).allMatch(notice -> notice.kind() == ChangeNotice.Kind.PURGE);
        assertThat(told.get(0).entityName()).isEqualTo(Review.class.getName());
        assertThat(told.get(0).rows()).hasSize(2);
        ChangeNotice.Row row = told.get(1).rows().get(0);
        assertThat(row.id()).isEqualTo(book);
        assertThat(row.before()).containsEntry("title", "first").containsKeys("author", "deletion", "version");
        assertThat(row.after()).isEmpty();
        Listening.stop();
    }

    @Test
    void undoesTheChunkWhenAListenerFails() {
        Listening.to(ground(), notice -> {
            if (notice.kind() == ChangeNotice.Kind.PURGE && notice.entityName().equals(Book.class.getName())) {
                throw new IllegalStateException("no room for the log");
            }
        });
        remove(Book.class, book);
        try {
            assertThatThrownBy(() -> retention.purge(Book.class).chunksOf(2).run())
                    .hasMessage("no room for the log");
        } finally {
            Listening.stop();
        }
        assertThat(count("Review")).isZero();
        assertThat(count("Book_keywords")).isEqualTo(1);
        assertThat(retention.purge(Book.class).run().total()).isEqualTo(1);
    }

    @Test
    void needsFewStatementsForManyRows(SqlLog log) {
        factory.inTransaction(session -> {
            Book large = session.find(Book.class, other);
            for (int i = 0; i < 200; i++) {
                large.review("review " + i);
            }
        });
        remove(Author.class, author);

        log.clear();
        assertThat(retention.purge(Author.class).run().total()).isEqualTo(205);

        assertThat(log.statements()).hasSizeLessThan(40);
    }

    @Test
    void refusesANegativeAge() {
        assertThatThrownBy(() -> retention.purge(Book.class).olderThan(Duration.ofDays(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A purge of rows that are yet to be deleted: age=PT-24H. Give zero or more.");
    }

    @Test
    void refusesChunksOutOfTheirRange() {
        for (int rows : new int[] {0, -1, 10_001}) {
            assertThatThrownBy(() -> retention.purge().chunksOf(rows))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("A chunk has too few or too many rows: rows=" + rows + ". Give 1 to 10000.");
        }
        assertThat(retention.purge().chunksOf(10_000).run().total()).isZero();
    }

    @Test
    void refusesAnEntityThatIsNeverMarked() {
        assertThatThrownBy(() -> retention.purge(Loan.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("An entity is not soft-deletable: entity=dev.ashlar.softdelete.Loan");
        assertThatThrownBy(() -> retention.purge(String.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("A class is no entity of the factory: class=java.lang.String");
    }

    @Test
    void refusesAHoldWithoutPredicate() {
        remove(Book.class, book);

        assertThatThrownBy(() -> retention
                        .purge(Book.class)
                        .holding((row, builder) -> null)
                        .run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("A legal hold has no predicate: entity=dev.ashlar.softdelete.Book");
        assertThat(count("Book")).isEqualTo(2);
    }

    @Test
    void refusesToRunWithinATransaction(Transactions transactions) {
        transactions.run(em -> assertThatThrownBy(() -> retention.purge().run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("in a transaction of the same factory already"));
    }

    private Ground ground() {
        return Ground.of(factory.unwrap(SessionFactoryImplementor.class));
    }
}
