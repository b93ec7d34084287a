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
package dev.ashlar.audit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.audit.AuditLog;
import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

/**
 * A writer that is killed leaves no change without its log row, and no log row without its change.
 *
 * <p>The system property {@code ashlar.test.kills} is how often; most times it is killed with rows that are flushed and not committed.
 */
class CrashTest {

    private static final int KILLS = Integer.getInteger("ashlar.test.kills", 4);

    @Test
    void leavesNoChangeWithoutItsLogRow() throws Exception {
        Random random = new Random(7);
        try (Database database = Engine.POSTGRESQL.open()) {
            WriterProcess.factory(database.url(), database.user(), database.password(), "create")
                    .close();
            int inside = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                boolean flushed = kill % 10 < 7;
                kill(database, random, flushed);
                inside += flushed ? 1 : 0;
                compare(database);
            }
            System.out.printf(
                    "Killed %d times, %d of them with flushed rows; log rows=%s%n",
                    KILLS, inside, database.rows("select count(*) from audit_logs"));
            assertThat(inside * 10).isGreaterThanOrEqualTo(KILLS * 6);
        }
    }

    private static void kill(Database database, Random random, boolean flushed) throws Exception {
        Process writer = start(database, random.nextLong());
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
            for (int i = 1 + random.nextInt(12); i > 0; i--) {
                assertThat(said.readLine()).isEqualTo(WriterProcess.FLUSHED);
            }
            if (!flushed) {
                Thread.sleep(random.nextInt(80));
            } else {
                assertThat(database.rows("select count(*) from pg_stat_activity where datname = current_database()"
                                + " and state like 'idle in transaction%'"))
                        .as("transactions that have flushed and wait")
                        .containsExactly("1");
            }
        } finally {
            writer.destroyForcibly();
        }
        assertThat(writer.waitFor(20, TimeUnit.SECONDS)).isTrue();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!database.rows("select count(*) from pg_stat_activity where datname = current_database()"
                        + " and pid <> pg_backend_pid()")
                .equals(List.of("0"))) {
            assertThat(System.nanoTime()).as("time").isLessThan(end);
            Thread.sleep(10);
        }
    }

    private static Process start(Database database, long seed) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                        "-Dorg.jboss.logging.provider=slf4j",
                        WriterProcess.class.getName(),
                        database.url(),
                        database.user(),
                        database.password(),
                        Long.toString(seed)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void compare(Database database) {
        Map<String, String> rows = new TreeMap<>();
        Map<String, String> told = new TreeMap<>();
        try (SessionFactory factory =
                WriterProcess.factory(database.url(), database.user(), database.password(), "none")) {
            factory.inTransaction(session -> {
                session.createSelectionQuery("from Entry", Entry.class)
                        .getResultStream()
                        .forEach(entry -> rows.put(entry.id.toString(), entry.amount + " " + entry.words));
                session.createSelectionQuery("from AuditLog order by id", AuditLog.class)
                        .getResultStream()
                        .forEach(row -> apply(row, told));
            });
        }
        assertThat(told).isEqualTo(rows);
    }

    private static void apply(AuditLog row, Map<String, String> told) {
        String id = row.recordId().orElseThrow();
        switch (row.action()) {
            case INSERT ->
                assertThat(told.put(id, text(row.newValues().get("amount"), row, Set.of())))
                        .isNull();
            case DELETE -> assertThat(told.remove(id)).isNotNull();
            default -> {
                String[] known = told.get(id).split(" ", 2);
                Object amount = row.newValues().getOrDefault("amount", known[0]);
                Set<String> words = new TreeSet<>(
                        List.of(known[1].substring(1, known[1].length() - 1).split(", ")));
                told.put(id, text(amount, row, words));
            }
        }
    }

    private static String text(Object amount, AuditLog row, Set<String> known) {
        Set<String> words = new TreeSet<>(known);
        if (row.oldValues().get("words") instanceof List<?> went) {
            words.removeAll(went);
        }
        if (row.newValues().get("words") instanceof List<?> came) {
            came.forEach(word -> words.add(word.toString()));
        }
        return amount + " " + words;
    }
}
