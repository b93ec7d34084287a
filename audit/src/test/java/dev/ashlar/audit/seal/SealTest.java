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

import static dev.ashlar.audit.seal.SealedLog.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.ashlar.audit.AuditLog;
import dev.ashlar.audit.AuditSeals;
import dev.ashlar.audit.SealAnchor;
import dev.ashlar.audit.SealFinding;
import dev.ashlar.audit.SealFinding.Kind;
import dev.ashlar.audit.SealReport;
import dev.ashlar.audit.SealVerification;
import dev.ashlar.audit.internal.seal.SealedRows;
import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.EachEngine;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestUnit;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.Test;

/** What is sealed, and what a check says where nobody tampered. */
class SealTest {

    private final Random random = new Random(7);

    @EachEngine
    void sealsWhatIsCommittedInBatches(Engine engine) {
        try (SealedLog log = new SealedLog(engine)) {
            log.write(random, 1, 20);
            int rows = log.ids("1 = 1").size();

            SealReport report = log.seals().seal();

            assertThat(report.rows()).isEqualTo(rows);
            assertThat(report.seals()).isEqualTo((rows + 6) / 7);
            assertThat(report.late()).isZero();
            SealAnchor anchor = report.anchor().orElseThrow();
            assertThat(SealAnchor.parse(anchor.toString())).isEqualTo(anchor);
            log.write(random, 21, 1);
            SealVerification found = log.seals().verify(anchor);
            assertThat(found.findings()).isEmpty();
            assertThat(found.isIntact()).isTrue();
            assertThat(found.rows()).isEqualTo(rows);
            assertThat(found.unsealed()).isPositive();
            assertThat(found.anchor()).contains(anchor);
            assertThat(log.seals().seal().rows()).isEqualTo(found.unsealed());
            assertThat(log.seals().seal()).satisfies(again -> {
                assertThat(again.rows()).isZero();
                assertThat(again.anchor()).isPresent();
            });
        }
    }

    @EachEngine
    void leavesRowsAloneThatAreYoungerThanTheGrace(Engine engine) {
        try (SealedLog log = new SealedLog(engine)) {
            assertThat(log.seals().seal().anchor()).isEmpty();
            assertThat(log.seals().verify().isIntact()).isTrue();
            log.write(random, 1, 3);

            assertThat(log.seals().grace(Duration.ofMinutes(5)).seal().rows()).isZero();
            assertThat(log.seals().seal().rows()).isPositive();
        }
    }

    @EachEngine
    void tellsOfWhatCameLateUntilSomebodyAcceptsIt(Engine engine) throws SQLException {
        try (SealedLog log = new SealedLog(engine)) {
            log.write(random, 1, 3);
            Instant early = log.time.stamp();
            List<UUID> ids = log.ids("1 = 1");
            log.write(random, 4, 3);
            log.seals().seal();
            UUID small =
                    new UUID(ids.get(1).getMostSignificantBits(), ids.get(1).getLeastSignificantBits() + 1);
            UUID large = new UUID(Long.MAX_VALUE, -1);
            try (Connection late = log.database.connect()) {
                for (UUID id : List.of(small, large)) {
                    log.insert(late, id, dev.ashlar.audit.AuditAction.BASELINE, "1", "{}", new UUID(0, 7), early);
                }
            }

            SealVerification found = log.seals().verify();
            assertThat(found.findings()).extracting(SealFinding::kind).containsOnly(Kind.INSERTED);
            assertThat(found.findings()).extracting(SealFinding::row).containsExactlyInAnyOrder(small, large);
            assertThat(log.seals().findings(1).verify().count(Kind.INSERTED)).isEqualTo(2);
            assertThat(log.seals().seal().rows()).isZero();
            assertThat(log.seals().verify().count(Kind.INSERTED)).isEqualTo(2);

            assertThat(log.seals().acceptingLate().seal().rows()).isEqualTo(2);
            assertThat(log.seals().verify().isIntact()).isTrue();
            assertThat(log.seals().verify().late()).isEqualTo(2);
        }
    }

    @EachEngine
    void goesOnWithAnotherKey(Engine engine) {
        try (SealedLog log = new SealedLog(engine)) {
            log.write(random, 1, 5);
            log.seals().seal();
            AuditSeals rotated = AuditSeals.of(log.factory)
                    .key("k2", key("two"))
                    .formerKey("k1", key("one"))
                    .grace(Duration.ZERO);
            log.write(random, 6, 5);
            rotated.seal();

            assertThat(rotated.verify().isIntact()).isTrue();
            assertThat(log.seals().verify().counts()).containsOnlyKeys(Kind.KEY_UNKNOWN);
            assertThat(AuditSeals.of(log.factory)
                            .key("k1", key("other"))
                            .formerKey("k2", key("two"))
                            .verify()
                            .counts())
                    .containsOnlyKeys(Kind.SEAL_CHANGED);
        }
    }

    @EachEngine
    void holdsAfterErasuresAndPurges(Engine engine) throws SQLException {
        try (SealedLog log = new SealedLog(engine)) {
            log.write(random, 1, 12);
            log.seals().seal();
            int erased = log.erase(11);
            assertThat(log.seals().verify().isIntact()).isTrue(); // the row that tells of it is not sealed yet
            log.seals().seal();
            Instant bound = log.time.stamp().minus(Duration.ofHours(9));
            int purged = log.purge(bound);
            assertThat(purged).isPositive();
            assertThat(log.seals().verify().isIntact()).isTrue();
            log.seals().seal();
            log.write(random, 13, 4);
            log.seals().seal();
            int dropped = log.drop(bound, log.time.stamp().minus(Duration.ofHours(4)));
            assertThat(dropped).isPositive();
            log.seals().seal();

            SealVerification found = log.seals().verify();
            assertThat(found.findings()).isEmpty();
            assertThat(found.purged()).isEqualTo(purged + dropped);
            assertThat(found.erased()).isLessThanOrEqualTo(erased);
            assertThat(log.database.rows("select count(*) from audit_seal_rows where commitments is null"))
                    .containsExactly(Integer.toString(purged + dropped));
        }
    }

    @EachEngine
    void knowsNothingOfAnErasedValue(Engine engine) {
        try (SealedLog log = new SealedLog(engine)) {
            log.write(random, 1, 2);
            log.seals().seal();
            log.erase(1);

            assertThat(log.database.rows("select count(*) from audit_seal_rows s join audit_logs l on l.id = s.log_id"
                            + " where l.record_id = '1' and s.salt is not null"))
                    .containsExactly("0");
            assertThat(log.seals().verify().erased()).isPositive();
            log.seals().seal();
            assertThat(log.seals().verify().isIntact()).isTrue();
        }
    }

    /** A purge counts on in its row, and must not when the row is sealed. */
    @EachEngine
    void saysWhetherARowMayStillBeChanged(Engine engine) {
        try (SealedLog log = new SealedLog(engine)) {
            log.write(random, 1, 1);
            UUID transaction = UUID.fromString(
                    log.database.rows("select transaction_id from audit_logs").get(0));
            assertThat(log.factory.<Boolean>fromStatelessTransaction(
                            session -> SealedRows.isOpen(SealedLog.unwrap(session), transaction, 1)))
                    .isTrue();
            log.seals().seal();
            assertThat(log.factory.<Boolean>fromStatelessTransaction(
                            session -> SealedRows.isOpen(SealedLog.unwrap(session), transaction, 1)))
                    .isFalse();
        }
    }

    @EachEngine
    void makesOneChainWhenManySealAtOnceWithErasuresAndPurges(Engine engine) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try (SealedLog log = new SealedLog(engine)) {
            log.write(random, 1, 60);
            int rows = log.ids("1 = 1").size();
            Instant bound = log.time.stamp().minus(Duration.ofHours(30));
            List<Future<Long>> sealers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                sealers.add(threads.submit(() -> log.seals().batchesOf(3).seal().rows()));
            }
            Future<?> tasks = threads.submit(() -> {
                log.erase(60);
                log.purge(bound);
                log.erase(59);
            });
            long sealed = 0;
            for (Future<Long> sealer : sealers) {
                sealed += sealer.get();
            }
            tasks.get();

            // None if each first batch was purged while its sealer waited for it; the next job takes the rest.
            assertThat(sealed).isLessThanOrEqualTo(rows + 3);
            log.seals().seal();
            assertThat(log.seals().verify().findings()).isEmpty();
            assertThat(log.database
                            .rows("select count(*), max(id) from audit_seals")
                            .get(0)
                            .split(" "))
                    .satisfies(counts -> assertThat(counts[0]).isEqualTo(counts[1]));
        } finally {
            threads.shutdownNow();
        }
    }

    @EachEngine
    void waitsForAnErasureThatIsUnderWay(Engine engine) throws Exception {
        ExecutorService sealer = Executors.newSingleThreadExecutor();
        try (SealedLog log = new SealedLog(engine)) {
            log.write(random, 1, 3);
            Future<SealReport> report = log.factory.<Future<SealReport>>fromStatelessTransaction(session -> {
                log.erase(session, 2);
                Future<SealReport> waiting = sealer.submit(() -> log.seals().seal());
                pause();
                return waiting;
            });

            report.get();
            log.seals().seal();
            assertThat(log.seals().verify().findings()).isEmpty();
        } finally {
            sealer.shutdownNow();
        }
    }

    /** As long as a sealer needs that does not wait, and shorter than any engine waits for a lock. */
    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void sealsEveryColumnOfTheLog() {
        try (SealedLog log = new SealedLog(Engine.H2)) {
            assertThat(log.factory
                            .unwrap(SessionFactoryImplementor.class)
                            .getMappingMetamodel()
                            .getEntityDescriptor(AuditLog.class)
                            .getPropertyNames())
                    .containsExactlyInAnyOrder(
                            "transactionId",
                            "sequence",
                            "tableName",
                            "entityName",
                            "recordId",
                            "action",
                            "actor",
                            "actorKind",
                            "oldValues",
                            "newValues",
                            "changedFields",
                            "ipAddress",
                            "userAgent",
                            "requestId",
                            "reason",
                            "tenant",
                            "source",
                            "revertedId",
                            "schemaVersion",
                            "createdAt");
        }
    }

    @Test
    void refusesWhatItCannotWorkWith() {
        try (Database database = Engine.H2.open();
                SessionFactory factory = TestUnit.of(database, Letter.class).open()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> AuditSeals.of(factory))
                    .withMessageContaining("Seals are not mapped")
                    .withMessageContaining("ashlar.audit.seals=true");
        }
        try (SealedLog log = new SealedLog(Engine.H2)) {
            AuditSeals seals = AuditSeals.of(log.factory);
            assertThatIllegalStateException().isThrownBy(seals::seal).withMessageContaining("No key signs: keys=[]");
            assertThatIllegalStateException().isThrownBy(seals::verify).withMessageContaining("No key checks");
            assertThatIllegalStateException()
                    .isThrownBy(() -> seals.formerKey("k", key("k")).seal())
                    .withMessageContaining("No key signs: keys=[k]");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> seals.key("k", new javax.crypto.spec.SecretKeySpec(new byte[16], "HmacSHA256")))
                    .withMessageContaining("bytes=16 shortest=32");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> seals.key(" ", key("k")))
                    .withMessageContaining("blank or too long: id=[ ]");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> seals.key("k", key("k")).formerKey("k", key("l")))
                    .withMessageContaining("given twice: id=[k]");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> seals.grace(Duration.ofSeconds(-1)))
                    .withMessageContaining("grace=PT-1S");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> seals.batchesOf(0))
                    .withMessageContaining("rows=0");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> seals.findings(-1))
                    .withMessageContaining("max=-1");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SealAnchor.parse("hello"))
                    .withMessageContaining("text=[hello]");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SealAnchor.parse("1:ab"))
                    .withMessageContaining("signature=[ab]");
        }
    }
}
