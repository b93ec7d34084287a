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
package dev.ashlar.pagination.internal;

import dev.ashlar.pagination.PaginationException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/** What the user's parameters are bound to: names, and numbers of positions as text. */
public record Bindings(Map<String, @Nullable Object> values) {

    void bind(SelectionQuery<?> query) {
        values.forEach((name, value) -> {
            if (isPosition(name)) {
                query.setParameter(Integer.parseInt(name), value);
            } else {
                query.setParameter(name, value);
            }
        });
    }

    void check(Set<String> expected, String query) {
        if (expected.equals(values.keySet())) {
            return;
        }
        Set<String> missing = new TreeSet<>(expected);
        missing.removeAll(values.keySet());
        Set<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(expected);
        if (!missing.isEmpty() || !unknown.isEmpty()) {
            throw new PaginationException("The parameters do not fit: missing=" + missing + " unknown=" + unknown
                    + " query=[" + query + "]. Set each with parameter(name, value).");
        }
    }

    private static boolean isPosition(String name) {
        return name.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
