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

/** What Hibernate's unique keys lack to bear a name. */
final class UniqueKeys {

    private UniqueKeys() {}

    /**
     * Makes a unique key of each unique column.
     *
     * <p>Hibernate 7.4 writes {@code unique} behind the column ({@code CreateTableUniqueDelegate}), where there is no
     * room for a name, and makes the key only while it writes DDL ({@code ColumnDefinitions.appendConstraints}).
     */
    static void addForColumns(List<Table> tables) {
        for (Table table : tables) {
            for (Column column : table.getColumns()) {
                if (column.isUnique() && !table.isPrimaryKey(column) && !hasKey(table, column)) {
                    table.getOrCreateUniqueKey(ProvisionalName.of(table, column))
                            .addColumn(column);
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

    /**
     * Puts a key of the new name in the place of this one.
     *
     * <p>The table knows its keys by name, and {@code AbstractSchemaValidator} of Hibernate 7.4 relies on it. The old key
     * has then the same columns as the new one and is not explicit, so the table drops it as redundant.
     */
    static void rename(Table table, UniqueKey key, String name) {
        UniqueKey renamed = table.getOrCreateUniqueKey(name);
        key.getColumns()
                .forEach(column ->
                        renamed.addColumn(column, key.getColumnOrderMap().get(column)));
        renamed.setOptions(key.getOptions());
        renamed.setNameExplicit(true);
        renamed.setExplicit(true);
        key.setExplicit(false);
    }
}
