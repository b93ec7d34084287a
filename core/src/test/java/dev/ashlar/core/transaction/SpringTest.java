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

import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestUnit;
import dev.ashlar.core.naming.NamingSettings;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.support.TransactionTemplate;

/** Within transactions that Spring runs on the same factory, and on another one. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.ashlar.core.harness.Engine#all")
class SpringTest {

    @Parameter
    private Engine engine;

    private static Database database;
    private static SessionFactory factory;
    private static Transactions transactions;
    private static TransactionTemplate spring;
    private static EntityManager shared;

    @BeforeParameterizedClassInvocation
    static void open(Engine engine) {
        database = engine.open();
        factory = open(database, "create");
        transactions = Transactions.of(factory);
        spring = new TransactionTemplate(new JpaTransactionManager(factory));
        shared = SharedEntityManagerCreator.createSharedEntityManager(factory);
    }

    private static SessionFactory open(Database database, String action) {
        return TestUnit.of(database, Account.class, Entry.class)
                .with(NamingSettings.NAMING, NamingSettings.PLURAL_SNAKE_CASE)
                .with("jakarta.persistence.schema-generation.database.action", action)
                .open();
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

    private static List<String> names() {
        return database.rows("select name from accounts order by name");
    }

    @Test
    void refusesARunWithinSpringsTransactionOnTheSameFactory() {
        spring.executeWithoutResult(status -> {
            shared.persist(new Account("spring"));
            assertThatThrownBy(() -> transactions.run(em -> em.persist(new Account("ours"))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll("Spring", "nested(em)", "requiresNew()");
        });

        assertThat(names()).containsExactly("spring");
        transactions.run(em -> em.persist(new Account("without Spring")));
        assertThat(names()).hasSize(2);
    }

    @Test
    void refusesItToTheTransactionsOfAProxyToo() {
        EntityManagerFactory proxy = (EntityManagerFactory) java.lang.reflect.Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {EntityManagerFactory.class},
                (self, method, arguments) -> method.invoke(factory, arguments));

        spring.executeWithoutResult(status -> assertThatThrownBy(
                        () -> Transactions.of(proxy).run(em -> em.persist(new Account("ours"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Spring"));
    }

    @Test
    void aTransactionOfItsOwnIsCommittedWhateverSpringDoes() {
        spring.executeWithoutResult(status -> {
            shared.persist(new Account("spring"));
            transactions.requiresNew().run(em -> em.persist(new Account("ours")));
            status.setRollbackOnly();
        });

        assertThat(names()).containsExactly("ours");
    }

    @Test
    void springsTransactionOnAnotherFactoryIsNoObstacle() {
        try (Database otherDatabase = engine.open();
                SessionFactory other = open(otherDatabase, "create")) {
            spring.executeWithoutResult(status -> Transactions.of(other).run(em -> em.persist(new Account("other"))));

            assertThat(otherDatabase.rows("select name from accounts")).containsExactly("other");
        }
    }

    @Test
    void aNestedBlockThatFailsLeavesSpringsTransactionWhole() {
        transactions.run(em -> em.persist(new Account("taken")));

        spring.executeWithoutResult(status -> {
            Account outer = new Account("spring");
            shared.persist(outer);
            transactions.nested(shared).run(inner -> inner.persist(new Account("kept")));
            assertThatThrownBy(() -> transactions.nested(shared).run(inner -> inner.persist(new Account("taken"))))
                    .isInstanceOf(ConstraintViolationException.class);
            assertThat(status.isRollbackOnly()).isFalse();
            assertThat(shared.contains(outer)).isTrue();
        });

        assertThat(names()).containsExactly("kept", "spring", "taken");
    }

    @Test
    void hooksRunAtTheEndOfSpringsTransaction() {
        List<String> heard = new ArrayList<>();

        spring.executeWithoutResult(status -> {
            shared.persist(new Account("spring"));
            transactions.afterCommit(shared, () -> heard.add("first " + names()));
            transactions.afterCommit(shared, () -> {
                throw new IllegalStateException("a hook that fails");
            });
            transactions.afterRollback(shared, () -> heard.add("never"));
            transactions.nested(shared).run(inner -> {
                transactions.afterCommit(inner, () -> heard.add("nested"));
            });
            transactions.afterCommit(
                    shared, () -> transactions.requiresNew().run(em -> em.persist(new Account("of a hook"))));
            assertThat(heard).isEmpty();
        });
        assertThat(heard).containsExactly("first [spring]", "nested");
        assertThat(names()).containsExactly("of a hook", "spring");

        spring.executeWithoutResult(status -> {
            transactions.afterCommit(shared, () -> heard.add("never"));
            transactions.afterRollback(shared, () -> heard.add("rolled back"));
            status.setRollbackOnly();
        });
        assertThat(heard).containsExactly("first [spring]", "nested", "rolled back");
    }
}
