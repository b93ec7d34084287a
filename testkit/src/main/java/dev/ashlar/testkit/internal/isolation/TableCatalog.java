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
package dev.ashlar.testkit.internal.isolation;

import dev.ashlar.testkit.Engine;
import dev.ashlar.testkit.internal.isolation.StatementEffects.TableName;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tables of a database, and which of them refer to which. */
final class TableCatalog {

    /** Schema, table, kind, schema and table that it refers to or is a partition of. */
    private static final String POSTGRESQL = """
            select n.nspname, c.relname, case when c.relispartition then 'partition' when c.relkind = 'p' then 'partitioned'
                    else 'table' end, pn.nspname, p.relname
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            left join pg_catalog.pg_constraint f on f.conrelid = c.oid and f.contype = 'f' and not c.relispartition
            left join pg_catalog.pg_class p
                on p.oid = case when c.relispartition then pg_partition_root(c.oid)::oid else f.confrelid end
            left join pg_catalog.pg_namespace pn on pn.oid = p.relnamespace
            where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'""";

    private static final String H2 = """
            select t.table_schema, t.table_name, case t.table_type when 'BASE TABLE' then 'table' else 'temporary' end,
                u.table_schema, u.table_name
            from information_schema.tables t
            left join information_schema.table_constraints f on f.table_schema = t.table_schema
                and f.table_name = t.table_name and f.constraint_type = 'FOREIGN KEY'
            left join information_schema.referential_constraints r
                on r.constraint_schema = f.constraint_schema and r.constraint_name = f.constraint_name
            left join information_schema.table_constraints u
                on u.constraint_schema = r.unique_constraint_schema and u.constraint_name = r.unique_constraint_name
            where t.table_type in ('BASE TABLE', 'GLOBAL TEMPORARY', 'LOCAL TEMPORARY')
                and t.table_schema <> 'INFORMATION_SCHEMA'""";

    private static final String MARIADB = """
            select t.table_schema, t.table_name, 'table', r.unique_constraint_schema, r.referenced_table_name
            from information_schema.tables t
            left join information_schema.referential_constraints r
                on r.constraint_schema = t.table_schema and r.table_name = t.table_name
            where t.table_schema = database() and t.table_type in ('BASE TABLE', 'SYSTEM VERSIONED')""";

    /**
     * A table that keeps its rows.
     *
     * @param sql how statements name it
     * @param rows the same, without those of the tables that inherit from it
     */
    record Table(@Nullable String schema, String name, String sql, String rows) {

        @Override
        public String toString() {
            return name;
        }
    }

    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final Map<String, List<Table>> byName = new HashMap<>();
    private final Set<String> temporary = new HashSet<>();
    private final Map<Table, Set<Table>> references = new HashMap<>();
    private final @Nullable String defaultSchema;

    private TableCatalog(@Nullable String defaultSchema) {
        this.defaultSchema = defaultSchema;
    }

    /** Reads it by one query, or from the driver if the engine is not known. */
    static TableCatalog read(Connection connection, @Nullable Engine engine) throws SQLException {
        TableCatalog catalog = new TableCatalog(engine == Engine.MARIADB ? null : connection.getSchema());
        if (engine == null) {
            catalog.readByDriver(connection);
            return catalog;
        }
        String query = switch (engine) {
            case POSTGRESQL -> POSTGRESQL;
            case H2 -> H2;
            case MARIADB -> MARIADB;
        };
        List<String[]> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                String[] row = new String[5];
                for (int i = 0; i < row.length; i++) {
                    row[i] = result.getString(i + 1);
                }
                rows.add(row);
            }
        }
        String quote = engine == Engine.MARIADB ? "`" : "\"";
        for (String[] row : rows) {
            if (row[2].equals("temporary")) {
                catalog.temporary.add(row[1].toLowerCase(Locale.ROOT));
            } else if (!row[2].equals("partition")) {
                boolean inherits = engine == Engine.POSTGRESQL && row[2].equals("table");
                catalog.add(row[0], row[1], quote, inherits ? "only " : "");
            }
        }
        for (String[] row : rows) {
            Table other = row[4] == null ? null : catalog.tables.get(key(row[3], row[4]));
            if (other == null) {
                continue;
            }
            if (row[2].equals("partition")) {
                catalog.byName
                        .computeIfAbsent(row[1].toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                        .add(other);
            } else {
                catalog.refer(catalog.tables.get(key(row[0], row[1])), other);
            }
        }
        return catalog;
    }

    private void readByDriver(Connection connection) throws SQLException {
        DatabaseMetaData driver = connection.getMetaData();
        String quote = driver.getIdentifierQuoteString().trim();
        try (ResultSet rows =
                driver.getTables(connection.getCatalog(), connection.getSchema(), "%", new String[] {"TABLE"})) {
            while (rows.next()) {
                add(rows.getString("TABLE_SCHEM"), rows.getString("TABLE_NAME"), quote, "");
            }
        }
        for (Table table : List.copyOf(tables.values())) {
            try (ResultSet keys = driver.getImportedKeys(connection.getCatalog(), table.schema(), table.name())) {
                while (keys.next()) {
                    refer(table, tables.get(key(keys.getString("PKTABLE_SCHEM"), keys.getString("PKTABLE_NAME"))));
                }
            }
        }
    }

    private void add(@Nullable String schema, String name, String quote, String only) {
        String sql = (schema == null ? "" : quote + schema.replace(quote, quote + quote) + quote + ".")
                + quote
                + name.replace(quote, quote + quote)
                + quote;
        Table table = new Table(schema, name, sql, only + sql);
        if (tables.putIfAbsent(key(schema, name), table) == null) {
            byName.computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                    .add(table);
        }
    }

    private void refer(@Nullable Table table, @Nullable Table other) {
        if (table != null && other != null) {
            references.computeIfAbsent(table, key -> new HashSet<>()).add(other);
        }
    }

    private static String key(@Nullable String schema, String name) {
        return schema + "\n" + name;
    }

    Collection<Table> tables() {
        return tables.values();
    }

    /** Whether rows of the name are gone by themselves. */
    boolean isTemporary(TableName name) {
        return temporary.contains(name.table());
    }

    /** The table that is meant, or {@code null} if it is none of these, or one of several. */
    @Nullable
    Table find(TableName name) {
        List<Table> candidates = byName.getOrDefault(name.table(), List.of());
        if (candidates.size() == 1) {
            return candidates.get(0);
        }
        String schema = name.schema() == null ? defaultSchema : name.schema();
        List<Table> matching = candidates.stream()
                .filter(table -> schema != null && schema.equalsIgnoreCase(Objects.toString(table.schema(), "")))
                .toList();
        return matching.size() == 1 ? matching.get(0) : null;
    }

    /** Whether a table refers to another one, or to itself. */
    boolean refers(Table from, Table to) {
        return references.getOrDefault(from, Set.of()).contains(to);
    }
}
