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
package dev.ashlar.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ashlar.core.Actor;
import dev.ashlar.core.ChangeContext;
import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.hibernate.SessionFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many threads that act for others in turn: every row has the actor of its own transaction. */
class ActorThreadsTest {

    private static final int THREADS = 8;
    private static final int TRANSACTIONS = Integer.getInteger("ashlar.test.transactions", 2_000);

    @ParameterizedTest
    @CsvSource({"H2,false", "POSTGRESQL,false", "POSTGRESQL,true"})
    void givesEachRowItsOwnActor(Engine engine, boolean virtual) throws Exception {
        Optional<ExecutorService> own = virtual ? virtualThreads() : Optional.of(Executors.newFixedThreadPool(THREADS));
        assumeTrue(own.isPresent(), "virtual threads, which JDK 17 has not");
        ExecutorService threads = own.get();
        try (Database database = engine.open();
                SessionFactory factory = TestUnit.of(database, Label.class)
                        .with("hibernate.connection.pool_size", THREADS)
                        .open()) {
            AtomicLong ids = new AtomicLong();
            List<Future<?>> lanes = new ArrayList<>();
            for (int lane = 0; lane < THREADS; lane++) {
                // Handed in by somebody else, whose context must not stick to the pooled thread.
                ChangeContext.of(Actor.user("stranger"))
                        .run(() -> lanes.add(ChangeContext.wrap(threads).submit(() -> write(factory, ids))));
            }
            for (Future<?> lane : lanes) {
                lane.get();
            }
            assertThat(database.rows("select count(*) from audit_logs")).containsExactly(Long.toString(ids.get()));
            assertThat(database.rows(
                            "select count(*) from audit_logs a join Label l on a.record_id = cast(l.id as varchar(20))"
                                    + " where a.actor = l.name and a.reason = l.name"))
                    .containsExactly(Long.toString(ids.get()));
        } finally {
            threads.shutdownNow();
        }
    }

    private static void write(SessionFactory factory, AtomicLong ids) {
        for (int i = 0; i < TRANSACTIONS / THREADS; i++) {
            long id = ids.incrementAndGet();
            ChangeContext.of(Actor.user("actor" + id))
                    .reason("actor" + id)
                    .run(() -> factory.inTransaction(session -> session.persist(new Label(id, "actor" + id))));
        }
    }

    private static Optional<ExecutorService> virtualThreads() {
        try {
            return Optional.of((ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null));
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }
}
