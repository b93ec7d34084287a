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
package dev.ashlar.audit.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.audit.replay.ReplayStep.Kind;
import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.Sequences;
import dev.ashlar.core.harness.TestUnit;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random transactions over a graph with every sort of attribute: the log alone gives the rows of the database. */
class ReplayTest {

    private static final int QUICK = 40;

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void givesTheRowsOfTheDatabase(Engine engine) throws SQLException {
        Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
        int[] counts = {0, Integer.MAX_VALUE};
        long start = System.nanoTime();
        try (Database database = engine.open();
                SessionFactory factory = TestUnit.of(
                                database,
                                Thing.class,
                                Gadget.class,
                                Person.class,
                                Part.class,
                                Shape.class,
                                Circle.class,
                                Square.class,
                                Fee.class,
                                LateFee.class)
                        .with("hibernate.jdbc.batch_size", 10)
                        .open();
                Connection probe = database.connect()) {
            Sequences.of(ReplayStep::sequence, steps -> {
                        List<Kind> done = ReplayRun.run(factory, probe, steps);
                        done.forEach(kind -> kinds.merge(kind, 1, Integer::sum));
                        counts[0]++;
                        counts[1] = Math.min(counts[1], done.size());
                    })
                    .check(QUICK);
        }
        int steps = kinds.values().stream().mapToInt(Integer::intValue).sum();
        System.out.printf(
                "%s: sequences=%d steps=%d shortest=%d ms per sequence=%d %s%n",
                engine, counts[0], steps, counts[1], (System.nanoTime() - start) / 1_000_000 / counts[0], kinds);
        if (!Sequences.isReplay()) {
            assertThat(counts[1]).as("steps of the shortest sequence").isGreaterThanOrEqualTo(30);
            assertThat(Kind.values())
                    .as("kinds of steps, each at least 1 %% of %d: %s", steps, kinds)
                    .allMatch(kind -> kinds.getOrDefault(kind, 0) * 100L >= steps);
        }
    }
}
