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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hibernate.dialect.MySQLDialect;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;

/** Rows that go in one transaction: locked, looked at again, and deleted. */
final class Chunk {

    private final SharedSessionContractImplementor session;
    private final CutOff cutOff;
    private final Holds holds;
    private final ForeignKeys keys;
    private final Set<Row> going = new LinkedHashSet<>();
    private final Map<Row, Set<String>> staying = new LinkedHashMap<>();
    private final Set<Row> held = new LinkedHashSet<>();

    /**
     * What became of the rows; those that are live again or gone are not told.
     *
     * @param purged deleted
     * @param held kept by a hold that came since the plan
     * @param staying referred to since the plan, with the attributes that do
     */
    record Outcome(Collection<Row> purged, Collection<Row> held, Map<Row, Set<String>> staying) {}

    Chunk(SharedSessionContractImplementor session, CutOff cutOff, Holds holds, ForeignKeys keys) {
        this.session = session;
        this.cutOff = cutOff;
        this.holds = holds;
        this.keys = keys;
    }

    Outcome purge(List<Row> rows) {
        Erasure erasure = new Erasure(session, keys);
        Rows.byType(rows).forEach((type, same) -> {
            for (List<Row> batch : Rows.batches(same)) {
                going.addAll(erasure.lock(type, batch, cutOff));
            }
        });
        Rows.byRoot(List.copyOf(going)).forEach(this::keepHeld);
        List<Row.Edge> edges = new ArrayList<>();
        Rows.byRoot(List.copyOf(going)).forEach((root, same) -> edges.addAll(referrers(root, same)));
        keepReferred(edges);
        for (Map.Entry<Reference, Set<Row>> loose : loose(edges).entrySet()) {
            for (List<Row> batch : Rows.batches(List.copyOf(loose.getValue()))) {
                loose.getKey().loosen(session, Rows.keys(batch));
            }
        }
        for (Map.Entry<EntityPersister, List<Row>> step : Plan.steps(going)) {
            for (List<Row> batch : Rows.batches(step.getValue())) {
                erasure.erase(step.getKey(), batch);
            }
        }
        return new Outcome(going, held, staying);
    }

    private void keepHeld(EntityPersister root, List<Row> rows) {
        for (List<Row> batch : Rows.batches(rows)) {
            Set<Object> ids = holds.among(session, root, Rows.ids(batch));
            batch.stream().filter(row -> ids.contains(row.id())).forEach(held::add);
        }
        going.removeAll(held);
    }

    /** What refers to the rows within the chunk; those that others refer to stay. */
    private List<Row.Edge> referrers(EntityPersister root, List<Row> rows) {
        List<Row.Edge> edges = new ArrayList<>();
        Map<Object, Map<Object, Row>> byHierarchy = new HashMap<>();
        Rows.byRoot(going).forEach((other, same) -> byHierarchy.put(other.getEntityName(), Rows.byKey(same)));
        Map<Object, Row> targets = Rows.byKey(rows);
        for (Reference reference : keys.to(root)) {
            Map<Object, Row> referrers =
                    byHierarchy.getOrDefault(reference.from().getEntityName(), Map.of());
            for (List<Row> batch : Rows.batches(rows)) {
                for (Reference.Found found : reference.find(session, Rows.keys(batch))) {
                    Row target = Objects.requireNonNull(targets.get(found.to()));
                    Row referrer = found.from() == null ? null : referrers.get(found.from());
                    if (referrer == null) {
                        stay(target, reference);
                    } else if (!referrer.equals(target) || refusesSelfReferences()) {
                        edges.add(new Row.Edge(reference, referrer, target));
                    }
                }
            }
        }
        return edges;
    }

    /** InnoDB keeps a row that refers to itself. */
    private boolean refusesSelfReferences() {
        return session.getJdbcServices().getDialect() instanceof MySQLDialect;
    }

    private void stay(Row target, Reference by) {
        staying.computeIfAbsent(target, row -> new HashSet<>()).add(by.name());
    }

    /** Keeps what is referred to, and what that refers to in turn. */
    private void keepReferred(List<Row.Edge> edges) {
        Map<Row, List<Row.Edge>> byReferrer = new HashMap<>();
        edges.stream()
                .filter(edge -> !edge.from().equals(edge.to()))
                .forEach(edge -> byReferrer
                        .computeIfAbsent(edge.from(), row -> new ArrayList<>())
                        .add(edge));
        Deque<Row> queue = new ArrayDeque<>(staying.keySet());
        while (!queue.isEmpty()) {
            for (Row.Edge edge : byReferrer.getOrDefault(queue.remove(), List.of())) {
                if (!staying.containsKey(edge.to())) {
                    queue.add(edge.to());
                }
                stay(edge.to(), edge.reference());
            }
        }
        going.removeAll(staying.keySet());
    }

    /** The foreign keys to set to null: those to rows that go before, or with, the ones that refer. */
    private Map<Reference, Set<Row>> loose(List<Row.Edge> edges) {
        Map<Reference, Set<Row>> loose = new LinkedHashMap<>();
        for (Row.Edge edge : edges) {
            if (going.contains(edge.from())
                    && edge.to().level() <= edge.from().level()
                    && edge.reference().breakable()) {
                loose.computeIfAbsent(edge.reference(), reference -> new LinkedHashSet<>())
                        .add(edge.from());
            }
        }
        return loose;
    }
}
