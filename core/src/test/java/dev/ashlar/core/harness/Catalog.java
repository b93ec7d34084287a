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
package dev.ashlar.core.harness;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a database says that its tables, columns, keys, checks, indexes and sequences are called. */
public final class Catalog {

    private static final String H2 = """
            select 'table', table_name from information_schema.tables where table_schema = '%1$s'
            union all
            select 'column', table_name || '.' || column_name from information_schema.columns where table_schema = '%1$s'
            union all
            select constraint_type, table_name || '.' || constraint_name
                from information_schema.table_constraints where table_schema = '%1$s'
            union all
            select 'index', table_name || '.' || index_name
                from information_schema.indexes where table_schema = '%1$s' and not is_generated
            union all
            select 'sequence', sequence_name from information_schema.sequences where sequence_schema = '%1$s'
            """;

    private static final String POSTGRESQL = """
            select 'table', table_name::text from information_schema.tables where table_schema = '%1$s'
            union all
            select 'column', table_name || '.' || column_name from information_schema.columns where table_schema = '%1$s'
            union all
            select case contype when 'p' then 'primary key' when 'u' then 'unique' when 'f' then 'foreign key'
                    else 'check' end, r.relname::text || '.' || conname
                from pg_constraint c join pg_class r on c.conrelid = r.oid
                where contype in ('p', 'u', 'f', 'c') and c.connamespace = '%1$s'::regnamespace
            union all
            select 'index', t.relname::text || '.' || i.relname
                from pg_index x join pg_class i on x.indexrelid = i.oid join pg_class t on x.indrelid = t.oid
                where i.relnamespace = '%1$s'::regnamespace
                    and not exists (select 1 from pg_constraint where conindid = x.indexrelid)
            union all
            select 'sequence', sequence_name from information_schema.sequences where sequence_schema = '%1$s'
            """;

    private static final String MARIADB = """
            select (if(table_type = 'SEQUENCE', 'sequence', 'table')), table_name
                from information_schema.tables where table_schema = database()
            union all
            select 'column', concat(c.table_name, '.', column_name) from information_schema.columns c
                join information_schema.tables t on c.table_schema = t.table_schema and c.table_name = t.table_name
                where c.table_schema = database() and table_type <> 'SEQUENCE'
            union all
            select constraint_type, concat(table_name, '.', constraint_name)
                from information_schema.table_constraints where table_schema = database()
            union all
            select distinct 'index', concat(s.table_name, '.', index_name)
                from information_schema.statistics s where table_schema = database() and not exists
                    (select 1 from information_schema.table_constraints c where c.table_schema = s.table_schema
                        and c.table_name = s.table_name and c.constraint_name = s.index_name)
            """;

    private Catalog() {}

    /** Each name behind its kind, in lower case, sorted; of the schema that is used by default. */
    public static List<String> names(Database database) {
        return names(database, database.engine() == Engine.H2 ? "PUBLIC" : "public");
    }

    public static List<String> names(Database database, String schema) {
        String query = switch (database.engine()) {
            case H2 -> H2;
            case POSTGRESQL -> POSTGRESQL;
            case MARIADB -> MARIADB;
        };
        Stream<String> rows = database.rows(query.formatted(schema)).stream();
        return rows.map(row -> row.toLowerCase(Locale.ROOT))
                // Tables that Hibernate makes for itself on H2.
                .filter(row -> !row.matches("(table|column|primary key) hte?_.*"))
                .sorted()
                .toList();
    }
}
