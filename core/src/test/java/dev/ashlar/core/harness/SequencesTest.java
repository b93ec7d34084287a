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
package dev.ashlar.core.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SequencesTest {

    private static List<Integer> numbers(Random random) {
        return random.ints(50, 0, 100).boxed().toList();
    }

    @Test
    void findsTheShortestSequenceThatFails() {
        Sequences<Integer> sequences = Sequences.of(SequencesTest::numbers, steps -> {
            long big = steps.stream().filter(step -> step >= 50).count();
            if (big >= 3) {
                throw new IllegalStateException("big=" + big);
            }
        });

        assertThatThrownBy(() -> sequences.check(7L))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll(
                        "seed=7 steps=50 shortest=3.", "-Dashlar.test.seed=7.", "[java.lang.Ill", "big=3]")
                .hasMessageFindingMatch("\\.\n    [5-9]\\d\n    [5-9]\\d\n    [5-9]\\d\nThe shortest")
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("big=3");
    }

    @Test
    void findsAPairThatIsFarApart() {
        Sequences<Integer> sequences = Sequences.of(random -> List.of(4, 1, 5, 6, 7, 2, 8), steps -> {
            assertThat(steps.indexOf(1) >= 0 && steps.indexOf(2) > steps.indexOf(1))
                    .isFalse();
        });

        assertThatThrownBy(() -> sequences.check(1L))
                .hasMessageContaining("shortest=2")
                .hasMessageContaining("    1\n    2\n");
    }

    @Test
    void stopsToShortenAfterManyTries() {
        List<Integer> runs = new ArrayList<>();
        Sequences<Integer> sequences =
                Sequences.of(random -> random.ints(5_000).boxed().toList(), steps -> {
                    runs.add(steps.size());
                    assertThat(steps).hasSizeLessThan(5_000);
                });

        assertThatThrownBy(() -> sequences.check(1L)).hasMessageContaining("shortest=5000");
        assertThat(runs).hasSize(1_002);
    }

    @Test
    void runsEachSeedOnce() {
        List<List<Integer>> seen = new ArrayList<>();
        Sequences<Integer> sequences = Sequences.of(SequencesTest::numbers, seen::add);
        sequences.check(5L);
        sequences.check(5L);
        sequences.check(6L);

        assertThat(seen).hasSize(3);
        assertThat(seen.get(1)).isEqualTo(seen.get(0));
        assertThat(seen.get(2)).isNotEqualTo(seen.get(0));
        assertThatCode(() -> Sequences.of(SequencesTest::numbers, steps -> {}).check(3))
                .doesNotThrowAnyException();
    }
}
