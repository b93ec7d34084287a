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

import dev.ashlar.audit.AuditLog;
import dev.ashlar.audit.AuditValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Renders log rows for the reader of a failed test. */
final class LogRowText {

    private static final int SHOWN = 10;

    private LogRowText() {}

    /** How many there are, and the first ones on lines of their own. */
    static String all(List<AuditLog> rows) {
        if (rows.isEmpty()) {
            return "Nothing was logged.\n";
        }
        String shown =
                rows.stream().limit(SHOWN).map(row -> "  " + one(row) + "\n").collect(Collectors.joining());
        String more = rows.size() > SHOWN ? "  and " + (rows.size() - SHOWN) + " more\n" : "";
        return (rows.size() == 1 ? "1 row was" : rows.size() + " rows were") + " logged:\n" + shown + more;
    }

    private static String one(AuditLog row) {
        return row.action() + " " + LoggedChanges.shortName(row.entityName())
                + row.recordId().map(id -> "#" + id).orElse("")
                + row.actor().map(actor -> " by " + actor).orElse(" by nobody")
                + row.reason().map(reason -> " because [" + reason + "]").orElse("")
                + ": " + values(row.oldValues(), row.newValues());
    }

    private static String values(Map<String, @Nullable Object> from, Map<String, @Nullable Object> to) {
        Set<String> names = new TreeSet<>(from.keySet());
        names.addAll(to.keySet());
        return names.stream()
                .map(name -> name + " "
                        + (to.get(name) instanceof AuditValue.Statement statement
                                ? statement.count() + " × " + statement.text()
                                : change(from.containsKey(name), from.get(name), to.containsKey(name), to.get(name))))
                .collect(Collectors.joining(", "));
    }

    private static String change(boolean was, @Nullable Object from, boolean is, @Nullable Object to) {
        if (was && is) {
            return LogDifference.value(from) + " → " + LogDifference.value(to);
        }
        return LogDifference.value(was ? from : to);
    }
}
