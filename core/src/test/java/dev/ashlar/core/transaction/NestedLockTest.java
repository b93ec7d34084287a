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

import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestUnit;
import dev.ashlar.core.naming.NamingSettings;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Deadlocks and lock timeouts within a block: what the engine rolled back must not be half of what is committed. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.ashlar.core.harness.Engine#all")
class NestedLockTest {

    @Parameter
    private Engine engine;

    private static Database database;
    private static SessionFactory factory;
    private static Transactions transactions;
    private static Long first;
    private static Long second;

    @BeforeParameterizedClassInvocation
    static void open(Engine engine) {
        database = engine.open();
        factory = TestUnit.of(database, Account.class, Entry.class)
                .with(NamingSettings.NAMING, NamingSettings.PLURAL_SNAKE_CASE)
                .open();
        transactions = Transactions.of(factory);
    }

    @AfterParameterizedClassInvocation
    static void close() {
        factory.close();
        database.close();
    }

    @BeforeEach
    void twoAccounts() {
        database.execute("delete from entries");
        database.execute("delete from accounts");
        first = transactions.call(NestedLockTest::stored);
        second = transactions.call(NestedLockTest::stored);
    }

    private static Long stored(EntityManager em) {
        Account account = new Account("a" + System.nanoTime());
        em.persist(account);
        return account.getId();
    }

    private static int names(String name) {
        return database.rows("select name from accounts where name = '" + name + "'")
                .size();
    }

    private static void add(EntityManager em, Long id, int amount) {
        em.createQuery("update Account set balance = balance + :amount where id = :id")
                .setParameter("amount", amount)
                .setParameter("id", id)
                .executeUpdate();
    }

    private static String balances() {
        return String.join(
                " ",
                database.rows("select balance from accounts where id in (" + first + ", " + second + ") order by id"));
    }

    private CompletableFuture<Throwable> rival;
    private CyclicBarrier barrier;

    @AfterEach
    void rivalHasEnded() {
        if (rival != null) {
            assertThat(rival).succeedsWithin(Duration.ofSeconds(20));
        }
    }

    /**
     * Another transaction that has changed the second account, and wants the first as soon as {@link #deadlock} has that. It is
     * the one that the engine lets win: H2 the older one, PostgreSQL the one that looks later, MariaDB the one that wrote more.
     */
    private void startRival() {
        barrier = new CyclicBarrier(2);
        rival = CompletableFuture.supplyAsync(() -> catchThrowable(() -> transactions.run(em -> {
            if (engine == Engine.POSTGRESQL) {
                em.createNativeQuery("set local deadlock_timeout = '20s'").executeUpdate();
            } else if (engine == Engine.MARIADB) {
                // Names of their own: over those that were deleted before it would lock the gap to the next one.
                IntStream.range(0, 200).forEach(i -> em.persist(new Account("z" + System.nanoTime())));
            }
            add(em, second, 100);
            meet();
            meet();
            add(em, first, 100);
        })));
        meet();
    }

    private void meet() {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("The rival did not come: " + rival.getNow(null), e);
        }
    }

    /** Runs into a deadlock as its victim. */
    private RuntimeException deadlock(EntityManager em) {
        Throwable failure = catchThrowable(() -> {
            add(em, first, 1);
            meet();
            Thread.sleep(300);
            add(em, second, 1);
        });
        assertThat(failure).as("rival: %s", rival.getNow(null)).isInstanceOf(PersistenceException.class);
        return (RuntimeException) failure;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aDeadlockInABlockLosesNothingSilently(int depth) {
        startRival();
        Throwable outcome = catchThrowable(() -> transactions.run(em -> {
            em.persist(new Account("before"));
            add(em, first, 10);
            Throwable failure = catchThrowable(() -> deadlockAt(em, depth));
            assertThat(TransientFailures.isTransient(failure)).as("%s", failure).isTrue();
            em.persist(new Account("after"));
        }));

        rivalHasEnded();
        if (outcome == null) {
            assertThat(engine).isEqualTo(Engine.POSTGRESQL);
            assertThat(names("before")).isEqualTo(1);
            assertThat(names("after")).isEqualTo(1);
            assertThat(balances()).isEqualTo("110 100");
        } else {
            assertThat(engine).as("%s", outcome).isNotEqualTo(Engine.POSTGRESQL);
            assertThat(outcome).isInstanceOf(RollbackOnlyException.class);
            assertThat(TransientFailures.isTransient(outcome)).isTrue();
            assertThat(names("before")).isZero();
            assertThat(names("after")).isZero();
        }
    }

    private void deadlockAt(EntityManager em, int depth) {
        if (depth == 1) {
            transactions.nested(em).run(inner -> {
                throw deadlock(inner);
            });
        } else {
            transactions.nested(em).run(inner -> {
                inner.persist(new Account("level" + depth));
                deadlockAt(inner, depth - 1);
            });
        }
    }

    @Test
    void aDeadlockThatABlockSwallowsIsNotCommittedInHalf() {
        startRival();
        Throwable outcome = catchThrowable(() -> transactions.run(em -> {
            em.persist(new Account("before"));
            assertThatThrownBy(() -> transactions.nested(em).run(inner -> {
                        assertThat(deadlock(inner)).isNotNull();
                        inner.createNativeQuery("select 1");
                    }))
                    .isInstanceOf(RollbackOnlyException.class);
            em.persist(new Account("after"));
        }));

        rivalHasEnded();
        assertThat(names("before")).isEqualTo(names("after"));
        assertThat(outcome == null).isEqualTo(engine == Engine.POSTGRESQL);
    }

    @Test
    void aDeadlockAtDepthTwoThatDepthOneSwallowsIsNotCommittedInHalf() {
        startRival();
        Throwable outcome = catchThrowable(() -> transactions.run(em -> {
            em.persist(new Account("before"));
            catchThrowable(() -> transactions.nested(em).run(inner -> {
                inner.persist(new Account("between"));
                catchThrowable(() -> deadlockAt(inner, 1));
            }));
            em.persist(new Account("after"));
        }));

        rivalHasEnded();
        assertThat(names("before")).isEqualTo(names("after"));
        assertThat(names("between")).isEqualTo(names("after"));
        assertThat(outcome == null).isEqualTo(engine == Engine.POSTGRESQL);
    }

    @Test
    void aDeadlockInABlockOfAForeignSessionMarksItsTransaction() {
        startRival();
        try (Session session = factory.openSession()) {
            session.beginTransaction();
            session.persist(new Account("before"));
            assertThat(catchThrowable(() -> deadlockAt(session, 1))).isNotNull();
            rivalHasEnded();
            assertThat(session.getTransaction().getRollbackOnly()).isEqualTo(engine != Engine.POSTGRESQL);
            session.getTransaction().rollback();
        }
    }

    @Test
    void theOutermostRetryRunsADeadlockedBlockAgain() {
        startRival();
        int[] attempts = {0};
        transactions.retrying(Retry.upTo(3)).run(em -> {
            em.persist(new Account("attempt" + ++attempts[0]));
            if (attempts[0] == 1) {
                add(em, first, 10);
                deadlockAt(em, 1);
            } else {
                transactions.nested(em).run(inner -> add(inner, first, 1));
            }
        });

        rivalHasEnded();
        assertThat(attempts[0]).isEqualTo(2);
        assertThat(names("attempt1")).isZero();
        assertThat(names("attempt2")).isEqualTo(1);
        assertThat(balances()).isEqualTo("101 100");
    }

    @Test
    void aLockTimeoutInABlockLeavesTheOuterWhole() {
        transactions.run(holder -> {
            add(holder, second, 100);
            holder.flush();
            transactions.requiresNew().run(em -> {
                em.persist(new Account("before"));
                Throwable failure = catchThrowable(() -> transactions.nested(em).run(inner -> {
                    waitOneSecond(inner);
                    add(inner, first, 1);
                    add(inner, second, 1);
                }));
                assertThat(TransientFailures.isTransient(failure))
                        .as("%s", failure)
                        .isTrue();
                em.persist(new Account("after"));
            });
        });

        assertThat(names("before")).isEqualTo(1);
        assertThat(names("after")).isEqualTo(1);
        assertThat(balances()).isEqualTo("0 100");
    }

    private void waitOneSecond(EntityManager em) {
        em.createNativeQuery(
                        switch (engine) {
                            case H2 -> "set lock_timeout 1000";
                            case POSTGRESQL -> "set local lock_timeout = '1s'";
                            case MARIADB -> "set innodb_lock_wait_timeout = 1";
                        })
                .executeUpdate();
    }
}
