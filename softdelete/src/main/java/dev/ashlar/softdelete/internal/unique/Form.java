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
package dev.ashlar.softdelete.internal.unique;

import dev.ashlar.core.ground.SchemaContributions;
import java.sql.Types;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.Database;
import org.hibernate.dialect.CockroachDialect;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Index;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.UniqueKey;

/** What a key is in a database. All of it is part of the mapping, so that each way to DDL, updates and validation know it. */
enum Form {

    /** A unique index over live rows only. */
    PARTIAL_INDEX {
        @Override
        void make(SchemaContributions schema, PlacedKey key, String name) {
            Index index = key.table().getOrCreateIndex(name);
            index.setUnique(true);
            index.setOptions("where " + key.mark().getQuotedName(schema.dialect()) + " is null");
            key.columns().forEach(index::addColumn);
        }
    },

    /** A unique key with one more column, which is null in a deleted row: nulls are not equal to each other. */
    GENERATED_COLUMN {
        @Override
        void make(SchemaContributions schema, PlacedKey key, String name) {
            Column wanted = live(schema, key);
            Table table = key.table();
            Column present = table.getColumn(wanted);
            if (present == null) {
                // In a table-per-class hierarchy the root's columns are part of each table.
                key.written().entity().getTable().addColumn(wanted);
            } else if (!wanted.getGeneratedAs().equals(present.getGeneratedAs())) {
                schema.problems()
                        .add("A column has the name of the one that tells live rows for @UniqueAmongLive: "
                                + key.written().facts() + " table=" + table.getName() + " column=" + present.getName()
                                + ". Give it another name.");
                return;
            }
            UniqueKey unique = table.getOrCreateUniqueKey(name);
            unique.setNameExplicit(true);
            key.columns().forEach(unique::addColumn);
            unique.addColumn(present == null ? wanted : present);
        }

        private static Column live(SchemaContributions schema, PlacedKey key) {
            Database database = schema.database();
            Identifier name = database.getPhysicalNamingStrategy()
                    .toPhysicalColumnName(database.toIdentifier(COLUMN), database.getJdbcEnvironment());
            Column column = new Column(name.render());
            column.setGeneratedAs("case when " + key.mark().getQuotedName(schema.dialect()) + " is null then 1 end");
            column.setSqlType("smallint");
            column.setSqlTypeCode(Types.SMALLINT);
            // No attribute stands behind it, yet Hibernate 7.4 asks any column's value for a type
            // (Column.calculateColumnSize).
            column.setValue(key.at().getValue());
            return column;
        }
    };

    /** The column of {@link #GENERATED_COLUMN}: 1 in a live row. No application is likely to have one of this name. */
    static final String COLUMN = "ashlar_live";

    abstract void make(SchemaContributions schema, PlacedKey key, String name);

    /** What a database of this dialect can do. */
    static Form of(Dialect dialect) {
        return dialect instanceof PostgreSQLDialect || dialect instanceof CockroachDialect
                ? PARTIAL_INDEX
                : GENERATED_COLUMN;
    }
}
