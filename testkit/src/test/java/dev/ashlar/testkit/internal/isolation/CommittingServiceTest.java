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
package dev.ashlar.testkit.internal.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.core.LongEntity;
import dev.ashlar.core.ThrowingRunnable;
import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestUnit;
import dev.ashlar.core.transaction.Transactions;
import dev.ashlar.testkit.TestIsolation;
import jakarta.persistence.Entity;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.PersistenceConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A service that commits by itself leaves nothing, in any mode, however often it is tested. */
class CommittingServiceTest {

    private static final int REPETITIONS = Integer.getInteger("ashlar.test.repetitions", 20);

    @Entity(name = "Purchase")
    static class Purchase extends LongEntity {
        String name = "";
    }

    @Entity(name = "Line")
    static class Line extends LongEntity {
        @ManyToOne
        Purchase purchase;
    }

    @Entity(name = "Log")
    static class Log extends LongEntity {
        String text = "";
    }

    static Stream<Arguments> modes() {
        return Stream.of(TestIsolation.values())
                .flatMap(mode -> Engine.all().stream()
                        .filter(engine -> mode != TestIsolation.CLONE || engine == Engine.POSTGRESQL)
                        .map(engine -> Arguments.of(mode, engine)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("modes")
    void leavesNothing(TestIsolation mode, Engine engine) throws Exception {
        Database database = engine.open();
        TestUnit.of(database, Purchase.class, Line.class, Log.class).open().close();
        AtomicReference<SessionFactory> created = new AtomicReference<>();
        try (Lane lane = Lane.of(database, testDatabase -> Restoring.of(mode, testDatabase, created::get))) {
            created.set(factory(lane));
            lane.restoring.begin("class");
            for (int i = 0; i < REPETITIONS; i++) {
                lane.restoring.begin("test");
                int hooks = service(created.get());
                long seen = created.get()
                        .callInTransaction(em -> em.createQuery("select count(*) from Log", Long.class)
                                .getSingleResult());
                lane.restoring.end();

                assertThat(hooks).isEqualTo(2);
                assertThat(seen).isEqualTo(4);
                for (String table : List.of("Purchase", "Line", "Log")) {
                    assertThat(database.rows("select id from " + table)).isEmpty();
                }
            }
            lane.restoring.end();
            created.get().close();
        }
    }

    private static SessionFactory factory(Lane lane) {
        PersistenceConfiguration configuration = new PersistenceConfiguration("test")
                .property("hibernate.connection.datasource", lane.source)
                .managedClass(Purchase.class)
                .managedClass(Line.class)
                .managedClass(Log.class);
        lane.source.boot = lane.database;
        SessionFactory factory = configuration.createEntityManagerFactory().unwrap(SessionFactory.class);
        lane.source.boot = null;
        return factory;
    }

    /** Three transactions, one of them {@code requiresNew}, with a hook that begins a fourth; from two threads. */
    private static int service(SessionFactory factory) throws Exception {
        Transactions transactions = Transactions.of(factory);
        AtomicInteger hooks = new AtomicInteger();
        ThrowingRunnable<Exception> work = () -> {
            Long id = transactions.call(em -> {
                Purchase purchase = new Purchase();
                em.persist(purchase);
                transactions.afterCommit(em, () -> {
                    hooks.incrementAndGet();
                    transactions.run(inner -> inner.persist(new Log()));
                });
                return purchase.getId();
            });
            transactions.run(em -> {
                Line line = new Line();
                line.purchase = em.find(Purchase.class, id);
                em.persist(line);
                em.flush();
                transactions.requiresNew().run(inner -> inner.persist(new Log()));
            });
        };
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                running.add(threads.submit(() -> {
                    work.run();
                    return null;
                }));
            }
            for (Future<?> future : running) {
                future.get();
            }
        } finally {
            threads.shutdown();
        }
        return hooks.get();
    }
}
