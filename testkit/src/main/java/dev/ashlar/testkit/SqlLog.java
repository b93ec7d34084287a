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
package dev.ashlar.testkit;

import dev.ashlar.core.ThrowingRunnable;
import dev.ashlar.testkit.internal.jdbc.Recorded;
import dev.ashlar.testkit.internal.jdbc.Recorder;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.assertj.core.api.AssertProvider;

/**
 * What was executed on the database under test: each call that sent SQL, from whichever thread and by whatever means, Hibernate, plain
 * JDBC or another library on the same data source. An execution of a batch is one, however many rows it has; a statement that was only
 * prepared is none.
 *
 * <p>AssertJ's {@code assertThat(sql)} takes it: {@code assertThat(sql).selects(1).nothingElse()}.
 *
 * <p>Safe for many threads.
 */
public final class SqlLog implements AssertProvider<SqlLogAssert> {

    private static final int ROWS = 5;

    private final Recorder recorder;

    SqlLog(Recorder recorder) {
        this.recorder = recorder;
    }

    /** All executions, in the order in which they ended. */
    public List<SqlStatement> statements() {
        return recorder.recorded().stream().map(Recorded::statement).toList();
    }

    /** How many executions there were. */
    public int count() {
        return recorder.recorded().size();
    }

    /** How many executions of a kind there were. */
    public int count(SqlKind kind) {
        Objects.requireNonNull(kind, "kind");
        return (int) statements().stream()
                .filter(statement -> statement.kind() == kind)
                .count();
    }

    /** How many of the executions were batches. */
    public int batches() {
        return (int) statements().stream().filter(SqlStatement::batch).count();
    }

    /**
     * The associations that were fetched by statements of their own, lazily or eagerly: one for each association, line and session, in
     * the order of their first trip. What was joined, or came from the second-level cache, is not among them.
     */
    public List<Fetch> fetches() {
        return Trips.of(recorder.recorded()).stream().map(Trips::asFetch).toList();
    }

    /** Forgets what was executed by now. */
    public void clear() {
        recorder.clear();
    }

    /**
     * Does work of which nothing is logged, such as setting up data; what other threads execute meanwhile is.
     *
     * @throws X as the work does
     */
    public <X extends Throwable> void excluding(ThrowingRunnable<X> work) throws X {
        recorder.excluded(Objects.requireNonNull(work, "work"));
    }

    /** {@link #assertConstantQueries(int, IntConsumer, Runnable)} with five. */
    public void assertConstantQueries(IntConsumer seed, Runnable call) {
        assertConstantQueries(ROWS, seed, call);
    }

    /**
     * Asserts that a call executes no more when there is twice as much data: seeds, calls, seeds as much again, calls again, and compares
     * the executions. Fetches from sequences do not count, nor does the seed, which is not logged.
     *
     * @param n how much to seed each time, at least 2
     * @param seed adds that much to what is there
     * @param call begins a session of its own, so that the second call finds nothing in the first-level cache
     * @throws AssertionError if the second call executed more, or if it used the session of the first
     * @throws IllegalArgumentException if {@code n} is less than 2
     */
    public void assertConstantQueries(int n, IntConsumer seed, Runnable call) {
        Objects.requireNonNull(seed, "seed");
        Objects.requireNonNull(call, "call");
        if (n < 2) {
            throw new IllegalArgumentException(
                    "One row proves nothing about growth: n=" + n + ". Seed at least 2, such as the 5 of the default.");
        }
        excluding(() -> seed.accept(n));
        List<Recorded> first = recorder.during(call);
        excluding(() -> seed.accept(n));
        Growth.between(first, recorder.during(call)).refuse(n);
    }

    /**
     * Called by AssertJ.
     *
     * @apiNote Write {@code assertThat(sql)}, with AssertJ's.
     */
    @Override
    public SqlLogAssert assertThat() {
        return new SqlLogAssert(this);
    }

    /** Those that a test should know of: see {@link SqlLogAssert#hasNoNPlusOne()}. */
    List<String> nPlusOnes() {
        List<Recorded> recorded = recorder.recorded();
        return Trips.of(recorded).stream()
                .filter(Trips::isNPlusOne)
                .map(trips -> trips.describe(recorded))
                .toList();
    }

    @Override
    public String toString() {
        return StatementText.all(statements());
    }
}
