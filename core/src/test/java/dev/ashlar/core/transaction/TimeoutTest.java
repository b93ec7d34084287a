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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.SessionFactory;
import org.hibernate.TransactionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass(name = "{0}")
@MethodSource("dev.ashlar.core.harness.Engine#all")
@Timeout(30)
class TimeoutTest {

    @Parameter
    private Engine engine;

    private static Database database;
    private static SessionFactory factory;
    private static Transactions transactions;

    private final AtomicInteger attempts = new AtomicInteger();
    private final List<String> hooks = new ArrayList<>();

    @BeforeParameterizedClassInvocation
    static void open(Engine engine) {
        database = engine.open();
        factory = Boot.JPA.open(database);
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

    /** Keeps the database busy for ten seconds. */
    private void sleep(EntityManager em) {
        String statement = switch (engine) {
            case H2 -> {
                database.execute("create alias if not exists sleep for \"" + TimeoutTest.class.getName() + ".tick\"");
                yield "select count(sleep()) from system_range(1, 1000)";
            }
            case POSTGRESQL -> "select 1 from (select pg_sleep(10)) s";
            case MARIADB -> "select sleep(10)";
        };
        em.createNativeQuery(statement, Object.class).getResultList();
    }

    /** H2 looks at the clock between rows. */
    public static int tick() throws InterruptedException {
        Thread.sleep(10);
        return 1;
    }

    @Test
    void aStatementIsCancelled() {
        long start = System.nanoTime();

        assertThatThrownBy(() -> transactions.timeout(Duration.ofSeconds(1)).run(em -> {
                    em.persist(new Account("lost"));
                    em.flush();
                    sleep(em);
                }))
                .isInstanceOf(RuntimeException.class)
                .isNotInstanceOf(AmbiguousCommitException.class);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
        assertThat(database.rows("select name from accounts")).isEmpty();
    }

    @Test
    void aBlockThatTookLongerIsRolledBackAndNotTriedAgain() {
        Duration limit = Duration.ofMillis(20);

        TransactionTimeoutException thrown = catchThrowableOfType(
                TransactionTimeoutException.class,
                () -> transactions.timeout(limit).retrying(Retry.upTo(3)).run(em -> {
                    attempts.incrementAndGet();
                    transactions.afterRollback(em, () -> hooks.add("rolled back"));
                    em.persist(new Account("lost"));
                    em.flush();
                    Thread.sleep(40);
                }));

        assertThat(thrown)
                .hasMessageStartingWith("The transaction took longer than its timeout and was rolled back:"
                        + " timeout=PT0.02S elapsed=PT0.")
                .hasMessageEndingWith("Do less in one transaction, or allow more by timeout(…).");
        assertThat(thrown.timeout()).isEqualTo(limit);
        assertThat(attempts).hasValue(1);
        assertThat(hooks).containsExactly("rolled back");
        assertThat(database.rows("select name from accounts")).isEmpty();
    }

    @Test
    void aStatementThatBeginsTooLateIsRefused() {
        Throwable thrown =
                catchThrowable(() -> transactions.timeout(Duration.ofSeconds(1)).run(em -> {
                    em.persist(new Account("lost"));
                    em.flush();
                    Thread.sleep(1_100);
                    em.persist(new Account("lost too"));
                }));

        assertThat(thrown)
                .satisfiesAnyOf(
                        e -> assertThat(e).isInstanceOf(TransactionTimeoutException.class),
                        e -> assertThat(e).isInstanceOf(TransactionException.class));
        assertThat(database.rows("select name from accounts")).isEmpty();
    }

    @Test
    void eachAttemptHasTheWholeTime() throws InterruptedException {
        transactions.timeout(Duration.ofMillis(900)).retrying(Retry.upTo(3)).run(em -> {
            em.persist(new Account("attempt " + attempts.incrementAndGet()));
            Thread.sleep(400);
            if (attempts.get() < 3) {
                throw new jakarta.persistence.OptimisticLockException("again");
            }
        });

        assertThat(database.rows("select name from accounts")).containsExactly("attempt 3");
    }

    @Test
    void whatIsInTimeIsStored() {
        transactions.timeout(Duration.ofSeconds(20)).run(em -> em.persist(new Account("in time")));
        transactions.timeout(Duration.ofSeconds(20)).stateless().run(session -> session.insert(new Account("too")));

        assertThat(database.rows("select name from accounts order by name")).containsExactly("in time", "too");
    }
}
