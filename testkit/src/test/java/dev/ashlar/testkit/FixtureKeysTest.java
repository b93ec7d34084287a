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
import dev.ashlar.testkit.fixture.Keys;
import dev.ashlar.testkit.fixture.Keys.Checked;
import dev.ashlar.testkit.fixture.Keys.Code;
import dev.ashlar.testkit.fixture.Keys.Copied;
import dev.ashlar.testkit.fixture.Keys.Doc;
import dev.ashlar.testkit.fixture.Keys.Egg;
import dev.ashlar.testkit.fixture.Keys.Hen;
import dev.ashlar.testkit.fixture.Keys.Husband;
import dev.ashlar.testkit.fixture.Keys.Impossible;
import dev.ashlar.testkit.fixture.Keys.Line;
import dev.ashlar.testkit.fixture.Keys.Link;
import dev.ashlar.testkit.fixture.Keys.Narrow;
import dev.ashlar.testkit.fixture.Keys.Pair;
import dev.ashlar.testkit.fixture.Keys.Profile;
import dev.ashlar.testkit.fixture.Keys.Wife;
import java.util.List;

class FixtureKeysTest {

    @EachEngine
    void keepsUniqueColumnsAndKeysUniqueUntilTheirValuesAreUsedUp(Engine engine) {
        try (FixtureUnit unit = FixtureUnit.open(engine, Narrow.class)) {
            Fixtures fixtures = unit.fixtures();
            fixtures.persist(Narrow.class, 36);

            assertThat(unit.database().rows("select count(distinct one), count(distinct two) from Narrow"))
                    .containsExactly("36 36");
            assertThatThrownBy(() -> fixtures.persist(Narrow.class))
                    .isInstanceOf(PersistenceTestException.class)
                    .hasMessageContaining("The values of a unique key are used up: entity=Narrow attributes=[one]");
        }
    }

    @EachEngine
    void goesThroughAllCombinationsOfACompositeKey(Engine engine) {
        try (FixtureUnit unit = FixtureUnit.open(engine, Pair.class)) {
            Fixtures fixtures = unit.fixtures();
            fixtures.of(Pair.class).with("kind", Keys.Kind.B).with("flag", true).persist();
            fixtures.persist(Pair.class, 5);

            assertThatThrownBy(() -> fixtures.create(Pair.class)).hasMessageContaining("attributes=[kind, flag]");
        }
    }

    @EachEngine
    void findsValuesThatCheckConstraintsTake(Engine engine) {
        try (FixtureUnit unit = FixtureUnit.open(engine, Checked.class, Pair.class, Code.class)) {
            Fixtures fixtures = unit.fixtures();
            List<Checked> rows = fixtures.persist(Checked.class, 2);

            assertThat(rows).allSatisfy(row -> {
                assertThat(row.rating).isNull();
                assertThat(row.left1 == null).isNotEqualTo(row.right1 == null);
            });
            fixtures.assertRoundTrips(Checked.class);
            fixtures.of(Checked.class).with("kind", Keys.Kind.A).persist();
            Checked given = fixtures.of(Checked.class)
                    .with("right1", fixtures.persist(Code.class))
                    .persist();
            assertThat(given.left1).isNull();
        }
    }

    @EachEngine
    void asksTheDatabaseOnceForManyInstances(Engine engine) {
        try (FixtureUnit unit = FixtureUnit.open(engine, Checked.class, Pair.class, Code.class)) {
            Fixtures fixtures = unit.fixtures();
            fixtures.create(Checked.class);
            int asked = unit.unlogged();
            for (int i = 0; i < 4; i++) {
                fixtures.create(Checked.class);
            }

            assertThat(unit.unlogged()).isEqualTo(asked);
        }
    }

    @EachEngine
    void namesACheckConstraintThatNoValueIsFoundFor(Engine engine) {
        try (FixtureUnit unit = FixtureUnit.open(engine, Impossible.class)) {
            assertThatThrownBy(() -> unit.fixtures().create(Impossible.class))
                    .isInstanceOf(PersistenceTestException.class)
                    .hasMessageContaining("entity=Impossible check=[amount > 1 and amount < 1] attributes=[amount]")
                    .hasMessageContaining("with(\"amount\", …)");
        }
    }

    @EachEngine
    void givesIdentifiersOfEveryKind(Engine engine) {
        try (FixtureUnit unit = FixtureUnit.open(
                engine,
                Code.class,
                Doc.class,
                Pair.class,
                Profile.class,
                Line.class,
                Link.class,
                Copied.class,
                Husband.class,
                Wife.class)) {
            Fixtures fixtures = unit.fixtures();
            fixtures.lint();
            fixtures.persist(Code.class, 20);
            fixtures.persist(Doc.class, 20);
            fixtures.persist(Line.class, 20);
            fixtures.persist(Link.class, 20);
            fixtures.persist(Husband.class, 5);
            fixtures.persist(Wife.class, 5);
            Profile profile = fixtures.persist(Profile.class);
            assertThat(profile.id).isEqualTo(profile.owner.id);
            Copied copied = fixtures.persist(Copied.class);
            assertThat(copied.pairId).isEqualTo(copied.pair.id);
            for (Class<?> entity :
                    List.of(Code.class, Doc.class, Line.class, Link.class, Copied.class, Husband.class, Wife.class)) {
                fixtures.assertRoundTrips(entity);
            }
        }
    }

    @EachEngine
    void namesACycleOfRequiredReferences(Engine engine) {
        try (FixtureUnit unit = FixtureUnit.open(engine, Hen.class, Egg.class)) {
            assertThatThrownBy(() -> unit.fixtures().create(Hen.class))
                    .isInstanceOf(PersistenceTestException.class)
                    .hasMessageContaining("cycle=[Hen.egg, Egg.hen]")
                    .hasMessageContaining("with(\"hen\", …)");
        }
    }
}
