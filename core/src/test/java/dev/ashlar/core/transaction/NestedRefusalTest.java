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
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What is not a place to nest a block in. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.ashlar.core.harness.Engine#all")
class NestedRefusalTest {

    @Parameter
    private Engine engine;

    private static Database database;
    private static SavepointSource source;
    private static SessionFactory factory;
    private static Transactions transactions;

    @BeforeParameterizedClassInvocation
    static void open(Engine engine) {
        database = engine.open();
        source = new SavepointSource(database);
        factory = TestUnit.of(database, Account.class, Entry.class)
                .with(NamingSettings.NAMING, NamingSettings.PLURAL_SNAKE_CASE)
                .with("hibernate.connection.provider_class", source)
                .open();
        transactions = Transactions.of(factory);
    }

    @AfterParameterizedClassInvocation
    static void close() {
        factory.close();
        database.close();
    }

    @BeforeEach
    void empty() {
        database.execute("delete from entries");
        database.execute("delete from accounts");
        source.reset();
    }

    private static long accounts() {
        return Long.parseLong(database.rows("select count(*) from accounts").get(0));
    }

    private static void nest(EntityManager em) {
        transactions.nested(em).run(inner -> inner.persist(new Account("never")));
    }

    @Test
    void theSeventeenthLevelIsRefusedAndTheSixteenStay() {
        transactions.run(em -> descend(em, 1));

        assertThat(accounts()).isEqualTo(16);
    }

    private static void descend(EntityManager em, int depth) {
        if (depth == 17) {
            assertThatThrownBy(() -> nest(em))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll("too deep", "depth=17", "at most=16");
        } else {
            transactions.nested(em).run(inner -> {
                inner.persist(new Account("level" + depth));
                descend(inner, depth + 1);
            });
        }
    }

    @Test
    void aSessionThatWaitsForABlockIsRefused() {
        transactions.run(em -> transactions.nested(em).run(inner -> {
            inner.persist(new Account("inner"));
            assertThatThrownBy(() -> nest(em))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll("waits for another one", "depth=0");
            transactions
                    .nested(inner)
                    .run(deep -> assertThatThrownBy(() -> nest(inner))
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContainingAll("waits for another one", "depth=1"));
        }));

        assertThat(accounts()).isEqualTo(1);
    }

    @Test
    void aSessionWithoutTransactionIsRefused() {
        try (Session session = factory.openSession()) {
            assertThatThrownBy(() -> nest(session))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll("outside of a transaction", "session=");
        }
        try (StatelessSession session = factory.openStatelessSession()) {
            assertThatThrownBy(() -> transactions.nested(session).run(inner -> inner.insert(new Account("never"))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll("outside of a transaction", "session=");
        }
        assertThat(accounts()).isZero();
    }

    @Test
    void aClosedSessionIsRefused() {
        Session session = factory.openSession();
        session.close();
        StatelessSession stateless = factory.openStatelessSession();
        stateless.close();

        assertThatThrownBy(() -> transactions.nested(session))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("is closed", "session=");
        assertThatThrownBy(() -> transactions.nested(stateless))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("is closed", "session=");
    }

    @Test
    void aSessionOfAnotherFactoryIsRefused() {
        try (SessionFactory other = TestUnit.of(database, Account.class, Entry.class)
                .with(NamingSettings.NAMING, NamingSettings.PLURAL_SNAKE_CASE)
                .with("jakarta.persistence.schema-generation.database.action", "none")
                .with("hibernate.session_factory_name", "other")
                .with("hibernate.session_factory_name_is_jndi", false)
                .open()) {
            other.inTransaction(session -> assertThatThrownBy(() -> transactions.nested(session))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("another factory", "unit=", "session's unit="));
            other.inStatelessSession(session -> assertThatThrownBy(() -> transactions.nested(session))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("another factory", "unit=", "session's unit="));
        }
    }

    @Test
    void aMarkedTransactionIsRefusedWithItsFirstFailure() {
        transactions.run(em -> em.persist(new Account("taken")));

        assertThatThrownBy(() -> transactions.run(em -> {
                    em.persist(new Account("taken"));
                    assertThatThrownBy(em::flush).isInstanceOf(ConstraintViolationException.class);
                    nest(em);
                }))
                .isInstanceOf(RollbackOnlyException.class)
                .hasMessageContaining("The outer transaction")
                .hasRootCauseInstanceOf(SQLException.class)
                .cause()
                .isInstanceOf(ConstraintViolationException.class);
        assertThat(accounts()).isEqualTo(1);
    }

    @Test
    void whatTheFlushBeforeABlockRunsIntoComesOutAsItIs() {
        transactions.run(em -> em.persist(new Account("taken")));

        assertThatThrownBy(() -> transactions.run(em -> {
                    em.persist(new Account("taken"));
                    nest(em);
                }))
                .isInstanceOf(ConstraintViolationException.class);
        assertThat(accounts()).isEqualTo(1);
        transactions.run(NestedRefusalTest::nest);
        assertThat(accounts()).isEqualTo(2);
    }

    @Test
    void aDriverWithoutSavepointsIsRefusedAndTheOuterGoesOn() {
        source.withoutSavepoints();
        transactions.run(em -> {
            em.persist(new Account("outer"));
            assertThatThrownBy(() -> nest(em))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContainingAll("no savepoints", "driver=[" + driver(em), "requiresNew()");
            em.persist(new Account("after"));
        });

        assertThat(accounts()).isEqualTo(2);
    }

    private static String driver(EntityManager em) {
        return em.unwrap(Session.class).doReturningWork(connection -> {
            DatabaseMetaData metaData = connection.getMetaData();
            return metaData.getDriverName() + " " + metaData.getDriverVersion();
        });
    }

    @Test
    void aSavepointThatCannotBeSetMarksTheOuter() {
        assertThatThrownBy(() -> transactions.run(em -> {
                    em.persist(new Account("outer"));
                    source.failSetting();
                    assertThatThrownBy(() -> nest(em)).hasStackTraceContaining("no savepoint today");
                }))
                .isInstanceOf(RollbackOnlyException.class)
                .hasStackTraceContaining("no savepoint today");
        assertThat(accounts()).isZero();
    }

    @Test
    void aBlockMayNotEndItsTransactionItself() {
        transactions.run(em -> {
            em.persist(new Account("outer"));
            assertThatThrownBy(() -> transactions.nested(em).run(inner -> {
                        inner.persist(new Account("inner"));
                        inner.getTransaction().commit();
                    }))
                    .hasStackTraceContaining("does not commit");
            assertThatThrownBy(() -> transactions.nested(em).run(inner -> {
                        inner.persist(new Account("inner"));
                        inner.flush();
                        inner.getTransaction().rollback();
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll("ended its transaction itself", "open=true");
            assertThatThrownBy(() -> transactions.nested(em).run(inner -> {
                        inner.persist(new Account("inner"));
                        inner.flush();
                        inner.close();
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll("ended its transaction itself", "open=false");
        });

        assertThat(database.rows("select name from accounts")).containsExactly("outer");
    }

    @Test
    void aSwallowedFailureIsNotReleased() {
        transactions.run(em -> {
            em.persist(new Account("taken"));
            assertThatThrownBy(() -> transactions.nested(em).run(inner -> {
                        inner.persist(new Account("inner"));
                        inner.flush();
                        inner.persist(new Account("taken"));
                        assertThatThrownBy(inner::flush).isInstanceOf(ConstraintViolationException.class);
                    }))
                    .isInstanceOf(RollbackOnlyException.class)
                    .hasMessageContaining("The nested block")
                    .cause()
                    .isInstanceOf(ConstraintViolationException.class);
        });

        assertThat(database.rows("select name from accounts")).containsExactly("taken");
    }
}
