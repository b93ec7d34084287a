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
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Drivers that lack what is asked for, or fail to restore it. */
@ParameterizedClass(name = "{0}")
@EnumSource(Boot.class)
class UnfitConnectionTest {

    @Parameter
    private Boot boot;

    private static Database database;
    private static FaultyPool pool;
    private static SessionFactory factory;
    private static Transactions transactions;

    private final AtomicInteger attempts = new AtomicInteger();

    @BeforeParameterizedClassInvocation
    static void open(Boot boot) {
        database = Engine.H2.open();
        pool = new FaultyPool(database);
        factory = boot.open(database, pool.asDataSource(), Map.of());
        transactions = Transactions.of(factory);
    }

    @AfterParameterizedClassInvocation
    static void close() throws SQLException {
        factory.close();
        pool.close();
        database.close();
    }

    @BeforeEach
    void empty() {
        pool.reset();
        database.execute("delete from accounts");
    }

    private static List<String> accounts() {
        return database.rows("select name from accounts");
    }

    private void storeSerializably() {
        transactions
                .isolation(Isolation.SERIALIZABLE)
                .retrying(Retry.upTo(3))
                .run(em -> em.persist(new Account("attempt " + attempts.incrementAndGet())));
    }

    @Test
    void anIsolationThatTheEngineLacksIsRefused() {
        pool.answer("supportsTransactionIsolationLevel", false);

        assertThatThrownBy(this::storeSerializably)
                .isExactlyInstanceOf(UnsupportedOperationException.class)
                .hasMessage("The engine does not give the isolation that was asked for: isolation=SERIALIZABLE level=8"
                        + " answer=[not supported] engine=[H2]. Ask for another one; a stronger one includes the"
                        + " weaker ones.");

        assertThat(attempts).hasValue(0);
        assertThat(pool.open()).isZero();
    }

    @Test
    void anIsolationThatTheDriverSilentlyIgnoresIsRefused() {
        pool.answer("getTransactionIsolation", Connection.TRANSACTION_READ_COMMITTED);

        assertThatThrownBy(this::storeSerializably)
                .isExactlyInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("isolation=SERIALIZABLE level=8 answer=[still 2]");

        assertThat(attempts).hasValue(0);
        assertThat(pool.open()).isZero();
    }

    @Test
    void aDriverThatFailsToSetItGivesTheConnectionBack() {
        SQLException failure = new SQLException("not now", "25001");
        pool.fail("setTransactionIsolation", failure);

        assertThatThrownBy(this::storeSerializably).hasRootCause(failure);

        assertThat(attempts).hasValue(0);
        assertThat(pool.open()).isZero();
    }

    /** The commit is done by then. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aConnectionThatCannotBeRestoredIsNotPooledAgain(boolean checked) throws SQLException {
        transactions.isolation(Isolation.SERIALIZABLE).run(em -> {
            em.persist(new Account("stored"));
            pool.fail(
                    "setTransactionIsolation",
                    checked ? new SQLException("not now", "08006") : new IllegalStateException("not now"));
        });

        assertThat(accounts()).containsExactly("stored");
        assertThat(pool.calls()).contains("abort");
        assertThat(pool.open()).isZero();
    }

    @Test
    void aConnectionWhoseAbortFailsTooIsStillGivenBack() {
        transactions.isolation(Isolation.SERIALIZABLE).run(em -> {
            em.persist(new Account("stored"));
            pool.fail("setTransactionIsolation", new SQLException("not now", "08006"));
            pool.fail("abort", new SQLException("not that either", "08006"));
        });

        assertThat(accounts()).containsExactly("stored");
        assertThat(pool.open()).isZero();
    }

    @Test
    void aConnectionThatCannotBeRestoredAfterARollbackIsNotPooledAgain() {
        assertThatThrownBy(() -> transactions.isolation(Isolation.SERIALIZABLE).run(em -> {
                    em.persist(new Account("lost"));
                    em.flush();
                    pool.fail("setTransactionIsolation", new SQLException("not now", "08006"));
                    throw new AssertionError("boom");
                }))
                .isInstanceOf(AssertionError.class);

        assertThat(accounts()).isEmpty();
        assertThat(pool.calls()).contains("abort");
        assertThat(pool.open()).isZero();
    }

    @Test
    void aRestoredConnectionBreaksOnItsWayBackWithoutASecondAttempt() {
        pool.failAfterwards("close", new SQLException("closed", "08003"));

        assertThatThrownBy(this::storeSerializably).isExactlyInstanceOf(AfterCommitException.class);

        assertThat(attempts).hasValue(1);
        assertThat(accounts()).containsExactly("attempt 1");
    }

    @Test
    void aDriverWithoutSavepointsIsRefusedByName() {
        pool.answer("supportsSavepoints", false);

        transactions.run(em -> {
            em.persist(new Account("stored"));
            assertThatThrownBy(() -> transactions.nested(em).run(nested -> attempts.incrementAndGet()))
                    .isExactlyInstanceOf(UnsupportedOperationException.class)
                    .hasMessageStartingWith("The driver has no savepoints: driver=[H2 JDBC Driver 2.")
                    .hasMessageEndingWith("Use requiresNew() for what may fail alone.");
        });

        assertThat(attempts).hasValue(0);
        assertThat(accounts()).containsExactly("stored");
    }

    /** A rollback that fails leaves the transaction open, and to restore the isolation commits it on H2. */
    @Test
    void toRestoreAConnectionNeverCommitsWhatCouldNotBeRolledBack() {
        assertThatThrownBy(() -> transactions
                        .isolation(Isolation.SERIALIZABLE)
                        .timeout(Duration.ofSeconds(20))
                        .run(em -> {
                            em.persist(new Account("lost"));
                            em.flush();
                            pool.fail("rollback", new SQLException("not now", "58000"));
                            throw new AssertionError("boom");
                        }))
                .isInstanceOf(AssertionError.class);

        assertThat(accounts()).isEmpty();
        assertThat(pool.open()).isZero();
    }
}
