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
package dev.ashlar.audit.internal.trail;

import dev.ashlar.audit.AuditAction;
import dev.ashlar.audit.AuditLog;
import dev.ashlar.audit.AuditSource;
import dev.ashlar.audit.Difference;
import dev.ashlar.audit.RecordDiff;
import dev.ashlar.audit.RecordState;
import dev.ashlar.audit.RecordState.Presence;
import dev.ashlar.audit.internal.model.LoggedCollection;
import dev.ashlar.audit.internal.model.LoggedEntity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.type.CollectionType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** A record's rows of the log, and those that sum up statements, played forwards and backwards. */
public final class Replay {

    private final Subject subject;
    private final String recordId;
    private final List<AuditLog> rows;

    private Replay(Subject subject, String recordId, List<AuditLog> rows) {
        this.subject = subject;
        this.recordId = recordId;
        this.rows = rows;
    }

    /** Of a record. */
    public static Replay of(LogReader reader, Subject subject, String recordId) {
        List<AuditLog> rows = new ArrayList<>(subject.rows(reader, recordId));
        List<AuditLog> summaries = subject.summaries(reader);
        if (!summaries.isEmpty()) {
            rows.addAll(summaries);
            // As databases order them; UUID.compareTo does not.
            rows.sort(Comparator.comparing(row -> row.id().toString()));
        }
        return new Replay(subject, recordId, rows);
    }

    /** As of an instant. */
    public RecordState asOf(Instant at) {
        int until = until(at);
        Played forwards = forwards(until);
        boolean begun =
                rows.subList(0, until).stream().anyMatch(row -> row.recordId().isPresent());
        Played backwards = begun ? backwards(until) : beforeTheFirst(at);
        LoggedEntity entity = entity(until);
        Presence presence = forwards.presence == Presence.UNKNOWN ? backwards.presence : forwards.presence;
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (presence != Presence.ABSENT) {
            Set<String> names = names(entity);
            names.addAll(forwards.values.keySet());
            names.addAll(backwards.values.keySet());
            for (String name : names) {
                Object told = forwards.told(name);
                Object value = Values.isTold(told) ? told : backwards.told(name);
                LoggedCollection collection = Played.collection(entity, name);
                values.put(name, value != null && isList(collection) ? Values.list(value) : value);
            }
        }
        return new RecordState(entity.persister().getEntityName(), recordId, at, presence, values);
    }

    /** A value before a row, in the form of the log, as far as the rows before it tell. */
    @Nullable
    Object before(AuditLog row, String name) {
        return forwards(rows.indexOf(row)).told(name);
    }

    /** Between two instants. */
    public RecordDiff diff(Instant from, Instant to) {
        RecordState before = asOf(from);
        RecordState after = asOf(to);
        Set<String> names = new LinkedHashSet<>(before.values().keySet());
        names.addAll(after.values().keySet());
        Set<String> touched = touched(until(from), until(to));
        LoggedEntity entity = entity(until(to));
        Map<String, Difference> changes = new LinkedHashMap<>();
        for (String name : names) {
            Difference difference =
                    new Difference(before.values().get(name), after.values().get(name));
            boolean known = isKnown(before, name) && isKnown(after, name);
            LoggedCollection collection = Played.collection(entity, name);
            boolean anyOrder = collection != null && collection.key() == null;
            if (known ? !Form.isSame(anyOrder, difference.before(), difference.after()) : touched.contains(name)) {
                changes.put(name, difference);
            }
        }
        return new RecordDiff(before, after, changes);
    }

    private static boolean isKnown(RecordState state, String name) {
        return state.presence() == Presence.ABSENT || (state.values().containsKey(name) && state.knows(name));
    }

    private Set<String> touched(int one, int other) {
        Set<String> names = new LinkedHashSet<>();
        for (AuditLog row : rows.subList(Math.min(one, other), Math.max(one, other))) {
            if (row.recordId().isPresent() && row.action() != AuditAction.ERASE) {
                names.addAll(row.oldValues().keySet());
                names.addAll(row.newValues().keySet());
            }
        }
        return names;
    }

    /** How many rows: up to the last one of the record that is not later, and summaries that follow it and are not. */
    private int until(Instant at) {
        int until = 0;
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).recordId().isPresent() && !rows.get(i).createdAt().isAfter(at)) {
                until = i + 1;
            }
        }
        while (until < rows.size()
                && rows.get(until).recordId().isEmpty()
                && !rows.get(until).createdAt().isAfter(at)) {
            until++;
        }
        return until;
    }

    /** That of the last row before, else of the next one. */
    private LoggedEntity entity(int until) {
        LoggedEntity entity = null;
        for (int i = 0; i < rows.size() && (i < until || entity == null); i++) {
            if (rows.get(i).recordId().isPresent()) {
                entity = subject.entityOf(rows.get(i));
            }
        }
        return entity == null ? subject.entities().get(0) : entity;
    }

    private Played forwards(int until) {
        Played state = new Played();
        for (AuditLog row : rows.subList(0, until)) {
            LoggedEntity entity = subject.entityOf(row);
            switch (Effect.of(row, state.exists())) {
                case BEGIN -> {
                    state.values.clear();
                    // A collection that was not written is empty.
                    entity.collections()
                            .forEach(collection -> state.values.put(
                                    collection.name(), collection.key() == null ? List.of() : Map.of()));
                    state.values.putAll(row.newValues());
                    state.presence = Presence.PRESENT;
                }
                case BASELINE -> {
                    state.values.clear();
                    state.values.putAll(row.newValues());
                    state.presence = state.presence == Presence.SOFT_DELETED ? state.presence : Presence.PRESENT;
                }
                case CHANGE -> {
                    state.change(entity, row.oldValues(), row.newValues());
                    state.presence = presenceAfter(row, state.presence);
                }
                case END -> {
                    state.values.clear();
                    state.presence = Presence.ABSENT;
                }
                case ANY_CHANGE -> {
                    state.forgetAttributes(entity);
                    if (row.action() != AuditAction.BULK_UPDATE && state.presence != Presence.ABSENT) {
                        state.presence = Presence.UNKNOWN;
                    }
                }
                case ANY_END -> state.presence = state.presence == Presence.ABSENT ? Presence.ABSENT : Presence.UNKNOWN;
                case NONE -> {}
            }
        }
        return state;
    }

    private Presence presenceAfter(AuditLog row, Presence before) {
        if (row.action() == AuditAction.SOFT_DELETE || takesBack(row, AuditAction.RESTORE)) {
            return Presence.SOFT_DELETED;
        }
        if (row.action() == AuditAction.RESTORE || takesBack(row, AuditAction.SOFT_DELETE)) {
            return Presence.PRESENT;
        }
        return before == Presence.SOFT_DELETED ? before : Presence.PRESENT;
    }

    /** Whether a revert's own row is among those of the record, and is such an action on what it set back. */
    private boolean takesBack(AuditLog row, AuditAction action) {
        return row.revertedId()
                .filter(id -> rows.stream()
                        .anyMatch(other ->
                                (other.id().equals(id) || other.transactionId().equals(id))
                                        && other.action() == action
                                        && other.changedFields().stream().anyMatch(row.changedFields()::contains)))
                .isPresent();
    }

    private Played backwards(int until) {
        Played state = new Played();
        for (int i = rows.size() - 1; i >= until; i--) {
            AuditLog row = rows.get(i);
            switch (Effect.of(row, true)) {
                case BEGIN -> {
                    state.values.clear();
                    state.presence = Presence.ABSENT;
                }
                case CHANGE -> {
                    state.change(subject.entityOf(row), row.newValues(), row.oldValues());
                    state.presence = row.action() == AuditAction.RESTORE ? Presence.SOFT_DELETED : Presence.PRESENT;
                }
                case END -> {
                    state.values.clear();
                    state.values.putAll(row.oldValues());
                    state.presence = Presence.PRESENT;
                }
                case BASELINE -> {
                    state.values.clear();
                    state.presence = Presence.UNKNOWN;
                }
                case ANY_CHANGE -> {
                    state.forgetAttributes(subject.entityOf(row));
                    state.presence = Presence.UNKNOWN;
                }
                case ANY_END, NONE -> {}
            }
        }
        return state;
    }

    /** Only that of a first insert: else nobody knows since when it was so, nor what was before if older rows have been purged. */
    private Played beforeTheFirst(Instant at) {
        Played state = new Played();
        boolean purged = rows.stream()
                .anyMatch(row -> row.recordId().isEmpty()
                        && row.action() == AuditAction.PURGE
                        && row.source() == AuditSource.TASK
                        && row.createdAt().isAfter(at));
        boolean inserted = rows.stream()
                .filter(row -> row.recordId().isPresent())
                .findFirst()
                .filter(row -> Effect.of(row, false) == Effect.BEGIN)
                .isPresent();
        state.presence = inserted && !purged ? Presence.ABSENT : Presence.UNKNOWN;
        return state;
    }

    private static boolean isList(@Nullable LoggedCollection collection) {
        return collection != null && collection.key() != null && !Items.isMap(collection);
    }

    /** What the log should have, and what it leaves out. */
    private static Set<String> names(LoggedEntity entity) {
        Set<String> names = new LinkedHashSet<>();
        String[] properties = entity.persister().getPropertyNames();
        Type[] types = entity.persister().getPropertyTypes();
        for (int i = 0; i < properties.length; i++) {
            if (!(types[i] instanceof CollectionType)) {
                names.add(properties[i]);
            }
        }
        entity.collections().forEach(collection -> names.add(collection.name()));
        return names;
    }
}
