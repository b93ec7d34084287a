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

import static dev.ashlar.core.naming.NamingSettings.NAMING;
import static dev.ashlar.core.naming.NamingSettings.PLURAL_SNAKE_CASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.core.harness.Catalog;
import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.DdlPath;
import dev.ashlar.core.harness.EachEngine;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.ExpectedNames;
import dev.ashlar.core.naming.model.BankAccount;
import dev.ashlar.core.naming.model.Model;
import dev.ashlar.core.naming.model.Person;
import dev.ashlar.core.naming.model.Vehicle;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Map;

class NamingDdlTest {

    private static final Map<String, Object> SETTINGS = Map.of(NAMING, PLURAL_SNAKE_CASE);

    @EachEngine
    void namesTheSameInEveryWayOfMakingASchema(Engine engine) {
        for (DdlPath path : DdlPath.values()) {
            try (Database database = engine.open()) {
                path.run(database, "naming", SETTINGS, Model.entities());

                assertThat(Catalog.names(database))
                        .as(path.name())
                        .containsExactlyInAnyOrderElementsOf(ExpectedNames.of("/naming/expected-names.txt", engine));
            }
        }
    }

    @EachEngine
    void changesNothingInASecondUpdate(Engine engine) {
        try (Database database = engine.open()) {
            DdlPath.CREATE.run(database, "naming", SETTINGS, Model.entities());
            List<String> created = Catalog.names(database);

            DdlPath.UPDATE.run(database, "naming", SETTINGS, Model.entities());
            DdlPath.UPDATE.run(database, "naming", SETTINGS, Model.entities());

            assertThat(Catalog.names(database)).isEqualTo(created);
        }
    }

    @EachEngine
    void namesTheSameWhereEverythingIsQuoted(Engine engine) {
        Class<?>[] entities = {
            Note.class,
            Person.class,
            Vehicle.class,
            Vehicle.Car.class,
            BankAccount.class,
            BankAccount.SavingsAccount.class
        };
        try (Database plain = engine.open();
                Database quoted = engine.open()) {
            DdlPath.CREATE.run(plain, "naming", SETTINGS, entities);
            DdlPath.CREATE.run(
                    quoted,
                    "naming",
                    Map.of(NAMING, PLURAL_SNAKE_CASE, "hibernate.globally_quoted_identifiers", true),
                    entities);

            assertThat(Catalog.names(quoted))
                    .contains("index notes.idx_notes_note_text", "column notes_note_lines.note_lines_order")
                    .isEqualTo(Catalog.names(plain));
        }
    }

    @Entity(name = "Note")
    @Table(indexes = @Index(columnList = "noteText"))
    static class Note {

        @Id
        Long id;

        String noteText;

        @ManyToOne
        Person writtenBy;

        @ElementCollection
        @OrderColumn
        List<String> noteLines;
    }
}
