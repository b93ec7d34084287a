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
package dev.ashlar.core.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.core.Actor;
import dev.ashlar.core.ChangeContext;
import dev.ashlar.core.CoreSettings;
import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestTime;
import dev.ashlar.core.harness.TestUnit;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass(name = "{0}")
@MethodSource("dev.ashlar.core.harness.Engine#all")
class ChangeScopeTest {

    @Entity(name = "Thing")
    static class Thing {
        @Id
        Long id;
    }

    @Parameter
    private Engine engine;

    private static final TestTime TIME = new TestTime();
    private static Database database;
    private static SessionFactory factory;

    @BeforeParameterizedClassInvocation
    static void open(Engine engine) {
        database = engine.open();
        factory = TestUnit.of(database, Thing.class)
                .with(CoreSettings.TIME_SOURCE, TIME)
                .open();
    }

    @AfterParameterizedClassInvocation
    static void close() {
        factory.close();
        database.close();
    }

    private static ChangeScope scope(Object session) {
        SharedSessionContractImplementor implementor = (SharedSessionContractImplementor) session;
        return Ground.of(implementor).scope(implementor);
    }

    /** What a listener hears, in order. */
    private static final class Heard implements ChangeScope.Listener {
        private final List<String> events = new ArrayList<>();

        @Override
        public void beforeCompletion() {
            events.add("before");
        }

        @Override
        public void ended(boolean committed) {
            events.add(committed ? "committed" : "rolled back");
        }
    }

    @Test
    void oneTransactionHasOneIdAndOneInstantTheNextHasOthers() {
        try (Session session = factory.openSession()) {
            List<ChangeScope> scopes = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                session.beginTransaction();
                ChangeScope scope = scope(session);
                TIME.tick();
                assertThat(scope(session)).isSameAs(scope);
                assertThat(scope.isTransactional()).isTrue();
                assertThat(scope.id().version()).isEqualTo(7);
                scopes.add(scope);
                session.getTransaction().commit();
            }
            assertThat(scopes.get(1).id()).isNotEqualTo(scopes.get(0).id());
            assertThat(scopes.get(1).instant()).isAfter(scopes.get(0).instant());
        }
    }

    @Test
    void theContextIsReadPerChange() {
        factory.inTransaction(session -> {
            ChangeScope scope = scope(session);
            assertThat(ChangeContext.of(Actor.user("alice"))
                            .call(scope::context)
                            .actor())
                    .contains(Actor.user("alice"));
            assertThat(ChangeContext.of(Actor.user("bob")).call(scope::context).actor())
                    .contains(Actor.user("bob"));
            assertThat(scope.context().actor()).isEmpty();
        });
    }

    @Test
    void aChildSessionOnTheSameConnectionSharesTheScope() {
        factory.inTransaction(session -> {
            ChangeScope scope = scope(session);
            try (Session child = session.sessionWithOptions().connection().openSession()) {
                assertThat(scope(child)).isSameAs(scope);
            }
            assertThat(scope(session)).isSameAs(scope);
        });
    }

    @Test
    void outsideOfATransactionEachChangeHasItsOwn() {
        factory.inStatelessSession(session -> {
            assertThat(scope(session).isTransactional()).isFalse();
            assertThat(scope(session).id()).isNotEqualTo(scope(session).id());
        });
    }

    @Test
    void listenersHearTheCommit() {
        Heard heard = new Heard();
        factory.inTransaction(session -> scope(session).addListener(heard));
        assertThat(heard.events).containsExactly("before", "committed");
    }

    @Test
    void listenersHearTheRollbackOnceAndAReusedSessionStartsAfresh() {
        Heard heard = new Heard();
        try (Session session = factory.openSession()) {
            session.beginTransaction();
            ChangeScope first = scope(session);
            first.addListener(heard);
            session.getTransaction().rollback();
            session.beginTransaction();
            assertThat(scope(session)).isNotSameAs(first);
            session.getTransaction().commit();
        }
        assertThat(heard.events).containsExactly("rolled back");
    }

    /** Hibernate tells nobody of that end; the scope must not be kept by anything but the session. */
    @Test
    void aSessionThatWasClosedWithItsTransactionOpenLeavesNothingBehind() throws InterruptedException {
        WeakReference<ChangeScope> left = abandoned();
        for (int i = 0; i < 50 && left.get() != null; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(left.get()).isNull();
    }

    private static WeakReference<ChangeScope> abandoned() {
        StatelessSession session = factory.openStatelessSession();
        session.beginTransaction();
        WeakReference<ChangeScope> scope = new WeakReference<>(scope(session));
        session.close();
        return scope;
    }

    @Test
    void aTransactionWhoseEndNobodyToldDoesNotLendItsScopeToTheNext() {
        try (Session session = factory.openSession()) {
            SharedSessionContractImplementor implementor = (SharedSessionContractImplementor) session;
            session.beginTransaction();
            implementor.getTransactionCoordinator().addObserver(new TransactionObserver() {
                @Override
                public void afterBegin() {}

                @Override
                public void beforeCompletion() {}

                @Override
                public void afterCompletion(boolean successful, boolean delayed) {
                    implementor.getTransactionCoordinator().removeObserver(this);
                    throw new IllegalStateException("somebody else's observer");
                }
            });
            ChangeScope first = scope(session);
            assertThatThrownBy(session.getTransaction()::commit).hasStackTraceContaining("somebody else's");
            session.beginTransaction();
            assertThat(scope(session)).isNotSameAs(first);
            session.getTransaction().commit();
        }
    }

    @Test
    void aListenerThatThrowsAtTheEndHidesItFromNobody() {
        Heard heard = new Heard();
        assertThatThrownBy(() -> factory.inTransaction(session -> {
                    scope(session).addListener(new ChangeScope.Listener() {
                        @Override
                        public void ended(boolean committed) {
                            throw new IllegalStateException("first");
                        }
                    });
                    scope(session).addListener(heard);
                }))
                .hasStackTraceContaining("first");
        assertThat(heard.events).containsExactly("before", "committed");
    }

    @Test
    void aListenerThatJoinsBeforeTheCommitIsToldOfIt() {
        Heard heard = new Heard();
        factory.inTransaction(session -> {
            ChangeScope scope = scope(session);
            scope.addListener(new ChangeScope.Listener() {
                @Override
                public void beforeCompletion() {
                    scope.addListener(heard);
                }
            });
        });
        assertThat(heard.events).containsExactly("before", "committed");
    }

    @Test
    void beforeCompletionComesAfterWhatSynchronizationsFlush() {
        List<String> order = new ArrayList<>();
        factory.inTransaction(session -> {
            scope(session).addListener(new ChangeScope.Listener() {
                @Override
                public void beforeCompletion() {
                    order.add("scope");
                }
            });
            session.getTransaction().registerSynchronization(new Synchronization() {
                @Override
                public void beforeCompletion() {
                    order.add("synchronization");
                }

                @Override
                public void afterCompletion(int status) {
                    order.add(status == Status.STATUS_COMMITTED ? "committed" : "not committed");
                }
            });
        });
        assertThat(order).startsWith("synchronization", "scope");
    }

    @Test
    void whatAListenerThrowsBeforeTheCommitRollsBack() {
        long id = 4711L;
        assertThatThrownBy(() -> factory.inTransaction(session -> {
                    Thing thing = new Thing();
                    thing.id = id;
                    session.persist(thing);
                    scope(session).addListener(new ChangeScope.Listener() {
                        @Override
                        public void beforeCompletion() {
                            throw new IllegalStateException("the log is full");
                        }
                    });
                }))
                .hasStackTraceContaining("the log is full");
        assertThat(database.rows("select id from Thing where id = " + id)).isEmpty();
    }
}
