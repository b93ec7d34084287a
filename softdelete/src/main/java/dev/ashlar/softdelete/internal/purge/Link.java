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
package dev.ashlar.softdelete.internal.purge;

import org.hibernate.dialect.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * Columns of a table that refer to a row of an entity.
 *
 * @param table the table
 * @param columns the columns
 * @param via where the row is found if they have another unique value of it than its identifier
 */
record Link(String table, Columns columns, @Nullable Via via) {

    /**
     * A table that has both a row's identifier and another unique value.
     *
     * @param table the table
     * @param unique the columns of the value
     * @param key the columns of the identifier
     */
    record Via(String table, Columns unique, Columns key) {}

    /** The columns that have the identifier, for parameters. */
    Columns key() {
        return via == null ? columns : via.key();
    }

    /** The condition that rows of the table refer to one of as many rows. */
    String refersTo(int rows, Dialect dialect) {
        return via == null
                ? columns.in("", rows, dialect)
                : columns.tuple("") + " in (select " + via.unique().list("") + " from " + via.table() + " where "
                        + via.key().in("", rows, dialect) + ")";
    }
}
