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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Retries of what only PostgreSQL does: serializable snapshots, failures at commit, sessions ended by a function. */
@Timeout(60)
class PostgresRetryTest {

    private static final int THREADS = 8;
    private static final int INCREMENTS = 500;

    private static Database database;
    private static HikariDataSource pool;
    private static SessionFactory factory;
    private static Transactions transactions;

    private final AtomicInteger attempts = new AtomicInteger();
    private final AtomicInteger ends = new AtomicInteger();
    private long id;
    private long otherId;

    @BeforeAll
    static void open() {
        database = Engine.POSTGRESQL.open();
        pool = Boot.hikari(database, THREADS);
        factory = Boot.JPA.open(database, pool, Map.of());
        transactions = Transactions.of(factory);
    }

    @AfterAll
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

    /** Without a version, so that only the isolation can see the conflict. */
    @Test
    void incrementsUnderSerializableIsolationAreNeverLost() {
        Transactions serializable = transactions
                .isolation(Isolation.SERIALIZABLE)
                .retrying(Retry.upTo(1_000)
                        .within(Duration.ofSeconds(50))
                        .backoff(Duration.ofMillis(1), Duration.ofMillis(16)));
        Callable<Void> task = () -> {
            for (int i = 0; i < INCREMENTS; i++) {
                serializable.run(em -> {
                    attempts.incrementAndGet();
                    Long balance =
                            (Long) em.createNativeQuery("select balance from accounts where id = :id", Long.class)
                                    .setParameter("id", id)
                                    .getSingleResult();
                    em.createNativeQuery("update accounts set balance = :balance where id = :id")
                            .setParameter("balance", balance + 1)
                            .setParameter("id", id)
                            .executeUpdate();
                });
            }
            return null;
        };
        Threads.together(Collections.nCopies(THREADS, task));

        assertThat(balances()).containsExactly("one " + THREADS * INCREMENTS, "other 0");
        assertThat(attempts).as("there were conflicts").hasValueGreaterThan(THREADS * INCREMENTS);
    }

    /** Each reads what the other writes: no statement fails, one of the commits does. */
    @Test
    void aWriteSkewThatFailsAtCommitIsTriedAgain() {
        CyclicBarrier read = new CyclicBarrier(2);
        CyclicBarrier written = new CyclicBarrier(2);

        Threads.together(List.of(() -> skew(id, otherId, read, written), () -> skew(otherId, id, read, written)));

        assertThat(attempts).hasValue(3);
        assertThat(ends).as("blocks that ended well, one of them in vain").hasValue(3);
        assertThat(database.rows("select sum(balance) from accounts")).containsExactly("1");
    }

    /** Takes the one account if the other is not taken. */
    private Void skew(long mine, long others, CyclicBarrier read, CyclicBarrier written) throws Exception {
        AtomicInteger own = new AtomicInteger();
        transactions.isolation(Isolation.SERIALIZABLE).retrying(Retry.upTo(5)).run(em -> {
            attempts.incrementAndGet();
            boolean first = own.incrementAndGet() == 1;
            boolean free = em.find(Account.class, others).balance == 0;
            if (first) {
                read.await();
            }
            if (free) {
                em.find(Account.class, mine).balance = 1;
                em.flush();
            }
            if (first) {
                written.await();
            }
            ends.incrementAndGet();
        });
        return null;
    }

    /** Hibernate's find returns null when the connection is gone, so that the block fails by something else. */
    @Test
    void aConnectionThatTheServerClosesDuringTheWorkIsReplaced() {
        transactions.retrying(Retry.upTo(3)).run(em -> {
            em.find(Account.class, id).balance = 5;
            em.flush();
            if (attempts.incrementAndGet() == 1) {
                endSessionOf(em.unwrap(Session.class));
            }
            em.find(Account.class, otherId).balance = 6;
        });

        assertThat(attempts).hasValue(2);
        assertThat(balances()).containsExactly("one 5", "other 6");
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    }

    @Test
    void aConnectionThatTheServerClosesBeforeTheCommitIsNotTakenForARollback() {
        assertThatThrownBy(() -> transactions.retrying(Retry.upTo(3)).run(em -> {
                    attempts.incrementAndGet();
                    em.find(Account.class, id).balance = 5;
                    em.flush();
                    endSessionOf(em.unwrap(Session.class));
                }))
                .isExactlyInstanceOf(AmbiguousCommitException.class);

        assertThat(attempts).hasValue(1);
        assertThat(balances()).containsExactly("one 0", "other 0");
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    }

    private static void endSessionOf(Session session) {
        long pid = session.doReturningWork(connection -> {
            try (var statement = connection.createStatement();
                    var result = statement.executeQuery("select pg_backend_pid()")) {
                result.next();
                return result.getLong(1);
            }
        });
        database.execute("select pg_terminate_backend(" + pid + ", 5000)");
    }

    @Test
    void aDeferredConstraintThatFailsAtCommitComesOut() {
        database.execute("create table deferred_things (id int unique deferrable initially deferred)");
        List<String> hooks = new ArrayList<>();

        assertThatThrownBy(() -> transactions.retrying(Retry.upTo(3)).run(em -> {
                    attempts.incrementAndGet();
                    transactions.afterRollback(em, () -> hooks.add("rolled back"));
                    em.createNativeQuery("insert into deferred_things values (1), (1)")
                            .executeUpdate();
                }))
                .isNotInstanceOf(AmbiguousCommitException.class)
                .rootCause()
                .hasFieldOrPropertyWithValue("SQLState", "23505");

        assertThat(attempts).hasValue(1);
        assertThat(hooks).containsExactly("rolled back");
        assertThat(database.rows("select id from deferred_things")).isEmpty();
    }
}
