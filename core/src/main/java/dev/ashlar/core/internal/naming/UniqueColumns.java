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
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.UniqueKey;

/**
 * Makes a unique key of each unique column.
 *
 * <p>Hibernate 7.4 writes {@code unique} behind the column ({@code CreateTableUniqueDelegate}), where there is no room for
 * a name, and makes the key only while it writes DDL ({@code ColumnDefinitions.appendConstraints}).
 */
final class UniqueColumns {

    private UniqueColumns() {}

    static void toKeys(List<Table> tables) {
        for (Table table : tables) {
            for (Column column : table.getColumns()) {
                if (column.isUnique() && !table.isPrimaryKey(column) && !hasKey(table, column)) {
                    String name = column.getUniqueKeyName() == null ? "" : column.getUniqueKeyName();
                    UniqueKey key = table.getOrCreateUniqueKey(name);
                    key.addColumn(column);
                }
            }
        }
        // Only now: tables of one hierarchy share columns.
        tables.forEach(table -> table.getColumns().forEach(column -> column.setUnique(false)));
    }

    private static boolean hasKey(Table table, Column column) {
        return table.getUniqueKeys().values().stream()
                .anyMatch(key -> key.getColumns().equals(List.of(column)));
    }
}
