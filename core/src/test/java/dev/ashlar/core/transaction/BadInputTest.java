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

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestUnit;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.UserTransaction;
import java.time.Duration;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.engine.transaction.jta.platform.internal.AbstractJtaPlatform;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before a transaction begins, and with which facts. */
class BadInputTest {

    private static Database database;
    private static SessionFactory factory;
    private static Transactions transactions;

    @BeforeAll
    static void open() {
        database = Engine.H2.open();
        factory = Boot.JPA.open(database);
        transactions = Transactions.of(factory);
    }

    @AfterAll
    static void close() {
        factory.close();
        database.close();
    }

    private static SessionFactory another() {
        return Boot.JPA.open(database, null, Map.of("jakarta.persistence.schema-generation.database.action", "none"));
    }

    @Nested
    class OfAFactory {

        @Test
        void thatIsClosed() {
            SessionFactory closed = another();
            Transactions before = Transactions.of(closed);
            closed.close();

            assertThatIllegalStateException()
                    .isThrownBy(() -> Transactions.of(closed))
                    .withMessageStartingWith("The EntityManagerFactory is closed: factory=")
                    .withMessageEndingWith("Make the Transactions of an open one.");
            assertThatIllegalStateException()
                    .isThrownBy(() -> before.run(em -> {}))
                    .withMessageContaining("closed");
        }

        @Test
        void ofAnotherProvider() {
            EntityManagerFactory other = mock(EntityManagerFactory.class);
            when(other.isOpen()).thenReturn(true);
            when(other.unwrap(any())).thenThrow(new PersistenceException("cannot unwrap"));

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Transactions.of(other))
                    .withMessage("The EntityManagerFactory is not Hibernate's: class="
                            + other.getClass().getName() + ". Transactions needs Hibernate ORM.")
                    .withCauseInstanceOf(PersistenceException.class);
        }

        @Test
        void thatUnwrapsToSomethingElse() {
            EntityManagerFactory other = mock(EntityManagerFactory.class);
            when(other.isOpen()).thenReturn(true);
            when(other.unwrap(any())).thenReturn("something else");

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Transactions.of(other))
                    .withMessageContaining("is not Hibernate's: class=")
                    .withCauseInstanceOf(ClassCastException.class);
        }

        @Test
        void whoseTransactionsAreJtas() {
            try (SessionFactory jta = TestUnit.of(database, Account.class, Entry.class)
                    .with("jakarta.persistence.schema-generation.database.action", "none")
                    .with("hibernate.transaction.coordinator_class", "jta")
                    .with("hibernate.transaction.jta.platform", new FakePlatform())
                    .open()) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> Transactions.of(jta))
                        .withMessageStartingWith("The transactions of this factory are JTA's: unit=")
                        .withMessageEndingWith("under JTA use @Transactional or UserTransaction.");
            }
        }

        @Test
        void thatIsNull() {
            assertThatNullPointerException()
                    .isThrownBy(() -> Transactions.of(null))
                    .withMessage("factory");
        }
    }

    private static final class FakePlatform extends AbstractJtaPlatform {

        private static final long serialVersionUID = 1L;

        @Override
        protected TransactionManager locateTransactionManager() {
            return mock(TransactionManager.class);
        }

        @Override
        protected UserTransaction locateUserTransaction() {
            return mock(UserTransaction.class);
        }
    }

    @Nested
    class OfASession {

        @Test
        void thatIsClosed() {
            EntityManager closed = factory.createEntityManager();
            closed.close();
            StatelessSession closedToo = factory.openStatelessSession();
            closedToo.close();

            assertThatIllegalStateException()
                    .isThrownBy(() -> transactions.nested(closed))
                    .withMessageStartingWith("The session is closed: session=")
                    .withMessageEndingWith("Give the one whose transaction is running.");
            assertThatIllegalStateException().isThrownBy(() -> transactions.afterCommit(closed, () -> {}));
            assertThatIllegalStateException().isThrownBy(() -> transactions.afterRollback(closed, () -> {}));
            assertThatIllegalStateException().isThrownBy(() -> transactions.nested(closedToo));
            assertThatIllegalStateException().isThrownBy(() -> transactions.afterCommit(closedToo, () -> {}));
        }

        @Test
        void ofAnotherFactory() {
            try (SessionFactory other = another();
                    Session foreign = other.openSession();
                    StatelessSession foreignToo = other.openStatelessSession()) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> transactions.nested(foreign))
                        .withMessageStartingWith(
                                "The session belongs to another factory: unit=test session's unit=test.")
                        .withMessageEndingWith("Give one of the factory that these Transactions were made of.");
                assertThatIllegalArgumentException().isThrownBy(() -> transactions.afterCommit(foreign, () -> {}));
                assertThatIllegalArgumentException().isThrownBy(() -> transactions.nested(foreignToo));
                assertThatIllegalArgumentException().isThrownBy(() -> transactions.afterRollback(foreignToo, () -> {}));
            }
        }

        @Test
        void withoutATransaction() {
            try (Session session = factory.openSession()) {
                assertThatIllegalStateException()
                        .isThrownBy(() -> transactions.nested(session).run(em -> {}))
                        .withMessageStartingWith("A nested block is asked for outside of a transaction: session=");
            }
        }

        @Test
        void thatIsNull() {
            assertThatNullPointerException()
                    .isThrownBy(() -> transactions.nested((EntityManager) null))
                    .withMessage("em");
            assertThatNullPointerException()
                    .isThrownBy(() -> transactions.nested((StatelessSession) null))
                    .withMessage("session");
        }
    }

    @Nested
    class OfASetting {

        @ParameterizedTest
        @ValueSource(strings = {"PT0S", "PT-0.001S", "PT-1H"})
        void aTimeoutThatIsNotPositive(Duration timeout) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> transactions.timeout(timeout))
                    .withMessage("A timeout is not positive: timeout=" + timeout
                            + ". Give more than nothing; leave timeout(…) away for none.");
        }

        @ParameterizedTest
        @ValueSource(strings = {"PT2147483647S", "PT2562047788015215H"})
        void aTimeoutLongerThanJdbcCounts(Duration timeout) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> transactions.timeout(timeout))
                    .withMessage("A timeout is longer than JDBC can count: timeout=" + timeout
                            + " at most=2147483646 s. Leave timeout(…) away for none.");
        }

        @Test
        void butNotATimeoutOfWeeks() {
            transactions.timeout(Duration.ofDays(24)).run(em -> em.find(Account.class, 1L));
        }

        @Test
        void nulls() {
            assertThatNullPointerException()
                    .isThrownBy(() -> transactions.timeout(null))
                    .withMessage("timeout");
            assertThatNullPointerException()
                    .isThrownBy(() -> transactions.retrying(null))
                    .withMessage("retry");
            assertThatNullPointerException()
                    .isThrownBy(() -> transactions.isolation(null))
                    .withMessage("isolation");
        }

        @Test
        void noBlock() {
            assertThatNullPointerException()
                    .isThrownBy(() -> transactions.run(null))
                    .withMessage("work");
            assertThatNullPointerException()
                    .isThrownBy(() -> transactions.call(null))
                    .withMessage("work");
            assertThatNullPointerException()
                    .isThrownBy(() -> transactions.stateless().run(null))
                    .withMessage("work");
            assertThatNullPointerException()
                    .isThrownBy(() -> transactions.stateless().call(null))
                    .withMessage("work");
        }

        @Test
        void noHook() {
            transactions.run(em -> {
                assertThatNullPointerException()
                        .isThrownBy(() -> transactions.afterCommit(em, null))
                        .withMessage("hook");
                assertThatNullPointerException()
                        .isThrownBy(() -> transactions.afterRollback(em, null))
                        .withMessage("hook");
                assertThatNullPointerException()
                        .isThrownBy(() -> transactions.nested(em).run(null))
                        .withMessage("work");
                assertThatNullPointerException()
                        .isThrownBy(() -> transactions.nestedEach(em, null, (inner, item) -> {}))
                        .withMessage("items");
            });
        }
    }
}
