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
package dev.ashlar.audit.replay;

import dev.ashlar.audit.AuditAction;
import dev.ashlar.audit.AuditLog;
import dev.ashlar.audit.AuditValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the log alone says: each record, by table and identifier, with its values. */
final class Records {

    private final Map<String, Map<String, Object>> records = new TreeMap<>();

    Map<String, Map<String, Object>> all() {
        return records;
    }

    /** Applies a row, which must fit what came before it, and change something. */
    void apply(AuditLog row) {
        String key = row.tableName() + "#" + row.recordId().orElseThrow();
        Map<String, Object> known = records.get(key);
        if (row.newValues().isEmpty() && row.changedFields().isEmpty()) {
            check(known != null, row, "deletes what is not there");
            row.oldValues().forEach((name, value) -> checkOld(row, name, value, known.get(name)));
            records.remove(key);
        } else if (row.changedFields().isEmpty()) {
            check(known == null, row, "inserts what is there");
            Map<String, Object> inserted = new TreeMap<>();
            row.newValues().forEach((name, value) -> inserted.put(name, Canon.of(name, value)));
            records.put(key, inserted);
        } else {
            check(known != null, row, "updates what is not there");
            check(row.action() != AuditAction.INSERT, row, "is an insert with changed fields");
            row.changedFields().forEach(name -> change(row, known, name));
        }
    }

    private static void change(AuditLog row, Map<String, Object> known, String name) {
        Object before = known.get(name);
        Object old = row.oldValues().get(name);
        Object now = row.newValues().get(name);
        Object after;
        if (before instanceof Canon.Contents contents) {
            after = old instanceof AuditValue.Unloaded
                    ? Canon.of(name, now)
                    : contents.without(old).with(now);
        } else {
            checkOld(row, name, old, before);
            after = Canon.of(name, now);
        }
        check(
                !after.equals(before) || now instanceof AuditValue || old instanceof AuditValue,
                row,
                "changes nothing: " + name);
        known.put(name, after);
    }

    private static void checkOld(AuditLog row, String name, @Nullable Object old, @Nullable Object known) {
        if (!(old instanceof AuditValue.Unloaded)) {
            check(Canon.of(name, old).equals(known), row, "has another old value than was: " + name + " was=" + known);
        }
    }

    private static void check(boolean holds, AuditLog row, String what) {
        if (!holds) {
            throw new AssertionError("A row " + what + ": " + row);
        }
    }

    /** Where two sets of records differ. */
    static List<String> differences(Map<String, Map<String, Object>> one, Map<String, Map<String, Object>> other) {
        List<String> found = new ArrayList<>();
        one.forEach((key, values) -> {
            Map<String, Object> there = other.get(key);
            if (there == null) {
                found.add(key + " is missing: " + values);
            } else {
                values.forEach((name, value) -> {
                    if (!value.equals(there.get(name))) {
                        found.add(key + "." + name + ": " + value + " is " + there.get(name));
                    }
                });
            }
        });
        other.keySet().stream().filter(key -> !one.containsKey(key)).forEach(key -> found.add(key + " is too much"));
        return found;
    }
}
