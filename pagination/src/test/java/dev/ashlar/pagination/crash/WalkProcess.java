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
package dev.ashlar.pagination.crash;

import dev.ashlar.pagination.CursorTokens;
import dev.ashlar.pagination.Pagination;
import dev.ashlar.pagination.Sort;
import dev.ashlar.pagination.Walk;
import dev.ashlar.pagination.WalkBatch;
import jakarta.persistence.EntityManager;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

/** Walks over all readings, and writes down in each batch what it saw and how far it is. */
public final class WalkProcess {

    static final Pagination<Reading> READINGS =
            Pagination.of(Reading.class).sort(Sort.desc("takenAt").nullsLast());

    private static final CursorTokens TOKENS = CursorTokens.signedBy("test", new byte[CursorTokens.MIN_SECRET]);
    private static final int BATCH = 1_000;
    private static final int BATCHES_BETWEEN_MEASUREMENTS = 20;

    private final long pause;
    private int batches;

    private WalkProcess(long pause) {
        this.pause = pause;
    }

    /** Takes URL, user and password of the database, and how many milliseconds to pause after a batch. */
    public static void main(String[] arguments) {
        try (SessionFactory factory = factory(arguments[0], arguments[1], arguments[2], Map.of())) {
            new WalkProcess(Long.parseLong(arguments[3])).walk(factory);
        }
    }

    static SessionFactory factory(String url, String user, String password, Map<String, Object> settings) {
        HibernatePersistenceConfiguration configuration = new HibernatePersistenceConfiguration("walk")
                .managedClasses(Reading.class, Seen.class, Progress.class)
                .jdbcUrl(url)
                .jdbcUsername(user)
                .jdbcPassword(password);
        configuration.property("hibernate.jdbc.batch_size", 100);
        settings.forEach(configuration::property);
        return configuration.createEntityManagerFactory().unwrap(SessionFactory.class);
    }

    private void walk(SessionFactory factory) {
        String token = factory.callInTransaction(em -> em.find(Progress.class, 1).token);
        Walk<Reading> walk = READINGS.walk(factory, BATCH);
        (token == null ? walk : walk.from(TOKENS.decode(token))).forEach(this::see);
    }

    private void see(WalkBatch<Reading> batch) {
        EntityManager em = batch.em();
        batch.items().forEach(reading -> em.persist(new Seen(reading.id)));
        Progress progress = em.find(Progress.class, 1);
        progress.token = TOKENS.encode(batch.end());
        if (batches++ % BATCHES_BETWEEN_MEASUREMENTS == 0) {
            progress.liveHeap = Math.max(progress.liveHeap, liveHeap());
        }
        if (pause > 0) {
            sleep();
        }
    }

    /** With this batch and all it wrote in it. */
    private static long liveHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private void sleep() {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
