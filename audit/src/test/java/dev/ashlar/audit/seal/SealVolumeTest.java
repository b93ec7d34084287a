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
package dev.ashlar.audit.seal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.audit.AuditSeals;
import dev.ashlar.audit.SealVerification;
import dev.ashlar.core.harness.Engine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A log of many rows; {@code ashlar.test.sealed} says how many. Prints the times; with a small heap it shows that memory is bounded. */
class SealVolumeTest {

    private static final int ROWS = Integer.getInteger("ashlar.test.sealed", 5_000);

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void sealsAndChecksManyRows(Engine engine) throws SQLException {
        try (SealedLog log = new SealedLog(engine)) {
            fill(log);
            AuditSeals seals = log.seals().grace(Duration.ZERO).batchesOf(1_000);

            long start = System.nanoTime();
            assertThat(seals.seal().rows()).isEqualTo(ROWS);
            long sealed = System.nanoTime();
            SealVerification found = seals.verify();
            long checked = System.nanoTime();

            assertThat(found.findings()).isEmpty();
            assertThat(found.rows()).isEqualTo(ROWS);
            System.out.printf(
                    "%s: rows=%d sealed in %d ms, checked in %d ms, heap of %d MB%n",
                    engine,
                    ROWS,
                    (sealed - start) / 1_000_000,
                    (checked - sealed) / 1_000_000,
                    Runtime.getRuntime().maxMemory() >> 20);
        }
    }

    private static void fill(SealedLog log) throws SQLException {
        String values =
                "{\"title\": \"" + "x".repeat(200) + "\", \"price\": \"1.50\", \"weight\": 1E15, \"tags\": [1, 2]}";
        try (Connection connection = log.database.connect();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into audit_logs (id, transaction_id, transaction_sequence, table_name, entity_name, record_id,"
                                + " action, actor, old_values, new_values, source, schema_version, created_at)"
                                + " values (?, ?, 1, 'Letter', 'Letter', ?, 'UPDATE', 'alice', " + log.json + ", "
                                + log.json + ", 'ENTITY', 1, ?)")) {
            connection.setAutoCommit(false);
            long millis = System.currentTimeMillis() - ROWS;
            for (int i = 1; i <= ROWS; i++) {
                UUID id = new UUID(millis + i << 16 | 0x7000, Long.MIN_VALUE + i);
                insert.setObject(1, id);
                insert.setObject(2, id);
                insert.setString(3, Integer.toString(i));
                insert.setString(4, values);
                insert.setString(5, values);
                insert.setTimestamp(6, Timestamp.from(log.time.stamp()));
                insert.addBatch();
                if (i % 1_000 == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
            connection.commit();
        }
    }
}
