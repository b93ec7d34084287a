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
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PostRemove;
import jakarta.persistence.PostUpdate;
import jakarta.persistence.PreRemove;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Hibernate;
import org.hibernate.Interceptor;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StaleObjectStateException;
import org.hibernate.type.Type;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Removals in unusual states, with a version and without. */
@PersistenceTest(entities = {RemovalTrapsTest.Paper.class, RemovalTrapsTest.Slip.class})
class RemovalTrapsTest {

    @Entity(name = "Paper")
    @SoftDeletable
    static class Paper implements Deletable {
        @Id
        @GeneratedValue
        Long id;

        @Version
        int version;

        String text;

        Deletion deletion;

        @Override
        public Deletion getDeletion() {
            return deletion;
        }

        @PreRemove
        void preRemove() {
            CALLS.add("preRemove");
        }

        @PostRemove
        void postRemove() {
            CALLS.add("postRemove");
        }

        @PreUpdate
        void preUpdate() {
            CALLS.add("preUpdate");
        }

        @PostUpdate
        void postUpdate() {
            CALLS.add("postUpdate");
        }
    }

    /** Without a version. */
    @Entity(name = "Slip")
    @SoftDeletable
    static class Slip implements Deletable {
        @Id
        Long id;

        String text;

        String other;

        Deletion deletion;

        @Override
        public Deletion getDeletion() {
            return deletion;
        }
    }

    private static final List<String> CALLS = new ArrayList<>();

    private final SessionFactory factory;
    private Long paper;

    RemovalTrapsTest(EntityManagerFactory factory) {
        this.factory = factory.unwrap(SessionFactory.class);
    }

    @BeforeEach
    void write() {
        factory.inTransaction(session -> {
            Paper written = new Paper();
            written.text = "text";
            session.persist(written);
            paper = written.id;
            Slip slip = new Slip();
            slip.id = 1L;
            slip.text = "text";
            session.persist(slip);
        });
        CALLS.clear();
    }

    private static <T> T evenDeleted(Session session, Class<T> type, Object id) {
        return SoftDeletes.in(session).withDeleted(() -> session.find(type, id));
    }

    private <T> T stored(Class<T> type, Object id) {
        return factory.fromTransaction(session -> evenDeleted(session, type, id));
    }

    @Test
    void refusesADetachedInstanceAsJakartaPersistenceSays() {
        Paper detached = stored(Paper.class, paper);
        factory.inTransaction(session ->
                assertThatThrownBy(() -> session.remove(detached)).isInstanceOf(IllegalArgumentException.class));
        assertThat(stored(Paper.class, paper).isDeleted()).isFalse();
    }

    @Test
    void marksByAReferenceThatWasNeverLoaded() {
        factory.inTransaction(session -> {
            Paper reference = session.getReference(Paper.class, paper);
            assertThat(Hibernate.isInitialized(reference)).isFalse();
            session.remove(reference);
        });
        assertThat(stored(Paper.class, paper).isDeleted()).isTrue();
    }

    @Test
    void leavesAMarkedRowOfAnInstanceThatWasJustPersisted() {
        Long id = factory.fromTransaction(session -> {
            Paper fresh = new Paper();
            session.persist(fresh);
            session.remove(fresh);
            assertThat(session.find(Paper.class, fresh.id)).isNull();
            return fresh.id;
        });
        assertThat(stored(Paper.class, id).isDeleted()).isTrue();
        assertThat(factory.fromTransaction(session -> session.find(Paper.class, id)) == null)
                .isTrue();
    }

    @Test
    void isUndoneByAPersist() {
        Long id = factory.fromTransaction(session -> {
            Paper fresh = new Paper();
            session.persist(fresh);
            session.remove(fresh);
            session.persist(fresh);
            Paper old = session.find(Paper.class, paper);
            session.remove(old);
            session.flush();
            session.persist(old);
            return fresh.id;
        });
        assertThat(stored(Paper.class, id).isDeleted()).isFalse();
        assertThat(stored(Paper.class, paper).isDeleted()).isFalse();
    }

    @Test
    void isSeenByTheSameTransaction() {
        factory.inTransaction(session -> {
            session.remove(session.find(Paper.class, paper));
            assertThat(session.find(Paper.class, paper)).isNull();
            assertThat(session.findMultiple(Paper.class, List.of(paper))).containsOnlyNulls();
            assertThat(session.createSelectionQuery("from Paper", Paper.class).getResultList())
                    .isEmpty();
            assertThat(evenDeleted(session, Paper.class, paper)).isNotNull();
        });
    }

    /** A limit: the mark is a change of the instance, and is lost with it. */
    @Test
    void isLostWithAnInstanceThatIsDetachedBeforeTheFlush() {
        factory.inTransaction(session -> {
            Paper removed = session.find(Paper.class, paper);
            session.remove(removed);
            session.detach(removed);
        });
        assertThat(stored(Paper.class, paper).isDeleted()).isFalse();
    }

    /** A limit: what is marked stays managed. */
    @Test
    void leavesTheInstanceManaged() {
        factory.inTransaction(session -> {
            Paper removed = session.find(Paper.class, paper);
            session.remove(removed);
            assertThat(session.contains(removed)).isTrue();
            session.flush();
            assertThat(session.contains(removed)).isTrue();
        });
    }

    @Test
    void marksWhatIsReadOnly() {
        factory.inTransaction(session -> {
            Paper found = session.find(Paper.class, paper);
            session.setReadOnly(found, true);
            session.remove(found);
        });
        assertThat(stored(Paper.class, paper).isDeleted()).isTrue();
        factory.inTransaction(session -> {
            session.setDefaultReadOnly(true);
            session.remove(session.find(Slip.class, 1L));
        });
        assertThat(stored(Slip.class, 1L).isDeleted()).isTrue();
    }

    @Test
    void keepsTheFirstMarks() {
        factory.inTransaction(session -> session.remove(session.find(Paper.class, paper)));
        Deletion first = stored(Paper.class, paper).deletion;
        factory.inTransaction(session -> session.remove(evenDeleted(session, Paper.class, paper)));
        factory.inTransaction(session -> session.remove(session.getReference(Paper.class, paper)));
        assertThat(stored(Paper.class, paper).deletion).isEqualTo(first);
        assertThat(stored(Paper.class, paper).version).isEqualTo(1);
    }

    @Test
    void callsWhatARemovalCalls() {
        factory.inTransaction(session -> session.remove(session.find(Paper.class, paper)));
        assertThat(CALLS).containsSubsequence("preRemove", "postRemove").doesNotHaveDuplicates();
        CALLS.clear();
        factory.inTransaction(session -> session.find(Slip.class, 1L).text = "changed");
        factory.inTransaction(session -> evenDeleted(session, Paper.class, paper).text = "changed");
        assertThat(CALLS).containsExactly("preUpdate", "postUpdate");
    }

    @Test
    void tellsAnInterceptor() {
        List<Object> told = new ArrayList<>();
        Interceptor interceptor = new Interceptor() {
            @Override
            public void onRemove(Object entity, Object id, Object[] state, String[] names, Type[] types) {
                told.add(id);
            }
        };
        try (Session session = factory.withOptions().interceptor(interceptor).openSession()) {
            session.inTransaction(transaction -> session.remove(session.find(Paper.class, paper)));
        }
        assertThat(told).containsExactly(paper);
    }

    @Test
    void isKeptWhenADetachedCopyIsMerged() {
        Paper livePaper = stored(Paper.class, paper);
        Slip liveSlip = stored(Slip.class, 1L);
        factory.inTransaction(session -> {
            session.remove(session.find(Paper.class, paper));
            session.remove(session.find(Slip.class, 1L));
        });
        Paper deleted = stored(Paper.class, paper);
        deleted.text = "merged";
        factory.inTransaction(session -> session.merge(deleted));
        assertThat(stored(Paper.class, paper).isDeleted()).isTrue();
        assertThat(stored(Paper.class, paper).text).isEqualTo("merged");

        livePaper.text = "stale";
        assertThatThrownBy(() -> factory.inTransaction(session -> session.merge(livePaper)))
                .isInstanceOf(OptimisticLockException.class);
        liveSlip.text = "stale";
        factory.inTransaction(session -> session.merge(liveSlip));
        assertThat(stored(Slip.class, 1L).isDeleted()).isTrue();
        assertThat(stored(Slip.class, 1L).text).isEqualTo("stale");
    }

    @Test
    void isNotTakenBackByALateUpdate() {
        try (Session late = factory.openSession()) {
            late.beginTransaction();
            Paper read = late.find(Paper.class, paper);
            Slip slip = late.find(Slip.class, 1L);
            late.getTransaction().commit();
            factory.inTransaction(session -> {
                session.remove(session.find(Paper.class, paper));
                session.remove(session.find(Slip.class, 1L));
            });
            late.beginTransaction();
            slip.other = "late";
            late.flush();
            read.text = "late";
            assertThatThrownBy(late::flush).isInstanceOf(OptimisticLockException.class);
            late.getTransaction().rollback();
        }
        factory.inTransaction(session -> {
            assertThat(session.find(Paper.class, paper)).isNull();
            assertThat(session.find(Slip.class, 1L)).isNull();
        });
    }

    @Test
    void isRefusedOfAStaleInstance() {
        Paper stale = stored(Paper.class, paper);
        factory.inTransaction(session -> session.find(Paper.class, paper).text = "newer");
        factory.inStatelessTransaction(session ->
                assertThatThrownBy(() -> session.delete(stale)).isInstanceOf(StaleObjectStateException.class));
        assertThat(stored(Paper.class, paper).isDeleted()).isFalse();
    }

    @Test
    void isRolledBackWithItsTransaction() {
        assertThatThrownBy(() -> factory.inTransaction(session -> {
                    session.remove(session.find(Paper.class, paper));
                    session.flush();
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(factory.<Boolean>fromTransaction(session -> session.find(Paper.class, paper) != null))
                .isTrue();
    }
}
