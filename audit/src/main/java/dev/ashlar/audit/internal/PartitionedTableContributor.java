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
package dev.ashlar.audit.internal;

import static org.hibernate.cfg.SchemaToolingSettings.EXTRA_PHYSICAL_TABLE_TYPES;

import dev.ashlar.audit.AuditSettings;
import java.util.Map;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.service.spi.ServiceContributor;

/**
 * Lets schema updates see a table that is divided: else Hibernate takes it for no table, and makes its indexes again
 * ({@code GroupedSchemaMigratorImpl.performTablesMigration}, 7.4.13).
 */
public final class PartitionedTableContributor implements ServiceContributor {

    private static final String TYPE = "PARTITIONED TABLE";

    /** For the service loader. */
    public PartitionedTableContributor() {}

    @Override
    public void contribute(StandardServiceRegistryBuilder builder) {
        Map<String, Object> settings = builder.getSettings();
        if (settings.containsKey(AuditSettings.PARTITIONS)) {
            Object own = settings.get(EXTRA_PHYSICAL_TABLE_TYPES);
            builder.applySetting(EXTRA_PHYSICAL_TABLE_TYPES, own == null ? TYPE : own + "," + TYPE);
        }
    }
}
