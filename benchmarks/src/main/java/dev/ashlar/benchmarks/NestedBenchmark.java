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
package dev.ashlar.benchmarks;

import dev.ashlar.core.transaction.Transactions;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** An insert in a block nested in a running transaction, against one in a transaction of its own, per item. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(1)
public class NestedBenchmark {

    private static final int BLOCKS = 100;

    /** Where the items go. */
    @Param({"H2", "POSTGRESQL", "POSTGRESQL_ASYNC"})
    public Store.Engine engine;

    private PooledUnit unit;
    private Transactions transactions;
    private long lastId;

    /** Opens the database. */
    @Setup(Level.Trial)
    public void open() {
        unit = PooledUnit.open(engine);
        transactions = Transactions.of(unit.factory());
    }

    /** Empties the table, so that no contestant inserts into a larger one than the others. */
    @Setup(Level.Iteration)
    public void empty() {
        transactions.run(em -> em.createNativeQuery("truncate table Item").executeUpdate());
    }

    /** Closes the database. */
    @TearDown(Level.Trial)
    public void close() {
        unit.close();
    }

    private Item nextItem() {
        return new Item(++lastId);
    }

    /** What a nested block spares. */
    @Benchmark
    @Baseline
    @OperationsPerInvocation(BLOCKS)
    public void ownTransaction() {
        for (int i = 0; i < BLOCKS; i++) {
            transactions.run(em -> em.persist(nextItem()));
        }
    }

    /** Ours in an outer transaction that ends after 10 blocks, with its end. */
    @Benchmark
    @OperationsPerInvocation(BLOCKS)
    public void nestedBy10() {
        for (int i = 0; i < BLOCKS / 10; i++) {
            nest(10);
        }
    }

    /** Ours in a longer one. */
    @Benchmark
    @OperationsPerInvocation(BLOCKS)
    public void nestedBy100() {
        nest(BLOCKS);
    }

    private void nest(int blocks) {
        transactions.run(em -> {
            for (int i = 0; i < blocks; i++) {
                transactions.nested(em).run(inner -> inner.persist(nextItem()));
            }
        });
    }

    /** For comparison, an insert in the outer session that cannot fail alone. */
    @Benchmark
    @OperationsPerInvocation(BLOCKS)
    public void flush() {
        transactions.run(em -> {
            for (int i = 0; i < BLOCKS; i++) {
                em.persist(nextItem());
                em.flush();
                em.clear();
            }
        });
    }
}
