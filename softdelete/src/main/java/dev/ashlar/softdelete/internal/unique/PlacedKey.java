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

import java.util.List;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Table;

/**
 * A key in a table.
 *
 * @param written what it is made from
 * @param table where it goes
 * @param columns the columns of its attributes
 * @param holders the entities that have all the attributes, the topmost first, and rows in the table
 * @param at the attribute that is null in a live row
 */
record PlacedKey(WrittenKey written, Table table, List<Column> columns, List<PersistentClass> holders, Property at) {

    /** The column that is null in a live row. */
    Column mark() {
        return at.getColumns().get(0);
    }

    /** Whether the hierarchy has one such key per table. */
    boolean isOneOfMany() {
        return Hierarchy.isTablePerClass(written.entity());
    }
}
