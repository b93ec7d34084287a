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
package dev.ashlar.audit.internal.model;

import dev.ashlar.audit.AuditValue;
import dev.ashlar.audit.internal.json.JsonWriter;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.persister.collection.CollectionPersister;
import org.jspecify.annotations.Nullable;

/**
 * A collection that its entity owns.
 *
 * <p>A frozen one of a list, array or map is a map from the texts of indexes or keys to frozen elements; of a set or bag it is a map from
 * the texts of elements to how many there are, and the element.
 *
 * @param name the attribute's name, with dots within an embedded value
 * @param persister Hibernate's persister of it
 * @param key how indexes or keys are logged, null for a set or bag
 * @param element how elements are logged
 * @param masked whether only that it changed is logged
 */
public record LoggedCollection(
        String name,
        CollectionPersister persister,
        @Nullable LoggedType key,
        LoggedType element,
        boolean masked) {

    /** Equal elements of a set or bag. */
    private record Equal(Object element, int count) {}

    /** Freezes the collection itself, or Hibernate's snapshot of it. */
    public Map<String, Object> freeze(@Nullable Object given) {
        // That of an array holds it.
        Object collection = given instanceof PersistentCollection<?> persistent ? persistent.getValue() : given;
        Map<String, Object> frozen = new LinkedHashMap<>();
        if (collection == null) {
            return frozen;
        }
        if (key == null) {
            for (Object one : elements(collection)) {
                Object element = LoggedType.freezeNullable(this.element, one);
                if (element != null) {
                    frozen.merge(
                            this.element.key(element),
                            new Equal(element, 1),
                            (known, more) -> new Equal(((Equal) known).element(), ((Equal) known).count() + 1));
                }
            }
        } else if (collection instanceof Map<?, ?> map) {
            map.forEach((index, one) -> {
                Object frozenKey = LoggedType.freezeNullable(key, index);
                Object element = LoggedType.freezeNullable(this.element, one);
                if (frozenKey != null && element != null) {
                    frozen.put(key.key(frozenKey), element);
                }
            });
        } else {
            int at = 0;
            for (Object one : elements(collection)) {
                Object element = LoggedType.freezeNullable(this.element, one);
                if (element != null) {
                    frozen.put(Integer.toString(at), element);
                }
                at++;
            }
        }
        return frozen;
    }

    private static Iterable<?> elements(Object collection) {
        if (collection instanceof Iterable<?> iterable) {
            return iterable;
        }
        if (collection instanceof Map<?, ?> snapshot) {
            return snapshot.values(); // of a set: each element by itself
        }
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < Array.getLength(collection); i++) {
            elements.add(Array.get(collection, i));
        }
        return elements;
    }

    /** What is in the one and not, or not so, in the other. */
    public Map<String, Object> without(Map<String, Object> one, Map<String, Object> other) {
        Map<String, Object> left = new LinkedHashMap<>();
        one.forEach((text, value) -> {
            Object there = other.get(text);
            if (value instanceof Equal equal) {
                int more = equal.count() - (there instanceof Equal known ? known.count() : 0);
                if (more > 0) {
                    left.put(text, new Equal(equal.element(), more));
                }
            } else if (!LoggedType.isSameNullable(element, value, there)) {
                left.put(text, value);
            }
        });
        return left;
    }

    /**
     * What was read of the history, elements in their canonical form: a list of a set or bag, in the order of their texts; of others a map
     * by index or key.
     */
    public @Nullable Object canonical(@Nullable Object read) {
        if (read instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> canonical = new TreeMap<>();
            map.forEach((index, one) -> canonical.put(index.toString(), LoggedType.canonicalNullable(element, one)));
            return canonical;
        }
        if (read instanceof List<?> list) {
            List<@Nullable Object> canonical = new ArrayList<>();
            list.forEach(one -> canonical.add(LoggedType.canonicalNullable(element, one)));
            canonical.sort(Comparator.comparing(String::valueOf));
            return canonical;
        }
        return read;
    }

    /** Text that tells a frozen collection from others, masked values too. */
    public String text(Map<String, Object> frozen) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(frozen)
                .forEach((index, value) -> text.append(index)
                        .append('=')
                        .append(value instanceof Equal equal ? equal.count() : element.key(value))
                        .append('\n'));
        return text.toString();
    }

    /** Writes a frozen collection or part of one; null for one that was not loaded. */
    public void write(JsonWriter out, @Nullable Map<String, Object> frozen) {
        if (masked) {
            out.marker(new AuditValue.Masked());
        } else if (frozen == null) {
            out.marker(new AuditValue.Unloaded());
        } else if (key == null) {
            out.startArray();
            frozen.values().forEach(equal -> {
                for (int i = 0; i < ((Equal) equal).count(); i++) {
                    element.write(out, ((Equal) equal).element());
                }
            });
            out.endArray();
        } else {
            out.startObject();
            frozen.forEach((text, value) -> {
                out.name(text);
                element.write(out, value);
            });
            out.endObject();
        }
    }
}
