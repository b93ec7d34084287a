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

import static org.hibernate.boot.model.naming.ImplicitConstraintNameSource.Kind.FOREIGN_KEY;

import java.util.List;
import java.util.regex.Pattern;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.naming.ImplicitConstraintNameSource;
import org.hibernate.boot.model.naming.ImplicitForeignKeyNameSource;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Table;

/**
 * The name that a foreign key or a unique key bears until {@link ConstraintNames} finishes it.
 *
 * <p>While a mapping is bound, nobody knows yet which other constraints there are, so the final name cannot be chosen. A
 * provisional one is unique for its table and columns, because Hibernate merges keys of equal name, and it can be told
 * from a name that somebody wrote, although Hibernate 7.4 passes it off as one when it asks a second time
 * ({@code InFlightMetadataCollectorImpl.secondPassCompileForeignKeys}).
 */
public final class ProvisionalName {

    private static final String MARK = "__ashlar_";
    private static final Pattern PATTERN = Pattern.compile("(fk|uq)" + MARK + "[0-9a-f]{32}");

    private ProvisionalName() {}

    /** The provisional name of the constraint that Hibernate asks about. */
    public static String of(ImplicitConstraintNameSource source) {
        StringBuilder identity = new StringBuilder().append(source.getTableName());
        append(identity, source.getColumnNames());
        if (source instanceof ImplicitForeignKeyNameSource foreignKey) {
            identity.append('>').append(foreignKey.getReferencedTableName());
            append(identity, foreignKey.getReferencedColumnNames());
        }
        // A unique index is a unique key in all but its kind.
        String prefix = source.kind() == FOREIGN_KEY ? "fk" : "uq";
        return prefix + MARK + GeneratedName.hash(identity.toString()).substring(0, 32);
    }

    /** The provisional name of a unique key of one column. */
    static String of(Table table, Column column) {
        return "uq" + MARK
                + GeneratedName.hash(table.getName() + '(' + column.getName() + ')')
                        .substring(0, 32);
    }

    /** Whether this is a provisional name and not one that somebody wrote. */
    static boolean is(String name) {
        return PATTERN.matcher(name).matches();
    }

    private static void append(StringBuilder identity, List<Identifier> columns) {
        columns.forEach(column -> identity.append('(').append(column).append(')'));
    }
}
