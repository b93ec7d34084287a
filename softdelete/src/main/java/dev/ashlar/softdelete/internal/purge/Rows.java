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

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** All rows that may be purged, in the order of their identifiers for each hierarchy. */
final class Rows {

    /** As many keys as one query asks for; engines bound the number of parameters. */
    static final int BATCH = 1_000;

    private final Map<String, Map<Object, Row>> byHierarchy = new LinkedHashMap<>();

    /** Adds a row; false if it is known. */
    boolean add(Row row) {
        return byHierarchy
                        .computeIfAbsent(ForeignKeys.root(row.type()).getEntityName(), name -> new LinkedHashMap<>())
                        .putIfAbsent(row.key(), row)
                == null;
    }

    @Nullable
    Row find(EntityPersister root, @Nullable Object key) {
        return key == null
                ? null
                : byHierarchy.getOrDefault(root.getEntityName(), Map.of()).get(key);
    }

    List<Row> all() {
        List<Row> all = new ArrayList<>();
        byHierarchy.values().forEach(rows -> all.addAll(rows.values()));
        return all;
    }

    /** Rows by their hierarchy's root. */
    static Map<EntityPersister, List<Row>> byRoot(Collection<Row> rows) {
        Map<EntityPersister, List<Row>> byRoot = new LinkedHashMap<>();
        rows.forEach(row -> byRoot.computeIfAbsent(ForeignKeys.root(row.type()), root -> new ArrayList<>())
                .add(row));
        return byRoot;
    }

    /** Rows by their own entity type. */
    static Map<EntityPersister, List<Row>> byType(Collection<Row> rows) {
        Map<EntityPersister, List<Row>> byType = new LinkedHashMap<>();
        rows.forEach(row ->
                byType.computeIfAbsent(row.type(), type -> new ArrayList<>()).add(row));
        return byType;
    }

    /** Rows by their keys. */
    static Map<Object, Row> byKey(Collection<Row> rows) {
        Map<Object, Row> byKey = new HashMap<>();
        rows.forEach(row -> byKey.put(row.key(), row));
        return byKey;
    }

    /** The keys of rows. */
    static List<Object> keys(Collection<Row> rows) {
        return rows.stream().map(Row::key).toList();
    }

    /** The identifiers of rows. */
    static List<Object> ids(Collection<Row> rows) {
        return rows.stream().map(Row::id).toList();
    }

    /** A list in parts of as many as one query asks for. */
    static <T> List<List<T>> batches(List<T> all) {
        List<List<T>> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += BATCH) {
            batches.add(all.subList(from, Math.min(from + BATCH, all.size())));
        }
        return batches;
    }
}
