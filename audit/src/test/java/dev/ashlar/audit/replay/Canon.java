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

import dev.ashlar.audit.AuditValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One form for equal values, whether the log or the database tells them. */
final class Canon {

    private static final Set<String> COLLECTIONS =
            Set.of("words", "lines", "marks", "prices", "spots", "people", "parts");

    private Canon() {}

    static Object of(String name, @Nullable Object value) {
        if (value instanceof AuditValue.Masked) {
            return "masked";
        }
        if (COLLECTIONS.contains(name)) {
            return new Contents(Map.of(), name).with(value);
        }
        return scalar(name, value);
    }

    static Object scalar(String name, @Nullable Object value) {
        if (value == null) {
            return "(nothing)";
        }
        if (value instanceof AuditValue.Digest digest) {
            return digest.length() + ":" + digest.sha256();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((key, inner) -> sorted.put(key.toString(), scalar(name, inner)));
            return sorted;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(one -> scalar(name, one)).toList();
        }
        if (name.equals("price") || name.equals("prices")) {
            return new BigDecimal(value.toString()).stripTrailingZeros().toPlainString();
        }
        if (name.equals("ratio")) {
            return Double.valueOf(value.toString()).toString(); // PostgreSQL tells of 1E15 as of a whole number
        }
        return value.toString();
    }

    /** A collection: texts of elements, each as often as it is there, or indexes and keys with their elements. */
    record Contents(Map<String, Object> elements, String name) {

        Contents with(@Nullable Object came) {
            Map<String, Object> next = new TreeMap<>(elements);
            if (came instanceof Map<?, ?> map) {
                map.forEach((key, value) -> next.put(key.toString(), scalar(name, value)));
            } else if (came instanceof List<?> list) {
                list.forEach(value -> next.merge(scalar(name, value).toString(), 1, (a, b) -> (int) a + (int) b));
            }
            return new Contents(next, name);
        }

        Contents without(@Nullable Object went) {
            Map<String, Object> next = new TreeMap<>(elements);
            List<String> wrong = new ArrayList<>();
            if (went instanceof Map<?, ?> map) {
                map.forEach((key, value) -> {
                    if (!scalar(name, value).equals(next.remove(key.toString()))) {
                        wrong.add(key.toString());
                    }
                });
            } else if (went instanceof List<?> list) {
                list.forEach(value -> {
                    String text = scalar(name, value).toString();
                    Object count = next.remove(text);
                    if (count == null) {
                        wrong.add(text);
                    } else if ((int) count > 1) {
                        next.put(text, (int) count - 1);
                    }
                });
            }
            if (!wrong.isEmpty()) {
                throw new AssertionError("What went was not there: collection=" + name + " elements="
                        + new TreeSet<>(wrong) + " there=" + elements);
            }
            return new Contents(next, name);
        }
    }
}
