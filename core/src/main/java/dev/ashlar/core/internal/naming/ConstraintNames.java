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

import static java.util.stream.Collectors.joining;

import dev.ashlar.core.naming.AshlarImplicitNamingStrategy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.boot.model.relational.Namespace;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.dialect.Dialect;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.ForeignKey;
import org.hibernate.mapping.Index;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.UniqueKey;

/**
 * Gives all constraints of a mapping their final names.
 *
 * <p>It runs when everything is bound, and before anything makes DDL of it: {@code hbm2ddl}, script export and
 * {@code Persistence.generateSchema} all see the same names, and none needs a session factory.
 */
public final class ConstraintNames {

    private final InFlightMetadataCollector metadata;
    private final List<Table> tables = new ArrayList<>();
    private final int limit;
    private final NameRegister names;

    private ConstraintNames(InFlightMetadataCollector metadata) {
        this.metadata = metadata;
        this.limit = GeneratedName.limit(metadata.getDatabase().getDialect());
        this.names = new NameRegister(limit);
        for (Namespace namespace : metadata.getDatabase().getNamespaces()) {
            tables.addAll(namespace.getTables());
        }
    }

    /**
     * Names the constraints, if {@link AshlarImplicitNamingStrategy} is in use; otherwise nothing happens.
     *
     * <p>To be called once per mapping, after whatever adds tables, columns, keys or checks to it.
     */
    public static void finish(InFlightMetadataCollector metadata) {
        if (metadata.getMetadataBuildingOptions().getImplicitNamingStrategy() instanceof AshlarImplicitNamingStrategy) {
            new ConstraintNames(metadata).finish();
        }
    }

    /** The name that a constraint proposes. */
    public static String of(String prefix, Table table, List<Column> columns, Dialect dialect) {
        return GeneratedName.fit(name(prefix, table, words(columns)), GeneratedName.limit(dialect));
    }

    private void finish() {
        PerClassTable.replaceAll(metadata, tables);
        tables.removeIf(table -> !table.isPhysicalTable() || table.isView());
        tables.forEach(ColumnReferences::resolve);
        UniqueKeys.addForColumns(tables);
        PrimaryKeyNames primaryKeys = new PrimaryKeyNames(metadata, names);
        for (Table table : tables) {
            names.reserve(table, table.getName());
            primaryKeys.propose(table);
            table.getUniqueKeys().values().forEach(key -> propose(table, key));
            table.getIndexes().values().forEach(this::propose);
            proposeForeignKeys(table);
        }
        new CheckNames(metadata, names).propose(tables);
        names.assign();
        metadata.getDatabase().addAuxiliaryDatabaseObject(new AddedColumnChecks(tables));
    }

    private void propose(Table table, UniqueKey key) {
        if (key.isNameExplicit() || !ProvisionalName.is(key.getName())) {
            names.reserve(table, key.getName());
            // Otherwise CreateTableUniqueDelegate of Hibernate 7.4 drops the name.
            key.setNameExplicit(true);
        } else {
            String columns = words(key.getColumns());
            names.propose(
                    table,
                    name("uq", table, columns),
                    "uq" + exact(key.getColumns()),
                    name -> UniqueKeys.rename(table, key, name));
        }
    }

    private void propose(Index index) {
        if (IndexNames.isGenerated(index, limit)) {
            IndexNames.propose(index, names);
        } else {
            names.reserve(index.getTable(), index.getName());
        }
    }

    /** A lone foreign key to a table needs no columns in its name. */
    private void proposeForeignKeys(Table table) {
        Map<Table, List<ForeignKey>> byReferenced = new HashMap<>();
        for (ForeignKey key : table.getForeignKeyCollection()) {
            if (key.isPhysicalConstraint() && key.isCreationEnabled()) {
                byReferenced
                        .computeIfAbsent(key.getReferencedTable(), referenced -> new ArrayList<>())
                        .add(key);
            }
        }
        byReferenced.forEach((referenced, keys) -> {
            String name = name("fk", table, SnakeCase.of(referenced.getName()));
            for (ForeignKey key : keys) {
                if (ProvisionalName.is(key.getName())) {
                    String full = keys.size() == 1 ? name : name + '_' + words(key.getColumns());
                    String identity = "fk" + exact(key.getColumns()) + ">" + referenced.getName()
                            + exact(key.getReferencedColumns());
                    names.propose(table, full, identity, key::setName);
                } else {
                    names.reserve(table, key.getName());
                }
            }
        });
    }

    static String name(String prefix, Table table, String rest) {
        return prefix + '_' + SnakeCase.of(table.getName()) + (rest.isEmpty() ? "" : "_" + rest);
    }

    static String words(List<Column> columns) {
        return columns.stream().map(column -> SnakeCase.of(column.getName())).collect(joining("_"));
    }

    /** Part of what hashes are made of: it must stay as it is in all versions. */
    private static String exact(List<Column> columns) {
        return columns.stream().map(Column::getName).collect(joining(",", "(", ")"));
    }
}
