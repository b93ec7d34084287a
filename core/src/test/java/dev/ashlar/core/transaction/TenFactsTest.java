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
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestUnit;
import dev.ashlar.core.naming.NamingSettings;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.RollbackException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.resource.transaction.LocalSynchronizationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ten things that Hibernate 7.4.13 does, which made this package, and what it does instead. */
@Timeout(60)
class TenFactsTest {

    private final List<AutoCloseable> opened = new ArrayList<>();
    private Database database;
    private HikariDataSource pool;

    @AfterEach
    void close() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    private <T extends AutoCloseable> T opened(T resource) {
        opened.add(resource);
        return resource;
    }

    private SessionFactory open(Engine engine, Boot boot) {
        database = opened(engine.open());
        return opened(boot.open(database));
    }

    private SessionFactory openPooled(Engine engine, Boot boot) {
        database = opened(engine.open());
        pool = opened(Boot.hikari(database, 2));
        return opened(boot.open(database, pool, Map.of()));
    }

    private List<String> accounts() {
        return database.rows("select name from accounts order by name");
    }

    /** Stores two accounts, and throws. */
    private static Consumer<EntityManager> failing(Throwable failure) {
        return failing("partial", failure);
    }

    private static Consumer<EntityManager> failing(String name, Throwable failure) {
        return em -> {
            em.persist(new Account(name));
            em.flush();
            sneak(failure);
        };
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> void sneak(Throwable failure) throws X {
        throw (X) failure;
    }

    private static void duplicate(EntityManager em) {
        em.persist(new Account("taken"));
        assertThatThrownBy(em::flush).isInstanceOf(ConstraintViolationException.class);
        em.clear();
    }

    @Test
    void fact1OfABlockThatThrowsAnErrorHibernateStoresAPart() {
        SessionFactory factory = open(Engine.H2, Boot.NATIVE);

        assertThatThrownBy(() -> factory.runInTransaction(failing(new AssertionError("boom"))))
                .isInstanceOf(AssertionError.class);
        assertThat(accounts()).containsExactly("partial");

        database.execute("delete from accounts");
        AssertionError error = new AssertionError("boom");
        assertThat(catchThrowable(() -> Transactions.of(factory).run(failing(error)::accept)))
                .isSameAs(error);
        assertThat(accounts()).isEmpty();
    }

    @Test
    void fact1OrItLosesTheConnection() throws SQLException {
        SessionFactory factory = openPooled(Engine.POSTGRESQL, Boot.JPA);
        Transactions transactions = Transactions.of(factory);

        IOException undeclared = new IOException("undeclared");
        assertThat(catchThrowable(() -> transactions.run(failing(undeclared)::accept)))
                .isSameAs(undeclared);
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();

        // A leaked transaction keeps its rows locked: another one with the same name would wait for it.
        assertThatThrownBy(() -> factory.runInTransaction(failing(undeclared))).isSameAs(undeclared);
        assertThatThrownBy(() -> factory.runInTransaction(failing("other", new AssertionError("boom"))))
                .isInstanceOf(AssertionError.class);
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isEqualTo(2);
        assertThatThrownBy(pool::getConnection).isInstanceOf(SQLTransientConnectionException.class);
    }

    @ParameterizedTest
    @EnumSource(Boot.class)
    void fact2OfABlockThatSwallowsAFailureHibernateSilentlyStoresNothing(Boot boot) {
        SessionFactory factory = open(Engine.POSTGRESQL, boot);
        factory.runInTransaction(em -> em.persist(new Account("taken")));
        Consumer<EntityManager> block = em -> {
            em.persist(new Account("before"));
            em.flush();
            duplicate(em);
        };

        assertThatCode(() -> factory.runInTransaction(block)).doesNotThrowAnyException();
        assertThat(accounts()).containsExactly("taken");

        assertThatThrownBy(() -> Transactions.of(factory).run(block::accept))
                .isInstanceOf(RollbackOnlyException.class)
                .hasCauseInstanceOf(ConstraintViolationException.class);
    }

    @Test
    void fact3AnInnerBlockOfHibernateCommitsTheOuterOne() {
        SessionFactory factory = open(Engine.H2, Boot.NATIVE);
        assertThatThrownBy(() -> factory.inTransaction(session -> {
                    session.persist(new Account("outer"));
                    session.inTransaction(tx -> session.persist(new Account("inner")));
                    throw new IllegalStateException("outer");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(accounts()).containsExactly("inner", "outer");

        database.execute("delete from accounts");
        Transactions transactions = Transactions.of(factory);
        assertThatThrownBy(() -> transactions.run(em -> {
                    em.persist(new Account("outer"));
                    transactions.nested(em).run(inner -> inner.persist(new Account("inner")));
                    throw new IllegalArgumentException("outer");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(accounts()).isEmpty();
    }

    /** One that is set on the connection brings the row back, and leaves the session's instance wrong. */
    @Test
    void fact4HibernateKnowsNoSavepoints() {
        SessionFactory factory = open(Engine.H2, Boot.NATIVE);
        Account account = new Account("one", 1);
        factory.inTransaction(session -> session.persist(account));
        factory.inTransaction(session -> {
            Account loaded = session.find(Account.class, account.getId());
            session.doWork(connection -> {
                var savepoint = connection.setSavepoint();
                loaded.balance = 2;
                session.flush();
                connection.rollback(savepoint);
            });
            assertThat(loaded.balance).isEqualTo(2);
            session.flush();
        });
        assertThat(database.rows("select balance from accounts")).containsExactly("1");

        Transactions transactions = Transactions.of(factory);
        transactions.run(em -> {
            Account loaded = em.find(Account.class, account.getId());
            assertThatThrownBy(() -> transactions.nested(em).run(inner -> {
                        inner.find(Account.class, account.getId()).balance = 2;
                        inner.flush();
                        throw new IllegalStateException("inner");
                    }))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(loaded.balance).isEqualTo(1);
            loaded.balance = 3;
        });
        assertThat(database.rows("select balance from accounts")).containsExactly("3");
    }

    @ParameterizedTest
    @EnumSource(
            value = Engine.class,
            names = {"H2", "POSTGRESQL"})
    void fact5OnlyPostgresqlMarksForAStatementOfTheConnectionsOwn(Engine engine) {
        SessionFactory factory = open(engine, Boot.JPA);
        try (Session session = factory.openSession()) {
            session.beginTransaction();
            assertThatThrownBy(() -> session.doWork(connection -> {
                        try (var statement = connection.createStatement()) {
                            statement.execute("select nothing from nowhere");
                        }
                    }))
                    .isInstanceOf(PersistenceException.class);
            assertThat(session.getTransaction().getRollbackOnly()).isEqualTo(engine == Engine.POSTGRESQL);
            session.getTransaction().rollback();
        }

        Transactions transactions = Transactions.of(factory);
        transactions.run(em -> {
            assertThatThrownBy(() -> transactions
                            .nested(em)
                            .run(inner -> inner.createNativeQuery("select nothing from nowhere", Object.class)
                                    .getResultList()))
                    .isInstanceOf(PersistenceException.class);
            assertThat(em.getTransaction().getRollbackOnly()).isFalse();
            em.persist(new Account("stored"));
        });
        assertThat(accounts()).containsExactly("stored");
    }

    @ParameterizedTest
    @EnumSource(
            value = Engine.class,
            names = {"H2", "POSTGRESQL"})
    void fact6AChildSessionOverASavepointIsolatesAFailureAndASharedOneDoesNot(Engine engine) {
        SessionFactory factory = open(engine, Boot.JPA);
        factory.runInTransaction(em -> em.persist(new Account("taken")));
        factory.runInTransaction(em -> {
            try (Session child = em.unwrap(SessionImplementor.class)
                    .sessionWithOptions()
                    .connection()
                    .openSession()) {
                duplicate(child);
            }
            assertThat(em.getTransaction().getRollbackOnly()).isTrue();
        });

        Transactions transactions = Transactions.of(factory);
        transactions.run(em -> {
            Account outer = new Account("outer");
            em.persist(outer);
            assertThatThrownBy(() -> transactions.nested(em).run(TenFactsTest::duplicate))
                    .isInstanceOf(RollbackOnlyException.class);
            assertThat(em.getTransaction().getRollbackOnly()).isFalse();
            assertThat(em.contains(outer)).isTrue();
        });
        assertThat(accounts()).containsExactly("outer", "taken");
    }

    /** A child session as an application would open it, which shares the transaction and uses the cache. */
    @Test
    void fact7OfAChildSessionTheCacheShowsOthersWhatIsNotCommitted() {
        database = opened(Engine.H2.open());
        SessionFactory factory = opened(TestUnit.of(database, CachedPrice.class)
                .with("hibernate.cache.region.factory_class", "jcache")
                .with(
                        "hibernate.javax.cache.provider",
                        "com.github.benmanes.caffeine.jcache.spi.CaffeineCachingProvider")
                .with("hibernate.javax.cache.missing_cache_strategy", "create")
                .open());
        Transactions transactions = Transactions.of(factory);
        transactions.run(em -> em.persist(new CachedPrice(1, 100)));

        assertThatThrownBy(() -> transactions.run(em -> {
                    em.unwrap(SessionImplementor.class).doWork(connection -> {
                        SavepointConnection savepoint = SavepointConnection.over(connection);
                        savepoint.allowRelease();
                        try (Session child = factory.withOptions()
                                .connection(savepoint.asConnection())
                                .openSession()) {
                            child.beginTransaction();
                            child.find(CachedPrice.class, 1L).amount = 1;
                            child.getTransaction().commit();
                        }
                    });
                    assertThat(amount(factory)).isEqualTo(1);
                    throw new IllegalStateException("outer");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(amount(factory)).as("a price that was never committed").isEqualTo(1);

        factory.getCache().evictAllRegions();
        assertThatThrownBy(() -> transactions.run(em -> {
                    transactions.nested(em).run(inner -> inner.find(CachedPrice.class, 1L).amount = 1);
                    assertThat(amount(factory)).isEqualTo(100);
                    throw new IllegalStateException("outer");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(amount(factory)).isEqualTo(100);
    }

    private static long amount(SessionFactory factory) {
        return factory.fromSession(session -> session.find(CachedPrice.class, 1L).amount);
    }

    @Test
    void fact8AHookThatFailsLooksToHibernateLikeARollback() {
        SessionFactory factory = open(Engine.H2, Boot.JPA);
        List<String> ran = new ArrayList<>();
        assertThatThrownBy(() -> factory.inTransaction(session -> {
                    session.persist(new Account("committed"));
                    session.getTransaction().runAfterCompletion(status -> {
                        throw new IllegalStateException("hook");
                    });
                    session.getTransaction().runAfterCompletion(status -> ran.add("second"));
                }))
                .isInstanceOf(RollbackException.class)
                .hasCauseInstanceOf(LocalSynchronizationException.class);
        assertThat(ran).isEmpty();
        assertThat(accounts()).containsExactly("committed");

        Transactions transactions = Transactions.of(factory);
        assertThatThrownBy(() -> transactions.run(em -> {
                    transactions.afterCommit(em, () -> {
                        throw new IllegalStateException("hook");
                    });
                    transactions.afterCommit(em, () -> ran.add("second"));
                }))
                .isInstanceOf(AfterCommitException.class);
        assertThat(ran).containsExactly("second");
    }

    @Test
    void fact9AFailureAtCommitHidesItsReasonBehindItsType() {
        SessionFactory factory = open(Engine.POSTGRESQL, Boot.JPA);
        Account one = new Account("one");
        Account other = new Account("other");
        factory.runInTransaction(em -> {
            em.persist(one);
            em.persist(other);
        });
        CyclicBarrier together = new CyclicBarrier(2);
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        Transactions serializable = Transactions.of(factory).isolation(Isolation.SERIALIZABLE);
        Callable<Void> left = () -> skew(serializable, one, other, together, failures);
        Callable<Void> right = () -> skew(serializable, other, one, together, failures);
        Threads.together(List.of(left, right));

        assertThat(failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .isExactlyInstanceOf(org.hibernate.TransactionException.class)
                        .rootCause()
                        .hasFieldOrPropertyWithValue("SQLState", "40001"))
                .satisfies(failure ->
                        assertThat(Retry.upTo(2).isWorthwhile(failure)).isTrue());
    }

    private static Void skew(
            Transactions transactions, Account read, Account written, CyclicBarrier together, List<Throwable> failures)
            throws Exception {
        try {
            transactions.run(em -> {
                long balance = em.find(Account.class, read.getId()).balance;
                together.await();
                em.find(Account.class, written.getId()).balance = balance + 1;
                em.flush();
                together.await();
            });
        } catch (PersistenceException e) {
            failures.add(e);
        }
        return null;
    }

    @Test
    void fact10HibernateDropsTheNamesOfUniqueConstraints() {
        database = opened(Engine.POSTGRESQL.open());
        opened(TestUnit.of(database, Account.class, Entry.class).open());
        assertThat(uniqueNames()).doesNotContain("uq_accounts_name");

        database = opened(Engine.POSTGRESQL.open());
        opened(TestUnit.of(database, Account.class, Entry.class)
                .with(NamingSettings.NAMING, NamingSettings.PLURAL_SNAKE_CASE)
                .open());
        assertThat(uniqueNames()).contains("uq_accounts_name");
    }

    private List<String> uniqueNames() {
        return database.rows("select constraint_name from information_schema.table_constraints"
                + " where constraint_type = 'UNIQUE'");
    }
}
