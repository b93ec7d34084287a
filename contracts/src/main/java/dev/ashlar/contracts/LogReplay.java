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

import static dev.ashlar.contracts.LogDifference.ABSENT;
import static dev.ashlar.contracts.LogDifference.NOTHING;
import static dev.ashlar.contracts.LogDifference.presence;
import static dev.ashlar.contracts.LogDifference.value;

import dev.ashlar.audit.AuditAction;
import dev.ashlar.audit.AuditLog;
import dev.ashlar.audit.internal.model.LoggedEntity;
import dev.ashlar.audit.internal.state.Canonical;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Applies the log rows of one record to what it was, and compares with what it is. */
final class LogReplay {

    private final String record;
    private final LoggedEntity entity;
    private final @Nullable RecordState before;
    private final @Nullable RecordState after;
    private final List<LogDifference> ofRecord = new ArrayList<>();
    private final Map<String, LogDifference> ofAttributes = new LinkedHashMap<>();

    /** Attributes of which a row tells. */
    private final Set<String> told = new HashSet<>();

    /** What the record is by now; null if it is not there. */
    private @Nullable Map<String, @Nullable Object> known;

    LogReplay(String record, LoggedEntity entity, @Nullable RecordState before, @Nullable RecordState after) {
        this.record = record;
        this.entity = entity;
        this.before = before;
        this.after = after;
        this.known = before == null ? null : new TreeMap<>(before.values());
    }

    /** What does not fit. */
    List<LogDifference> differences(List<AuditLog> rows) {
        rows.forEach(this::apply);
        compare(!rows.isEmpty());
        List<LogDifference> all = new ArrayList<>(ofRecord);
        all.addAll(ofAttributes.values());
        return all;
    }

    private void apply(AuditLog row) {
        Map<String, @Nullable Object> from = Canonical.of(entity, row.oldValues());
        Map<String, @Nullable Object> to = Canonical.of(entity, row.newValues());
        AuditAction action = row.action();
        if (action == AuditAction.ERASE) {
            return; // it tells of the log
        }
        if (!row.changedFields().isEmpty()) {
            update(row, from, to);
        } else if (action == AuditAction.INSERT || (!to.isEmpty() && from.isEmpty())) {
            // A baseline tells what is there.
            if ((known == null) == (action == AuditAction.BASELINE)) {
                refuse(row);
            }
            told.addAll(to.keySet());
            known = new TreeMap<>(to);
        } else {
            if (known == null) {
                refuse(row);
            }
            from.forEach((name, old) -> expect(row, name, old, null));
            known = null;
        }
    }

    private void update(AuditLog row, Map<String, @Nullable Object> from, Map<String, @Nullable Object> to) {
        Map<String, @Nullable Object> values = known;
        if (values == null) {
            refuse(row);
            return;
        }
        for (String name : row.changedFields()) {
            Object old = from.get(name);
            Object next = to.get(name);
            told.add(name);
            if (old != null && old.equals(next) && !Canonical.isMasked(old)) {
                wrong(row, name, old, next); // nothing changed
            }
            boolean isInParts = Canonical.collection(entity, name) != null
                    && !Canonical.isUnknown(old)
                    && !Canonical.isUnknown(next);
            if (isInParts) {
                Object left = Contents.without(values.get(name), old);
                if (left == null) {
                    wrong(row, name, old, next);
                }
                values.put(name, Contents.with(left == null ? values.get(name) : left, next));
            } else {
                expect(row, name, old, next);
                values.put(name, next);
            }
        }
    }

    private void expect(AuditLog row, String name, @Nullable Object old, @Nullable Object next) {
        if (known != null && !Canonical.isSame(known.get(name), old)) {
            wrong(row, name, old, next);
        }
    }

    /** The values of a row do not follow on what was there. */
    private void wrong(AuditLog row, String name, @Nullable Object old, @Nullable Object next) {
        add(name, row.action() + " from " + value(old) + " to " + value(next));
    }

    /** A row tells of what cannot have happened. */
    private void refuse(AuditLog row) {
        addOfRecord(row.action() + " of a record that is " + (known == null ? ABSENT : "there"));
    }

    private void compare(boolean isLogged) {
        Map<String, @Nullable Object> expected = known;
        if (expected == null || after == null) {
            if ((expected == null) != (after == null)) {
                addOfRecord(!isLogged ? NOTHING : expected == null ? ABSENT : "present");
            }
            return;
        }
        Set<String> names = new TreeSet<>(after.values().keySet());
        names.addAll(expected.keySet());
        for (String name : names) {
            boolean isTold = told.contains(name);
            boolean isSame = (!isTold && before != null)
                    ? before.isSame(after, name)
                    : (expected.containsKey(name)
                            && Canonical.isSame(
                                    expected.get(name), after.values().get(name)));
            if (!isSame) {
                add(name, isTold ? value(expected.get(name)) : NOTHING);
            }
        }
    }

    private void add(String name, String log) {
        ofAttributes.putIfAbsent(name, new LogDifference(record, name, shown(before, name), log, shown(after, name)));
    }

    private void addOfRecord(String log) {
        ofRecord.add(new LogDifference(record, null, presence(before), log, presence(after)));
    }

    private static String shown(@Nullable RecordState state, String name) {
        return state == null ? ABSENT : value(state.values().get(name));
    }
}
