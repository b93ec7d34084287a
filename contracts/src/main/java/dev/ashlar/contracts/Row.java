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
package dev.ashlar.contracts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A row of a page, equal to another one if its items are. */
record Row(@Nullable Object item) {

    private static final int SHOWN = 10;

    static List<Row> of(List<?> items) {
        return items.stream().map(Row::new).toList();
    }

    /** What is in one list, and not, or not as often, in the other. */
    static List<Row> without(List<Row> rows, List<Row> others) {
        List<Row> rest = new ArrayList<>(rows);
        others.forEach(rest::remove);
        return rest;
    }

    static String shown(List<Row> rows) {
        return rows.stream().limit(SHOWN).map(Row::toString).collect(Collectors.joining(", ", "[", ""))
                + (rows.size() > SHOWN ? ", and " + (rows.size() - SHOWN) + " more]" : "]");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Row that && Objects.deepEquals(item, that.item);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(new @Nullable Object[] {item});
    }

    @Override
    public String toString() {
        return item instanceof Object[] items ? Arrays.deepToString(items) : String.valueOf(item);
    }
}
