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
package dev.ashlar.core.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.core.ConfigurationException;
import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.EachEngine;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestUnit;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Persistence;
import java.io.StringWriter;
import java.util.List;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.model.relational.SimpleAuxiliaryDatabaseObject;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.junit.jupiter.api.Test;

/** A contribution reaches each way to DDL. */
class SchemaContributorTest {

    private static final String SWITCH = "test.contribute";

    @Entity(name = "Brick")
    static class Brick {
        @Id
        Long id;
    }

    /** Registered with the service loader in the test resources; keeps still unless the switch is set. */
    public static final class Comment implements SchemaContributor {
        @Override
        public void contribute(SchemaContributions schema) {
            Object value = schema.settings().get(SWITCH);
            if ("problem".equals(value)) {
                schema.problems().add("A test problem: value=" + value + ".");
            } else if (value != null) {
                assertThat(schema.entities()).extracting("jpaEntityName").contains("Brick");
                assertThat(schema.tables()).extracting("name").contains("Brick");
                assertThat(schema.tables())
                        .filteredOn(table -> table.getName().equals("Brick"))
                        .extracting(table -> schema.name("uq", table, List.copyOf(table.getColumns())))
                        .containsExactly("uq_brick_id");
                assertThat(schema.dialect()).isSameAs(schema.database().getDialect());
                schema.add(new SimpleAuxiliaryDatabaseObject(
                        schema.database().getDefaultNamespace(),
                        "create view contributed as select id from Brick",
                        "drop view if exists contributed",
                        java.util.Set.of()));
            }
        }
    }

    private static void assertContributed(Database database) {
        assertThat(database.rows("select count(*) from contributed")).containsExactly("0");
    }

    @EachEngine
    void create(Engine engine) {
        try (Database database = engine.open()) {
            TestUnit.of(database, Brick.class).with(SWITCH, true).open().close();
            assertContributed(database);
        }
    }

    @EachEngine
    void updateTwice(Engine engine) {
        try (Database database = engine.open()) {
            for (int i = 0; i < 2; i++) {
                TestUnit.of(database, Brick.class)
                        .with("jakarta.persistence.schema-generation.database.action", "update")
                        .with(SWITCH, true)
                        .open()
                        .close();
                assertContributed(database);
            }
        }
    }

    @EachEngine
    void generateSchemaOfJakartaPersistence(Engine engine) {
        try (Database database = engine.open()) {
            Persistence.generateSchema(
                    "bricks",
                    TestUnit.of(database, Brick.class)
                            .with(SWITCH, true)
                            .configuration()
                            .properties());
            assertContributed(database);
        }
    }

    @EachEngine
    void scriptExport(Engine engine) {
        try (Database database = engine.open()) {
            StringWriter script = new StringWriter();
            TestUnit.of(database, Brick.class)
                    .with(SWITCH, true)
                    .with("jakarta.persistence.schema-generation.database.action", "none")
                    .with("jakarta.persistence.schema-generation.scripts.action", "create")
                    .with("jakarta.persistence.schema-generation.scripts.create-target", script)
                    .open()
                    .close();
            assertThat(script.toString()).contains("create view contributed");
        }
    }

    @Test
    void metadataAloneWithoutADatabase() {
        Metadata metadata = new MetadataSources(new StandardServiceRegistryBuilder()
                        .applySetting("hibernate.boot.allow_jdbc_metadata_access", false)
                        .applySetting("jakarta.persistence.database-product-name", "PostgreSQL")
                        .applySetting("jakarta.persistence.database-major-version", "18")
                        .applySetting(SWITCH, true)
                        .build())
                .addAnnotatedClass(Brick.class)
                .buildMetadata();
        assertThat(List.copyOf(metadata.getDatabase().getAuxiliaryDatabaseObjects()))
                .hasSize(1);
    }

    @Test
    void aProblemIsToldBeforeAnythingIsCreated() {
        try (Database database = Engine.H2.open()) {
            assertThatThrownBy(() -> TestUnit.of(database, Brick.class)
                            .with(SWITCH, "problem")
                            .open())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("A test problem: value=problem.");
            assertThat(database.rows("select count(*) from information_schema.tables where table_schema = 'PUBLIC'"))
                    .containsExactly("0");
        }
    }
}
