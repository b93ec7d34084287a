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

import dev.ashlar.core.harness.EachEngine;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.Sequences;
import dev.ashlar.testkit.fixture.Generated.Box;
import dev.ashlar.testkit.fixture.Generated.Target;
import java.util.List;

/** Fixtures of random mappings. */
class FixtureModelTest {

    @EachEngine
    void makesInstancesOfRandomMappingsThatTheDatabaseTakesAndGivesBack(Engine engine) {
        Sequences.of(GeneratedEntity::random, parts -> check(engine, parts)).check(8);
    }

    private static void check(Engine engine, List<GeneratedEntity.Part> parts) {
        Class<?> entity = GeneratedEntity.compile(parts);
        try (FixtureUnit unit = FixtureUnit.open(engine, entity, Target.class, Box.class)) {
            Fixtures fixtures = unit.fixtures();
            fixtures.lint();
            fixtures.persist(entity, 30);
            assertThat(unit.database().rows("select count(*) from subject")).containsExactly("30");
            fixtures.assertRoundTrips(entity);

            Fixtures first = unit.fixtures().seed(7);
            Fixtures second = unit.fixtures().seed(7);
            for (int i = 0; i < 3; i++) {
                assertThat((Object) second.of(entity).full().create())
                        .usingRecursiveComparison()
                        .isEqualTo(first.of(entity).full().create());
            }
        }
    }
}
