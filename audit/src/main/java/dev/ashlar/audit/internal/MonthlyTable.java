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

import dev.ashlar.audit.AuditSettings;
import dev.ashlar.audit.internal.write.PartitionNames;
import dev.ashlar.core.ground.SchemaContributions;
import java.util.List;
import org.hibernate.boot.model.relational.InitCommand;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.PrimaryKey;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.UniqueKey;

/** Divides the log's table by month. */
final class MonthlyTable {

    private MonthlyTable() {}

    static void contribute(SchemaContributions schema, PersistentClass log) {
        if (!(schema.dialect() instanceof PostgreSQLDialect)) {
            schema.problems()
                    .add("The log can be divided by month on PostgreSQL only: " + AuditSettings.PARTITIONS
                            + "=[monthly] dialect="
                            + schema.dialect().getClass().getSimpleName()
                            + ". Remove the setting, and purge by AuditLogs.of(factory).purge().");
            return;
        }
        Table table = log.getTable();
        Column createdAt = log.getProperty("createdAt").getColumns().get(0);
        table.setOptions("partition by range (" + createdAt.getQuotedName(schema.dialect()) + ")");
        PrimaryKey key = table.getPrimaryKey();
        key.addColumn(createdAt); // PostgreSQL wants what divides the table in each unique key
        UniqueKey ordering = new UniqueKey(table); // else Hibernate puts created_at first, and nothing finds an id
        key.getColumns().forEach(ordering::addColumn);
        ordering.setName(schema.name("pk", table, List.of()));
        ordering.setNameExplicit(true);
        key.setOrderingUniqueKey(ordering);
        // So that no row is lost for want of its month.
        table.addInitCommand(context -> {
            String name = context.format(table.getQualifiedTableName());
            return new InitCommand(
                    "create table if not exists " + PartitionNames.others(name) + " partition of " + name + " default");
        });
    }
}
