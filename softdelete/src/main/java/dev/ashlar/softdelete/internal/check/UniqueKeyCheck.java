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
package dev.ashlar.softdelete.internal.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Index;
import org.hibernate.mapping.ManyToOne;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.RootClass;
import org.hibernate.mapping.Selectable;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.UniqueKey;

/** Unique keys that count deleted rows, or count none. */
final class UniqueKeyCheck implements MappingCheck {

    @Override
    @SuppressWarnings("ReferenceEquality") // the same part of the mapping
    public void check(Mappings mappings, Findings findings) {
        for (RootClass root : mappings.roots()) {
            Column mark = Mappings.markColumn(root);
            for (Table table : Mappings.tables(root)) {
                for (Set<Column> key : keys(table)) {
                    if (mark != null && key.contains(mark) && table == root.getTable()) {
                        findings.warning(
                                root,
                                "A unique key with the mark in it holds for no live row, since its nulls are never equal",
                                facts(root, table, key),
                                "Use @UniqueAmongLive instead.");
                    } else {
                        findings.warning(
                                root,
                                "A unique key counts deleted rows, so that their values cannot be used again",
                                facts(root, table, key),
                                mend(mappings, root, key));
                    }
                }
            }
        }
    }

    /** Those that say more than the primary key, and are neither computed nor restricted to some rows. */
    private static Set<Set<Column>> keys(Table table) {
        Set<Set<Column>> keys = new LinkedHashSet<>();
        for (Column column : table.getColumns()) {
            if (column.isUnique()) {
                add(List.of(column), table, keys);
            }
        }
        for (UniqueKey key : table.getUniqueKeys().values()) {
            add(key.getColumns(), table, keys);
        }
        for (Index index : table.getIndexes().values()) {
            if (index.isUnique()
                    && (index.getOptions() == null || index.getOptions().isBlank())) {
                List<Column> columns = new ArrayList<>();
                for (Selectable part : index.getSelectables()) {
                    if (part instanceof Column column) {
                        columns.add(column);
                    }
                }
                if (columns.size() == index.getSelectables().size()) {
                    add(columns, table, keys);
                }
            }
        }
        return keys;
    }

    private static void add(Collection<Column> columns, Table table, Set<Set<Column>> keys) {
        if (columns.stream().noneMatch(column -> column.getGeneratedAs() != null)
                && (table.getPrimaryKey() == null
                        || !columns.containsAll(table.getPrimaryKey().getColumns()))) {
            keys.add(new LinkedHashSet<>(columns));
        }
    }

    private static String facts(RootClass root, Table table, Set<Column> key) {
        return Mappings.fact(root) + " table=" + table.getName() + " columns="
                + key.stream().map(Column::getName).toList();
    }

    private static String mend(Mappings mappings, RootClass root, Set<Column> key) {
        for (Attribute attribute : mappings.attributes()) {
            if (attribute.owner().getRootClass() == root
                    && attribute.collection() == null
                    && !Mappings.columns(attribute.property()).isEmpty()
                    && key.containsAll(Mappings.columns(attribute.property()))) {
                Property property = attribute.property();
                if (property.isNaturalIdentifier()) {
                    return "Use @UniqueAmongLive instead of @NaturalId, or never use a value again.";
                }
                if (property.getValue() instanceof ManyToOne reference && reference.isLogicalOneToOne()) {
                    return "Map the one-to-one as @ManyToOne with @UniqueAmongLive.";
                }
            }
        }
        return "Use @UniqueAmongLive instead.";
    }
}
