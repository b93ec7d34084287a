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
package dev.ashlar.softdelete.race;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.core.transaction.Transactions;
import dev.ashlar.testkit.Engine;
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.TestIsolation;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many who add children to one live parent, and count them there. */
@PersistenceTest(
        database = {Engine.H2, Engine.POSTGRESQL}, // on MariaDB both sides fail in numbers that chance decides
        entities = {Shelf.class, Jar.class, Depot.class, Parcel.class},
        isolation = TestIsolation.TRUNCATE)
class CounterTest {

    private static final int THREADS = 8;

    private final EntityManagerFactory factory;
    private final Transactions transactions;

    CounterTest(EntityManagerFactory factory, Transactions transactions) {
        this.factory = factory;
        this.transactions = transactions;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void doNotFailMoreThanWithoutSoftDelete(boolean childFirst) throws Exception {
        Long depot = factory.callInTransaction(em -> {
            Depot made = new Depot();
            em.persist(made);
            return made.id;
        });
        Long shelf = factory.callInTransaction(em -> {
            Shelf made = new Shelf();
            em.persist(made);
            return made.id;
        });
        int plain = failures(depot, "Depot", childFirst, (em, id) -> {
            Parcel parcel = new Parcel();
            parcel.parent = em.getReference(Depot.class, id);
            em.persist(parcel);
        });
        int soft = failures(shelf, "Shelf", childFirst, (em, id) -> {
            Jar jar = new Jar();
            jar.parent = em.getReference(Shelf.class, id);
            em.persist(jar);
        });

        assertThat(soft).as("failures, of which %s without soft delete", plain).isZero();
        assertThat(plain).isZero();
    }

    private int failures(Long id, String parent, boolean childFirst, BiConsumer<EntityManager, Long> insert)
            throws Exception {
        AtomicInteger failures = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Void>> work = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                work.add(() -> {
                    for (int round = 0; round < Race.ROUNDS; round++) {
                        try {
                            transactions.run(em -> {
                                if (childFirst) {
                                    insert.accept(em, id);
                                    em.flush();
                                }
                                em.createQuery("update " + parent + " p set p.size = p.size + 1 where p.id = :id")
                                        .setParameter("id", id)
                                        .executeUpdate();
                                if (!childFirst) {
                                    insert.accept(em, id);
                                }
                            });
                        } catch (RuntimeException e) {
                            failures.incrementAndGet();
                        }
                    }
                    return null;
                });
            }
            for (Future<Void> done : threads.invokeAll(work, 5, TimeUnit.MINUTES)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
            threads.awaitTermination(1, TimeUnit.MINUTES);
        }
        int size = factory.callInTransaction(em -> em.createQuery("select p.size from " + parent + " p", Integer.class)
                .getSingleResult());
        assertThat(size + failures.get()).isEqualTo(THREADS * Race.ROUNDS);
        return failures.get();
    }
}
