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
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestUnit;
import dev.ashlar.core.naming.NamingSettings;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.hibernate.HibernateTransactionManager;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Within transactions that Spring runs on the same factory. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.ashlar.core.harness.Engine#all")
class SpringTest {

    @Parameter
    private Engine engine;

    private static Database database;
    private static LocalEntityManagerFactoryBean bean;
    private static EntityManagerFactory proxy;
    private static SessionFactory raw;
    private static Transactions transactions;

    @BeforeParameterizedClassInvocation
    static void open(Engine engine) {
        database = engine.open();
        bean = new LocalEntityManagerFactoryBean(TestUnit.of(database, Account.class, Entry.class)
                .with(NamingSettings.NAMING, NamingSettings.PLURAL_SNAKE_CASE)
                .configuration());
        bean.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        bean.afterPropertiesSet();
        proxy = bean.getObject();
        raw = proxy.unwrap(SessionFactoryImplementor.class);
        transactions = Transactions.of(proxy);
    }

    @AfterParameterizedClassInvocation
    static void close() {
        bean.destroy();
        database.close();
    }

    @BeforeEach
    void empty() {
        database.execute("delete from entries");
        database.execute("delete from accounts");
    }

    /** What Spring's transactions are of, and what ours are. */
    enum Wiring {
        PROXY_PROXY,
        PROXY_RAW,
        RAW_PROXY,
        RAW_RAW,
        HIBERNATE_PROXY,
        HIBERNATE_RAW;

        PlatformTransactionManager manager() {
            return switch (this) {
                case PROXY_PROXY, PROXY_RAW -> new JpaTransactionManager(proxy);
                case RAW_PROXY, RAW_RAW -> new JpaTransactionManager(raw);
                case HIBERNATE_PROXY, HIBERNATE_RAW -> hibernateManager();
            };
        }

        Transactions transactions() {
            return Transactions.of(name().endsWith("PROXY") ? proxy : raw);
        }

        TransactionTemplate template() {
            return new TransactionTemplate(manager());
        }
    }

    private static HibernateTransactionManager hibernateManager() {
        HibernateTransactionManager manager = new HibernateTransactionManager();
        manager.setSessionFactory(raw);
        manager.setAutodetectDataSource(false);
        return manager;
    }

    private static TransactionTemplate template() {
        return Wiring.PROXY_PROXY.template();
    }

    private static EntityManager shared() {
        return SharedEntityManagerCreator.createSharedEntityManager(proxy);
    }

    private static List<String> names() {
        return database.rows("select name from accounts order by name");
    }

    @Test
    void theFactoryOfSpringIsAProxyThatClaimsToBeASessionFactory() {
        assertThat(proxy).isInstanceOf(SessionFactory.class).isNotInstanceOf(SessionFactoryImplementor.class);
        assertThat(proxy.unwrap(SessionFactory.class)).isNotSameAs(raw);
    }

    @ParameterizedTest
    @EnumSource
    void aBlockWithinSpringsTransactionIsRefused(Wiring wiring) {
        wiring.template()
                .executeWithoutResult(status -> assertThatThrownBy(
                                () -> wiring.transactions().run(em -> em.persist(new Account("never"))))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContainingAll("Spring", "nested(em)", "requiresNew()"));

        assertThat(names()).isEmpty();
        wiring.transactions().run(em -> em.persist(new Account("after")));
        assertThat(names()).containsExactly("after");
    }

    @ParameterizedTest
    @EnumSource
    void requiresNewIsATransactionOfItsOwn(Wiring wiring) {
        wiring.template().executeWithoutResult(status -> {
            wiring.transactions().requiresNew().run(em -> em.persist(new Account("kept")));
            status.setRollbackOnly();
        });

        assertThat(names()).containsExactly("kept");
    }

    @Test
    void aStatelessBlockIsRefusedToo() {
        template()
                .executeWithoutResult(status -> assertThatThrownBy(
                                () -> transactions.stateless().run(session -> session.insert(new Account("never"))))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("Spring"));
    }

    @Test
    void anotherFactorysTransactionIsNoObstacle() {
        try (SessionFactory other = TestUnit.of(database, Account.class, Entry.class)
                .with(NamingSettings.NAMING, NamingSettings.PLURAL_SNAKE_CASE)
                .with("jakarta.persistence.schema-generation.database.action", "none")
                .open()) {
            new TransactionTemplate(new JpaTransactionManager(other)).executeWithoutResult(status -> {
                transactions.run(em -> em.persist(new Account("stored")));
                assertThat(names()).containsExactly("stored");
            });
        }
    }

    @Test
    void aTransactionOfAnotherProviderIsNoObstacle() {
        EntityManager other = mock(EntityManager.class);
        when(other.isOpen()).thenReturn(true);
        when(other.unwrap(any())).thenThrow(new PersistenceException("no Hibernate here"));
        withBound(other, () -> transactions.run(em -> em.persist(new Account("stored"))));

        assertThat(names()).containsExactly("stored");
    }

    /** As for a view, while a transaction runs on something else. */
    @Test
    void aSessionThatIsOnlyBoundIsNoObstacle() {
        try (EntityManager view = raw.createEntityManager()) {
            withBound(view, () -> transactions.run(em -> em.persist(new Account("stored"))));
        }

        assertThat(names()).containsExactly("stored");
    }

    private static void withBound(EntityManager em, Runnable work) {
        TransactionSynchronizationManager.bindResource(raw, new EntityManagerHolder(em));
        TransactionSynchronizationManager.setActualTransactionActive(true);
        try {
            work.run();
        } finally {
            TransactionSynchronizationManager.setActualTransactionActive(false);
            TransactionSynchronizationManager.unbindResource(raw);
        }
    }

    @Test
    void withoutATransactionSpringsSharedEntityManagerHasNothingToNestIn() {
        assertThatThrownBy(() -> transactions.nested(shared()).run(em -> em.persist(new Account("never"))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aNestedBlockInSpringsTransactionMayFailAlone() {
        EntityManager em = shared();
        template().executeWithoutResult(status -> {
            Account outer = new Account("outer", 1);
            em.persist(outer);
            assertThatThrownBy(() -> transactions.nested(em).run(inner -> {
                        inner.persist(new Account("lost"));
                        inner.persist(new Account("outer"));
                    }))
                    .isInstanceOf(ConstraintViolationException.class);
            assertThat(status.isRollbackOnly()).isFalse();
            transactions.nested(em).run(inner -> inner.find(Account.class, outer.getId()).balance = 5);
            assertThat(outer.balance).isEqualTo(5);
            outer.balance++;
        });

        assertThat(database.rows("select name, balance from accounts")).containsExactly("outer 6");
    }

    @Test
    void aNestedBlockInTheSessionOfHibernatesManagerMayFailAlone() {
        new TransactionTemplate(hibernateManager()).executeWithoutResult(status -> {
            EntityManager session = SharedEntityManagerCreator.createSharedEntityManager(raw);
            session.persist(new Account("outer"));
            assertThatThrownBy(() -> transactions.nested(session).run(inner -> inner.persist(new Account("outer"))))
                    .isInstanceOf(ConstraintViolationException.class);
            assertThat(status.isRollbackOnly()).isFalse();
        });

        assertThat(names()).containsExactly("outer");
    }

    @Test
    void aRollbackOfSpringsTakesANestedBlockWithIt() {
        EntityManager em = shared();
        template().executeWithoutResult(status -> {
            transactions.nested(em).run(inner -> inner.persist(new Account("inner")));
            status.setRollbackOnly();
        });

        assertThat(names()).isEmpty();
    }

    @Test
    void hooksRunAfterSpringsCommitWhateverTheyThrow() {
        EntityManager em = shared();
        List<String> log = new ArrayList<>();
        template().executeWithoutResult(status -> {
            em.persist(new Account("outer"));
            transactions.afterCommit(em, () -> log.add("first " + names()));
            transactions.afterCommit(em, () -> {
                throw new IllegalStateException("hook");
            });
            transactions.nested(em).run(inner -> transactions.afterCommit(inner, () -> log.add("nested")));
            transactions.afterCommit(em, () -> log.add("last"));
            transactions.afterRollback(em, () -> log.add("rollback"));
        });

        assertThat(log).containsExactly("first [outer]", "nested", "last");
        assertThat(names()).containsExactly("outer");
    }

    @Test
    void hooksOfARollbackRunAfterSpringsRollback() {
        EntityManager em = shared();
        List<String> log = new ArrayList<>();
        template().executeWithoutResult(status -> {
            transactions.afterCommit(em, () -> log.add("commit"));
            transactions.afterRollback(em, () -> log.add("rollback"));
            transactions.nested(em).run(inner -> transactions.afterRollback(inner, () -> log.add("nested")));
            status.setRollbackOnly();
        });

        assertThat(log).containsExactly("rollback", "nested");
    }

    @Test
    void aHookAfterSpringsCommitMayRunATransactionOfItsOwn() {
        EntityManager em = shared();
        template().executeWithoutResult(status -> {
            em.persist(new Account("outer"));
            transactions.afterCommit(em, () -> transactions.requiresNew().run(own -> own.persist(new Account("hook"))));
        });

        assertThat(names()).containsExactly("hook", "outer");
    }

    @Test
    void hooksOfOneTransactionAreNotThoseOfTheNext() {
        EntityManager em = shared();
        List<String> log = new ArrayList<>();
        template()
                .executeWithoutResult(status -> transactions.nested(em).run(inner -> {
                    transactions.afterCommit(inner, () -> log.add("once"));
                }));
        template().executeWithoutResult(status -> em.persist(new Account("second")));

        assertThat(log).containsExactly("once");
    }
}
