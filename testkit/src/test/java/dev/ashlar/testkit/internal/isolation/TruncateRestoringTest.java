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

import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestUnit;
import dev.ashlar.testkit.PersistenceTestException;
import dev.ashlar.testkit.TestIsolation;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.sql.SQLException;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass(name = "{0}")
@MethodSource("dev.ashlar.core.harness.Engine#all")
class TruncateRestoringTest {

    @Entity(name = "Mapped")
    static class Mapped {
        @Id
        long id;
    }

    @Parameter
    private Engine engine;

    private Lane lane;
    private SessionFactory factory;

    @BeforeEach
    void open() {
        Database database = engine.open();
        factory = TestUnit.of(database, Mapped.class).open();
        database.execute("create table unmapped (id int)");
        lane = Lane.of(database, testDatabase -> Restoring.of(TestIsolation.TRUNCATE, testDatabase, () -> factory));
        lane.restoring.begin("class");
    }

    @AfterEach
    void close() {
        factory.close();
        lane.close();
    }

    @Test
    void emptiesMappedTables() throws SQLException {
        lane.restoring.begin("test");
        lane.execute("insert into Mapped values (1)");
        lane.restoring.end();

        assertThat(lane.database.rows("select id from Mapped")).isEmpty();
        lane.restoring.end();
    }

    @Test
    void saysWhichTablesAreNotMapped() throws SQLException {
        lane.restoring.begin("test");
        lane.execute("insert into unmapped values (1)");

        assertThatThrownBy(lane.restoring::end)
                .isInstanceOf(PersistenceTestException.class)
                .hasMessageContaining("not mapped")
                .satisfies(e -> assertThat(e.getMessage()).containsIgnoringCase("[unmapped]"));
        assertThat(lane.database.rows("select id from unmapped")).isEmpty();
    }

    @Test
    void saysThatDataOfTheClassAreGone() throws SQLException {
        lane.execute("insert into Mapped values (1)");
        lane.restoring.begin("test");
        lane.execute("insert into unmapped values (1)");

        assertThatThrownBy(lane.restoring::end)
                .hasMessageContainingAll("class=[class]", "before each test")
                .satisfies(e -> assertThat(e.getMessage()).containsIgnoringCase("tables=[mapped]"));
        lane.restoring.end();
    }
}
