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

import dev.ashlar.audit.SealAnchor;
import dev.ashlar.audit.SealVerification;
import dev.ashlar.core.harness.Engine;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random logs, sealed, erased and purged lawfully, and then tampered with in each way: what is lawful is silent, what is not is found. */
class TamperTest {

    private static final int LOGS = Integer.getInteger("ashlar.test.tampered", 4);

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void findsEachTampering(Engine engine) {
        long first = Long.getLong("ashlar.test.seed", System.nanoTime());
        try (SealedLog log = new SealedLog(engine)) {
            for (long seed = first; seed < first + LOGS; seed++) {
                for (Tampering tampering : Tampering.values()) {
                    log.clear();
                    check(log, tampering, new Random(seed), engine + " " + tampering + " seed=" + seed);
                }
            }
        }
    }

    private static void check(SealedLog log, Tampering tampering, Random random, String about) {
        log.write(random, 1, 8 + random.nextInt(10));
        log.seals().seal();
        log.write(random, 100, 1 + random.nextInt(8));
        log.seals().seal();
        log.erase(100);
        if (random.nextBoolean()) {
            log.seals().seal();
        }
        log.purge(log.time.stamp().minus(Duration.ofHours(12)));
        log.write(random, 200, 2 + random.nextInt(8));
        SealAnchor anchor = log.seals().seal().anchor().orElseThrow();
        SealVerification before = log.seals().verify(anchor);
        assertThat(before.findings()).as(about + ", before").isEmpty();
        assertThat(before.isIntact()).as(about + ", before").isTrue();
        assertThat(before.unsealed()).as(about + ", before").isZero();

        Tampering.Traces traces = tampering.on(log, random);

        SealVerification after = log.seals().verify(anchor);
        assertThat(after.isIntact()).as(about).isFalse();
        assertThat(after.findings()).as(about).anySatisfy(finding -> {
            assertThat(finding.kind()).isEqualTo(traces.kind());
            if (traces.row() != null) {
                assertThat(finding.row()).isEqualTo(traces.row());
            }
            if (traces.part() != null) {
                assertThat(finding.parts()).contains(traces.part());
            }
        });
    }
}
