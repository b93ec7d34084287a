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
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.transaction.support.TransactionTemplate;

/** What a helper adds to a transaction that finds one item. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(1)
public class TransactionBenchmark {

    private static final int ITEMS = 1_000;

    /** Where the items are. To find one nothing is made durable, so PostgreSQL has one setting here. */
    @Param({"H2", "POSTGRESQL"})
    public Store.Engine engine;

    private PooledUnit unit;
    private EntityManagerFactory factory;
    private EntityManagerFactory withoutCore;
    private Transactions transactions;
    private TransactionTemplate template;
    private EntityManager shared;
    private long lastId;

    /** Stores the items. */
    @Setup(Level.Trial)
    public void open() {
        unit = PooledUnit.open(engine);
        factory = unit.factory();
        withoutCore = unit.withoutCore();
        transactions = Transactions.of(factory);
        JpaTransactionManager manager = new JpaTransactionManager(factory);
        manager.setJpaDialect(new HibernateJpaDialect());
        manager.afterPropertiesSet();
        template = new TransactionTemplate(manager);
        shared = SharedEntityManagerCreator.createSharedEntityManager(factory);
        factory.runInTransaction(em -> {
            for (long id = 0; id < ITEMS; id++) {
                em.persist(new Item(id));
            }
        });
    }

    /** Closes the database. */
    @TearDown(Level.Trial)
    public void close() {
        withoutCore.close();
        unit.close();
    }

    private Long nextId() {
        lastId = (lastId + 1) % ITEMS;
        return lastId;
    }

    /** The bound. */
    @Benchmark
    @Baseline
    public Item byHand() {
        return byHand(factory);
    }

    /** The bound in a factory that has none of our listeners. */
    @Benchmark
    public Item byHandWithoutCore() {
        return byHand(withoutCore);
    }

    private Item byHand(EntityManagerFactory in) {
        EntityManager em = in.createEntityManager();
        try {
            EntityTransaction transaction = em.getTransaction();
            transaction.begin();
            try {
                Item item = em.find(Item.class, nextId());
                transaction.commit();
                return item;
            } catch (Throwable failure) {
                rollBack(transaction, failure);
                throw failure;
            }
        } finally {
            em.close();
        }
    }

    private static void rollBack(EntityTransaction transaction, Throwable failure) {
        try {
            if (transaction.isActive()) {
                transaction.rollback();
            }
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** The standard's own helper. */
    @Benchmark
    public Item callInTransaction() {
        return factory.callInTransaction(em -> em.find(Item.class, nextId()));
    }

    /** Spring's, with the shared {@code EntityManager} that it injects. */
    @Benchmark
    public Item springTemplate() {
        return template.execute(status -> shared.find(Item.class, nextId()));
    }

    /** Ours. */
    @Benchmark
    public Item ours() {
        return transactions.call(em -> em.find(Item.class, nextId()));
    }
}
