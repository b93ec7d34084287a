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
package dev.ashlar.core.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Synchronization;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Hooks beside what the application does with Hibernate itself. */
@ParameterizedClass(name = "{0}")
@EnumSource(Boot.class)
class ForeignHooksTest {

    @Parameter
    private Boot boot;

    private static Database database;
    private static SessionFactory factory;
    private static Transactions transactions;

    private final List<String> log = new ArrayList<>();

    @BeforeParameterizedClassInvocation
    static void open(Boot boot) {
        database = Engine.H2.open();
        factory = boot.open(database);
        transactions = Transactions.of(factory);
    }

    @AfterParameterizedClassInvocation
    static void close() {
        factory.close();
        database.close();
    }

    @BeforeEach
    void empty() {
        database.execute("delete from accounts");
    }

    private static List<String> accounts() {
        return database.rows("select name from accounts order by name");
    }

    private void hook(EntityManager em, String name) {
        transactions.afterCommit(em, () -> log.add(name + " after commit"));
        transactions.afterRollback(em, () -> log.add(name + " after rollback"));
    }

    private static Runnable failing(RuntimeException failure) {
        return () -> {
            throw failure;
        };
    }

    /** A synchronization is the application's own, registered with Hibernate. */
    @Nested
    class BesideASynchronization {

        private final IllegalArgumentException failure = new IllegalArgumentException("of the synchronization");

        private Synchronization failingAfterwards() {
            return new Synchronization() {
                @Override
                public void beforeCompletion() {}

                @Override
                public void afterCompletion(int status) {
                    throw failure;
                }
            };
        }

        @Test
        void thatFailsAfterTheCommitTheyRun() {
            AtomicInteger attempts = new AtomicInteger();

            AfterCommitException thrown = catchThrowableOfType(
                    AfterCommitException.class,
                    () -> transactions.retrying(Retry.upTo(3).alsoOn(e -> true)).run(em -> {
                        hook(em, "hook");
                        em.persist(new Account("attempt " + attempts.incrementAndGet()));
                        em.unwrap(Session.class).getTransaction().registerSynchronization(failingAfterwards());
                    }));

            assertThat(thrown.failures())
                    .singleElement()
                    .satisfies(e -> assertThat(e).hasRootCause(failure));
            assertThat(log).containsExactly("hook after commit");
            assertThat(accounts()).containsExactly("attempt 1");
        }

        @Test
        void thatFailsAfterTheRollbackTheyRun() {
            Throwable thrown = catchThrowable(() -> transactions.run(em -> {
                hook(em, "hook");
                em.unwrap(Session.class).getTransaction().registerSynchronization(failingAfterwards());
                throw new AssertionError("of the block");
            }));

            assertThat(thrown).isInstanceOf(AssertionError.class);
            assertThat(thrown.getSuppressed())
                    .singleElement()
                    .satisfies(e -> assertThat(e).hasRootCause(failure));
            assertThat(log).containsExactly("hook after rollback");
        }

        @Test
        void thatFailsBeforeTheCommitNothingIsStored() {
            assertThatThrownBy(() -> transactions.run(em -> {
                        hook(em, "hook");
                        em.persist(new Account("lost"));
                        em.unwrap(Session.class).getTransaction().registerSynchronization(new Synchronization() {
                            @Override
                            public void beforeCompletion() {
                                throw failure;
                            }

                            @Override
                            public void afterCompletion(int status) {
                                throw failure;
                            }
                        });
                    }))
                    .hasRootCause(failure)
                    .isNotInstanceOf(AfterCommitException.class)
                    .isNotInstanceOf(AmbiguousCommitException.class);

            assertThat(log).containsExactly("hook after rollback");
            assertThat(accounts()).isEmpty();
        }
    }

    /** Transactions that the application begins and commits on a session of its own, as Spring does. */
    @Nested
    class OfASessionThatSomebodyElseOpened {

        @Test
        void runWithItsCommit() {
            try (Session session = factory.openSession()) {
                session.beginTransaction();
                hook(session, "first");
                transactions.afterCommit(session, failing(new IllegalArgumentException("only logged")));
                hook(session, "last");
                session.persist(new Account("stored"));
                session.getTransaction().commit();
            }

            assertThat(log).containsExactly("first after commit", "last after commit");
            assertThat(accounts()).containsExactly("stored");
        }

        @Test
        void runWithItsRollback() {
            try (Session session = factory.openSession()) {
                session.beginTransaction();
                hook(session, "first");
                transactions.afterRollback(session, failing(new IllegalArgumentException("only logged")));
                hook(session, "last");
                session.getTransaction().rollback();
            }

            assertThat(log).containsExactly("first after rollback", "last after rollback");
        }

        @Test
        void runForAStatelessOne() {
            try (StatelessSession session = factory.openStatelessSession()) {
                session.beginTransaction();
                transactions.afterCommit(session, () -> log.add("after commit"));
                session.getTransaction().commit();
            }

            assertThat(log).containsExactly("after commit");
        }

        @Test
        void areNotThoseOfItsNextTransaction() {
            try (Session session = factory.openSession()) {
                session.beginTransaction();
                hook(session, "first");
                session.getTransaction().rollback();
                session.beginTransaction();
                hook(session, "second");
                session.getTransaction().commit();
            }

            assertThat(log).containsExactly("first after rollback", "second after commit");
        }

        @Test
        void mayRunATransaction() {
            try (Session session = factory.openSession()) {
                session.beginTransaction();
                transactions.afterCommit(
                        session, () -> transactions.requiresNew().run(em -> em.persist(new Account("of the hook"))));
                session.getTransaction().commit();
            }

            assertThat(accounts()).containsExactly("of the hook");
        }

        @Test
        void areRefusedOutsideOfATransaction() {
            try (Session session = factory.openSession()) {
                assertThatIllegalStateException()
                        .isThrownBy(() -> transactions.afterCommit(session, () -> {}))
                        .withMessageStartingWith("A hook is registered outside of a transaction: session=");
                assertThatIllegalStateException().isThrownBy(() -> transactions.afterRollback(session, () -> {}));
            }
        }
    }
}
