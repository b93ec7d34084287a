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
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass(name = "{0}")
@EnumSource(Boot.class)
class HooksTest {

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

    @Nested
    class AfterACommit {

        @Test
        void runInTheirOrderWhenTheRowIsStored() {
            transactions.run(em -> {
                transactions.afterCommit(em, () -> log.add("first " + accounts()));
                em.persist(new Account("stored"));
                hook(em, "second");
                transactions.afterCommit(em, () -> log.add("third"));
                em.flush();
                assertThat(log).isEmpty();
            });

            assertThat(log).containsExactly("first [stored]", "second after commit", "third");
        }

        @Test
        void runInAStatelessSession() {
            transactions.stateless().run(session -> {
                transactions.afterCommit(session, () -> log.add("after commit " + accounts()));
                transactions.afterRollback(session, () -> log.add("after rollback"));
                session.insert(new Account("stored"));
            });

            assertThat(log).containsExactly("after commit [stored]");
        }

        @Test
        void runAfterTheSessionIsClosedAndMayRunATransaction() {
            transactions.run(em -> transactions.afterCommit(em, () -> {
                log.add("open=" + em.isOpen());
                transactions.run(again -> again.persist(new Account("of the hook")));
            }));

            assertThat(log).containsExactly("open=false");
            assertThat(accounts()).containsExactly("of the hook");
        }

        @Test
        void allRunWhateverOneThrows() {
            IllegalArgumentException first = new IllegalArgumentException("first");
            AssertionError second = new AssertionError("second");

            AfterCommitException thrown = catchThrowableOfType(
                    AfterCommitException.class,
                    () -> transactions.run(em -> {
                        em.persist(new Account("stored"));
                        hook(em, "a");
                        transactions.afterCommit(em, failing(first));
                        hook(em, "b");
                        transactions.afterCommit(em, () -> {
                            throw second;
                        });
                        hook(em, "c");
                    }));

            assertThat(thrown)
                    .hasCause(first)
                    .hasMessage("The transaction is committed, but what runs after it failed: failures=2"
                            + " first=[java.lang.IllegalArgumentException: first]."
                            + " Do not run the transaction again; see failures().");
            assertThat(thrown.failures()).containsExactly(first, second);
            assertThat(thrown.getSuppressed()).containsExactly(second);
            assertThat(log).containsExactly("a after commit", "b after commit", "c after commit");
            assertThat(accounts()).containsExactly("stored");
        }

        @Test
        void aFailureIsNeverTriedAgain() {
            AtomicInteger attempts = new AtomicInteger();

            assertThatThrownBy(() -> transactions
                            .retrying(Retry.upTo(5).alsoOn(failure -> true))
                            .run(em -> {
                                em.persist(new Account("attempt " + attempts.incrementAndGet()));
                                transactions.afterCommit(
                                        em,
                                        failing(new OptimisticLockException(
                                                "of the hook", new SQLException("serialization", "40001"))));
                            }))
                    .isExactlyInstanceOf(AfterCommitException.class);

            assertThat(attempts).hasValue(1);
            assertThat(accounts()).containsExactly("attempt 1");
        }

        @Test
        void oneThatRegistersAnotherIsTooLate() {
            assertThatThrownBy(() -> transactions.run(em -> transactions.afterCommit(em, () -> hook(em, "late"))))
                    .isExactlyInstanceOf(AfterCommitException.class)
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("The session is closed: session=");
            assertThat(log).isEmpty();
        }

        @Test
        void thoseOfATransactionOfAnInnerOneRunWithIt() {
            transactions.run(em -> {
                hook(em, "outer");
                transactions.requiresNew().run(inner -> hook(inner, "inner"));
                log.add("between");
            });

            assertThat(log).containsExactly("inner after commit", "between", "outer after commit");
        }
    }

    @Nested
    class AfterARollback {

        @Test
        void runInTheirOrderWhenTheSessionIsClosed() {
            transactions.run(em -> em.persist(new Account("taken")));

            assertThatThrownBy(() -> transactions.run(em -> {
                        hook(em, "first");
                        transactions.afterRollback(em, () -> {
                            log.add("open=" + em.isOpen());
                            transactions.run(again -> again.persist(new Account("of the hook")));
                        });
                        em.persist(new Account("taken"));
                    }))
                    .isInstanceOf(RuntimeException.class);

            assertThat(log).containsExactly("first after rollback", "open=false");
            assertThat(accounts()).containsExactly("of the hook", "taken");
        }

        @Test
        void aFailureIsSuppressedAndTheOthersRun() {
            IllegalStateException failure = new IllegalStateException("of the block");
            IllegalArgumentException ofTheHook = new IllegalArgumentException("of the hook");

            Throwable thrown = catchThrowable(() -> transactions.run(em -> {
                transactions.afterRollback(em, failing(ofTheHook));
                transactions.afterRollback(em, failing(failure));
                hook(em, "last");
                throw failure;
            }));

            assertThat(thrown).isSameAs(failure);
            assertThat(thrown.getSuppressed()).containsExactly(ofTheHook);
            assertThat(log).containsExactly("last after rollback");
        }

        @Test
        void runWhenAMarkedTransactionIsRefused() {
            assertThatThrownBy(() -> transactions.run(em -> {
                        hook(em, "marked");
                        em.getTransaction().setRollbackOnly();
                    }))
                    .isExactlyInstanceOf(RollbackOnlyException.class);

            assertThat(log).containsExactly("marked after rollback");
        }

        @Test
        void runPerAttempt() {
            AtomicInteger attempts = new AtomicInteger();

            transactions.retrying(Retry.upTo(3)).run(em -> {
                int attempt = attempts.incrementAndGet();
                hook(em, "attempt " + attempt);
                if (attempt < 3) {
                    throw new OptimisticLockException("stale");
                }
            });

            assertThat(log)
                    .containsExactly("attempt 1 after rollback", "attempt 2 after rollback", "attempt 3 after commit");
        }
    }
}
