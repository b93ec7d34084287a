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
package dev.ashlar.testkit.internal.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.core.harness.Engine;
import dev.ashlar.testkit.PersistenceTestException;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CloneRestoringTest {

    private Lane lane;

    @BeforeEach
    void open() {
        lane = Lane.open(
                Engine.POSTGRESQL,
                CloneRestoring::new,
                "create table items (id int primary key)",
                "insert into items values (100)");
    }

    @AfterEach
    void close() {
        lane.close();
    }

    private String databases() {
        return lane.database
                .rows("select count(*) from pg_database where datname like 'copy%'")
                .get(0);
    }

    @Test
    void givesEachTestADatabaseOfItsOwn() throws SQLException {
        lane.restoring.begin("class");
        lane.execute("insert into items values (1)");
        for (int i = 0; i < 2; i++) {
            lane.restoring.begin("test");
            lane.execute("insert into items values (2)");
            lane.execute("create table more (id int)");
            assertThat(lane.rows("select id from items order by id")).containsExactly("1", "2", "100");
            lane.restoring.end();
        }
        assertThat(lane.rows("select id from items order by id")).containsExactly("1", "100");
        lane.restoring.end();

        assertThat(lane.database.rows("select id from items")).containsExactly("100");
        assertThat(databases()).isEqualTo("0");
    }

    @Test
    void copiesNothingForATestThatAsksForNothing() {
        lane.restoring.begin("class");
        lane.restoring.begin("test");
        assertThat(databases()).isEqualTo("0");
        lane.restoring.end();
        lane.restoring.end();
    }

    @Test
    void closesConnectionsThatAreStillOpen() throws SQLException {
        lane.restoring.begin("test");
        Connection connection = lane.transaction();
        Lane.execute(connection, "insert into items values (1)");
        lane.restoring.end();

        assertThat(connection.isClosed()).isTrue();
        assertThat(databases()).isEqualTo("0");
    }

    @Test
    void saysWhichConnectionOfTheClassKeepsItFromCopying() throws SQLException {
        lane.restoring.begin("class");
        try (Connection connection = lane.transaction()) {
            Lane.execute(connection, "insert into items values (1)");
            lane.restoring.begin("test");
            assertThatThrownBy(lane.source::getConnection)
                    .isInstanceOf(PersistenceTestException.class)
                    .hasMessageContainingAll("class=[class]", "test=[test]", "opened=[", "ROLLBACK");
            lane.restoring.end();
        }
        lane.restoring.end();
    }

    @Test
    void isRefusedWhereNothingCopiesADatabase() {
        try (Lane h2 = Lane.open(Engine.H2, database -> new RollbackRestoring(database, RollbackRestoring.PATIENCE))) {
            assertThatThrownBy(() -> new CloneRestoring(Lane.testDatabase(h2.database)))
                    .isInstanceOf(PersistenceTestException.class)
                    .hasMessageContainingAll("CLONE", "engine=H2", "ROLLBACK");
        }
    }
}
