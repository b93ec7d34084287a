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

import dev.ashlar.core.transaction.Isolation;
import dev.ashlar.core.transaction.Transactions;
import dev.ashlar.softdelete.race.Race.Result;
import dev.ashlar.softdelete.race.Scene.Addition;
import dev.ashlar.testkit.Engine;
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.TestIsolation;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Transactions that read what was there when they began, on the engine that notices when that matters. */
@PersistenceTest(
        entities = {Team.class, Player.class, Shelf.class, Jar.class},
        database = Engine.POSTGRESQL,
        isolation = TestIsolation.TRUNCATE)
class SerializableRaceTest {

    private final EntityManagerFactory factory;
    private final Transactions transactions;

    SerializableRaceTest(EntityManagerFactory factory, Transactions transactions) {
        this.factory = factory;
        this.transactions = transactions.isolation(Isolation.SERIALIZABLE);
    }

    @ParameterizedTest
    @CsvSource({"SESSION,PERSIST", "SESSION,MOVE", "STATELESS,INSERT", "STATEMENT,PERSIST"})
    void keepLiveChildrenFromDeletedParents(Way way, Addition addition) throws Exception {
        Races.of(round -> {
            Scene scene = Scene.of(factory, Family.VERSIONED, transactions);
            Result result = Race.run(round, scene.removal(way), scene.addition(addition));

            assertThat(scene.orphans() + scene.lost()).isZero();
            assertThat(scene.isParentDeleted()).isEqualTo(result.first() == null);
            return result;
        });
    }
}
