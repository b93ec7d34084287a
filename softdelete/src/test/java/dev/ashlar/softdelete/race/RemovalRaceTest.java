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
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.TestIsolation;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A removal against a change of the same row, and against another removal. */
@PersistenceTest(
        entities = {Team.class, Player.class, Shelf.class, Jar.class},
        isolation = TestIsolation.TRUNCATE)
class RemovalRaceTest {

    private final EntityManagerFactory factory;
    private final Transactions transactions;

    RemovalRaceTest(EntityManagerFactory factory, Transactions transactions) {
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
    void winsOrLosesAgainstAnUpdateOfAVersionedRow(Way way, boolean stateless) throws Exception {
        Races races = Races.of(round -> {
            Scene scene = Scene.of(factory, Family.VERSIONED, transactions);
            Result result = Race.run(round, scene.removal(way), scene.update(stateless));

            boolean removed = result.first() == null;
            assertThat(scene.isParentDeleted()).isEqualTo(removed);
            assertThat(scene.alive()).isEqualTo(removed ? 0 : 2);
            assertThat(scene.lost() + scene.orphans()).isZero();
            assertThat(scene.size()).isEqualTo(result.second() == null ? 1 : 0);
            assertThat(scene.parentVersion()).isEqualTo(2 - result.failures().size());
            return result;
        });
        if (way != Way.STATEMENT) {
            races.wereWonByEach();
        }
        races.hadAWinner();
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
    void isNotUndoneByAnUpdateOfAnUnversionedRow(Way way, boolean stateless) throws Exception {
        Races.of(round -> {
            Scene scene = Scene.of(factory, Family.UNVERSIONED, transactions);
            Result result = Race.run(round, scene.removal(way), scene.update(stateless));

            boolean removed = result.first() == null;
            assertThat(scene.isParentDeleted()).isEqualTo(removed);
            assertThat(scene.alive()).isEqualTo(removed ? 0 : 2);
            assertThat(scene.lost() + scene.orphans()).isZero();
            return result;
        });
    }

    @ParameterizedTest
    @EnumSource
    void leavesOneDeletionOfTwo(Way way) throws Exception {
        Races.of(round -> {
                    Scene scene = Scene.of(factory, Family.VERSIONED, transactions);
                    Result result = Race.run(round, scene.removal(Way.SESSION), scene.removal(way));

                    assertThat(result.bothWon()).isFalse();
                    assertThat(scene.isParentDeleted()).isTrue();
                    assertThat(scene.orphans() + scene.lost()).isZero();
                    assertThat(scene.parentVersion()).isEqualTo(1);
                    if (result.first() == null) {
                        assertThat(scene.deletions()).isZero();
                    }
                    return result;
                })
                .hadAWinner();
    }

    @ParameterizedTest
    @EnumSource
    void leavesNothingLiveOfTwoOnUnversionedRows(Way way) throws Exception {
        Races.of(round -> {
            Scene scene = Scene.of(factory, Family.UNVERSIONED, transactions);
            Result result = Race.run(round, scene.removal(Way.SESSION), scene.removal(way));

            assertThat(scene.isParentDeleted()).isTrue();
            assertThat(scene.orphans() + scene.lost()).isZero();
            return result;
        });
    }

    @Test
    void ofTwoParentsInOppositeOrderEndsWithOneWinner() throws Exception {
        Races.of(round -> {
            Scene scene = Scene.of(factory, Family.VERSIONED, transactions);
            Result result = Race.run(
                    round,
                    scene.removalInTurn(scene.parent, scene.other),
                    scene.removalInTurn(scene.other, scene.parent));

            assertThat(result.oneWon()).isTrue();
            assertThat(scene.isParentDeleted()).isTrue();
            assertThat(scene.orphans() + scene.lost()).isZero();
            assertThat(scene.parentVersion()).isEqualTo(1);
            return result;
        });
    }
}
