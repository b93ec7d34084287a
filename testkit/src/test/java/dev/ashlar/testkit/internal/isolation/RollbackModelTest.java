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

import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.Sequences;
import dev.ashlar.testkit.internal.isolation.ModelStep.Kind;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random programs of several connections that share one against a model of one log. */
class RollbackModelTest {

    private static final int QUICK = 60;

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.ashlar.core.harness.Engine#all")
    void doesAsTheModel(Engine engine) {
        Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (Lane lane = Lane.open(
                engine,
                database -> new RollbackRestoring(database, Duration.ofMillis(20)),
                "create table items (id int primary key, v int)",
                "insert into items values (0, 0)")) {
            Sequences.of(
                            ModelStep::sequence,
                            steps -> RollbackModel.run(lane, other, steps)
                                    .forEach(kind -> kinds.merge(kind, 1, Integer::sum)))
                    .check(QUICK);
        } finally {
            other.shutdown();
        }
        int steps = kinds.values().stream().mapToInt(Integer::intValue).sum();
        System.out.printf("%s: steps=%d %s%n", engine, steps, kinds);
        if (!Sequences.isReplay()) {
            assertThat(Kind.values())
                    .as("kinds of steps, each at least 1 %% of %d: %s", steps, kinds)
                    .allMatch(kind -> kinds.getOrDefault(kind, 0) * 100L >= steps);
        }
    }
}
