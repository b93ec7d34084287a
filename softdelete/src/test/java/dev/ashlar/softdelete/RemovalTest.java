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

import dev.ashlar.core.Actor;
import dev.ashlar.core.ChangeContext;
import dev.ashlar.testkit.PersistenceTest;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a removal leaves, marks and shows. */
@PersistenceTest(entities = {Author.class, Book.class, Review.class, Subject.class, Loan.class})
class RemovalTest {

    private final SessionFactory factory;
    private Long author;
    private Long book;
    private Long other;

    RemovalTest(EntityManagerFactory factory) {
        this.factory = factory.unwrap(SessionFactory.class);
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
            first.review("good");
            first.review("bad");
            session.persist(ann);
            session.persist(new Loan(first));
            author = ann.id;
            book = first.id;
            other = second.id;
        });
    }

    @Test
    void marksTheRowAndItsChildrenWithOneDeletion() {
        ChangeContext.of(Actor.user("alice"))
                .run(() -> factory.inTransaction(session -> session.remove(session.find(Book.class, book))));

        factory.inTransaction(session -> SoftDeletes.in(session).withDeleted(() -> {
            Book removed = session.find(Book.class, book);
            assertThat(removed.isDeleted()).isTrue();
            assertThat(removed.deletedBy()).contains("alice");
            assertThat(removed.version).isEqualTo(1);
            assertThat(removed.reviews)
                    .hasSize(2)
                    .allSatisfy(review -> assertThat(review.deletionId()).isEqualTo(removed.deletionId()));
            assertThat(removed.keywords).containsExactly("old");
            assertThat(removed.subjects).hasSize(1);
        }));
    }

    @Test
    void hidesItFromEveryRead() {
        factory.inTransaction(session -> session.remove(session.find(Book.class, book)));

        factory.inTransaction(session -> {
            assertThat(session.find(Book.class, book)).isNull();
            assertThat(session.findMultiple(Book.class, List.of(book, other)))
                    .hasSize(2)
                    .containsNull();
            assertThat(ids(session, "select b.id from Book b")).containsExactly(other);
            assertThat(ids(session, "select b.id from Author a join a.books b")).containsExactly(other);
            assertThat(session.createSelectionQuery("select size(a.books) from Author a", Integer.class)
                            .getSingleResult())
                    .isEqualTo(1);
            session.clear(); // lest the author is a proxy, whose fields say nothing
            assertThat(session.find(Author.class, author).books).hasSize(1);
            assertThat(ids(session, "select r.id from Review r")).isEmpty();
        });
        factory.inStatelessTransaction(
                session -> assertThat(session.get(Book.class, book)).isNull());
        factory.inStatelessTransaction(
                session -> assertThat(session.get(Book.class, other)).isNotNull());
    }

    private static List<Long> ids(Session session, String hql) {
        return session.createSelectionQuery(hql, Long.class).getResultList();
    }

    @Test
    void keepsReferencesVisibleLazyAndInTheirRows() {
        factory.inTransaction(session -> session.remove(session.find(Author.class, author)));

        factory.inTransaction(session -> {
            Loan loan = session.createSelectionQuery("from Loan", Loan.class).getSingleResult();
            assertThat(Hibernate.isInitialized(loan.book)).isFalse();
            assertThat(((Book) Hibernate.unproxy(loan.book)).isDeleted()).isTrue();
            assertThat(loan.author.name).isEqualTo("ann@example.org");
            loan.note = "changed";
        });
        factory.inTransaction(session -> assertThat(session.createSelectionQuery(
                                "select l.book.id from Loan l where l.note = 'changed'", Long.class)
                        .getSingleResult())
                .isEqualTo(book));
    }

    @Test
    void marksFromAStatelessSession() {
        factory.inStatelessTransaction(session -> session.delete(session.get(Book.class, other)));

        factory.inTransaction(session -> {
            assertThat(session.find(Book.class, other)).isNull();
            Book removed = SoftDeletes.in(session).withDeleted(() -> session.find(Book.class, other));
            assertThat(removed.version).isEqualTo(1);
            assertThat(SoftDeletes.in(session).withDeleted(() -> removed.subjects.size()))
                    .isEqualTo(1);
        });
    }

    @Test
    void refusesToLeaveLiveChildrenWhereNothingCascades() {
        factory.inStatelessTransaction(session -> assertThatThrownBy(
                        () -> session.delete(session.get(Book.class, book)))
                .isInstanceOf(DeletedParentException.class)
                .hasMessageContaining("Review"));
    }

    @Test
    void isUndoneWithItsCascadesByAPersist() {
        factory.inTransaction(session -> {
            Book removed = session.find(Book.class, book);
            session.remove(removed);
            session.persist(removed);
        });

        factory.inTransaction(session -> {
            assertThat(session.find(Book.class, book).version).isZero();
            assertThat(ids(session, "select r.id from Review r")).hasSize(2);
        });
    }

    @Test
    void isWrittenByAFlushWithinAScope() {
        factory.inTransaction(session -> {
            session.remove(session.find(Book.class, book));
            assertThat(SoftDeletes.in(session).onlyDeleted(() -> ids(session, "select r.id from Review r")))
                    .hasSize(2);
        });
    }

    @Test
    void marksAnOrphan() {
        factory.inTransaction(session -> session.find(Book.class, book).reviews.remove(0));

        factory.inTransaction(session -> {
            assertThat(ids(session, "select r.id from Review r")).hasSize(1);
            assertThat(SoftDeletes.in(session).withDeleted(() -> ids(session, "select r.id from Review r")))
                    .hasSize(2);
            assertThat(SoftDeletes.in(session).onlyDeleted(() -> ids(session, "select r.id from Review r")))
                    .hasSize(1);
            assertThat(ids(session, "select r.id from Review r")).hasSize(1);
        });
    }
}
