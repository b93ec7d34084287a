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

import dev.ashlar.pagination.Sort;
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
