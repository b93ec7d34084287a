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

import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a commit that fails is told from one that fails to answer, and both from what fails after it. */
@ParameterizedClass(name = "{0}")
@EnumSource(Boot.class)
class AmbiguousCommitTest {

    @Parameter
    private Boot boot;

    private static Database database;
    private static FaultyPool pool;
    private static SessionFactory factory;
    private static Transactions transactions;

    private final AtomicInteger attempts = new AtomicInteger();
    private final List<String> hooks = new ArrayList<>();

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
        return database.rows("select name from accounts order by name");
    }

    /** Stores an account in up to three attempts, which are counted. */
    private void store() {
        transactions.retrying(Retry.upTo(3).alsoOn(failure -> true)).run(em -> {
            transactions.afterCommit(em, () -> hooks.add("committed"));
            transactions.afterRollback(em, () -> hooks.add("rolled back"));
            em.persist(new Account("attempt " + attempts.incrementAndGet()));
        });
    }

    static Stream<Arguments> unclear() {
        return Stream.of(
                        new SQLException("gone", "08006"),
                        new SQLException("gone", "08007"),
                        new SQLException("stopped", "57P01"),
                        new SQLException("completion unknown", "40003"),
                        new SQLException("internal", "XX000"),
                        new SQLException("general", "HY000", 2013),
                        new SQLException("no state"),
                        new IllegalStateException("the driver gave up"),
                        new AssertionError("the driver broke"))
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("unclear")
    void aCommitWhoseAnswerIsLostIsAmbiguousThoughItIsStored(Throwable failure) {
        pool.failAfterwards("commit", failure);

        assertThatThrownBy(this::store)
                .isExactlyInstanceOf(AmbiguousCommitException.class)
                .hasRootCause(failure)
                .hasMessageStartingWith("The commit may or may not have happened: failure=[")
                .hasMessageContaining("Find out by a key");

        assertThat(attempts).hasValue(1);
        assertThat(hooks).isEmpty();
        assertThat(pool.open()).isZero();
        assertThat(accounts()).containsExactly("attempt 1");
    }

    @ParameterizedTest
    @MethodSource("unclear")
    void aCommitThatMayNotHaveArrivedIsAmbiguous(Throwable failure) {
        pool.fail("commit", failure);

        assertThatThrownBy(this::store).isExactlyInstanceOf(AmbiguousCommitException.class);

        assertThat(attempts).hasValue(1);
        assertThat(hooks).isEmpty();
        assertThat(pool.open()).isZero();
    }

    @Test
    void aStatelessCommitIsAmbiguousTheSameWay() {
        pool.failAfterwards("commit", new SQLException("gone", "08006"));

        assertThatThrownBy(() -> transactions
                        .retrying(Retry.upTo(3))
                        .stateless()
                        .run(session -> session.insert(new Account("attempt " + attempts.incrementAndGet()))))
                .isExactlyInstanceOf(AmbiguousCommitException.class);

        assertThat(attempts).hasValue(1);
        assertThat(pool.open()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01"})
    void aCommitThatTheServerRefusedForAnotherTransactionIsTriedAgain(String state) {
        pool.fail("commit", new SQLException("serialization", state));

        store();

        assertThat(attempts).hasValue(2);
        assertThat(hooks).containsExactly("rolled back", "committed");
        assertThat(accounts()).containsExactly("attempt 2");
        assertThat(pool.open()).isZero();
    }

    @Test
    void aCommitThatAConstraintRefusedComesOutAsItIs() {
        SQLException refused = new SQLException("deferred", "23505");
        pool.fail("commit", refused);

        Throwable thrown =
                catchThrowable(() -> transactions.retrying(Retry.upTo(3)).run(em -> {
                    transactions.afterRollback(em, () -> hooks.add("rolled back"));
                    em.persist(new Account("attempt " + attempts.incrementAndGet()));
                }));

        assertThat(thrown).hasRootCause(refused).isNotInstanceOf(AmbiguousCommitException.class);
        assertThat(attempts).hasValue(1);
        assertThat(hooks).containsExactly("rolled back");
        assertThat(accounts()).isEmpty();
        assertThat(pool.open()).isZero();
    }

    @Test
    void aRollbackThatFailsAfterAFailedCommitStaysAmbiguousAndGivesTheConnectionBack() {
        pool.fail("commit", new SQLException("gone", "08006"));
        pool.fail("rollback", new SQLException("gone too", "08006"));

        assertThatThrownBy(this::store).isExactlyInstanceOf(AmbiguousCommitException.class);

        assertThat(attempts).hasValue(1);
        assertThat(pool.open()).isZero();
    }

    @Test
    void aConnectionThatBreaksOnItsWayBackDoesNotUndoTheCommit() {
        SQLException broken = new SQLException("broken", "08006");
        pool.failAfterwards("close", broken);

        assertThatThrownBy(this::store)
                .isExactlyInstanceOf(AfterCommitException.class)
                .hasRootCause(broken);

        assertThat(attempts).hasValue(1);
        assertThat(hooks).containsExactly("committed");
        assertThat(accounts()).containsExactly("attempt 1");
        assertThat(pool.open()).isZero();
    }

    @Test
    void whatFailsBeforeTheCommitIsSentIsCertain() {
        SQLException serialization = new SQLException("update failed", "40001");
        BatchUpdateException batch = new BatchUpdateException("batch failed", "HY000", new int[0]);
        batch.setNextException(serialization);
        pool.fail("prepareStatement", batch);

        store();

        assertThat(attempts).hasValue(2);
        assertThat(accounts()).containsExactly("attempt 2");
    }

    @Test
    void aConnectionLostDuringTheWorkIsReplacedInTheNextAttempt() {
        pool.fail("prepareStatement", new SQLException("gone", "08006"));
        pool.fail("rollback", new SQLException("gone", "08006"));

        store();

        assertThat(attempts).hasValue(2);
        assertThat(hooks).containsExactly("rolled back", "committed");
        assertThat(accounts()).containsExactly("attempt 2");
        assertThat(pool.open()).isZero();
    }

    @Test
    void aConnectionThatCannotBeHadIsAskedForAgain() {
        pool.fail("setAutoCommit", new SQLException("gone", "08003"));

        store();

        assertThat(attempts).hasValue(1);
        assertThat(accounts()).containsExactly("attempt 1");
        assertThat(pool.open()).isZero();
    }

    @Test
    void anInnerCommitThatIsAmbiguousDoesNotHideTheRollbackOfTheOuter() {
        assertThatThrownBy(() -> transactions.retrying(Retry.upTo(3)).run(em -> {
                    attempts.incrementAndGet();
                    transactions.afterRollback(em, () -> hooks.add("outer rolled back"));
                    em.persist(new Account("outer"));
                    pool.failAfterwards("commit", new SQLException("gone", "08006"));
                    transactions.requiresNew().run(inner -> {
                        transactions.afterRollback(inner, () -> hooks.add("inner rolled back"));
                        inner.persist(new Account("inner"));
                    });
                }))
                .isExactlyInstanceOf(AmbiguousCommitException.class);

        assertThat(attempts).hasValue(1);
        assertThat(hooks).containsExactly("outer rolled back");
        assertThat(accounts()).containsExactly("inner");
    }

    @Test
    void aRollbackThatFailsStoresNothingAndKeepsTheFirstFailure() {
        IllegalArgumentException first = new IllegalArgumentException("the block's own");
        SQLException second = new SQLException("no rollback", "58000");
        pool.fail("rollback", second);

        Throwable thrown = catchThrowable(() -> transactions.run(em -> {
            em.persist(new Account("lost"));
            em.flush();
            throw first;
        }));

        assertThat(thrown).isSameAs(first);
        assertThat(Arrays.stream(thrown.getSuppressed())).anyMatch(e -> e.getCause() == second);
        assertThat(accounts()).isEmpty();
        assertThat(pool.open()).isZero();
    }
}
