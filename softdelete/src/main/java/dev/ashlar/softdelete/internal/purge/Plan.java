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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Which rows can go, and in which order: a row after those that refer to it, level by level. What refers to each other in a circle
 * can go where a foreign key of the circle may be set to null.
 */
final class Plan {

    private final List<Row> rows;
    private final Map<Row, Set<String>> remaining = new HashMap<>();
    private final List<Row> order = new ArrayList<>();
    private final List<List<Row>> circles = new ArrayList<>();

    private Plan(List<Row> rows) {
        this.rows = rows;
    }

    static Plan of(SharedSessionContractImplementor session, Rows candidates, ForeignKeys keys) {
        Plan plan = new Plan(candidates.all());
        Rows.byRoot(plan.rows).forEach((root, same) -> {
            for (Reference reference : keys.to(root)) {
                for (List<Row> batch : Rows.batches(same)) {
                    plan.connect(session, candidates, reference, batch);
                }
            }
        });
        plan.solve();
        return plan;
    }

    private void connect(
            SharedSessionContractImplementor session, Rows candidates, Reference reference, List<Row> batch) {
        Map<Object, Row> byKey = Rows.byKey(batch);
        for (Reference.Found found : reference.find(session, Rows.keys(batch))) {
            Row target = byKey.get(found.to());
            Row referrer = candidates.find(reference.from(), found.from());
            if (target == null || target == referrer) {
                continue;
            }
            if (referrer == null) {
                remaining.computeIfAbsent(target, row -> new HashSet<>()).add(reference.name());
            } else {
                referrer.references().add(new Row.Edge(reference, referrer, target));
            }
        }
    }

    private void solve() {
        keep(new ArrayList<>(remaining.keySet()));
        sort(open(), 0, edge -> true).forEach(order::add);
        List<Row> circular = open();
        while (!circular.isEmpty()) {
            // What is left is in circles, or referred to from one.
            List<Row> loose =
                    sort(circular, 1 + level(order), edge -> !edge.reference().breakable());
            List<Row> stuck = open();
            if (stuck.isEmpty()) {
                circles.addAll(components(loose));
                return;
            }
            loose.forEach(Row::reopen);
            keep(stuck);
            circular = open();
        }
    }

    private static int level(List<Row> sorted) {
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() - 1).level();
    }

    private List<Row> open() {
        return rows.stream().filter(row -> row.fate() == Row.Fate.OPEN).toList();
    }

    /** Keeps rows, and all that they refer to. */
    private void keep(Collection<Row> roots) {
        Deque<Row> queue = new ArrayDeque<>(roots);
        roots.forEach(Row::stays);
        while (!queue.isEmpty()) {
            for (Row.Edge edge : queue.remove().references()) {
                remaining
                        .computeIfAbsent(edge.to(), row -> new HashSet<>())
                        .add(edge.reference().name());
                if (edge.to().fate() == Row.Fate.OPEN) {
                    edge.to().stays();
                    queue.add(edge.to());
                }
            }
        }
    }

    /** Lets open rows go, each after those that refer to it by some foreign keys; answers them in their order. */
    private static List<Row> sort(List<Row> open, int firstLevel, Predicate<Row.Edge> relevant) {
        Predicate<Row.Edge> counts = relevant.and(edge -> edge.to().fate() != Row.Fate.STAYS);
        Map<Row, Integer> referrers = new HashMap<>();
        for (Row row : open) {
            for (Row.Edge edge : row.references()) {
                if (counts.test(edge)) {
                    referrers.merge(edge.to(), 1, Integer::sum);
                }
            }
        }
        List<Row> sorted = new ArrayList<>();
        List<Row> level =
                open.stream().filter(row -> !referrers.containsKey(row)).toList();
        for (int at = firstLevel; !level.isEmpty(); at++) {
            List<Row> next = new ArrayList<>();
            for (Row row : inTypes(level)) {
                row.goesAt(at);
                sorted.add(row);
                for (Row.Edge edge : row.references()) {
                    if (counts.test(edge) && referrers.merge(edge.to(), -1, Integer::sum) == 0) {
                        next.add(edge.to());
                    }
                }
            }
            level = next;
        }
        return sorted;
    }

    private static List<Row> inTypes(List<Row> level) {
        List<Row> ordered = new ArrayList<>();
        Rows.byType(level).values().forEach(ordered::addAll);
        return ordered;
    }

    /** Rows that hang together by foreign keys, each in the order given. */
    private static Collection<List<Row>> components(List<Row> sorted) {
        Map<Row, Row> parents = new HashMap<>();
        for (Row row : sorted) {
            row.references().forEach(edge -> parents.put(top(parents, row), top(parents, edge.to())));
        }
        Map<Row, List<Row>> components = new LinkedHashMap<>();
        sorted.forEach(row -> components
                .computeIfAbsent(top(parents, row), top -> new ArrayList<>())
                .add(row));
        return components.values();
    }

    private static Row top(Map<Row, Row> parents, Row row) {
        Row top = row;
        for (Row above = parents.get(top); above != null && above != top; above = parents.get(top)) {
            parents.put(row, above);
            top = above;
        }
        return top;
    }

    /** The rows that can go, in chunks of as many; rows that hang together in circles are in one, however many they are. */
    List<List<Row>> chunks(int size) {
        List<List<Row>> chunks = new ArrayList<>();
        for (int from = 0; from < order.size(); from += size) {
            chunks.add(order.subList(from, Math.min(from + size, order.size())));
        }
        List<Row> open = new ArrayList<>();
        for (List<Row> circle : circles) {
            if (!open.isEmpty() && open.size() + circle.size() > size) {
                chunks.add(open);
                open = new ArrayList<>();
            }
            open.addAll(circle);
        }
        if (!open.isEmpty()) {
            chunks.add(open);
        }
        return chunks;
    }

    /** Tells of the rows that stay. */
    void count(Tally tally) {
        for (Row row : rows) {
            if (row.fate() == Row.Fate.STAYS) {
                tally.stays(row.type(), remaining.getOrDefault(row, Set.of()));
            }
        }
    }

    /** The own types of rows in the order that they are deleted in. */
    static List<Map.Entry<EntityPersister, List<Row>>> steps(Collection<Row> chunk) {
        Map<Integer, List<Row>> levels = new TreeMap<>();
        chunk.forEach(row ->
                levels.computeIfAbsent(row.level(), level -> new ArrayList<>()).add(row));
        List<Map.Entry<EntityPersister, List<Row>>> steps = new ArrayList<>();
        levels.values().forEach(rows -> steps.addAll(Rows.byType(rows).entrySet()));
        return steps;
    }
}
