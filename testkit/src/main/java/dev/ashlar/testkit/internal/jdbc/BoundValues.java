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
package dev.ashlar.testkit.internal.jdbc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is bound to the parameters of a prepared statement, and the rows of its batch. */
final class BoundValues {

    private final Map<Integer, @Nullable Object> byPosition = new TreeMap<>();
    private final Map<Object, @Nullable Object> byName = new LinkedHashMap<>();
    private List<List<@Nullable Object>> rows = new ArrayList<>();

    void bind(Object parameter, @Nullable Object value) {
        if (parameter instanceof Integer position) {
            byPosition.put(position, value);
        } else {
            byName.put(parameter, value);
        }
    }

    void clear() {
        byPosition.clear();
        byName.clear();
    }

    /** What an execution would send now. */
    List<@Nullable Object> row() {
        List<@Nullable Object> row = new ArrayList<>(byPosition.values());
        row.addAll(byName.values());
        return row;
    }

    /** Keeps the row for the batch; the values stay bound, as JDBC has it. */
    void addRow() {
        rows.add(row());
    }

    List<List<@Nullable Object>> rows() {
        return rows;
    }

    void clearRows() {
        // Not emptied: an execution has it.
        rows = new ArrayList<>();
    }
}
