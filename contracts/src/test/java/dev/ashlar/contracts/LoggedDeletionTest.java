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
package dev.ashlar.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.audit.AuditAction;
import dev.ashlar.audit.AuditLog;
import dev.ashlar.audit.AuditLogged;
import dev.ashlar.core.Actor;
import dev.ashlar.core.ChangeContext;
import dev.ashlar.softdelete.Deletable;
import dev.ashlar.softdelete.DeletedAt;
import dev.ashlar.softdelete.DeletedBy;
import dev.ashlar.softdelete.Deletion;
import dev.ashlar.softdelete.DeletionId;
import dev.ashlar.softdelete.SoftDeletable;
import dev.ashlar.softdelete.SoftDeletes;
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.TestIsolation;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Soft delete and the log, which know nothing of each other: marks, restores and purges are told by their names. */
@PersistenceTest(
        entities = {LoggedDeletionTest.Topic.class, LoggedDeletionTest.Reply.class},
        isolation = TestIsolation.TRUNCATE)
class LoggedDeletionTest {

    private final SessionFactory factory;

    LoggedDeletionTest(SessionFactory factory) {
        this.factory = factory;
    }

    /** Has its marks as attributes. */
    @Entity(name = "Topic")
    @SoftDeletable
    @AuditLogged
    static class Topic {
        @Id
        Long id = 1L;

        @Version
        int version;

        String title = "t";

        @DeletedAt
        Instant deletedAt;

        @DeletedBy
        String deletedBy;

        @DeletionId
        UUID deletionId;

        @OneToMany(mappedBy = "topic", cascade = CascadeType.ALL, orphanRemoval = true)
        List<Reply> replies = new ArrayList<>();
    }

    /** Has its marks as one embedded value. */
    @Entity(name = "Reply")
    @SoftDeletable
    @AuditLogged
    static class Reply implements Deletable {
        @Id
        Long id = 2L;

        @Version
        int version;

        String text = "r";

        Deletion deletion;

        @ManyToOne
        Topic topic;

        @Override
        public Deletion getDeletion() {
            return deletion;
        }
    }

    @BeforeEach
    void write() {
        factory.inTransaction(session -> {
            Topic topic = new Topic();
            Reply reply = new Reply();
            reply.topic = topic;
            topic.replies.add(reply);
            session.persist(topic);
        });
    }

    private List<AuditLog> logged() {
        return factory.fromTransaction(session ->
                session.createSelectionQuery("from AuditLog order by id", AuditLog.class).getResultList().stream()
                        .skip(2)
                        .toList());
    }

    private List<String> told() {
        return logged().stream()
                .map(row -> row.action() + " " + row.entityName().replaceFirst(".*[$]", ""))
                .sorted()
                .toList();
    }

    private void remove() {
        ChangeContext.of(Actor.user("alice"))
                .run(() -> factory.inTransaction(session -> session.remove(session.find(Topic.class, 1L))));
    }

    @Test
    void tellsOfARemovalWithWhatWentWithIt() {
        remove();

        assertThat(told()).containsExactly("SOFT_DELETE Reply", "SOFT_DELETE Topic");
        List<AuditLog> rows = logged();
        assertThat(rows)
                .allMatch(row ->
                        row.actor().equals(rows.get(0).actor()) && row.actor().isPresent());
        assertThat(rows.stream().map(AuditLog::transactionId).distinct()).hasSize(1);
        AuditLog topic = rows.stream()
                .filter(row -> row.entityName().endsWith("Topic"))
                .findFirst()
                .orElseThrow();
        assertThat(topic.changedFields()).containsExactlyInAnyOrder("deletedAt", "deletedBy", "deletionId");
        assertThat(topic.oldValues()).containsEntry("deletedBy", null);
        assertThat(topic.newValues()).containsEntry("deletedBy", "alice");
        AuditLog reply = rows.stream()
                .filter(row -> row.entityName().endsWith("Reply"))
                .findFirst()
                .orElseThrow();
        assertThat(reply.changedFields()).containsExactly("deletion");
    }

    @Test
    void tellsOfARestore() {
        remove();
        factory.inTransaction(session -> SoftDeletes.in(session)
                .withDeleted(() -> SoftDeletes.in(session).restoreDeletion(session.find(Topic.class, 1L).deletionId)));

        assertThat(told()).containsExactly("RESTORE Reply", "RESTORE Topic", "SOFT_DELETE Reply", "SOFT_DELETE Topic");
    }

    @Test
    void tellsNothingOfARemovalThatIsTakenBackInTheSameTransaction() {
        factory.inTransaction(session -> {
            Topic topic = session.find(Topic.class, 1L);
            session.remove(topic);
            session.flush();
            SoftDeletes.in(session).restoreDeletion(topic.deletionId);
        });

        assertThat(told()).isEmpty();
    }

    @Test
    void tellsOfMarksOfAStatelessSessionAndOfStatements() {
        factory.inStatelessTransaction(session -> session.delete(session.get(Reply.class, 2L)));
        factory.inTransaction(session ->
                SoftDeletes.in(session).softDelete(session.createMutationQuery("delete from Topic where title = 't'")));

        assertThat(told()).containsExactly("SOFT_DELETE Reply", "SOFT_DELETE Topic");
        assertThat(logged().get(1).newValues().get("deletedAt")).isNotNull();
        assertThat(logged().get(0).newValues().get("deletion")).isNotNull();
    }

    @Test
    void tellsOfAPurge() {
        remove();
        SoftDeletes.of(factory).purge(Topic.class).run();

        assertThat(told()).containsExactly("PURGE Reply", "PURGE Topic", "SOFT_DELETE Reply", "SOFT_DELETE Topic");
        AuditLog purged = logged().stream()
                .filter(row ->
                        row.action() == AuditAction.PURGE && row.entityName().endsWith("Topic"))
                .findFirst()
                .orElseThrow();
        assertThat(purged.recordId()).contains("1");
        assertThat(purged.oldValues()).containsEntry("title", "t");
    }

    @Test
    void tellsOfAPhysicalRemovalWithinPurge() {
        factory.inTransaction(session ->
                SoftDeletes.in(session).purge(() -> session.remove(session.find(Topic.class, 1L))));

        assertThat(told()).containsExactly("DELETE Reply", "DELETE Topic");
    }
}
