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
import java.util.UUID;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several steps of one session, where what it has already matters. */
@PersistenceTest(entities = {Author.class, Book.class, Review.class, Subject.class, Loan.class})
class OneSessionTest {

    private final SessionFactory factory;
    private Long author;
    private Long book;
    private Long review;

    OneSessionTest(EntityManagerFactory factory) {
        this.factory = factory.unwrap(SessionFactory.class);
    }

    @BeforeEach
    void write() {
        factory.inTransaction(session -> {
            Author ann = new Author("ann@example.org");
            Book written = ann.write("first");
            Review good = written.review("good");
            session.persist(ann);
            author = ann.id;
            book = written.id;
            review = good.id;
        });
    }

    private UUID removeBook() {
        factory.inTransaction(session -> session.remove(session.find(Book.class, book)));
        return factory.fromTransaction(session -> SoftDeletes.in(session)
                .withDeleted(() -> session.find(Book.class, book).deletionId().orElseThrow()));
    }

    private static long live(Session session, String entity) {
        return session.createSelectionQuery("select count(*) from " + entity, Long.class)
                .getSingleResult();
    }

    @Test
    void removesAChildThatIsNotWrittenYetWithItsParent() {
        factory.inTransaction(session -> {
            Book found = session.find(Book.class, book);
            session.persist(found.review("bad"));
            session.remove(found);
        });

        factory.inTransaction(session -> {
            assertThat(live(session, "Review")).isZero();
            assertThat(SoftDeletes.in(session).onlyDeleted(() -> live(session, "Review")))
                    .isEqualTo(2);
        });
    }

    @Test
    void removesAParentInAScopeThatShowsItsDeletedChildren() {
        factory.inTransaction(session -> SoftDeletes.in(session).withDeleted(() -> {
            session.remove(session.find(Author.class, author));
            session.flush();
        }));

        factory.inTransaction(session -> assertThat(live(session, "Review")).isZero());
    }

    @Test
    void showsLiveRowsInACollectionThatAScopeHasLoaded() {
        removeBook();

        factory.inTransaction(session -> {
            Author ann = session.find(Author.class, author);
            assertThat(SoftDeletes.in(session).withDeleted(() -> ann.books.size()))
                    .isEqualTo(1);
            assertThat(ann.books).isEmpty();
        });
    }

    @Test
    void restoresAChildThatTheSessionLoadedBeforeItsParent() {
        UUID deletion = removeBook();

        factory.inTransaction(session -> {
            SoftDeletes.in(session).onlyDeleted(() -> session.find(Review.class, review));
            SoftDeletes.in(session).restoreDeletion(deletion);
        });

        factory.inTransaction(session -> assertThat(live(session, "Review")).isEqualTo(1));
    }

    @Test
    void restoresARowThatTheSessionHasAsAProxy() {
        UUID deletion = removeBook();

        factory.inTransaction(session -> {
            Book proxy = session.getReference(Book.class, book);
            SoftDeletes.in(session).restoreDeletion(deletion);
            assertThat(((Book) Hibernate.unproxy(proxy)).isDeleted()).isFalse();
        });

        factory.inTransaction(session -> assertThat(live(session, "Book")).isEqualTo(1));
    }

    @Test
    void purgesDeletedChildrenThatALoadedCollectionHides() {
        removeBook();

        factory.inTransaction(session -> {
            Author ann = session.find(Author.class, author);
            assertThat(ann.books).isEmpty();
            SoftDeletes.in(session).purge(() -> session.remove(ann));
        });

        factory.inTransaction(session -> SoftDeletes.in(session).withDeleted(() -> {
            assertThat(live(session, "Author")).isZero();
            assertThat(live(session, "Review")).isZero();
        }));
    }

    @Test
    void purgesAChildThatItsParentHasLoaded() {
        factory.inTransaction(session -> {
            Author ann = session.find(Author.class, author);
            assertThat(ann.books).hasSize(1);
            SoftDeletes.in(session).purge(() -> session.remove(session.find(Book.class, book)));
            assertThat(ann.books).isEmpty();
        });

        factory.inTransaction(session -> SoftDeletes.in(session)
                .withDeleted(() -> assertThat(live(session, "Book")).isZero()));
    }

    @Test
    void refusesARowUnderAParentThatTheTransactionRemovedAfterItHadAddedOne() {
        factory.inTransaction(session -> {
            session.persist(session.find(Book.class, book).review("bad"));
            session.flush();
            session.remove(session.find(Book.class, book));
            session.flush();
            session.clear();
            session.persist(new Review(session.getReference(Book.class, book), "late"));
            assertThatThrownBy(session::flush).isInstanceOf(DeletedParentException.class);
        });
    }

    @Test
    void refusesARowUnderAParentThatAStatementMarkedAfterTheTransactionHadAddedOne() {
        factory.inTransaction(session -> {
            session.persist(session.find(Book.class, book).review("bad"));
            session.flush();
            session.clear();
            SoftDeletes.in(session).softDelete(session.createMutationQuery("delete from Review"));
            SoftDeletes.in(session).softDelete(session.createMutationQuery("delete from Book"));
            session.persist(new Review(session.getReference(Book.class, book), "late"));
            assertThatThrownBy(session::flush).isInstanceOf(DeletedParentException.class);
        });
    }

    @Test
    void refusesARowUnderAParentThatAStatelessSessionMarkedAfterItHadAddedOne() {
        factory.inStatelessTransaction(session -> {
            Book found = session.get(Book.class, book);
            Review bad = new Review(found, "bad");
            session.insert(bad);
            session.delete(bad);
            session.delete(session.get(Review.class, review));
            session.delete(found);
            assertThatThrownBy(() -> session.insert(new Review(found, "late")))
                    .isInstanceOf(DeletedParentException.class);
        });
    }

    @Test
    void namesAParentThatTheSessionHasAsAProxy() {
        factory.inTransaction(session -> {
            session.getReference(Book.class, book);
            assertThatThrownBy(
                            () -> SoftDeletes.in(session).softDelete(session.createMutationQuery("delete from Book")))
                    .isInstanceOf(DeletedParentException.class)
                    .hasMessageContaining("parent=dev.ashlar.softdelete.Book#" + book + " ");
        });
    }

    @Test
    void purgesAChildThatItHasJustWritten() {
        factory.inTransaction(session -> {
            Author ann = new Author("new@example.org");
            session.persist(ann);
            session.flush();
            Book book = ann.write("new");
            session.persist(book);
            SoftDeletes.in(session).purge(() -> {
                assertThat(ann.books).contains(book); // and so the flush would persist it again
                session.remove(book);
            });
        });
        factory.inTransaction(session -> SoftDeletes.in(session)
                .withDeleted(() -> assertThat(session.createSelectionQuery("from Book where title = 'new'", Book.class)
                                .getResultList())
                        .isEmpty()));
    }
}
