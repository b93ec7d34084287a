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

import dev.ashlar.audit.internal.state.Canonical;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Canonical contents of a collection: what log rows take from them and add. */
final class Contents {

    private Contents() {}

    /** Without what went; null if that was not there. */
    static @Nullable Object without(@Nullable Object contents, @Nullable Object went) {
        if (went instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> left = byKey(contents);
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                String key = String.valueOf(entry.getKey());
                if (!left.containsKey(key) || !Canonical.isSame(left.remove(key), entry.getValue())) {
                    return null;
                }
            }
            return left;
        }
        List<@Nullable Object> left = elements(contents);
        for (Object gone : elements(went)) {
            int at = 0;
            while (at < left.size() && !Canonical.isSame(left.get(at), gone)) {
                at++;
            }
            if (at == left.size()) {
                return null;
            }
            left.remove(at);
        }
        return left;
    }

    /** With what came. */
    static Object with(@Nullable Object contents, @Nullable Object came) {
        if (came instanceof Map<?, ?>) {
            Map<String, @Nullable Object> more = byKey(contents);
            more.putAll(byKey(came));
            return more;
        }
        List<@Nullable Object> more = elements(contents);
        more.addAll(elements(came));
        more.sort(Comparator.comparing(String::valueOf));
        return more;
    }

    private static Map<String, @Nullable Object> byKey(@Nullable Object contents) {
        Map<String, @Nullable Object> byKey = new TreeMap<>();
        if (contents instanceof Map<?, ?> map) {
            map.forEach((key, value) -> byKey.put(String.valueOf(key), value));
        }
        return byKey;
    }

    private static List<@Nullable Object> elements(@Nullable Object contents) {
        List<@Nullable Object> elements = new ArrayList<>();
        if (contents instanceof List<?> list) {
            elements.addAll(list);
        }
        return elements;
    }
}
