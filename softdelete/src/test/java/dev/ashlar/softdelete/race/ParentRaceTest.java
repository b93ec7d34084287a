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
package dev.ashlar.softdelete.race;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.core.transaction.Transactions;
import dev.ashlar.softdelete.race.Race.Result;
import dev.ashlar.softdelete.race.Scene.Addition;
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.TestIsolation;
import jakarta.persistence.EntityManagerFactory;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A parent is removed while it gets one more child. */
@PersistenceTest(
        entities = {Team.class, Player.class, Shelf.class, Jar.class},
        isolation = TestIsolation.TRUNCATE)
class ParentRaceTest {

    private final EntityManagerFactory factory;
    private final Transactions transactions;

    ParentRaceTest(EntityManagerFactory factory, Transactions transactions) {
        this.factory = factory;
        this.transactions = transactions;
    }

    static Stream<Arguments> pairs() {
        return Arrays.stream(Way.values())
                .flatMap(way -> Arrays.stream(Addition.values()).map(addition -> Arguments.of(way, addition)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void hasNoLiveChildOnceItIsDeleted(Way way, Addition addition) throws Exception {
        assertNoLiveChild(Family.VERSIONED, way, addition);
    }

    @ParameterizedTest
    @CsvSource({"SESSION,PERSIST", "SESSION,MOVE_STATELESS", "STATELESS,INSERT", "STATEMENT,MOVE"})
    void hasNoLiveChildOnceItIsDeletedWithoutVersionsToo(Way way, Addition addition) throws Exception {
        assertNoLiveChild(Family.UNVERSIONED, way, addition);
    }

    /** PostgreSQL lets go of a row while its new version goes to another page, and forgets who locks it meanwhile. */
    @ParameterizedTest
    @MethodSource("pairs")
    void hasNoLiveChildOnceItsRowMovedToAnotherPage(Way way, Addition addition) throws Exception {
        assertNoLiveChild(
                () -> Scene.of(factory, Family.VERSIONED, transactions).fillPageOfTeam(), way, addition);
    }

    private void assertNoLiveChild(Family family, Way way, Addition addition) throws Exception {
        assertNoLiveChild(() -> Scene.of(factory, family, transactions), way, addition);
    }

    private static void assertNoLiveChild(Supplier<Scene> scenes, Way way, Addition addition) throws Exception {
        Races.of(round -> {
                    Scene scene = scenes.get();
                    Result result = Race.run(round, scene.removal(way), scene.addition(addition));

                    boolean removed = result.first() == null;
                    boolean added = result.second() == null;
                    assertThat(scene.orphans())
                            .as("live children of deleted parents")
                            .isZero();
                    assertThat(scene.lost())
                            .as("deleted children of live parents")
                            .isZero();
                    assertThat(scene.isParentDeleted()).isEqualTo(removed);
                    assertThat(scene.alive()).isEqualTo(removed ? 0 : added ? 3 : 2);
                    return result;
                })
                .wereWonByEach()
                .hadAWinner();
    }
}
