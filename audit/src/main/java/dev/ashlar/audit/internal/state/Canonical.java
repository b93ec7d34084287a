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
package dev.ashlar.audit.internal.state;

import dev.ashlar.audit.AuditValue;
import dev.ashlar.audit.internal.json.JsonReader;
import dev.ashlar.audit.internal.json.JsonWriter;
import dev.ashlar.audit.internal.model.AuditModel;
import dev.ashlar.audit.internal.model.LoggedAttribute;
import dev.ashlar.audit.internal.model.LoggedCollection;
import dev.ashlar.audit.internal.model.LoggedEntity;
import dev.ashlar.audit.internal.model.LoggedType;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** Values in one form, whether the log, the database or an application tells them. */
public final class Canonical {

    /** What a column of microseconds may make of an instant with more. */
    private static final Duration TICK = Duration.ofNanos(1_000);

    private Canonical() {}

    /** All values that a log row tells. */
    public static Map<String, @Nullable Object> of(LoggedEntity entity, Map<String, @Nullable Object> read) {
        Map<String, @Nullable Object> canonical = new TreeMap<>();
        read.forEach((name, value) -> canonical.put(name, of(entity, name, value)));
        return canonical;
    }

    /** One value that a log row tells; as it is if the entity has no such attribute. */
    public static @Nullable Object of(LoggedEntity entity, String name, @Nullable Object read) {
        LoggedAttribute attribute = attribute(entity, name);
        if (attribute != null) {
            return LoggedType.canonicalNullable(attribute.type(), read);
        }
        LoggedCollection collection = collection(entity, name);
        return collection == null ? read : collection.canonical(read);
    }

    /**
     * A value that an application has for an attribute: as the attribute takes it, or as the log tells it. Of a collection the elements,
     * or a map of indexes or keys to them.
     */
    public static @Nullable Object given(LoggedEntity entity, String name, @Nullable Object value) {
        LoggedAttribute attribute = attribute(entity, name);
        LoggedCollection collection = collection(entity, name);
        String json = json(entity, out -> {
            if (attribute != null) {
                write(out, attribute.type(), entity.persister().getPropertyTypes()[attribute.index()], value);
            } else if (collection != null) {
                write(out, collection, value);
            } else {
                out.any(value);
            }
        });
        return of(entity, name, JsonReader.value(json));
    }

    @SuppressWarnings("removal") // nothing else gives the type of elements and indexes yet
    private static void write(JsonWriter out, LoggedCollection collection, @Nullable Object value) {
        Type type = collection.persister().getElementType();
        if (value instanceof Map<?, ?> map) {
            out.startObject();
            map.forEach((index, one) -> {
                LoggedType key = collection.key();
                boolean typed =
                        collection.persister().getIndexType().getReturnedClass().isInstance(index);
                Object frozen = key != null && typed ? key.freeze(index) : null;
                out.name(key == null || frozen == null ? String.valueOf(index) : key.key(frozen));
                write(out, collection.element(), type, one);
            });
            out.endObject();
        } else if (value instanceof Collection<?> elements) {
            out.startArray();
            elements.forEach(one -> write(out, collection.element(), type, one));
            out.endArray();
        } else {
            out.any(value);
        }
    }

    private static void write(JsonWriter out, LoggedType logged, Type type, @Nullable Object value) {
        Object frozen = type.getReturnedClass().isInstance(value) ? logged.freeze(value) : null;
        if (frozen == null) {
            out.any(value);
        } else {
            logged.write(out, frozen);
        }
    }

    /** Keeps texts as whole as the log does. */
    static JsonWriter writer(LoggedEntity entity) {
        return new JsonWriter(AuditModel.of(entity.factory()).options().maxText());
    }

    private static String json(LoggedEntity entity, Consumer<JsonWriter> writing) {
        try (JsonWriter out = writer(entity)) {
            writing.accept(out);
            return out.finish();
        }
    }

    /** Whether an attribute or collection of that name is logged. */
    public static boolean isLogged(LoggedEntity entity, String name) {
        return names(entity).contains(name);
    }

    /** The names of all logged attributes and collections. */
    public static List<String> names(LoggedEntity entity) {
        return Stream.concat(
                        entity.attributes().stream().map(LoggedAttribute::name),
                        entity.collections().stream().map(LoggedCollection::name))
                .toList();
    }

    private static @Nullable LoggedAttribute attribute(LoggedEntity entity, String name) {
        return entity.attributes().stream()
                .filter(attribute -> attribute.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** A logged collection by its name. */
    public static @Nullable LoggedCollection collection(LoggedEntity entity, String name) {
        return entity.collections().stream()
                .filter(collection -> collection.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Whether a canonical value is masked, or something in it is. */
    public static boolean isMasked(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().anyMatch(Canonical::isMasked);
        }
        return value instanceof AuditValue.Masked
                || (value instanceof Collection<?> list && list.stream().anyMatch(Canonical::isMasked));
    }

    /** Whether two canonical values are the same, as far as it can be known: what is masked, erased or was not loaded may be anything. */
    public static boolean isSame(@Nullable Object one, @Nullable Object other) {
        if (isUnknown(one) || isUnknown(other)) {
            return true;
        }
        if (one instanceof Map<?, ?> left && other instanceof Map<?, ?> right) {
            return left.keySet().equals(right.keySet())
                    && left.keySet().stream().allMatch(key -> isSame(left.get(key), right.get(key)));
        }
        if (one instanceof List<?> left && other instanceof List<?> right) {
            return left.size() == right.size()
                    && IntStream.range(0, left.size()).allMatch(i -> isSame(left.get(i), right.get(i)));
        }
        if (one instanceof Temporal left && other instanceof Temporal right && left.getClass() == right.getClass()) {
            return left.equals(right)
                    || (hasTime(left) && Duration.between(left, right).abs().compareTo(TICK) < 0);
        }
        return Objects.equals(one, other);
    }

    private static boolean hasTime(Temporal value) {
        return !(value instanceof LocalDate || value instanceof Year || value instanceof YearMonth);
    }

    /** Whether a marker stands for a value that the log does not tell. */
    public static boolean isUnknown(@Nullable Object value) {
        return value instanceof AuditValue.Masked
                || value instanceof AuditValue.Erased
                || value instanceof AuditValue.Unloaded;
    }
}
