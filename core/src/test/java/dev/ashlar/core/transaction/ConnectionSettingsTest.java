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

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.ashlar.core.ThrowingConsumer;
import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Isolation, read-only and timeout, on the one connection of a pool that does not restore them itself. */
@ParameterizedClass(name = "{0}")
@MethodSource("setups")
class ConnectionSettingsTest {

    /** How the one connection is pooled. */
    enum Pooling {
        /** Hibernate's own. */
        BUILT_IN,
        /** With connections that are in manual commit all the time, as Hibernate is told. */
        MANUAL_COMMIT,
        /** A connection is kept by its session until that is closed. */
        HELD
    }

    record Setup(Engine engine, Pooling pooling) {}

    static List<Setup> setups() {
        return Engine.all().stream()
                .flatMap(engine -> Stream.of(Pooling.values()).map(pooling -> new Setup(engine, pooling)))
                .toList();
    }

    @Parameter
    private Setup setup;

    private static Database database;
    private static HikariDataSource hikari;
    private static SessionFactory factory;
    private static Transactions transactions;

    @BeforeParameterizedClassInvocation
    static void open(Setup setup) {
        database = setup.engine().open();
        hikari = null;
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("hibernate.connection.pool_size", 1);
        switch (setup.pooling()) {
            case MANUAL_COMMIT -> {
                HikariConfig config = new HikariConfig();
                config.setJdbcUrl(database.url());
                config.setUsername(database.user());
                config.setPassword(database.password());
                config.setMaximumPoolSize(1);
                config.setConnectionTimeout(1_000);
                config.setAutoCommit(false);
                hikari = new HikariDataSource(config);
                settings.put("hibernate.connection.provider_disables_autocommit", true);
            }
            case HELD -> settings.put("hibernate.connection.handling_mode", "DELAYED_ACQUISITION_AND_HOLD");
            default -> {}
        }
        factory = Boot.JPA.open(database, hikari, settings);
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

    /** What the database itself says. */
    private String isolationInside(EntityManager em) {
        String question = switch (setup.engine()) {
            case H2 -> "select isolation_level from information_schema.sessions where session_id = session_id()";
            case POSTGRESQL -> "show transaction_isolation";
            case MARIADB -> "select @@tx_isolation";
        };
        return ((String) em.createNativeQuery(question, String.class).getSingleResult())
                .toUpperCase(Locale.ROOT)
                .replaceAll("[ -]", "_");
    }

    /** The state of the one connection, between transactions. */
    private static String connection() {
        try (Session session = factory.openSession()) {
            return session.doReturningWork(connection -> {
                try (var statement = connection.createStatement()) {
                    return connection.getTransactionIsolation() + " " + connection.isReadOnly() + " "
                            + statement.getQueryTimeout();
                } finally {
                    if (!connection.getAutoCommit()) {
                        connection.rollback();
                    }
                }
            });
        }
    }

    private static void assertRestored(Runnable work) {
        String before = connection();
        work.run();
        assertThat(connection()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void theIsolationIsThatOfTheTransactionOnly(Isolation isolation) {
        assertRestored(() -> {
            String inside = transactions.isolation(isolation).call(this::isolationInside);
            assertThat(inside).isEqualTo(isolation.name());
        });
    }

    @Test
    void theIsolationIsRestoredWhateverHappens() {
        Transactions serializable = transactions.isolation(Isolation.SERIALIZABLE);
        List<ThrowingConsumer<EntityManager, RuntimeException>> blocks = List.of(
                em -> {
                    em.persist(new Account("flushed"));
                    em.flush();
                    throw new AssertionError("boom");
                },
                em -> em.getTransaction().setRollbackOnly(),
                em -> em.getTransaction().rollback(),
                EntityManager::close,
                em -> em.createNativeQuery("select nothing from nowhere", Object.class)
                        .getResultList());
        for (ThrowingConsumer<EntityManager, RuntimeException> block : blocks) {
            assertRestored(
                    () -> assertThatThrownBy(() -> serializable.run(block)).isNotNull());
        }
        assertThat(database.rows("select * from accounts")).isEmpty();
    }

    @Test
    void theIsolationIsSetInAStatelessSession() {
        assertRestored(() -> transactions
                .isolation(Isolation.SERIALIZABLE)
                .stateless()
                .run(session -> assertThat(session.doReturningWork(Connection::getTransactionIsolation))
                        .isEqualTo(Connection.TRANSACTION_SERIALIZABLE)));
    }

    @Test
    void allTogether() {
        assertRestored(() -> transactions
                .isolation(Isolation.REPEATABLE_READ)
                .readOnly()
                .timeout(Duration.ofSeconds(30))
                .run(em -> assertThat(isolationInside(em)).isEqualTo("REPEATABLE_READ")));
    }

    @Test
    void nothingIsWrittenInAReadOnlyTransaction() {
        transactions.run(em -> em.persist(new Account("there")));
        List<ThrowingConsumer<EntityManager, RuntimeException>> writes = List.of(
                em -> em.createQuery("update Account set balance = 1").executeUpdate(),
                em -> em.createQuery("delete from Account").executeUpdate(),
                em -> em.createNativeQuery("update accounts set balance = 1").executeUpdate(),
                em -> em.createNativeQuery("/* hint */ delete from accounts").executeUpdate(),
                em -> transactions
                        .nested(em)
                        .run(nested -> nested.createQuery("delete from Account").executeUpdate()));
        for (ThrowingConsumer<EntityManager, RuntimeException> write : writes) {
            assertRefused(write, "IllegalStateException: A read-only transaction writes: statement=[");
        }
    }

    /** Hibernate refuses it itself, or PostgreSQL does, whose sequences cannot be asked either. */
    @Test
    void noEntityIsWrittenInAReadOnlyTransaction() {
        transactions.run(em -> em.persist(new Account("there")));
        assertRefused(em -> em.persist(new Account("new")), "read-only");
        assertRefused(
                em -> em.remove(em.createQuery("from Account", Account.class).getSingleResult()), "read-only");
        assertRefused(em -> transactions.nested(em).run(nested -> nested.persist(new Account("nested"))), "read-only");
    }

    private static void assertRefused(ThrowingConsumer<EntityManager, RuntimeException> write, String message) {
        assertRestored(() ->
                assertThatThrownBy(() -> transactions.readOnly().run(write)).hasStackTraceContaining(message));
        assertThat(database.rows("select name, balance from accounts")).containsExactly("there 0");
    }

    @Test
    void aStatelessSessionDoesNotWriteEither() {
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> transactions.readOnly().stateless().run(session -> session.insert(new Account("new"))))
                .withMessage("Session is in read-only mode");
        assertThatThrownBy(() -> transactions
                        .readOnly()
                        .stateless()
                        .run(session -> session.createMutationQuery("delete from Account")
                                .executeUpdate()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("A read-only transaction writes: statement=[delete ")
                .hasMessageEndingWith("Leave readOnly() away for it.");
        assertThat(database.rows("select name from accounts")).isEmpty();
    }

    @Test
    void changesOfWhatWasReadOnlyAreNotFlushed() {
        transactions.run(em -> em.persist(new Account("there")));

        transactions
                .readOnly()
                .run(em -> em.createQuery("from Account", Account.class).getSingleResult().balance = 7);

        assertThat(database.rows("select name, balance from accounts")).containsExactly("there 0");
    }

    @Test
    void theNextTransactionWritesAgain() {
        assertRestored(() -> transactions.readOnly().run(em -> em.find(Account.class, 1L)));

        transactions.run(em -> em.persist(new Account("stored")));

        assertThat(database.rows("select name from accounts")).containsExactly("stored");
    }

    @Test
    void theDriverIsToldThatATransactionOnlyReads() {
        boolean told =
                transactions.readOnly().call(em -> em.unwrap(Session.class).doReturningWork(Connection::isReadOnly));

        assertThat(told).isEqualTo(setup.engine() != Engine.H2 || hikari != null); // H2 has no such flag
    }

    @Test
    void aTimeoutIsRestoredWhateverHappens() {
        Transactions limited = transactions.timeout(Duration.ofSeconds(20));
        assertRestored(() -> limited.run(em -> em.persist(new Account("stored"))));
        assertRestored(() -> assertThatThrownBy(() -> limited.run(em -> {
                    em.persist(new Account("lost"));
                    em.flush();
                    throw new AssertionError("boom");
                }))
                .isInstanceOf(AssertionError.class));
        assertThat(database.rows("select name from accounts")).containsExactly("stored");
    }

    @Test
    void aStatelessTransactionIsRestoredToo() {
        assertRestored(() -> transactions
                .timeout(Duration.ofSeconds(20))
                .stateless()
                .run(session -> session.insert(new Account("stateless"))));
        assertThat(database.rows("select name from accounts")).containsExactly("stateless");
    }
}
