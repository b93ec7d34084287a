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
package dev.ashlar.audit;

import static dev.ashlar.core.naming.NamingSettings.NAMING;
import static dev.ashlar.core.naming.NamingSettings.PLURAL_SNAKE_CASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.core.harness.Catalog;
import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.DdlPath;
import dev.ashlar.core.harness.EachEngine;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestUnit;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hibernate.cfg.SchemaToolingSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The log's table reaches the database by each way to DDL alike. */
class AuditSchemaTest {

    private static final List<Map<String, Object>> NAMINGS = List.of(Map.of(), Map.of(NAMING, PLURAL_SNAKE_CASE));

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void isTheSameByEachWayToDdl(Engine engine) {
        for (Map<String, Object> settings : NAMINGS) {
            List<List<String>> tables = new ArrayList<>();
            for (DdlPath path : DdlPath.values()) {
                try (Database database = engine.open()) {
                    path.run(database, "logged", settings, Label.class);
                    tables.add(table(database));
                }
            }
            assertThat(tables).as("%s", settings).containsOnly(tables.get(0));
            assertThat(tables.get(0))
                    .contains(
                            "column audit_logs.old_values json",
                            "column audit_logs.new_values json",
                            "column audit_logs.changed_fields json",
                            "comment what happened to each record, when, by whom and why",
                            "index audit_logs.idx_audit_logs_table_name_record_id_id",
                            "index audit_logs.idx_audit_logs_transaction_id_transaction_sequence");
            if (engine == Engine.H2) {
                assertThat(tables.get(0))
                        .contains(
                                "column audit_logs.action enum",
                                "column audit_logs.actor_kind enum",
                                "column audit_logs.source enum");
            } else {
                assertThat(tables.get(0))
                        .filteredOn(name -> name.startsWith("check "))
                        .hasSize(3);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void hasTheHousesNamesUnderTheNamingSetting(Engine engine) {
        try (Database database = engine.open()) {
            DdlPath.CREATE.run(database, "logged", NAMINGS.get(1), Label.class);

            assertThat(Catalog.names(database))
                    .contains("primary key audit_logs.pk_audit_logs")
                    .filteredOn(name -> name.startsWith("check audit_logs."))
                    .allMatch(name -> name.startsWith("check audit_logs.ck_audit_logs_"));
        }
    }

    /** Without the names that the engine makes up. */
    private static List<String> table(Database database) {
        boolean h2 = database.engine() == Engine.H2;
        List<String> found = new ArrayList<>(Catalog.names(database).stream()
                .filter(name -> name.contains("audit_logs") && !name.startsWith("column"))
                .map(name -> name.replaceFirst("constraint_\\w+", "constraint"))
                .toList());
        database.rows("select table_name, column_name, data_type from information_schema.columns"
                        + " where table_name like 'audit_logs%' or table_name like 'AUDIT_LOGS%'")
                .forEach(row -> {
                    String[] parts = row.toLowerCase(Locale.ROOT)
                            .replace("jsonb", "json")
                            .split(" ", 3);
                    found.add("column " + parts[0] + "." + parts[1] + " " + parts[2]);
                });
        database.rows(
                        h2
                                ? "select remarks from information_schema.tables where table_name = 'AUDIT_LOGS'"
                                : "select obj_description('audit_logs'::regclass)")
                .forEach(comment -> found.add("comment " + comment.toLowerCase(Locale.ROOT)));
        database.rows(
                        h2
                                ? "select remarks from information_schema.columns where table_name = 'AUDIT_LOGS' and remarks <> ''"
                                : "select d.description from pg_description d where d.objoid = 'audit_logs'::regclass and objsubid > 0")
                .forEach(comment -> found.add("column comment " + comment));
        return found.stream().sorted().toList();
    }

    @EachEngine
    void validates(Engine engine) {
        for (DdlPath path : List.of(DdlPath.CREATE, DdlPath.UPDATE)) {
            try (Database database = engine.open()) {
                path.run(database, "logged", NAMINGS.get(1), Label.class);
                validate(database, Map.of());
            }
        }
    }

    private static void validate(Database database, Map<String, Object> settings) {
        TestUnit unit = TestUnit.of(database, Label.class)
                .with(NAMING, PLURAL_SNAKE_CASE)
                .with(DdlPath.ACTION, "validate")
                // H2 tells the columns of an index in capitals, which Hibernate 7.4 compares as they are.
                .with(SchemaToolingSettings.INDEX_VALIDATION, database.engine() == Engine.H2 ? "none" : "all");
        settings.forEach(unit::with);
        unit.open().close();
    }

    @EachEngine
    void changesNothingInALaterUpdate(Engine engine) {
        for (Map<String, Object> settings : NAMINGS) {
            try (Database database = engine.open()) {
                DdlPath.CREATE.run(database, "logged", settings, Label.class);
                List<String> created = Catalog.names(database);

                DdlPath.UPDATE.run(database, "logged", settings, Label.class);
                DdlPath.UPDATE.run(database, "logged", settings, Label.class);

                assertThat(Catalog.names(database)).isEqualTo(created);
            }
        }
    }

    @EachEngine
    void isNotThereWhereNothingIsLogged(Engine engine) {
        try (Database database = engine.open()) {
            DdlPath.CREATE.run(database, "none", Map.of(), Plain.class);

            assertThat(Catalog.names(database)).noneMatch(name -> name.contains("audit_logs"));
        }
    }

    @EachEngine
    void hasTheIndexesThatASettingNames(Engine engine) {
        try (Database database = engine.open()) {
            DdlPath.CREATE.run(
                    database, "logged", Map.of(AuditSettings.INDEXES, "actor, created_at,tenant"), Label.class);

            assertThat(Catalog.names(database))
                    .contains(
                            "index audit_logs.idx_audit_logs_actor_id",
                            "index audit_logs.idx_audit_logs_created_at_id",
                            "index audit_logs.idx_audit_logs_tenant_id")
                    .doesNotContain("index audit_logs.idx_audit_logs_action_id");
        }
    }

    @Test
    void isDividedByMonthByEachWayToDdl() {
        for (Map<String, Object> naming : NAMINGS) {
            Map<String, Object> settings = new HashMap<>(naming);
            settings.put(AuditSettings.PARTITIONS, "monthly");
            List<List<String>> tables = new ArrayList<>();
            for (DdlPath path : DdlPath.values()) {
                try (Database database = Engine.POSTGRESQL.open()) {
                    path.run(database, "logged", settings, Label.class);
                    List<String> table = new ArrayList<>(table(database));
                    table.addAll(database.rows("select 'key', pg_get_constraintdef(oid) from pg_constraint"
                            + " where conrelid = 'audit_logs'::regclass and contype = 'p'"));
                    table.addAll(database.rows("select 'divided', pg_get_partkeydef('audit_logs'::regclass)"));
                    tables.add(table);

                    DdlPath.UPDATE.run(database, "logged", settings, Label.class);
                    assertThat(table(database)).isSubsetOf(table);
                    if (naming.equals(NAMINGS.get(1))) {
                        validate(database, settings);
                    }
                }
            }
            assertThat(tables).containsOnly(tables.get(0));
            assertThat(tables.get(0))
                    .contains(
                            "key PRIMARY KEY (id, created_at)",
                            "divided RANGE (created_at)",
                            "table audit_logs_default",
                            "index audit_logs.idx_audit_logs_table_name_record_id_id");
            assertThat(tables.get(0).contains("primary key audit_logs.pk_audit_logs"))
                    .isTrue();
        }
    }

    /** Has no history. */
    @Entity
    static class Plain {

        @Id
        Long id;
    }
}
