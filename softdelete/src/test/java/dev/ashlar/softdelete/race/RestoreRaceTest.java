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
import dev.ashlar.softdelete.RestoreRefusedException;
import dev.ashlar.softdelete.race.Race.Result;
import dev.ashlar.softdelete.race.Scene.Addition;
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.TestIsolation;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityNotFoundException;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A restore against what others do to the row or its parent. */
@PersistenceTest(
        entities = {Team.class, Player.class, Shelf.class, Jar.class},
        isolation = TestIsolation.TRUNCATE)
class RestoreRaceTest {

    private final EntityManagerFactory factory;
    private final Transactions transactions;

    RestoreRaceTest(EntityManagerFactory factory, Transactions transactions) {
        this.factory = factory;
        this.transactions = transactions;
    }

    @ParameterizedTest
    @CsvSource({
        "SESSION,false",
        "SESSION,true",
        "STATELESS,false",
        "STATELESS,true",
        "STATEMENT,false",
        "STATEMENT,true"
    })
    void bringsNoChildBackToAParentThatIsRemoved(Way way, boolean stateless) throws Exception {
        for (Family family : new Family[] {Family.VERSIONED, Family.UNVERSIONED}) {
            Races.of(
                            round -> {
                                Scene scene = Scene.of(factory, family, transactions);
                                Race.alone(scene.childRemoval());
                                Result result = Race.run(round, scene.removal(way), scene.restore(stateless));

                                boolean removed = result.first() == null;
                                assertThat(scene.orphans()).isZero();
                                assertThat(scene.isParentDeleted()).isEqualTo(removed);
                                assertThat(scene.alive()).isEqualTo(removed ? 0 : 2);
                                return result;
                            },
                            RestoreRefusedException.class)
                    .wereWonByEach()
                    .hadAWinner();
        }
    }

    @ParameterizedTest
    @CsvSource({"false,false", "false,true", "true,true"})
    void ofADeletionHappensOnce(boolean stateless, boolean otherStateless) throws Exception {
        Races.of(
                        round -> {
                            Scene scene = removed(Family.VERSIONED);
                            UUID deletion = scene.deletion();
                            Result result = Race.run(
                                    round, scene.restore(deletion, stateless), scene.restore(deletion, otherStateless));

                            assertThat(result.oneWon()).isTrue();
                            assertThat(scene.alive()).isEqualTo(2);
                            assertThat(scene.parentVersion()).isEqualTo(2);
                            assertThat(scene.childVersion()).isEqualTo(2);
                            return result;
                        },
                        EntityNotFoundException.class)
                .wereWonByEach();
    }

    @ParameterizedTest
    @CsvSource({"false,false", "false,true", "true,true"})
    void ofAnUnversionedDeletionLeavesNothingDeleted(boolean stateless, boolean otherStateless) throws Exception {
        Races.of(
                        round -> {
                            Scene scene = removed(Family.UNVERSIONED);
                            UUID deletion = scene.deletion();
                            Result result = Race.run(
                                    round, scene.restore(deletion, stateless), scene.restore(deletion, otherStateless));

                            assertThat(scene.alive()).isEqualTo(2);
                            return result;
                        },
                        EntityNotFoundException.class)
                .hadAWinner();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void winsOrLosesAgainstAnUpdate(boolean stateless) throws Exception {
        Races.of(round -> {
                    Scene scene = Scene.of(factory, Family.VERSIONED, transactions);
                    Race.alone(scene.childRemoval());
                    Result result = Race.run(round, scene.restore(stateless), scene.childUpdate());

                    assertThat(scene.isChildDeleted()).isEqualTo(result.first() != null);
                    assertThat(scene.childVersion())
                            .isEqualTo(3 - result.failures().size());
                    return result;
                })
                .wereWonByEach()
                .hadAWinner();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isNotUndoneByAnUpdateOfAnUnversionedRow(boolean stateless) throws Exception {
        Races.of(round -> {
                    Scene scene = Scene.of(factory, Family.UNVERSIONED, transactions);
                    Race.alone(scene.childRemoval());
                    Result result = Race.run(round, scene.restore(stateless), scene.childUpdate());

                    assertThat(scene.isChildDeleted()).isEqualTo(result.first() != null);
                    return result;
                })
                .hadAWinner();
    }

    @ParameterizedTest
    @CsvSource({"false,PERSIST", "false,MOVE_STATELESS", "true,INSERT", "true,MOVE"})
    void ofAParentLetsChildrenInOnceItIsDone(boolean stateless, Addition addition) throws Exception {
        Races.of(round -> {
                    Scene scene = removed(Family.VERSIONED);
                    Result result =
                            Race.run(round, scene.restore(scene.deletion(), stateless), scene.addition(addition));

                    assertThat(scene.orphans()).isZero();
                    assertThat(scene.alive()).isEqualTo(result.second() == null ? 3 : 2);
                    return result;
                })
                .hadAWinner();
    }

    private Scene removed(Family family) throws Exception {
        Scene scene = Scene.of(factory, family, transactions);
        Race.alone(scene.removal(Way.SESSION));
        return scene;
    }
}
