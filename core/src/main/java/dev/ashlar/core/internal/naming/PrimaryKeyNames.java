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
package dev.ashlar.core.internal.naming;

import java.util.List;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.PrimaryKey;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.UniqueKey;

/**
 * Names primary keys.
 *
 * <p>Hibernate 7.4 has no name for them, but writes that of the unique key by which a user orders the columns
 * ({@code StandardTableExporter.primaryKeyString}), so each gets such a key. MariaDB calls every primary key
 * {@code PRIMARY} regardless.
 */
final class PrimaryKeyNames {

    private final InFlightMetadataCollector metadata;
    private final NameRegister names;

    PrimaryKeyNames(InFlightMetadataCollector metadata, NameRegister names) {
        this.metadata = metadata;
        this.names = names;
    }

    void propose(Table table) {
        PrimaryKey primaryKey = table.getPrimaryKey();
        if (primaryKey == null || primaryKey.getColumns().isEmpty()) {
            return;
        }
        UniqueKey ordering = primaryKey.getOrderingUniqueKey();
        if (ordering != null && ordering.isNameExplicit()) {
            names.reserve(table, ordering.getName());
            return;
        }
        UniqueKey name = new UniqueKey(table);
        columns(primaryKey).forEach(name::addColumn);
        name.setNameExplicit(true);
        primaryKey.setOrderingUniqueKey(name);
        names.propose(table, ConstraintNames.name("pk", table, ""), "pk", name::setName);
    }

    /** In the order that they would have without us. */
    private List<Column> columns(PrimaryKey primaryKey) {
        List<Column> columns = primaryKey.getColumns();
        if (columns.size() > 1) {
            List<Column> ordered = metadata.getMetadataBuildingOptions()
                    .getColumnOrderingStrategy()
                    .orderConstraintColumns(primaryKey, metadata);
            if (ordered != null) {
                // An ordering key's columns may be mere names; the primary key's are the table's own.
                return ordered.stream()
                        .map(column -> columns.get(columns.indexOf(column)))
                        .toList();
            }
        }
        return List.copyOf(columns);
    }
}
