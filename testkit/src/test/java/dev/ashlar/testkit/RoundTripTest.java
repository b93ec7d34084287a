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
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.core.harness.EachEngine;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.testkit.fixture.Faulty.Exact;
import dev.ashlar.testkit.fixture.Faulty.Lossy;
import dev.ashlar.testkit.fixture.Faulty.Player;
import dev.ashlar.testkit.fixture.Faulty.Swapped;
import dev.ashlar.testkit.fixture.Faulty.Team;
import java.time.Instant;

class RoundTripTest {

    @EachEngine
    void namesEachAttributeThatDoesNotSurviveAndNoOther(Engine engine) {
        try (FixtureUnit unit = FixtureUnit.open(engine, Lossy.class)) {
            assertThatThrownBy(() -> unit.fixtures().assertRoundTrips(Lossy.class))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("Not all of Lossy is read as it was written")
                    .hasMessageContaining(
                            "shortened: wrote [shortened 1], read [sh]. Its converter does not give back what it took.")
                    .hasMessageContaining(
                            "neverWritten: wrote [1], read [null]. It is not insertable, and nothing generates it.")
                    .hasMessageContaining("upper: wrote [upper 1], read [UPPER 1].")
                    .hasMessageContaining("part.dropped: wrote [dropped 1], read [null].")
                    .hasMessageContaining("forgotten: wrote [forgotten 1], read [null].")
                    .hasMessageNotContaining("good:")
                    .hasMessageNotContaining("kept:");
            assertThat(unit.database().rows("select count(*) from Lossy")).containsExactly("0");
        }
    }

    @EachEngine
    void namesASetterThatSetsSomethingElse(Engine engine) {
        try (FixtureUnit unit = FixtureUnit.open(engine, Swapped.class)) {
            assertThatThrownBy(() -> unit.fixtures().assertRoundTrips(Swapped.class))
                    .hasMessageContaining("first: set [first 1], read [null] from the same instance.")
                    .hasMessageContaining("last: set [last 1], read [last 1!] from the same instance.");
        }
    }

    @EachEngine
    void namesATimeThatIsMoreExactThanItsColumn(Engine engine) {
        try (FixtureUnit unit = FixtureUnit.open(engine, Exact.class)) {
            Exact exact = new Exact();
            exact.instant = Instant.parse("2024-05-06T07:08:09.123456789Z");

            assertThatThrownBy(() -> unit.fixtures().assertRoundTrips(exact))
                    .hasMessageContaining(
                            "instant: wrote [2024-05-06T07:08:09.123456789Z], read [2024-05-06T07:08:09Z]")
                    .hasMessageContaining("keeps fewer digits of the second");
            unit.fixtures().assertRoundTrips(Exact.class);
        }
    }

    @EachEngine
    void comparesCollectionsByTheirElements(Engine engine) {
        try (FixtureUnit unit = FixtureUnit.open(engine, Team.class, Exact.class, Player.class)) {
            Fixtures fixtures = unit.fixtures();
            Team full = fixtures.of(Team.class).full().create();
            assertThat(full.labels).hasSize(1);
            assertThat(full.members).hasSize(1);
            assertThat(full.players).isEmpty();
            fixtures.assertRoundTrips(full);

            Team team = fixtures.create(Team.class);
            team.players.add(new Player());
            assertThatThrownBy(() -> fixtures.assertRoundTrips(team))
                    .hasMessageContaining("players: wrote [")
                    .hasMessageContaining("The other side stores it");
        }
    }

    @EachEngine
    void readsAnInstanceBackThatIsStoredAlready(Engine engine) {
        try (FixtureUnit unit = FixtureUnit.open(engine, Exact.class)) {
            Exact exact = unit.fixtures().of(Exact.class).full().persist();

            assertThatCode(() -> unit.fixtures().assertRoundTrips(exact)).doesNotThrowAnyException();
            exact.instant = exact.instant.plusSeconds(1);
            assertThatThrownBy(() -> unit.fixtures().assertRoundTrips(exact)).hasMessageContaining("instant: wrote [");
        }
    }
}
