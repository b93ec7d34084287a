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
package dev.ashlar.audit.internal.capture;

import dev.ashlar.audit.AuditAction;
import dev.ashlar.audit.internal.write.LogWriter;
import dev.ashlar.core.ground.ChangeScope;
import dev.ashlar.core.ground.Ground;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * The changes of one transaction, until it is about to commit: first old and last new value of each record, per context.
 *
 * <p>A savepoint's rollback takes exactly what came after it back; the end of the transaction takes all.
 */
public final class Changes implements ChangeScope.Listener {

    private final ChangeScope scope;
    private final Map<EntityKey, List<Change>> records = new LinkedHashMap<>();
    private final List<Summary> summaries = new ArrayList<>();
    private final Map<String, Set<String>> erased = new HashMap<>();
    private final List<SharedSessionContractImplementor> sessions = new ArrayList<>();
    private final Deque<Savepoint> savepoints = new ArrayDeque<>();
    private Map<EntityKey, UUID> reverted = Map.of();
    private long order;
    private int written;

    private Changes(ChangeScope scope) {
        this.scope = scope;
    }

    /** What was there when a savepoint was set, of what changed since. */
    private static final class Savepoint {
        final Map<EntityKey, @Nullable List<Change>> records = new LinkedHashMap<>();
        final int summaries;

        Savepoint(int summaries) {
            this.summaries = summaries;
        }
    }

    /** Adds a change of the session's transaction; without one it is written at once. */
    public static void add(SharedSessionContractImplementor session, Change change) {
        Changes changes = of(session);
        EntityKey key = session.generateEntityKey(change.id(), change.entity().persister());
        UUID revertedId = changes.reverted.get(key);
        changes.add(key, revertedId == null ? change : change.asRevertOf(revertedId));
        changes.writeIfAlone(session);
    }

    /** The same for what sums up a statement. */
    public static void add(SharedSessionContractImplementor session, Summary summary) {
        Changes changes = of(session);
        changes.summaries.add(summary.at(++changes.order));
        changes.writeIfAlone(session);
    }

    /** Runs a block that flushes changes of some records: they take back what is said. */
    public static void reverting(
            SharedSessionContractImplementor session, Map<EntityKey, UUID> reverted, Runnable block) {
        Changes changes = of(session);
        changes.reverted = reverted;
        try {
            block.run();
        } finally {
            changes.reverted = Map.of();
        }
    }

    private static Changes of(SharedSessionContractImplementor session) {
        Changes changes = Ground.of(session).scope(session).attachment(Changes.class, Changes::begin);
        if (!changes.sessions.contains(session)) {
            changes.sessions.add(session);
        }
        return changes;
    }

    private static Changes begin(ChangeScope scope) {
        Changes changes = new Changes(scope);
        if (scope.isTransactional()) {
            scope.addListener(changes);
        }
        return changes;
    }

    private void writeIfAlone(SharedSessionContractImplementor session) {
        if (!scope.isTransactional()) {
            write(session);
        }
    }

    private void add(EntityKey key, Change change) {
        List<Change> known = records.get(key);
        keep(key, known);
        Change placed = change.at(++order);
        if (known == null || known.isEmpty()) {
            records.put(key, List.of(placed));
            return;
        }
        List<Change> next = new ArrayList<>(known);
        Change last = next.get(next.size() - 1);
        if (last.context().equals(placed.context()) && last.entity().equals(placed.entity())) {
            Change both = last.then(placed);
            next.remove(next.size() - 1);
            if (both != null) {
                next.add(both);
            }
        } else {
            next.add(placed);
        }
        records.put(key, List.copyOf(next));
    }

    private void keep(EntityKey key, @Nullable List<Change> known) {
        Savepoint savepoint = savepoints.peek();
        if (savepoint != null && !savepoint.records.containsKey(key)) {
            savepoint.records.put(key, known);
        }
    }

    @Override
    public void savepoint() {
        savepoints.push(new Savepoint(summaries.size()));
    }

    @Override
    public void released() {
        Savepoint released = savepoints.pop();
        Savepoint outer = savepoints.peek();
        if (outer != null) {
            released.records.forEach((key, known) -> {
                if (!outer.records.containsKey(key)) {
                    outer.records.put(key, known);
                }
            });
        }
    }

    @Override
    public void rolledBack() {
        Savepoint undone = savepoints.pop();
        undone.records.forEach((key, known) -> {
            if (known == null) {
                records.remove(key);
            } else {
                records.put(key, known);
            }
        });
        summaries.subList(undone.summaries, summaries.size()).clear();
    }

    @Override
    public void beforeCompletion() {
        write(session());
    }

    @Override
    public void ended(boolean committed) {
        records.clear();
        summaries.clear();
        erased.clear();
        sessions.clear();
        savepoints.clear();
    }

    /** One that is open, for its connection: that of the transaction if it is. */
    private SharedSessionContractImplementor session() {
        return Stream.concat(Stream.of(scope.session()), sessions.stream())
                .filter(session -> !session.isClosed())
                .findFirst()
                .orElse(scope.session());
    }

    private void write(SharedSessionContractImplementor session) {
        List<Change> left = new ArrayList<>();
        records.values().forEach(changes -> left.addAll(net(changes)));
        left.sort(Comparator.comparingLong(Change::order));
        for (Summary summary : summaries) {
            // What the transaction did to the record besides, before or after, is kept from the log too.
            if (summary.action() == AuditAction.ERASE && summary.recordId() != null) {
                erased.computeIfAbsent(summary.entity().tableName(), any -> new HashSet<>())
                        .add(summary.recordId());
            }
        }
        if (!left.isEmpty() || !summaries.isEmpty()) {
            written = LogWriter.of(session).write(session, scope, left, summaries, erased, written);
        }
        // Listeners that come later may write once more.
        records.clear();
        summaries.clear();
    }

    /** Without what leaves the database as it was. */
    private static List<Change> net(List<Change> changes) {
        if (changes.size() <= 1) {
            return changes.isEmpty() || changes.get(0).isNothing() ? List.of() : changes;
        }
        List<Change> left = new ArrayList<>();
        Change all = null;
        boolean several = false;
        for (Change next : changes) {
            several |= all != null && !all.entity().equals(next.entity());
            all = all == null || several ? next : all.then(next);
            if (all == null) {
                left.clear(); // inserted and deleted; what comes then is an insert again
            } else {
                left.add(next);
            }
        }
        if (all == null || (!several && all.isNothing())) {
            return List.of();
        }
        return left.stream().filter(change -> !change.isNothing()).toList();
    }
}
