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
package dev.ashlar.audit.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.audit.Accountable;
import dev.ashlar.audit.AuditColumns;
import dev.ashlar.audit.AuditLog;
import dev.ashlar.audit.AuditLogged;
import dev.ashlar.audit.CreatedBy;
import dev.ashlar.audit.UpdatedBy;
import dev.ashlar.core.Actor;
import dev.ashlar.core.ActorMismatchException;
import dev.ashlar.core.ChangeContext;
import dev.ashlar.core.CoreSettings;
import dev.ashlar.core.LongEntity;
import dev.ashlar.core.MissingActorException;
import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.EachEngine;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestTime;
import dev.ashlar.core.harness.TestUnit;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.Hibernate;
import org.hibernate.SessionFactory;

/** Who-and-when columns as an application uses them. */
class AuditColumnsTest {

    private static final ChangeContext ALICE = ChangeContext.of(Actor.user("alice", 1L));
    private static final ChangeContext BOB = ChangeContext.of(Actor.user("bob", 2L));

    private final TestTime time = new TestTime();

    @Entity(name = "Account")
    static class Account {
        @Id
        Long id;

        String name;
    }

    @Entity(name = "Post")
    @AuditLogged
    static class Post extends LongEntity {
        String title;

        @CreatedBy
        @ManyToOne(fetch = FetchType.LAZY)
        Account createdBy;

        @UpdatedBy
        @ManyToOne(fetch = FetchType.LAZY)
        Account updatedBy;

        @OneToMany(mappedBy = "post", cascade = CascadeType.ALL)
        List<Comment> comments = new ArrayList<>();
    }

    @Entity(name = "Comment")
    @AuditLogged
    static class Comment implements Accountable {
        @Id
        Long id;

        @Version
        int version;

        String text;

        @ManyToOne(fetch = FetchType.LAZY)
        Post post;

        private AuditColumns columns;

        @Override
        public AuditColumns getAuditColumns() {
            return columns;
        }
    }

    private TestUnit unit(Database database) {
        return TestUnit.of(database, Account.class, Post.class, Comment.class)
                .with(CoreSettings.TIME_SOURCE, time)
                .with("hibernate.generate_statistics", true);
    }

    private static Post post(SessionFactory factory) {
        Post post = new Post();
        post.title = "first";
        Comment comment = new Comment();
        comment.id = 1L;
        comment.text = "first";
        comment.post = post;
        post.comments.add(comment);
        factory.inTransaction(session -> {
            for (long id = 1; id <= 2; id++) {
                Account account = new Account();
                account.id = id;
                session.persist(account);
            }
        });
        ALICE.run(() -> factory.inTransaction(session -> session.persist(post)));
        return post;
    }

    @EachEngine
    void whatOnlyAnInsertWritesIsNoChangeOfAnUpdateThatLacksIt(Engine engine) {
        try (Database database = engine.open();
                SessionFactory factory =
                        unit(database).with(CoreSettings.READ_BACK, false).open()) {
            post(factory);
            factory.inStatelessTransaction(session -> {
                Comment comment = session.get(Comment.class, 1L);
                comment.columns = null;
                comment.text = "second";
                session.update(comment);
            });
            assertThat(factory.fromTransaction(session -> session.createSelectionQuery(
                                            "from AuditLog order by id desc", AuditLog.class)
                                    .setMaxResults(1)
                                    .getSingleResult())
                            .changedFields())
                    .containsExactly("text");
        }
    }

    @EachEngine
    void aCascadeStampsEachRowThatItWrites(Engine engine) {
        try (Database database = engine.open();
                SessionFactory factory = unit(database).open()) {
            Instant created = time.stamp();
            Post post = post(factory);
            assertThat(post.comments.get(0).getAuditColumns())
                    .isEqualTo(new AuditColumns(created, "alice", created, "alice"));
            Instant updated = time.tick();
            post.comments.get(0).text = "second";
            Post copy = factory.fromSession(session -> {
                Post detached = session.find(Post.class, post.getId());
                Hibernate.initialize(detached.comments);
                return detached;
            });
            copy.comments.get(0).text = "second";
            copy.comments.get(0).columns = null;
            BOB.run(() -> factory.inTransaction(session -> session.merge(copy)));
            Comment stored = factory.fromSession(session -> session.find(Comment.class, 1L));
            assertThat(stored.createdAt()).contains(created);
            assertThat(stored.createdBy()).contains("alice");
            assertThat(stored.updatedAt()).contains(updated);
            assertThat(stored.updatedBy()).contains("bob");
            assertThat(database.rows("select created_by, updated_by from Comment"))
                    .containsExactly("alice bob");
            assertThat(database.rows("select createdBy_id, updatedBy_id from Post"))
                    .as("the post did not change")
                    .containsExactly("1 1");
        }
    }

    @EachEngine
    void beforeTheInsertTheTraitKnowsNothing(Engine engine) {
        Comment comment = new Comment();
        assertThat(comment.createdAt()).isEmpty();
        assertThat(comment.createdBy()).isEmpty();
        assertThat(comment.updatedAt()).isEmpty();
        assertThat(comment.updatedBy()).isEmpty();
    }

    @EachEngine
    void aToOneIsFilledWithoutAQuery(Engine engine) {
        try (Database database = engine.open();
                SessionFactory factory = unit(database).open()) {
            Post post = post(factory);
            post.title = "second";
            BOB.run(() -> factory.inStatelessTransaction(session -> session.update(post)));
            BOB.run(() -> factory.inTransaction(session -> {
                Post another = new Post();
                session.persist(another);
                session.flush();
                assertThat(Hibernate.isInitialized(another.createdBy)).isFalse();
            }));
            assertThat(factory.getStatistics()
                            .getEntityStatistics(Account.class.getName())
                            .getLoadCount())
                    .isZero();
            assertThat(database.rows("select createdBy_id, updatedBy_id from Post order by id"))
                    .containsExactly("1 2", "2 2");
        }
    }

    @EachEngine
    void whatTheApplicationAssignedBeforeTheInsertStays(Engine engine) {
        try (Database database = engine.open();
                SessionFactory factory = unit(database).open()) {
            Comment imported = new Comment();
            imported.id = 7L;
            Instant once = Instant.parse("1999-12-31T23:59:59Z");
            imported.columns = new AuditColumns(once, "ancestor", once, "ancestor");
            ALICE.run(() -> factory.inTransaction(session -> session.persist(imported)));
            assertThat(imported.columns).isEqualTo(new AuditColumns(once, "ancestor", time.stamp(), "alice"));
            BOB.run(() -> factory.inTransaction(session -> {
                Comment loaded = session.find(Comment.class, 7L);
                loaded.columns = new AuditColumns(time.stamp(), "forger", time.stamp(), "forger");
                loaded.text = "second";
            }));
            assertThat(database.rows("select created_by, updated_by from Comment"))
                    .containsExactly("ancestor bob");
        }
    }

    @EachEngine
    void strictModeRefusesAWriteByNobody(Engine engine) {
        try (Database database = engine.open();
                SessionFactory factory =
                        unit(database).with(CoreSettings.REQUIRE_ACTOR, true).open()) {
            Comment comment = new Comment();
            comment.id = 1L;
            assertThatThrownBy(() -> factory.inTransaction(session -> session.persist(comment)))
                    .hasStackTraceContaining(MissingActorException.class.getName());
            assertThatThrownBy(() -> factory.inStatelessTransaction(session -> session.insert(comment)))
                    .isInstanceOf(MissingActorException.class);
            assertThat(database.rows("select id from Comment")).isEmpty();
        }
    }

    @EachEngine
    void anActorWithoutAFittingKeyIsRefusedAndNothingIsWritten(Engine engine) {
        try (Database database = engine.open();
                SessionFactory factory = unit(database).open()) {
            assertThatThrownBy(() -> ChangeContext.of(Actor.user("carol"))
                            .run(() -> factory.inStatelessTransaction(session -> session.insert(new Post()))))
                    .isInstanceOf(ActorMismatchException.class)
                    .hasMessageContainingAll("actor=[carol]", "AuditColumnsTest$Post.createdBy", "java.lang.Long");
            assertThat(database.rows("select id from Post")).isEmpty();
        }
    }

    @EachEngine
    void theHistoryHasWhoCreatedAndLeavesOutWhoUpdated(Engine engine) {
        try (Database database = engine.open();
                SessionFactory factory = unit(database).open()) {
            Post post = post(factory);
            BOB.run(() -> factory.inTransaction(session -> {
                session.find(Post.class, post.getId()).title = "second";
                session.find(Comment.class, 1L).text = "second";
            }));
            List<AuditLog> log = factory.fromSession(
                    session -> session.createSelectionQuery("from AuditLog order by id", AuditLog.class)
                            .getResultList());
            assertThat(log).hasSize(4);
            assertThat(log.get(0).newValues())
                    .containsEntry("createdBy", 1L)
                    .containsKey("createdAt")
                    .doesNotContainKeys("updatedBy", "updatedAt");
            assertThat(log.get(1).newValues().get("columns"))
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                    .containsEntry("createdBy", "alice")
                    .containsOnlyKeys("createdBy", "createdAt");
            assertThat(log.get(2).actor()).contains("bob");
            assertThat(log.get(2).newValues()).isEqualTo(Map.of("title", "second"));
            assertThat(log.get(3).newValues()).isEqualTo(Map.of("text", "second"));
        }
    }

    @EachEngine
    void theHistoryBelievesNoInstanceThatNamesAnotherCreator(Engine engine) {
        try (Database database = engine.open();
                SessionFactory factory = unit(database).open()) {
            Post post = post(factory);
            BOB.run(() -> factory.inStatelessTransaction(session -> {
                post.title = "second";
                post.createdBy = session.get(Account.class, (Object) 2L);
                session.update(post);
            }));
            List<AuditLog> log = factory.fromSession(
                    session -> session.createSelectionQuery("from AuditLog where action = UPDATE", AuditLog.class)
                            .getResultList());
            assertThat(log).hasSize(1);
            assertThat(log.get(0).newValues()).isEqualTo(Map.of("title", "second"));
            assertThat(log.get(0).oldValues()).isEqualTo(Map.of("title", "first"));
        }
    }
}
