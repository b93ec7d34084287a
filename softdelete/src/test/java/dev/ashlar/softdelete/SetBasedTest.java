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
import dev.ashlar.core.ground.ChangeNotices;
import dev.ashlar.core.ground.Ground;
import dev.ashlar.testkit.PersistenceTest;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaDelete;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.SessionEventListener;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionImplementor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Statements that would delete. */
@PersistenceTest(entities = {Author.class, Book.class, Review.class, Subject.class, Loan.class})
class SetBasedTest {

    private final SessionFactory factory;
    private Long author;
    private Long review;

    SetBasedTest(EntityManagerFactory factory) {
        this.factory = factory.unwrap(SessionFactory.class);
    }

    @BeforeEach
    void write() {
        factory.inTransaction(session -> {
            Author ann = new Author("ann@example.org");
            Book written = ann.write("first");
            Review good = written.review("good");
            written.review("bad");
            ann.write("second");
            session.persist(ann);
            author = ann.id;
            review = good.id;
        });
    }

    @Test
    void marksWhatAnHqlDeleteNames() {
        int marked = ChangeContext.of(Actor.user("job"))
                .call(() -> factory.fromTransaction(session -> SoftDeletes.in(session)
                        .softDelete(session.createMutationQuery(
                                        "delete from Review r where r.text in :texts and r.book.author.email = ?1")
                                .setParameter(1, "ann@example.org")
                                .setParameter("texts", List.of("good", "none")))));

        assertThat(marked).isEqualTo(1);
        factory.inTransaction(session -> {
            assertThat(session.find(Review.class, review)).isNull();
            Review removed = SoftDeletes.in(session).withDeleted(() -> session.find(Review.class, review));
            assertThat(removed.version).isEqualTo(1);
            assertThat(removed.deletedBy()).contains("job");
            assertThat(removed.deletionId()).isPresent();
        });
    }

    @Test
    void announcesTheNoticeWhileTheRowsAreMarked() {
        factory.inTransaction(session -> {
            SessionImplementor own = (SessionImplementor) session;
            ChangeNotices notices = Ground.of(own).notices();
            List<Boolean> announced = new ArrayList<>();
            own.getEventListenerManager().addListener(new SessionEventListener() {
                @Override
                public void jdbcExecuteStatementStart() {
                    announced.add(notices.isAnnounced(own));
                }
            });

            SoftDeletes.in(session).softDelete(session.createMutationQuery("delete from Review"));

            assertThat(announced).containsOnlyOnce(true);
            assertThat(notices.isAnnounced(own)).isFalse();
        });
    }

    @Test
    void marksWhatACriteriaDeleteNames() {
        factory.inTransaction(session -> {
            CriteriaBuilder builder = session.getCriteriaBuilder();
            CriteriaDelete<Review> delete = builder.createCriteriaDelete(Review.class);
            delete.where(builder.equal(delete.from(Review.class).get("text"), "bad"));

            assertThat(SoftDeletes.in(session).softDelete(session.createMutationQuery(delete)))
                    .isEqualTo(1);
            assertThat(session.find(Review.class, review)).isNotNull();
        });
    }

    @Test
    void keepsEarlierMarksInAnyScope() {
        factory.inTransaction(session -> session.remove(session.find(Review.class, review)));

        factory.inTransaction(session -> SoftDeletes.in(session).withDeleted(() -> {
            assertThat(SoftDeletes.in(session).softDelete(session.createMutationQuery("delete from Review")))
                    .isEqualTo(1);
            assertThat(session.find(Review.class, review).version).isEqualTo(1);
        }));
    }

    @Test
    void refusesToLeaveLiveChildren() {
        factory.inTransaction(session -> assertThatThrownBy(() -> SoftDeletes.in(session)
                        .softDelete(session.createMutationQuery("delete from Book b where b.title = 'first'")))
                .isInstanceOf(DeletedParentException.class));
    }

    @Test
    void refusesTheDeleteItself() {
        factory.inTransaction(session -> {
            assertThatThrownBy(() -> session.createMutationQuery("delete from Review r where r.text = 'good'")
                            .executeUpdate())
                    .isInstanceOf(PhysicalDeleteException.class)
                    .hasMessageContaining("softDelete(query)")
                    .hasMessageContaining("purge(block)");
            assertThatThrownBy(() -> session.createNativeMutationQuery("DELETE /* all */ FROM Review")
                            .executeUpdate())
                    .isInstanceOf(PhysicalDeleteException.class)
                    .hasMessageContaining("target=review");
        });
        factory.inStatelessTransaction(session -> assertThatThrownBy(
                        () -> session.createMutationQuery("delete from Review").executeUpdate())
                .isInstanceOf(PhysicalDeleteException.class));
    }

    @Test
    void deletesPhysicallyWithinAPurge() {
        factory.inTransaction(session -> session.remove(session.find(Review.class, review)));

        factory.inTransaction(session -> SoftDeletes.in(session).purge(() -> {
            assertThat(session.createMutationQuery("delete from Review r where r.deletion.deletedAt is not null")
                            .executeUpdate())
                    .isEqualTo(1);
            assertThat(session.createNativeMutationQuery("delete from Review").executeUpdate())
                    .isEqualTo(1);
            session.remove(session.find(Author.class, author));
        }));

        factory.inTransaction(session -> SoftDeletes.in(session)
                .withDeleted(() -> assertThat(session.createSelectionQuery("select count(*) from Author a", Long.class)
                                .getSingleResult())
                        .isZero()));
        factory.inTransaction(session -> assertThatThrownBy(
                        () -> session.createMutationQuery("delete from Review").executeUpdate())
                .isInstanceOf(PhysicalDeleteException.class));
    }

    @Test
    void refusesAQueryThatDeletesNothingSoft() {
        factory.inTransaction(session -> {
            assertThatThrownBy(
                            () -> SoftDeletes.in(session).softDelete(session.createMutationQuery("delete from Loan")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not soft-deletable");
            assertThatThrownBy(() -> SoftDeletes.in(session)
                            .softDelete(session.createMutationQuery("update Review set text = 'x'")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not a delete statement");
        });
    }
}
