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
package dev.ashlar.pagination.internal;

import dev.ashlar.pagination.NullPlacement;
import dev.ashlar.pagination.Sort;
import java.util.List;
import org.hibernate.dialect.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * One key of a sort that is total, as the database sees it.
 *
 * @param nullable whether a row may have no value
 * @param nullsFirst where the rows without a value stand when going forward
 * @param nativeNulls whether the database puts them there by itself
 * @param column where the value is stored; null if it is computed
 */
record SortKey(
        Sort sort,
        boolean nullable,
        boolean nullsFirst,
        boolean nativeNulls,
        KeyType type,
        @Nullable Column column) {

    static SortKey of(Sort sort, boolean nullable, KeyType type, @Nullable Column column, Dialect dialect) {
        boolean natively = nullsFirstByItself(dialect, sort.isDescending());
        boolean nullsFirst = sort.nulls() == NullPlacement.NATIVE ? natively : sort.nulls() == NullPlacement.FIRST;
        return new SortKey(sort, nullable, nullsFirst, nullsFirst == natively, type, column);
    }

    /**
     * What is appended to a sort to make it total, in the direction of the key before it: then both are compared as one row, and one plain
     * index serves either direction.
     */
    static Sort appended(List<Sort> sorts, String path) {
        boolean descending = !sorts.isEmpty() && sorts.get(sorts.size() - 1).isDescending();
        return descending ? Sort.desc(path) : Sort.asc(path);
    }

    /** Where the database puts the rows without a value, if nothing is said. */
    static boolean nullsFirstByItself(Dialect dialect, boolean descending) {
        return switch (dialect.getNullOrdering()) {
            case FIRST -> true;
            case LAST -> false;
            case SMALLEST -> !descending;
            case GREATEST -> descending;
        };
    }

    boolean descending(boolean backward) {
        return sort.isDescending() != backward;
    }

    boolean nullsFirst(boolean backward) {
        return nullsFirst != backward;
    }

    /** What an index of this key needs to know. */
    record Column(
            String table,
            String name,
            boolean formula,
            boolean ofRoot,
            @Nullable Long length) {}
}
