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

import dev.ashlar.audit.AuditValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as the log has them, put together from their changes. */
final class Values {

    /** What nobody has told. */
    static final AuditValue UNKNOWN = new AuditValue.Unknown();

    private Values() {}

    /** Whether the log says what a value was, if only that it keeps it for itself. */
    static boolean isTold(@Nullable Object value) {
        return !(value instanceof AuditValue.Unknown) && !(value instanceof AuditValue.Unloaded);
    }

    /**
     * A collection after one of its changes.
     *
     * @param before what it was
     * @param went what went, or a mark
     * @param came what came, or a mark
     */
    static Object changed(@Nullable Object before, @Nullable Object went, @Nullable Object came) {
        if (came instanceof AuditValue.Unloaded) {
            return UNKNOWN;
        }
        if (came instanceof AuditValue marker) {
            return marker;
        }
        if (went instanceof AuditValue.Unloaded && came != null) {
            return came; // it was replaced as a whole
        }
        if (went instanceof AuditValue marker) {
            return marker;
        }
        if (before instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> next = new LinkedHashMap<>(map);
            if (went instanceof Map<?, ?> gone) {
                gone.keySet().forEach(next::remove);
            }
            if (came instanceof Map<?, ?> there) {
                next.putAll(there);
            }
            return Collections.unmodifiableMap(next);
        }
        if (before instanceof List<?> list) {
            List<@Nullable Object> next = new ArrayList<>(list);
            if (went instanceof List<?> gone) {
                gone.forEach(element -> remove(next, element));
            }
            if (came instanceof List<?> there) {
                next.addAll(there);
            }
            return Collections.unmodifiableList(next);
        }
        return before == null ? UNKNOWN : before;
    }

    /** A decimal has the scale of whoever wrote it: the application's first, the column's once it was loaded. */
    private static void remove(List<@Nullable Object> list, @Nullable Object element) {
        if (list.remove(element) || !(element instanceof String text)) {
            return;
        }
        BigDecimal number = decimal(text);
        for (Iterator<@Nullable Object> each = list.iterator(); number != null && each.hasNext(); ) {
            BigDecimal other = each.next() instanceof String there ? decimal(there) : null;
            if (other != null && other.compareTo(number) == 0) {
                each.remove();
                return;
            }
        }
    }

    private static @Nullable BigDecimal decimal(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** An embedded value of which some parts are not told, with those that it had. */
    static @Nullable Object completed(@Nullable Object value, @Nullable Object before) {
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        Map<Object, @Nullable Object> whole = new LinkedHashMap<>();
        map.forEach((name, part) -> {
            Object known = before instanceof Map<?, ?> old && old.containsKey(name)
                    ? old.get(name)
                    : before == null ? null : UNKNOWN; // all parts of one that was null were
            whole.put(name, isTold(part) ? completed(part, known) : known);
        });
        return Collections.unmodifiableMap(whole);
    }

    /** The elements of a list, by their indexes; where there is none it has null. */
    static Object list(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        List<@Nullable Object> list = new ArrayList<>();
        map.forEach((index, element) -> {
            int at = Integer.parseInt(index.toString());
            while (list.size() <= at) {
                list.add(null);
            }
            list.set(at, element);
        });
        return Collections.unmodifiableList(list);
    }
}
