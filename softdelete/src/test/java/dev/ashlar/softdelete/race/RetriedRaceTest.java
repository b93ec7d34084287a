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

import dev.ashlar.core.transaction.Retry;
import dev.ashlar.core.transaction.Transactions;
import dev.ashlar.softdelete.DeletedParentException;
import dev.ashlar.softdelete.race.Race.Result;
import dev.ashlar.softdelete.race.Scene.Addition;
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.TestIsolation;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Sides that try again: the removal comes to its end, and the other one learns that it is too late. */
@PersistenceTest(
        entities = {Team.class, Player.class, Shelf.class, Jar.class},
        isolation = TestIsolation.TRUNCATE)
class RetriedRaceTest {

    private final EntityManagerFactory factory;
    private final Transactions transactions;

    RetriedRaceTest(EntityManagerFactory factory, Transactions transactions) {
        this.factory = factory;
        this.transactions = transactions.retrying(Retry.upTo(10).backoff(Duration.ofMillis(1), Duration.ofMillis(10)));
    }

    @ParameterizedTest
    @CsvSource({"SESSION,PERSIST", "SESSION,MOVE", "STATELESS,INSERT", "STATELESS,UPSERT", "STATEMENT,PERSIST"})
    void removesAParentThatGetsAChildMeanwhile(Way way, Addition addition) throws Exception {
        Races.of(round -> {
            Scene scene = Scene.of(factory, Family.VERSIONED, transactions);
            Result result = Race.run(round, scene.removal(way), scene.addition(addition));

            assertThat(result.first()).isNull();
            assertThat(result.second())
                    .satisfiesAnyOf(
                            none -> assertThat(none).isNull(),
                            gone -> assertThat(gone).isInstanceOf(Gone.class),
                            late -> assertThat(late).isInstanceOf(DeletedParentException.class));
            assertThat(scene.isParentDeleted()).isTrue();
            assertThat(scene.orphans() + scene.lost()).isZero();
            return result;
        });
    }

    @ParameterizedTest
    @EnumSource
    void removesARowThatChangesMeanwhile(Way way) throws Exception {
        Races.of(round -> {
            Scene scene = Scene.of(factory, Family.VERSIONED, transactions);
            Result result = Race.run(round, scene.removal(way), scene.update(way == Way.STATELESS));

            assertThat(result.first()).isNull();
            if (result.second() != null) {
                assertThat(result.second()).isInstanceOf(Gone.class);
            }
            assertThat(scene.isParentDeleted()).isTrue();
            assertThat(scene.orphans() + scene.lost()).isZero();
            assertThat(scene.parentVersion()).isEqualTo(scene.size() + 1);
            return result;
        });
    }

    @Test
    void removesInOppositeOrder() throws Exception {
        Races.of(round -> {
            Scene scene = Scene.of(factory, Family.VERSIONED, transactions);
            Result result = Race.run(
                    round,
                    scene.removalInTurn(scene.parent, scene.other),
                    scene.removalInTurn(scene.other, scene.parent));

            assertThat(result.oneWon()).isTrue();
            assertThat(result.failures()).hasOnlyElementsOfType(Gone.class);
            assertThat(scene.orphans() + scene.lost()).isZero();
            return result;
        });
    }
}
