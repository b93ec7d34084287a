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

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

/**
 * A walk whose process is killed in the middle goes on in the next one, sees each row once, and holds little memory.
 *
 * <p>The system property {@code ashlar.test.rows} is how many rows there are.
 */
class KilledWalkTest {

    private static final int ROWS = Integer.getInteger("ashlar.test.rows", 20_000);

    /** So long that it is in the middle when it is looked at. */
    private static final String PAUSE = ROWS > 100_000 ? "0" : "30";

    private static final long MOST_LIVE_HEAP = 32L << 20;

    @Test
    void seesEachRowOnceThoughItIsKilled() throws Exception {
        try (Database database = Engine.POSTGRESQL.open()) {
            fill(database);

            Process killed = start(database);
            try {
                awaitSeen(database, ROWS / 3);
            } finally {
                killed.destroyForcibly();
            }
            assertThat(killed.waitFor(20, TimeUnit.SECONDS)).isTrue();
            long seen = count(database, "select count(*) from seen");
            assertThat(seen).as("seen when killed").isBetween(ROWS / 3L, ROWS - 1L);

            Process resumed = start(database);
            try {
                assertThat(resumed.waitFor(10, TimeUnit.MINUTES)).isTrue();
            } finally {
                resumed.destroyForcibly();
            }
            assertThat(resumed.exitValue()).isZero();
            assertThat(count(database, "select count(*) from seen")).isEqualTo(ROWS);
            assertThat(count(database, "select count(distinct reading) from seen"))
                    .isEqualTo(ROWS);

            long liveHeap = count(database, "select liveHeap from progress");
            System.out.printf("Walk over %,d rows: at most %,d KiB of live heap%n", ROWS, liveHeap >> 10);
            assertThat(liveHeap).isBetween(1L, MOST_LIVE_HEAP);
        }
    }

    private static void fill(Database database) {
        Map<String, Object> settings = Map.of("jakarta.persistence.schema-generation.database.action", "create");
        try (SessionFactory factory =
                WalkProcess.factory(database.url(), database.user(), database.password(), settings)) {
            factory.inTransaction(em -> em.persist(new Progress()));
        }
        database.execute("insert into readings (id, takenAt, body) select g,"
                + " case when g % 10 = 0 then null else timestamptz '2026-01-01' + (g / 3) * interval '1 second' end,"
                + " repeat('x', 200) from generate_series(1, " + ROWS + ") g");
        database.execute("create index idx_readings_takenat_id on readings (takenAt desc, id)");
        database.execute("analyze readings");
    }

    private static Process start(Database database) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(List.of(
                        java,
                        "-Xmx128m",
                        "-cp",
                        classPath,
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-Dorg.jboss.logging.provider=slf4j",
                        WalkProcess.class.getName(),
                        database.url(),
                        database.user(),
                        database.password(),
                        PAUSE))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void awaitSeen(Database database, long rows) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        while (count(database, "select count(*) from seen") < rows) {
            assertThat(System.nanoTime()).as("time").isLessThan(end);
            Thread.sleep(ROWS > 100_000 ? 200 : 10);
        }
    }

    private static long count(Database database, String sql) {
        return Long.parseLong(database.rows(sql).get(0));
    }
}
