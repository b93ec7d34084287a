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
package dev.ashlar.softdelete.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The naive model: all rows, and what removals, restores and purges do to them. */
final class Rows {

    private final TreeMap<Long, Row> rows = new TreeMap<>();

    Rows copy() {
        Rows copy = new Rows();
        rows.values().forEach(row -> copy.add(row.copy()));
        return copy;
    }

    void add(Row row) {
        rows.put(row.id, row);
    }

    @Nullable
    Row get(long id) {
        return rows.get(id);
    }

    Stream<Row> all() {
        return rows.values().stream();
    }

    /** The row that a step is about. */
    @Nullable
    Row pick(int pick, Predicate<Row> candidate) {
        List<Row> found = all().filter(candidate).toList();
        return found.isEmpty() ? null : found.get(pick % found.size());
    }

    Stream<Row> childrenOf(Row parent) {
        return all().filter(row -> Objects.equals(row.parent, parent.id));
    }

    @Nullable
    Row parentOf(Row child) {
        return child.parent == null ? null : rows.get(child.parent);
    }

    boolean isParentDeleted(Row child) {
        Row parent = parentOf(child);
        return parent != null && !parent.isLive();
    }

    /** A row and all that goes with it, whether it is deleted already or not. */
    List<Row> tree(Row root) {
        List<Row> tree = new ArrayList<>(List.of(root));
        for (int i = 0; i < tree.size(); i++) {
            childrenOf(tree.get(i)).forEach(tree::add);
        }
        return tree;
    }

    /** Marks a live row and the live ones that go with it. */
    void remove(Row root, Row.Deletion deletion) {
        for (Row row : tree(root)) {
            if (row.isLive()) {
                mark(row, deletion);
            }
        }
    }

    static void mark(Row row, Row.@Nullable Deletion deletion) {
        row.deletion = deletion;
        row.touched = true;
    }

    void purge(Row root) {
        tree(root).forEach(row -> rows.remove(row.id));
    }

    List<Row> deletedBy(Row.Deletion deletion) {
        return all().filter(row -> deletion.equals(row.deletion)).toList();
    }

    /** The rows that cannot come back, since their parents stay deleted. */
    List<Row> refused(List<Row> restored) {
        return restored.stream()
                .filter(row -> isParentDeleted(row) && !restored.contains(parentOf(row)))
                .toList();
    }

    /** Whether anything would break if the row went and nothing with it. */
    boolean isReferredTo(Row row) {
        return all().anyMatch(other -> Objects.equals(other.parent, row.id)
                || Objects.equals(other.broader, row.id)
                || other.labels.contains(row.id));
    }

    Set<Long> ids(Predicate<Row> which) {
        Set<Long> ids = new HashSet<>();
        all().filter(which).forEach(row -> ids.add(row.id));
        return ids;
    }

    /** Some rows of a kind, by the bits of a number. */
    List<Row> some(int bits, Predicate<Row> candidate) {
        List<Row> found = new ArrayList<>();
        all().filter(candidate).sorted(Comparator.comparing(row -> -row.id)).forEach(row -> {
            if ((bits >> (row.id % 10) & 1) == 1) {
                found.add(row);
            }
        });
        return found;
    }

    Map<Long, Row> byId() {
        return rows;
    }
}
