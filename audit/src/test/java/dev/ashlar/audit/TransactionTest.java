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
package dev.ashlar.audit;

import static dev.ashlar.audit.LogReader.log;
import static dev.ashlar.audit.LogReader.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.core.Actor;
import dev.ashlar.core.ChangeContext;
import dev.ashlar.core.transaction.Transactions;
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.TestIsolation;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;

/** The log and the changes commit together, or not at all. */
@PersistenceTest(
        entities = {Label.class, Document.class},
        isolation = TestIsolation.TRUNCATE)
class TransactionTest {

    private final SessionFactory factory;
    private final Transactions transactions;

    TransactionTest(SessionFactory factory, Transactions transactions) {
        this.factory = factory;
        this.transactions = transactions;
    }

    @Test
    void tellsNothingOfARollbackAndAllOfWhatTheSameSessionDoesNext() {
        try (Session session = factory.openSession()) {
            session.beginTransaction();
            session.persist(new Label(1, "lost"));
            session.flush();
            session.getTransaction().rollback();
            session.clear();
            session.beginTransaction();
            session.persist(new Label(2, "kept"));
            session.getTransaction().commit();
            session.beginTransaction();
            session.persist(new Label(3, "kept"));
            session.getTransaction().commit();
        }
        assertThat(told(factory)).containsExactly("INSERT Label#2", "INSERT Label#3");
    }

    @Test
    void tellsNothingOfARollbackAndAllOfWhatTheSameStatelessSessionDoesNext() {
        try (StatelessSession session = factory.openStatelessSession()) {
            session.beginTransaction();
            session.insert(new Label(1, "lost"));
            session.getTransaction().rollback();
            session.beginTransaction();
            session.insert(new Label(2, "kept"));
            session.getTransaction().commit();
        }
        assertThat(told(factory)).containsExactly("INSERT Label#2");
    }

    @Test
    void tellsWhatASynchronizationFlushesLate() {
        factory.inTransaction(session -> {
            Label label = new Label(1, "first");
            session.persist(label);
            session.getTransaction().runBeforeCompletion(() -> {
                label.name = "late";
                session.persist(new Label(2, "late"));
                session.flush();
            });
        });
        assertThat(told(factory)).containsExactly("INSERT Label#1", "INSERT Label#2");
        assertThat(log(factory).get(0).newValues()).containsEntry("name", "late");
    }

    @Test
    void tellsWhatAStatelessSessionDoesWithoutATransactionAtOnce() {
        try (StatelessSession session = factory.openStatelessSession()) {
            session.doWork(connection -> connection.setAutoCommit(true));
            session.insert(new Label(1, "alone"));
            assertThat(told(factory)).containsExactly("INSERT Label#1");
            Label label = session.get(Label.class, 1L);
            label.name = "changed";
            session.update(label);
            session.delete(label);
        }
        assertThat(told(factory)).containsExactly("INSERT Label#1", "UPDATE Label#1", "DELETE Label#1");
        assertThat(log(factory).stream().map(AuditLog::transactionId)).doesNotHaveDuplicates();
    }

    @Test
    void dropsExactlyWhatANestedBlockTookBack() {
        transactions.run(em -> {
            em.persist(new Label(1, "outer"));
            em.flush();
            assertThatThrownBy(() -> transactions.nested(em).run(inner -> {
                        inner.find(Label.class, 1L).name = "taken back";
                        inner.persist(new Label(2, "taken back"));
                        transactions.nested(inner).run(innermost -> innermost.persist(new Label(3, "too")));
                        throw new IllegalStateException("no");
                    }))
                    .isInstanceOf(IllegalStateException.class);
            transactions.nested(em).run(inner -> inner.persist(new Label(4, "inner")));
            em.persist(new Label(5, "outer"));
        });
        assertThat(told(factory)).containsExactly("INSERT Label#1", "INSERT Label#4", "INSERT Label#5");
        assertThat(log(factory).get(0).newValues()).containsEntry("name", "outer");
        assertThat(log(factory).stream().map(AuditLog::transactionId).distinct())
                .hasSize(1);
        assertThat(log(factory).stream().map(AuditLog::sequence)).containsExactly(1, 2, 3);
    }

    @Test
    void tellsWhatAChildSessionOnTheSameConnectionDid() {
        factory.inTransaction(session -> {
            session.persist(new Label(1, "parent"));
            try (Session child = session.sessionWithOptions().connection().openSession()) {
                child.persist(new Label(2, "child"));
                child.flush();
            }
        });
        assertThat(told(factory)).containsExactlyInAnyOrder("INSERT Label#1", "INSERT Label#2");
    }

    @Test
    void tellsWhatAChildSessionDidBeforeAnybodyElse() {
        factory.inTransaction(session -> {
            try (Session child = session.sessionWithOptions().connection().openSession()) {
                child.persist(new Label(2, "child"));
                child.flush();
            }
        });
        assertThat(told(factory)).containsExactly("INSERT Label#2");
    }

    @Test
    void hasTheActorAndReasonOfEachChangeAndOneTransaction() {
        transactions.run(em -> {
            Label label = new Label(1, "a");
            in("alice", () -> em.persist(label), em);
            in("bob", () -> label.name = "b", em);
            in("bob", () -> label.name = "c", em);
            in("alice", () -> label.name = "d", em);
        });
        List<AuditLog> rows = log(factory);
        assertThat(rows.stream()
                        .map(row -> row.actor().orElseThrow() + " "
                                + row.newValues().get("name")))
                .containsExactly("alice a", "bob c", "alice d");
        assertThat(rows.stream().map(AuditLog::createdAt).distinct()).hasSize(1);
        assertThat(rows.stream().map(AuditLog::transactionId).distinct()).hasSize(1);
    }

    @Test
    void tellsNothingOfWhatTwoActorsChangedAndChangedBack() {
        factory.inTransaction(session -> session.persist(new Label(1, "a")));
        transactions.run(em -> {
            Label label = em.find(Label.class, 1L);
            in("alice", () -> label.name = "b", em);
            in("bob", () -> label.name = "a", em);
            in("alice", () -> em.persist(new Label(2, "gone")), em);
            in("bob", () -> em.remove(em.find(Label.class, 2L)), em);
        });
        assertThat(told(factory)).containsExactly("INSERT Label#1");
    }

    @Test
    void tellsOfARowThatOneInsertedOneDeletedAndOneInsertedAgain() {
        transactions.run(em -> {
            in("alice", () -> em.persist(new Label(1, "a")), em);
            in("bob", () -> em.remove(em.find(Label.class, 1L)), em);
            in("carol", () -> em.persist(new Label(1, "c")), em);
        });
        assertThat(told(factory)).containsExactly("INSERT Label#1");
        assertThat(log(factory).get(0).actor()).contains("carol");
    }

    @Test
    void tellsOfARowThatWasDeletedAndInsertedAgainThatItChanged() {
        factory.inTransaction(session -> session.persist(new Label(1, "a")));
        transactions.run(em -> {
            em.remove(em.find(Label.class, 1L));
            em.flush();
            em.persist(new Label(1, "b"));
        });
        AuditLog row = log(factory).get(1);
        assertThat(row.action()).isEqualTo(AuditAction.UPDATE);
        assertThat(row.oldValues()).containsExactly(java.util.Map.entry("name", "a"));
        assertThat(row.newValues()).containsExactly(java.util.Map.entry("name", "b"));
    }

    private static void in(String actor, Runnable change, EntityManager em) {
        ChangeContext.of(Actor.user(actor)).reason("as " + actor).run(() -> {
            change.run();
            em.flush();
        });
    }
}
