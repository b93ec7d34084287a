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
package dev.ashlar.core.ground;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A change that Hibernate's events do not show as what it is: a mark of deletion, a restore, a purge, a set-based statement.
 *
 * @param kind what was done
 * @param entityName the entity's name in Hibernate, such as its class name
 * @param rows the rows, each with what changed; empty where the one who changed them does not know them one by one
 * @param count how many rows were changed, at least the number of {@code rows}
 * @param statement the statement with its parameters left out, for a set-based change
 */
public record ChangeNotice(
        Kind kind,
        String entityName,
        List<Row> rows,
        long count,
        @Nullable String statement) {

    /** What was done. */
    public enum Kind {
        /** Rows were marked as deleted. */
        SOFT_DELETE,
        /** Marks of deletion were taken back. */
        RESTORE,
        /** Rows were deleted physically, for good. */
        PURGE,
        /** A set-based update. */
        BULK_UPDATE,
        /** A set-based delete. */
        BULK_DELETE
    }

    /**
     * One changed row.
     *
     * @param id its identifier
     * @param before attribute names with the values before, only those that changed, all of them for a deletion
     * @param after attribute names with the values after, empty for a deletion
     */
    public record Row(Object id, Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {

        /** Copies the maps; values may be null. */
        public Row {
            Objects.requireNonNull(id, "id");
            before = Collections.unmodifiableMap(new LinkedHashMap<>(before));
            after = Collections.unmodifiableMap(new LinkedHashMap<>(after));
        }
    }

    /**
     * Copies the rows.
     *
     * @throws IllegalArgumentException if {@code count} is smaller than the number of rows
     */
    public ChangeNotice {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(entityName, "entityName");
        rows = List.copyOf(rows);
        if (count < rows.size()) {
            throw new IllegalArgumentException(
                    "A notice counts fewer rows than it lists: count=" + count + " rows=" + rows.size() + ".");
        }
    }

    /** A notice that lists every changed row. */
    public static ChangeNotice ofRows(Kind kind, String entityName, List<Row> rows) {
        return new ChangeNotice(kind, entityName, rows, rows.size(), null);
    }

    /** A notice that knows the statement and how many rows it changed. */
    public static ChangeNotice ofStatement(Kind kind, String entityName, String statement, long count) {
        return new ChangeNotice(kind, entityName, List.of(), count, Objects.requireNonNull(statement, "statement"));
    }
}
