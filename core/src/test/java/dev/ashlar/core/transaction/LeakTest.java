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
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import dev.ashlar.core.ThrowingConsumer;
import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A thousand failures of each kind through a pool of two: it still serves, and nothing of theirs is stored. */
@ParameterizedClass(name = "{0}")
@MethodSource("setups")
class LeakTest {

    private static final int FAILURES = 1_000;

    /**
     * Where it runs.
     *
     * @param hikari else Hibernate's own pool
     */
    record Setup(Engine engine, Boot boot, boolean hikari) {}

    static List<Setup> setups() {
        return Engine.all().stream()
                .flatMap(engine -> Stream.of(Boot.values())
                        .flatMap(boot -> Stream.of(new Setup(engine, boot, true), new Setup(engine, boot, false))))
                .toList();
    }

    @Parameter
    private Setup setup;

    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static Database database;
    private static HikariDataSource hikari;
    private static SessionFactory factory;
    private static Transactions transactions;

    @BeforeParameterizedClassInvocation
    static void open(Setup setup) {
        database = setup.engine().open();
        hikari = setup.hikari() ? Boot.hikari(database, 2) : null;
        factory = setup.boot().open(database, hikari, Map.of("hibernate.connection.pool_size", 2));
        transactions = Transactions.of(factory);
    }

    @AfterParameterizedClassInvocation
    static void close() {
        factory.close();
        if (hikari != null) {
            hikari.close();
        }
        database.close();
    }

    @BeforeEach
    void empty() {
        database.execute("delete from accounts");
    }

    @Test
    void assertionErrors() {
        failOften(() -> new AssertionError("boom"), LeakTest::write);
    }

    @Test
    void checkedExceptionsThatNobodyDeclares() {
        failOften(() -> new IOException("sneaky"), LeakTest::write);
    }

    @Test
    void assertionErrorsInAStatelessSession() {
        failOften(() -> new AssertionError("boom"), LeakTest::writeStateless);
    }

    @Test
    void checkedExceptionsInAStatelessSession() {
        failOften(() -> new IOException("sneaky"), LeakTest::writeStateless);
    }

    /** A way to write an account, and to throw then. */
    private interface Writing {
        void write(Account account, Throwable failure, boolean flushed);
    }

    private static void write(Account account, Throwable failure, boolean flushed) {
        transactions.run(em -> {
            em.persist(account);
            if (flushed) {
                em.flush();
            }
            sneak(failure);
        });
    }

    private static void writeStateless(Account account, Throwable failure, boolean batched) {
        transactions.stateless().run(session -> {
            session.setJdbcBatchSize(batched ? 10 : 0);
            session.insert(account);
            sneak(failure);
        });
    }

    private static void failOften(Supplier<Throwable> failures, Writing writing) {
        for (int i = 0; i < FAILURES; i++) {
            Throwable failure = failures.get();
            boolean flushed = i % 2 == 0;
            Account account = new Account("bad " + NUMBERS.incrementAndGet());
            assertThat(catchThrowable(() -> writing.write(account, failure, flushed)))
                    .isSameAs(failure)
                    .hasNoSuppressedExceptions();
        }

        if (hikari != null) {
            assertThat(hikari.getHikariPoolMXBean().getActiveConnections()).isZero();
        }
        ThrowingConsumer<String, RuntimeException> store = name -> transactions.run(em -> {
            em.persist(new Account(name));
            transactions.requiresNew().run(inner -> inner.persist(new Account(name + " inner")));
        });
        store.accept("good");
        store.accept("better");
        assertThat(database.rows("select name from accounts order by name"))
                .containsExactly("better", "better inner", "good", "good inner");
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> void sneak(Throwable failure) throws X {
        throw (X) failure;
    }
}
