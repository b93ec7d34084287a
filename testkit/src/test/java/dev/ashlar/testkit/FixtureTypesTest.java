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
package dev.ashlar.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.core.harness.EachEngine;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.testkit.fixture.Types.Basics;
import dev.ashlar.testkit.fixture.Types.Range;
import dev.ashlar.testkit.fixture.Types.Ranged;
import dev.ashlar.testkit.fixture.Types.Times;

class FixtureTypesTest {

    @EachEngine
    void makesValuesOfEveryBasicTypeThatSurviveExactly(Engine engine) {
        try (FixtureUnit unit = FixtureUnit.open(engine, Basics.class)) {
            Fixtures fixtures = unit.fixtures();
            for (int i = 0; i < 40; i++) {
                fixtures.assertRoundTrips(Basics.class);
            }
            Basics full = fixtures.of(Basics.class).full().persist();
            assertThat(full).hasNoNullFieldsOrProperties();
            assertThat(full.fraction).isLessThan(java.math.BigDecimal.ONE);
        }
    }

    @EachEngine
    void makesTimesThatSurviveExactly(Engine engine) {
        try (FixtureUnit unit = FixtureUnit.open(engine, Times.class)) {
            Fixtures fixtures = unit.fixtures();
            for (int i = 0; i < 40; i++) {
                fixtures.assertRoundTrips(Times.class);
            }
            assertThat(fixtures.of(Times.class).full().persist()).hasNoNullFieldsOrProperties();
        }
    }

    @EachEngine
    void asksForValuesOfATypeThatHasNone(Engine engine) {
        try (FixtureUnit unit = FixtureUnit.open(engine, Ranged.class)) {
            Fixtures fixtures = unit.fixtures();

            assertThatThrownBy(() -> fixtures.create(Ranged.class))
                    .isInstanceOf(PersistenceTestException.class)
                    .hasMessageContaining("Ranged.range1")
                    .hasMessageContaining("values(Range.class, n -> …)");

            fixtures.values(Range.class, n -> new Range((int) n, (int) n + 1)).assertRoundTrips(Ranged.class);
        }
    }
}
