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
package dev.ashlar.audit.seal;

import static dev.ashlar.core.naming.NamingSettings.NAMING;
import static dev.ashlar.core.naming.NamingSettings.PLURAL_SNAKE_CASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.audit.AuditSettings;
import dev.ashlar.core.harness.Catalog;
import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.DdlPath;
import dev.ashlar.core.harness.EachEngine;
import dev.ashlar.core.harness.Engine;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tables of seals are there when they are asked for, by each way to DDL. */
class SealDdlTest {

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void comeWithEachWayToDdl(Engine engine) {
        for (DdlPath path : DdlPath.values()) {
            try (Database database = engine.open()) {
                path.run(
                        database,
                        "sealed",
                        Map.of(AuditSettings.SEALS, "true", NAMING, PLURAL_SNAKE_CASE),
                        Letter.class);
                assertThat(Catalog.names(database))
                        .as(path.name())
                        .extracting(name -> name.replaceFirst(".*\\.", ""))
                        .contains(
                                "pk_audit_seals",
                                "pk_audit_seal_rows",
                                "fk_audit_seal_rows_audit_seals",
                                "idx_audit_seal_rows_seal_id_place",
                                "idx_audit_seal_rows_purged_by");
            }
        }
    }

    @EachEngine
    void areNotThereUnasked(Engine engine) {
        try (Database database = engine.open()) {
            DdlPath.CREATE.run(database, "sealed", Map.of(NAMING, PLURAL_SNAKE_CASE), Letter.class);
            assertThat(Catalog.names(database)).noneMatch(name -> name.contains("audit_seal"));
        }
    }
}
