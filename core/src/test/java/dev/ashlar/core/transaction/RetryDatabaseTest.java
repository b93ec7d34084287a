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

import com.zaxxer.hikari.HikariDataSource;
import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Retries of real conflicts between threads. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.ashlar.core.harness.Engine#all")
@Timeout(60)
class RetryDatabaseTest {

    private static final int THREADS = 8;
    private static final int INCREMENTS = 500;

    @Parameter
    private Engine engine;

    private static Database database;
    private static HikariDataSource pool;
    private static SessionFactory factory;
    private static Transactions transactions;

    private final AtomicInteger attempts = new AtomicInteger();
    private long id;
    private long otherId;

    @BeforeParameterizedClassInvocation
    static void open(Engine engine) {
        database = engine.open();
        pool = Boot.hikari(database, THREADS);
        factory = Boot.JPA.open(database, pool, Map.of());
        transactions = Transactions.of(factory);
    }

    @AfterParameterizedClassInvocation
    static void close() {
        factory.close();
        pool.close();
        database.close();
    }

    @BeforeEach
    void fill() {
        database.execute("delete from accounts");
        Account one = new Account("one");
        Account other = new Account("other");
        transactions.run(em -> {
            em.persist(one);
            em.persist(other);
        });
        id = one.getId();
        otherId = other.getId();
    }

    private static List<String> balances() {
        return database.rows("select name, balance from accounts order by name");
    }

    @Test
    void incrementsOfAVersionedEntityAreNeverLost() {
        Transactions patient = transactions
                .isolation(Isolation.READ_COMMITTED)
                .retrying(Retry.upTo(1_000)
                        .within(Duration.ofSeconds(50))
                        .backoff(Duration.ofMillis(1), Duration.ofMillis(16)));
        Callable<Void> task = () -> {
            for (int i = 0; i < INCREMENTS; i++) {
                patient.run(em -> {
                    attempts.incrementAndGet();
                    em.find(Account.class, id).balance++;
                });
            }
            return null;
        };
        Threads.together(Collections.nCopies(THREADS, task));

        assertThat(balances()).containsExactly("one " + THREADS * INCREMENTS, "other 0");
        assertThat(database.rows("select version from accounts where name = 'one'"))
                .containsExactly(String.valueOf(THREADS * INCREMENTS));
        assertThat(attempts).as("there were conflicts").hasValueGreaterThan(THREADS * INCREMENTS);
    }

    @Test
    void eachAttemptHasAnEntityManagerOfItsOwn() {
        Set<EntityManager> seen = Collections.newSetFromMap(new IdentityHashMap<>());

        transactions.retrying(Retry.upTo(3)).run(em -> {
            seen.add(em);
            assertThat(em.find(Account.class, id).balance).isZero();
            em.find(Account.class, id).balance = 7;
            em.flush();
            if (seen.size() < 3) {
                throw new OptimisticLockException("again");
            }
        });

        assertThat(seen).hasSize(3).allMatch(em -> !em.isOpen());
        assertThat(balances()).containsExactly("one 7", "other 0");
    }

    @Test
    void withoutARetryAConflictComesOut() {
        assertThatThrownBy(() -> transactions.run(em -> {
                    Account account = em.find(Account.class, id);
                    transactions.requiresNew().run(other -> other.find(Account.class, id).balance++);
                    account.balance = 100;
                }))
                .satisfies(e -> assertThat(Retry.upTo(2).isWorthwhile(e)).isTrue());

        assertThat(balances()).containsExactly("one 1", "other 0");
    }

    @Test
    void ofTwoNestedBlocksInADeadlockOneIsTriedAgainAtTheOutermostLevel() {
        CyclicBarrier both = new CyclicBarrier(2);
        List<String> caught = Collections.synchronizedList(new ArrayList<>());

        Threads.together(List.of(() -> lockBoth(id, otherId, both, caught), () -> lockBoth(otherId, id, both, caught)));

        assertThat(attempts).as("attempts of the two").hasValue(3);
        // Only PostgreSQL keeps the savepoint of the one that lost; the others have rolled its transaction back.
        assertThat(caught).containsExactly("marked=" + (engine != Engine.POSTGRESQL));
        assertThat(balances()).containsExactly("one 2", "other 2");
    }

    private Void lockBoth(long first, long second, CyclicBarrier both, List<String> caught) throws Exception {
        AtomicInteger own = new AtomicInteger();
        transactions.isolation(Isolation.READ_COMMITTED).retrying(Retry.upTo(5)).run(em -> {
            attempts.incrementAndGet();
            increment(em, first);
            if (own.incrementAndGet() == 1) {
                both.await();
            }
            try {
                transactions.nested(em).run(nested -> increment(nested, second));
            } catch (RuntimeException e) {
                caught.add("marked=" + em.getTransaction().getRollbackOnly());
                throw e;
            }
        });
        return null;
    }

    private static void increment(EntityManager em, long id) {
        em.createQuery("update Account set balance = balance + 1 where id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }

    /** Whether the engine kept the savepoint or not: what the block swallows here is not lost. */
    @Test
    void aDeadlockInANestedBlockThatTheOuterSwallowsStoresAllOrNothing() {
        CyclicBarrier both = new CyclicBarrier(2);
        List<String> ends = Collections.synchronizedList(new ArrayList<>());

        Threads.together(List.of(() -> swallow(id, otherId, both, ends), () -> swallow(otherId, id, both, ends)));

        if (engine == Engine.POSTGRESQL) {
            assertThat(ends).containsExactlyInAnyOrder("both", "first only");
            assertThat(database.rows("select sum(balance) from accounts")).containsExactly("3");
        } else {
            assertThat(ends).containsExactlyInAnyOrder("both", "RollbackOnlyException");
            assertThat(balances()).containsExactly("one 1", "other 1");
        }
    }

    private static Void swallow(long first, long second, CyclicBarrier both, List<String> ends) throws Exception {
        try {
            ends.add(transactions.isolation(Isolation.READ_COMMITTED).call(em -> {
                increment(em, first);
                both.await();
                try {
                    transactions.nested(em).run(nested -> increment(nested, second));
                    return "both";
                } catch (RuntimeException e) {
                    return "first only";
                }
            }));
        } catch (RollbackOnlyException e) {
            assertThat(Retry.upTo(2).isWorthwhile(e)).isTrue();
            ends.add(e.getClass().getSimpleName());
        }
        return null;
    }

    @Test
    void aSymptomOfAFailureThatIsWorthARetryIsWorthOneToo() {
        IllegalStateException symptom = new IllegalStateException("the bug that follows");

        transactions.retrying(Retry.upTo(3)).run(em -> {
            Account account = em.find(Account.class, id);
            account.balance++;
            if (attempts.incrementAndGet() == 1) {
                transactions.requiresNew().run(other -> other.find(Account.class, id).balance = 5);
                assertThatThrownBy(em::flush).isInstanceOf(OptimisticLockException.class);
                throw symptom;
            }
        });

        assertThat(attempts).hasValue(2);
        assertThat(symptom.getSuppressed())
                .singleElement()
                .satisfies(
                        first -> assertThat(Retry.upTo(2).isWorthwhile(first)).isTrue());
        assertThat(balances()).containsExactly("one 6", "other 0");
    }

    @Test
    void aFailureThatFollowsAConstraintViolationIsNotWorthARetry() {
        assertThatThrownBy(() -> transactions.retrying(Retry.upTo(3)).run(em -> {
                    attempts.incrementAndGet();
                    em.persist(new Account("one"));
                    assertThatThrownBy(em::flush).isInstanceOf(RuntimeException.class);
                    throw new IllegalStateException("the bug that follows");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(attempts).hasValue(1);
    }
}
