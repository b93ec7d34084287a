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

import dev.ashlar.core.ThrowingConsumer;
import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Synchronization;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What a block swallowed is not lost: its transaction is not committed, and says by which failure first. */
@ParameterizedClass(name = "{0}")
@MethodSource("setups")
class RollbackOnlyTest {

    record Setup(Engine engine, Boot boot) {}

    static List<Setup> setups() {
        return Engine.all().stream()
                .flatMap(engine -> Stream.of(Boot.values()).map(boot -> new Setup(engine, boot)))
                .toList();
    }

    @Parameter
    private Setup setup;

    private static Database database;
    private static SessionFactory factory;
    private static Transactions transactions;
    private static long taken;

    @BeforeParameterizedClassInvocation
    static void open(Setup setup) {
        database = setup.engine().open();
        factory = setup.boot().open(database);
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
        Account account = new Account("taken");
        transactions.run(em -> em.persist(account));
        taken = account.getId();
    }

    private static void assertOnlyTheOldIsStored() {
        assertThat(database.rows("select name, version from accounts")).containsExactly("taken 0");
    }

    private static RollbackOnlyException refused(ThrowingConsumer<EntityManager, RuntimeException> work) {
        RollbackOnlyException refused =
                catchThrowableOfType(RollbackOnlyException.class, () -> transactions.run(work::accept));
        assertThat(refused)
                .isNotNull()
                .hasMessageStartingWith(
                        "The transaction was marked for rollback, and nothing of it is stored:" + " first failure=[")
                .hasMessageEndingWith("Let the exception out of the block, or run what may fail in nested(em).");
        assertOnlyTheOldIsStored();
        return refused;
    }

    private static void swallow(ThrowingConsumer<EntityManager, RuntimeException> work, EntityManager em) {
        assertThatThrownBy(() -> work.accept(em)).isInstanceOf(PersistenceException.class);
        em.clear();
    }

    private static void duplicate(EntityManager em) {
        em.persist(new Account("taken"));
        em.flush();
    }

    @Test
    void namesTheFirstOfTwoFailedStatements() {
        RollbackOnlyException refused = refused(em -> {
            swallow(RollbackOnlyTest::duplicate, em);
            // On PostgreSQL this fails with 25P02 whatever it says.
            swallow(
                    again -> again.createNativeQuery("select nothing from nowhere", Object.class)
                            .getResultList(),
                    em);
        });

        assertThat(refused).hasCauseInstanceOf(ConstraintViolationException.class);
        assertThat(refused).message().contains("first failure=[ConstraintViolationException:");
    }

    @Test
    void namesTheFirstFailureInAStatelessSession() {
        assertThatThrownBy(() -> transactions.stateless().run(session -> {
                    assertThatThrownBy(() -> session.insert(new Account("taken")))
                            .isInstanceOf(ConstraintViolationException.class);
                    assertThatThrownBy(() -> session.createNativeQuery("select nothing from nowhere", Object.class)
                                    .getResultList())
                            .isInstanceOf(PersistenceException.class);
                }))
                .isExactlyInstanceOf(RollbackOnlyException.class)
                .hasCauseInstanceOf(ConstraintViolationException.class);
        assertOnlyTheOldIsStored();
    }

    @Test
    void namesAStaleVersionThatNoStatementFailedBy() {
        RollbackOnlyException refused = refused(em -> {
            Account account = em.find(Account.class, taken);
            em.createNativeQuery("update accounts set version = 7 where id = " + taken)
                    .executeUpdate();
            account.balance = 5;
            swallow(EntityManager::flush, em);
        });

        assertThat(refused)
                .cause()
                .satisfiesAnyOf(
                        cause -> assertThat(cause).isInstanceOf(OptimisticLockException.class),
                        cause -> assertThat(cause).isInstanceOf(org.hibernate.StaleStateException.class));
    }

    @Test
    void saysThatItWasMarkedWithoutAFailure() {
        RollbackOnlyException refused = refused(em -> {
            em.persist(new Account("lost"));
            em.getTransaction().setRollbackOnly();
        });

        assertThat(refused).hasNoCause();
        assertThat(refused).message().contains("not seen; setRollbackOnly() was called");
    }

    /** Hibernate itself goes on here, and commits what was flushed before. */
    @Test
    void seesAFailureThatASynchronizationSwallows() {
        RollbackOnlyException refused = refused(em -> {
            em.persist(new Account("lost"));
            em.unwrap(Session.class).getTransaction().registerSynchronization(new Synchronization() {
                @Override
                public void beforeCompletion() {
                    assertThatThrownBy(() -> duplicate(em)).isInstanceOf(PersistenceException.class);
                }

                @Override
                public void afterCompletion(int status) {}
            });
        });

        assertThat(refused).hasCauseInstanceOf(ConstraintViolationException.class);
    }

    @Test
    void seesADeadlockThatWasSwallowedOutsideOfHibernate() {
        RollbackOnlyException refused = refused(em -> {
            em.persist(new Account("lost"));
            em.flush();
            assertThatThrownBy(() -> em.unwrap(Session.class).doWork(connection -> {
                        throw new SQLException("deadlock", "40001");
                    }))
                    .isInstanceOf(PersistenceException.class);
        });

        assertThat(refused).hasRootCauseInstanceOf(SQLException.class).hasRootCauseMessage("deadlock");
    }

    @Test
    void theFirstFailureIsSuppressedIfAnotherOneComesOut() {
        IllegalArgumentException last = new IllegalArgumentException("symptom");

        Throwable thrown = catchThrowable(() -> transactions.run(em -> {
            swallow(RollbackOnlyTest::duplicate, em);
            throw last;
        }));

        assertThat(thrown).isSameAs(last);
        assertThat(thrown.getSuppressed()).singleElement().isInstanceOf(ConstraintViolationException.class);
        assertOnlyTheOldIsStored();
    }

    @Test
    void aFailureThatComesOutIsNotSuppressedByItself() {
        Throwable thrown = catchThrowable(() -> transactions.run(RollbackOnlyTest::duplicate));

        assertThat(thrown).isInstanceOf(ConstraintViolationException.class);
        assertThat(thrown.getSuppressed()).doesNotHaveAnyElementsOfTypes(ConstraintViolationException.class);
    }

    @Test
    void aFailureOfTheFlushAtCommitComesOut() {
        assertThatThrownBy(() -> transactions.run(em -> em.persist(new Account("taken"))))
                .satisfiesAnyOf(
                        thrown -> assertThat(thrown).isInstanceOf(ConstraintViolationException.class),
                        thrown -> assertThat(thrown).hasCauseInstanceOf(ConstraintViolationException.class));
        assertOnlyTheOldIsStored();
    }

    @Test
    void aFailureWithoutAMarkIsForgiven() {
        transactions.run(em -> {
            assertThatThrownBy(() -> em.createQuery("from Account where id = -1", Account.class)
                            .getSingleResult())
                    .isInstanceOf(jakarta.persistence.NoResultException.class);
            em.persist(new Account("stored"));
        });

        assertThat(database.rows("select name from accounts order by name")).containsExactly("stored", "taken");
    }

    @Test
    void aFailureOfAnInnerTransactionDoesNotMarkTheOuter() {
        transactions.run(em -> {
            em.persist(new Account("stored"));
            assertThatThrownBy(() -> transactions.requiresNew().run(RollbackOnlyTest::duplicate))
                    .isInstanceOf(ConstraintViolationException.class);
            assertThatThrownBy(() -> transactions
                            .requiresNew()
                            .run(inner -> inner.unwrap(Session.class).doWork(connection -> {
                                throw new SQLException("deadlock", "40001");
                            })))
                    .isInstanceOf(PersistenceException.class);
        });

        assertThat(database.rows("select name from accounts order by name")).containsExactly("stored", "taken");
    }
}
