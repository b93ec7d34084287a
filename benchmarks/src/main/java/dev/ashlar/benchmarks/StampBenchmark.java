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

import dev.ashlar.core.CreatedAt;
import dev.ashlar.core.UpdatedAt;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceConfiguration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.UpdateTimestamp;
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

/** What stamping two times costs: 1,000 inserts in a batched transaction, per row. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(1)
public class StampBenchmark {

    private static final int ROWS = 1_000;

    /** Where the rows go. */
    @Param({"H2", "POSTGRESQL"})
    public Store.Engine engine;

    private Store store;
    private SessionFactory factory;
    private long lastId;

    /** The times are set by hand. */
    @Entity
    public static class ByHand {
        @Id
        Long id;

        Instant createdAt;
        Instant updatedAt;
    }

    /** Hibernate's own annotations. */
    @Entity
    public static class Hibernates {
        @Id
        Long id;

        @CreationTimestamp
        Instant createdAt;

        @UpdateTimestamp
        Instant updatedAt;
    }

    /** Ours. */
    @Entity
    public static class Ours {
        @Id
        Long id;

        @CreatedAt
        Instant createdAt;

        @UpdatedAt
        Instant updatedAt;
    }

    /** Opens the database. */
    @Setup(Level.Trial)
    public void open() {
        store = Store.open(engine);
        factory = new PersistenceConfiguration("bench")
                .managedClass(ByHand.class)
                .managedClass(Hibernates.class)
                .managedClass(Ours.class)
                .property(PersistenceConfiguration.JDBC_URL, store.url())
                .property(PersistenceConfiguration.JDBC_USER, store.user())
                .property("hibernate.jdbc.batch_size", 100)
                .property("jakarta.persistence.schema-generation.database.action", "create")
                .createEntityManagerFactory()
                .unwrap(SessionFactory.class);
    }

    /** Empties the tables, so that no contestant inserts into a larger one than the others. */
    @Setup(Level.Iteration)
    public void empty() {
        factory.inTransaction(session -> {
            for (String entity : new String[] {"ByHand", "Hibernates", "Ours"}) {
                session.createMutationQuery("delete from StampBenchmark$" + entity)
                        .executeUpdate();
            }
        });
    }

    /** Closes the database. */
    @TearDown(Level.Trial)
    public void close() {
        factory.close();
        store.close();
    }

    /** The bound. */
    @Benchmark
    @Baseline
    @OperationsPerInvocation(ROWS)
    public void byHand() {
        insert(id -> {
            ByHand row = new ByHand();
            row.id = id;
            row.createdAt = Instant.now();
            row.updatedAt = row.createdAt;
            return row;
        });
    }

    /** The rival. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void hibernates() {
        insert(id -> {
            Hibernates row = new Hibernates();
            row.id = id;
            return row;
        });
    }

    /** Ours. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void ours() {
        insert(id -> {
            Ours row = new Ours();
            row.id = id;
            return row;
        });
    }

    private void insert(LongFunction<Object> row) {
        factory.inTransaction(session -> {
            for (int i = 0; i < ROWS; i++) {
                session.persist(row.apply(++lastId));
            }
        });
    }
}
