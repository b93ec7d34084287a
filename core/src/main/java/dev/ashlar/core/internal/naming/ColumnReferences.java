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
import org.hibernate.mapping.Index;
import org.hibernate.mapping.Selectable;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.UniqueKey;
import org.jspecify.annotations.Nullable;

/**
 * Lets {@code @Index(columnList = "publishedAt")} and {@code @UniqueConstraint(columnNames = "publishedAt")} mean the
 * column {@code published_at}.
 *
 * <p>Hibernate 7.4 ({@code IndexBinder.createColumn}) makes a column of whatever text it finds and looks for no real one.
 */
final class ColumnReferences {

    private ColumnReferences() {}

    static void resolve(Table table) {
        table.getUniqueKeys().values().forEach(ColumnReferences::resolve);
        table.getIndexes().values().forEach(ColumnReferences::resolve);
    }

    private static void resolve(UniqueKey key) {
        List<Column> columns = key.getColumns();
        for (int i = 0; i < columns.size(); i++) {
            Column written = columns.get(i);
            Column real = real(key.getTable(), written);
            if (real != null) {
                columns.set(i, real);
                String order = key.getColumnOrderMap().remove(written);
                if (order != null) {
                    key.getColumnOrderMap().put(real, order);
                }
            }
        }
    }

    private static void resolve(Index index) {
        for (Selectable selectable : List.copyOf(index.getSelectables())) {
            Column real = selectable instanceof Column written ? real(index.getTable(), written) : null;
            if (real != null) {
                String order = index.getSelectableOrderMap().get(selectable);
                // The index's own column; renamed it hashes differently, so its order is registered anew.
                ((Column) selectable).setName(real.getQuotedName());
                index.addColumn(selectable, order);
            }
        }
    }

    private static @Nullable Column real(Table table, Column written) {
        return table.getColumn(written) != null ? null : table.getColumn(new Column(SnakeCase.of(written.getName())));
    }
}
