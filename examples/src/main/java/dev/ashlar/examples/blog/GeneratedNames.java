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
package dev.ashlar.examples.blog;

import java.util.List;
import java.util.Locale;
import org.hibernate.SessionFactory;

/** The names that the database has for what the entities declared without one. */
final class GeneratedNames {

    /** Without Hibernate's own temporary tables, which serve bulk statements. */
    private static final String TABLES =
            "select table_name from information_schema.tables where table_schema = 'PUBLIC' and table_type = 'BASE TABLE'";

    private static final String CONSTRAINTS = "select constraint_name from information_schema.table_constraints"
            + " where table_name in (" + TABLES + ") and constraint_type = '%s' order by 1";

    private final SessionFactory factory;

    GeneratedNames(SessionFactory factory) {
        this.factory = factory;
    }

    List<String> tables() {
        return names(TABLES + " order by 1");
    }

    List<String> primaryKeys() {
        return names(CONSTRAINTS.formatted("PRIMARY KEY"));
    }

    List<String> foreignKeys() {
        return names(CONSTRAINTS.formatted("FOREIGN KEY"));
    }

    List<String> uniqueKeys() {
        return names(CONSTRAINTS.formatted("UNIQUE"));
    }

    List<String> checks() {
        return names(CONSTRAINTS.formatted("CHECK"));
    }

    /** Without those that H2 makes for keys. */
    List<String> indexes() {
        return names("select index_name from information_schema.indexes"
                + " where table_schema = 'PUBLIC' and not is_generated order by 1");
    }

    List<String> sequences() {
        return names("select sequence_name from information_schema.sequences"
                + " where sequence_schema = 'PUBLIC' order by 1");
    }

    private List<String> names(String sql) {
        return factory
                .fromStatelessSession(
                        session -> session.createNativeQuery(sql, String.class).getResultList())
                .stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
    }
}
