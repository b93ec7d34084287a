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

import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.testkit.TestIsolation;
import java.sql.SQLException;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A reset does not look at the tables that were not written. */
class ResetCostTest {

    private static final int TABLES = 100;
    private static final int TESTS = 200;

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.ashlar.core.harness.Engine#all")
    void costsLittleWithManyTables(Engine engine) throws SQLException {
        for (TestIsolation mode : new TestIsolation[] {TestIsolation.ROLLBACK, TestIsolation.DIRTY_TABLES}) {
            Database database = engine.open();
            for (int i = 0; i < TABLES; i++) {
                database.execute("create table t" + i + " (id int primary key, other int"
                        + (i == 0 ? "" : ", foreign key (other) references t" + (i - 1) + " (id)") + ")");
            }
            try (Lane lane = Lane.of(
                    database,
                    testDatabase -> Restoring.of(mode, testDatabase, () -> {
                        throw new AssertionError();
                    }))) {
                lane.restoring.begin("class");
                long[] nanos = new long[TESTS];
                for (int test = 0; test < TESTS; test++) {
                    lane.restoring.begin("test");
                    for (int i = 0; i < 3; i++) {
                        lane.execute("insert into t" + i + " values (1, " + (i == 0 ? "null" : "1") + ")");
                    }
                    long start = System.nanoTime();
                    lane.restoring.end();
                    nanos[test] = System.nanoTime() - start;
                }
                lane.restoring.end();
                Arrays.sort(nanos);
                System.out.printf(
                        "%s %s: reset of 3 of %d tables: median=%.2f ms, 90%%=%.2f ms, max=%.2f ms%n",
                        engine,
                        mode,
                        TABLES,
                        nanos[TESTS / 2] / 1e6,
                        nanos[TESTS * 9 / 10] / 1e6,
                        nanos[TESTS - 1] / 1e6);
                assertThat(database.rows("select id from t0")).isEmpty();
            }
        }
    }
}
