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

import java.io.Serial;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.InitCommand;
import org.hibernate.boot.model.relational.Namespace;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.mapping.CheckConstraint;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.DenormalizedTable;
import org.hibernate.mapping.ForeignKey;
import org.hibernate.mapping.Index;
import org.hibernate.mapping.PrimaryKey;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.UniqueKey;
import org.jspecify.annotations.Nullable;

/**
 * A table of a table-per-class hierarchy, as DDL sees it: with a primary key and checks of its own.
 *
 * <p>In Hibernate 7.4 the tables of such a hierarchy share the objects of what they inherit, so that no two of them could
 * have names of their own. The entity keeps its table, and whatever is not shared stays there.
 */
final class PerClassTable extends DenormalizedTable {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Table table;
    private final PrimaryKey primaryKey;
    private final ArrayList<Column> columns = new ArrayList<>();

    private PerClassTable(DenormalizedTable table, Namespace namespace) {
        super(
                table.getContributor(),
                namespace,
                table.getNameIdentifier(),
                table.isAbstract(),
                table.getIncludedTable());
        this.table = table;
        table.getColumns().forEach(column -> columns.add(ColumnCopy.withOwnChecks(column)));
        primaryKey = new PrimaryKey(this);
        table.getPrimaryKey().getColumns().forEach(primaryKey::addColumn);
        UniqueKey ordering = table.getPrimaryKey().getOrderingUniqueKey();
        if (ordering != null) {
            // The order is inherited; its name, if it has one, belongs to the table above.
            UniqueKey own = new UniqueKey(this);
            ordering.getColumns().forEach(own::addColumn);
            primaryKey.setOrderingUniqueKey(own);
        }
        setUniqueInteger(table.getUniqueInteger());
        setRowId(table.getRowId());
        setComment(table.getComment());
        setOptions(table.getOptions());
        setExtraDeclarations(table.getExtraDeclarations());
    }

    /** Puts these in the place of the tables that share, in the mapping and in {@code tables}. */
    @SuppressWarnings("ReferenceEquality") // the very table that the namespace knows
    static void replaceAll(InFlightMetadataCollector metadata, List<Table> tables) {
        for (Namespace namespace : metadata.getDatabase().getNamespaces()) {
            tables.replaceAll(table -> {
                if (table instanceof DenormalizedTable perClass
                        && table.isPhysicalTable()
                        && table.getPrimaryKey() != null
                        && namespace.locateTable(table.getNameIdentifier()) == table) {
                    PerClassTable replacement = new PerClassTable(perClass, namespace);
                    namespace.registerTable(table.getNameIdentifier(), replacement);
                    return replacement;
                }
                return table;
            });
        }
    }

    @Override
    public PrimaryKey getPrimaryKey() {
        return primaryKey;
    }

    @Override
    public Collection<Column> getColumns() {
        return columns;
    }

    @Override
    public void reorderColumns(List<Column> ordered) {
        List<Column> copy = List.copyOf(ordered);
        columns.clear();
        columns.addAll(copy);
    }

    @Override
    public @Nullable Column getColumn(@Nullable Column column) {
        return columns.stream().filter(own -> own.equals(column)).findFirst().orElse(null);
    }

    @Override
    public @Nullable Column getColumn(@Nullable Identifier name) {
        return name == null ? null : getColumn(new Column(name.render()));
    }

    @Override
    public boolean containsColumn(Column column) {
        return columns.contains(column);
    }

    @Override
    public int getColumnSpan() {
        return columns.size();
    }

    @Override
    public boolean hasDenormalizedTables() {
        return table.hasDenormalizedTables();
    }

    @Override
    public Map<String, Index> getIndexes() {
        return table.getIndexes();
    }

    @Override
    public Collection<ForeignKey> getForeignKeyCollection() {
        return table.getForeignKeyCollection();
    }

    @Override
    public Map<String, UniqueKey> getUniqueKeys() {
        return table.getUniqueKeys();
    }

    @Override
    public @Nullable UniqueKey getUniqueKey(String name) {
        return table.getUniqueKey(name);
    }

    @Override
    public UniqueKey getOrCreateUniqueKey(String name) {
        return table.getOrCreateUniqueKey(name);
    }

    @Override
    public List<CheckConstraint> getChecks() {
        return table.getChecks();
    }

    @Override
    public void addCheck(CheckConstraint check) {
        table.addCheck(check);
    }

    @Override
    public List<InitCommand> getInitCommands(SqlStringGenerationContext context) {
        return table.getInitCommands(context);
    }

    @Override
    public void addInitCommand(Function<SqlStringGenerationContext, InitCommand> producer) {
        table.addInitCommand(producer);
    }
}
