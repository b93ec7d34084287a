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
package dev.ashlar.core.naming;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.core.ConfigurationException;
import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestUnit;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.junit.jupiter.api.Test;

/** A plural can be the name of another entity: both would read and remove each other's rows. */
@SuppressWarnings("NullAway.Init")
class SharedTableTest {

    @Entity(name = "Setting")
    static class Setting {
        @Id
        Long id;
    }

    @Entity(name = "Settings")
    static class Settings {
        @Id
        Long id;
    }

    @Entity(name = "Reading")
    @Table(name = "readings")
    static class Reading {
        @Id
        Long id;
    }

    @Entity(name = "ReadingView")
    @Table(name = "readings")
    static class ReadingView {
        @Id
        Long id;
    }

    private static TestUnit unit(Database database, Class<?>... entities) {
        return TestUnit.of(database, entities).with(NamingSettings.NAMING, NamingSettings.PLURAL_SNAKE_CASE);
    }

    @Test
    void isRefusedWhereNobodyNamedIt() {
        try (Database database = Engine.H2.open()) {
            assertThatThrownBy(
                            () -> unit(database, Setting.class, Settings.class).open())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContainingAll(
                            "Entities share a table that nobody named: table=settings",
                            "SharedTableTest$Setting, ",
                            "SharedTableTest$Settings]",
                            "@Table(name = …)");
        }
    }

    @Test
    void isFineWhereBothNameIt() {
        try (Database database = Engine.H2.open()) {
            unit(database, Reading.class, ReadingView.class).open().close();
        }
    }
}
