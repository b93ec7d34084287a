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

import dev.ashlar.testkit.PersistenceTest;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityNotFoundException;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes back, and what does not. */
@PersistenceTest(entities = {Author.class, Book.class, Review.class, Subject.class, Loan.class})
class RestoreTest {

    private final SessionFactory factory;
    private Long author;
    private Long book;
    private Long review;

    RestoreTest(EntityManagerFactory factory) {
        this.factory = factory.unwrap(SessionFactory.class);
    }

    @BeforeEach
    void write() {
        factory.inTransaction(session -> {
            Author ann = new Author("ann@example.org");
            Book written = ann.write("first");
            Review good = written.review("good");
            written.review("bad");
            session.persist(ann);
            author = ann.id;
            book = written.id;
            review = good.id;
        });
    }

    private void remove(Class<?> type, Long id) {
        factory.inTransaction(session -> session.remove(session.find(type, id)));
    }

    private UUID deletionOf(Long id) {
        return factory.fromTransaction(session -> SoftDeletes.in(session)
                .withDeleted(() -> session.find(Book.class, id).deletionId().orElseThrow()));
    }

    private static long live(Session session, String entity) {
        return session.createSelectionQuery("select count(*) from " + entity, Long.class)
                .getSingleResult();
    }

    @Test
    void bringsBackExactlyTheRowsOfADeletion() {
        remove(Review.class, review);
        remove(Author.class, author);

        RestorePlan restored =
                factory.fromTransaction(session -> SoftDeletes.in(session).restoreDeletion(deletionOf(book)));

        assertThat(restored.rows()).hasSize(3).contains(new DeletedRow(Author.class, author));
        factory.inTransaction(session -> {
            assertThat(live(session, "Author")).isEqualTo(1);
            assertThat(live(session, "Book")).isEqualTo(1);
            assertThat(live(session, "Review")).isEqualTo(1);
        });
    }

    @Test
    void bringsBackOneRowAlone() {
        remove(Book.class, book);

        factory.inTransaction(session -> SoftDeletes.in(session).restore(Book.class, book));

        factory.inTransaction(session -> {
            assertThat(session.find(Book.class, book).version).isEqualTo(2);
            assertThat(live(session, "Review")).isZero();
        });
    }

    @Test
    void tellsOfADeletedParentAndChangesNothing() {
        remove(Author.class, author);

        factory.inTransaction(session -> {
            RestorePlan plan = SoftDeletes.in(session).planRestore(Review.class, review);
            assertThat(plan.isPossible()).isFalse();
            assertThat(plan.obstacles())
                    .extracting(RestoreObstacle::by)
                    .containsExactly(new DeletedRow(Book.class, book));
            assertThatThrownBy(() -> SoftDeletes.in(session).restore(Review.class, review))
                    .isInstanceOf(RestoreRefusedException.class)
                    .hasMessageContaining("Review#" + review + ": its parent Book#" + book + " is deleted");
            assertThat(live(session, "Review")).isZero();
        });
    }

    @Test
    void worksInAStatelessSession() {
        remove(Author.class, author);
        UUID deletion = deletionOf(book);

        factory.inStatelessTransaction(session -> {
            assertThatThrownBy(() -> SoftDeletes.in(session).restore(Review.class, review))
                    .isInstanceOf(RestoreRefusedException.class);
            assertThat(SoftDeletes.in(session).restoreDeletion(deletion).rows()).hasSize(4);
        });

        factory.inStatelessTransaction((StatelessSession session) ->
                assertThat(session.get(Book.class, book).version).isEqualTo(2));
    }

    @Test
    void refusesALiveRow() {
        factory.inTransaction(session -> assertThatThrownBy(
                        () -> SoftDeletes.in(session).restore(session.find(Book.class, book)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("A live row needs no restore: entity=dev.ashlar.softdelete.Book id=" + book + "."));
    }

    @Test
    void refusesAPurgedRow() {
        factory.inTransaction(session ->
                SoftDeletes.in(session).purge(() -> session.remove(session.find(Review.class, review))));

        factory.inTransaction(session -> assertThatThrownBy(
                        () -> SoftDeletes.in(session).restore(Review.class, review))
                .isInstanceOf(EntityNotFoundException.class)
                .hasMessageContaining("It was purged"));
    }

    @Test
    void refusesAForeignEntity() {
        factory.inTransaction(session -> {
            assertThatThrownBy(() -> SoftDeletes.in(session).restore("a text"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("A class is no entity of the session's factory: class=java.lang.String");
            assertThatThrownBy(() -> SoftDeletes.in(session).restore(Loan.class, 1L))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("An entity is not soft-deletable");
        });
    }

    @Test
    void refusesADeletionThatHasNoRows() {
        factory.inTransaction(session -> assertThatThrownBy(
                        () -> SoftDeletes.in(session).restoreDeletion(new UUID(1, 2)))
                .isInstanceOf(EntityNotFoundException.class)
                .hasMessageContaining("deletion=" + new UUID(1, 2)));
    }

    @Test
    void needsATransaction() {
        remove(Book.class, book);

        factory.inSession(session -> assertThatThrownBy(
                        () -> SoftDeletes.in(session).restore(Book.class, book))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("A restore needs a transaction"));
    }

    @Test
    void bringsBackADeletionOfTheSameSession() {
        factory.inTransaction(session -> {
            Review first = session.find(Review.class, review);
            Book removed = session.find(Book.class, book);
            session.remove(removed);
            session.flush();

            SoftDeletes.in(session).restoreDeletion(removed.deletionId().orElseThrow());

            assertThat(session.find(Review.class, review)).isSameAs(first);
            assertThat(live(session, "Review")).isEqualTo(2);
        });
    }

    @Test
    void bringsBackRowsThatTheSessionHasProxiesOf() {
        remove(Author.class, author);
        UUID deletion = deletionOf(book);

        factory.inTransaction(session -> {
            Book proxy = session.getReference(Book.class, book);
            assertThat(SoftDeletes.in(session).restoreDeletion(deletion).rows()).hasSize(4);
            assertThat(proxy).isNotNull();
        });
    }

    @Test
    void bringsBackWhatTheSameTransactionHasRemoved() {
        factory.inTransaction(session -> {
            Book removed = session.find(Book.class, book);
            session.remove(removed);
            SoftDeletes.in(session).restore(removed);
        });

        factory.inTransaction(
                session -> assertThat(session.find(Book.class, book)).isNotNull());
    }
}
