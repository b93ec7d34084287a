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

import dev.ashlar.audit.AuditLogs;
import dev.ashlar.audit.AuditPurgeReport;
import dev.ashlar.audit.AuditSeals;
import dev.ashlar.audit.SealVerification;
import dev.ashlar.core.harness.EachEngine;
import dev.ashlar.core.harness.Engine;
import java.time.Duration;
import java.util.Random;

/** The tasks of the log, done as users do them, account for what they take from sealed rows. */
class SealedTasksTest {

    @EachEngine
    void anErasureStaysLawful(Engine engine) {
        try (SealedLog log = new SealedLog(engine)) {
            AuditSeals seals = written(log);
            log.time.tick();
            assertThat(AuditLogs.of(log.factory).erase(Letter.class, 2L)).isPositive();
            assertIntact(seals.verify());
            assertThat(seals.verify().erased()).isPositive();
            log.time.tick();
            seals.seal();
            assertIntact(seals.verify());
        }
    }

    @EachEngine
    void aPurgeInChunksStaysLawfulThoughItsReportIsSealedMeanwhile(Engine engine) {
        try (SealedLog log = new SealedLog(engine)) {
            AuditSeals seals = written(log);
            log.time.tick();
            AuditPurgeReport report = AuditLogs.of(log.factory)
                    .purge()
                    .olderThan(Duration.ZERO)
                    .chunksOf(3)
                    .run();
            assertThat(report.toString()).isNotEmpty();
            assertIntact(seals.verify());
            assertThat(seals.verify().purged()).isGreaterThan(3);
            log.time.tick();
            seals.seal();
            assertIntact(seals.verify());
        }
    }

    @EachEngine
    void whatNobodyAccountsForIsFound(Engine engine) {
        try (SealedLog log = new SealedLog(engine)) {
            AuditSeals seals = written(log);
            log.database.execute("delete from audit_logs where record_id = '2'");
            assertThat(seals.verify().isIntact()).isFalse();
        }
    }

    private static AuditSeals written(SealedLog log) {
        log.write(new Random(7), 1, 10);
        log.time.tick();
        AuditSeals seals = log.seals();
        seals.seal();
        assertIntact(seals.verify());
        return seals;
    }

    private static void assertIntact(SealVerification found) {
        assertThat(found.findings()).isEmpty();
        assertThat(found.isIntact()).isTrue();
    }
}
