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

import jakarta.persistence.EntityExistsException;
import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PessimisticLockException;
import jakarta.persistence.QueryTimeoutException;
import jakarta.persistence.RollbackException;
import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.StaleObjectStateException;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.SnapshotIsolationException;
import org.hibernate.exception.TransactionSerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which failures are worth another attempt. */
class TransientFailuresTest {

    private static final Duration MILLI = Duration.ofMillis(1);

    static Stream<Arguments> worthwhile() {
        return Stream.of(
                        new SQLException("serialization", "40001"),
                        new SQLException("deadlock", "40P01"),
                        new SQLException("lock not available", "55P03"),
                        new SQLException("H2 lock timeout", "HYT00", 50200),
                        new SQLException("H2 concurrent update", "90131", 90131),
                        new SQLException("Oracle deadlock", "61000", 60),
                        new SQLException("Oracle serialization", "72000", 8177),
                        new SQLException("MySQL lock wait", "HY000", 1205),
                        new SQLException("MySQL deadlock", "HY000", 1213),
                        new SQLException("MariaDB snapshot", "HY000", 1020),
                        new SQLException("SQL Server snapshot", "S0005", 3960),
                        new SQLException("connection", "08006"),
                        new SQLException("connection", "08001"),
                        new SQLException("administrator", "57P01"),
                        new SQLException("crash", "57P02"),
                        new SQLException("starting", "57P03"),
                        new SQLTransientConnectionException("pool"),
                        new SQLRecoverableException("recover"),
                        new OptimisticLockException("stale"),
                        new StaleObjectStateException("Account", 1L),
                        new SnapshotIsolationException("snapshot", new SQLException(), "update"),
                        new TransactionSerializationException("serialization", new SQLException(), "commit"),
                        new LockTimeoutException("lock"),
                        new RollbackException(new SQLException("serialization", "40001")),
                        new PessimisticLockException("lock", new SQLException("deadlock", "40001")),
                        new AssertionError(new IllegalStateException(new SQLException("deadlock", "40P01"))),
                        batch("40001"))
                .map(Arguments::of);
    }

    static Stream<Arguments> notWorthwhile() {
        return Stream.of(
                        new SQLException("duplicate", "23505"),
                        new SQLException("too long", "22001"),
                        new SQLException("cancelled", "57014"),
                        new SQLException("no state"),
                        new SQLException("statement timeout", "HYT00", 57014),
                        new SQLException("Oracle other", "72000", 1),
                        new SQLException("MariaDB other", "HY000", 1),
                        new SQLException("failed transaction", "25P02"),
                        new ConstraintViolationException("duplicate", new SQLException("duplicate", "23505"), "uq"),
                        new QueryTimeoutException("slow"),
                        new PessimisticLockException("lock"),
                        new EntityExistsException("there"),
                        new RollbackException("marked"),
                        new RollbackOnlyException("The transaction", new IllegalStateException("bug")),
                        new TransactionTimeoutException(MILLI, MILLI),
                        new IllegalStateException("bug"),
                        new IOException("network"),
                        new InterruptedException(),
                        new OutOfMemoryError(),
                        batch("23505"))
                .map(Arguments::of);
    }

    private static SQLException batch(String state) {
        BatchUpdateException batch = new BatchUpdateException("batch", "HY000", new int[0]);
        batch.setNextException(new SQLException("in between"));
        batch.setNextException(new SQLException("the reason", state));
        return batch;
    }

    @ParameterizedTest
    @MethodSource("worthwhile")
    void seesAnotherTransactionInTheWay(Throwable failure) {
        assertThat(Retry.upTo(2).isWorthwhile(failure)).isTrue();
        assertThat(Retry.upTo(2).isWorthwhile(new RuntimeException(new RuntimeException(failure))))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("notWorthwhile")
    void seesNoneWhereThereIsNone(Throwable failure) {
        assertThat(Retry.upTo(2).isWorthwhile(failure)).isFalse();
        assertThat(Retry.upTo(2).isWorthwhile(new RuntimeException(failure))).isFalse();
    }

    @Test
    void seesTheReasonOfARollback() {
        assertThat(Retry.upTo(2)
                        .isWorthwhile(new RollbackOnlyException(
                                "The transaction", new SQLException("serialization", "40001"))))
                .isTrue();
    }

    @Test
    @Timeout(10)
    void endsWithCausesThatGoRoundInCircles() {
        RuntimeException outer = new RuntimeException("outer");
        RuntimeException inner = new RuntimeException("inner", outer);
        outer.initCause(inner);
        SQLException first = new SQLException("first", "22000");
        SQLException second = new SQLException("second", "22000");
        first.setNextException(second);
        RuntimeException wrapped = new RuntimeException(first);
        second.initCause(wrapped);

        assertThat(Retry.upTo(2).isWorthwhile(outer)).isFalse();
        assertThat(Retry.upTo(2).isWorthwhile(wrapped)).isFalse();
    }

    @Test
    void neverTriesAgainWhatIsDoneOrPerhapsDone() {
        Retry all = Retry.upTo(2).alsoOn(failure -> true);
        SQLException transientOne = new SQLException("serialization", "40001");

        assertThat(all.isWorthwhile(new AfterCommitException(List.of(transientOne))))
                .isFalse();
        assertThat(all.isWorthwhile(new AmbiguousCommitException(transientOne))).isFalse();
        assertThat(all.isWorthwhile(new OptimisticLockException(new AmbiguousCommitException(transientOne))))
                .isFalse();
        assertThat(all.isWorthwhile(new IOException())).isTrue();
    }

    @Test
    void addsWhatTheCallerAdds() {
        Retry retry =
                Retry.upTo(2).alsoOn(IOException.class::isInstance).alsoOn(IllegalStateException.class::isInstance);

        assertThat(retry.isWorthwhile(new IOException())).isTrue();
        assertThat(retry.isWorthwhile(new IllegalStateException())).isTrue();
        assertThat(retry.isWorthwhile(new OptimisticLockException())).isTrue();
        assertThat(retry.isWorthwhile(new IllegalArgumentException())).isFalse();
        assertThat(retry.within(MILLI).backoff(MILLI, MILLI).isWorthwhile(new IOException()))
                .isTrue();
    }
}
