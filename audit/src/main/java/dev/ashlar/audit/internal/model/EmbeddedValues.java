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
import dev.ashlar.audit.internal.json.JsonReader;
import dev.ashlar.audit.internal.json.JsonWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.type.ComponentType;
import org.jspecify.annotations.Nullable;

/**
 * Embedded values: an array of their parts; one whose parts are all null is null, as in the database.
 *
 * @param type how Hibernate takes them apart
 * @param parts one per attribute of it, in its order
 */
record EmbeddedValues(ComponentType type, List<Part> parts) implements LoggedType {

    /**
     * An attribute of the embedded value.
     *
     * @param name its name
     * @param type how its values are logged; null if they are not
     * @param masked whether they are masked
     * @param updatable whether updates write them: what they do not write is never different
     */
    record Part(String name, @Nullable LoggedType type, boolean masked, boolean updatable) {}

    @Override
    public @Nullable Object freeze(Object value) {
        Object[] values = type.getPropertyValues(value);
        @Nullable Object[] frozen = new Object[parts.size()];
        boolean any = false;
        for (int i = 0; i < frozen.length; i++) {
            LoggedType inner = parts.get(i).type();
            frozen[i] = inner == null ? null : LoggedType.freezeNullable(inner, values[i]);
            any |= frozen[i] != null;
        }
        return any ? frozen : null;
    }

    /** What is known by paths; unknown if nothing is. */
    @Nullable
    Object frozenIn(Map<String, @Nullable Object> values, String prefix) {
        @Nullable Object[] frozen = new Object[parts.size()];
        boolean known = false;
        boolean any = false;
        for (int i = 0; i < frozen.length; i++) {
            String path = prefix + parts.get(i).name();
            LoggedType inner = parts.get(i).type();
            if (inner != null && values.containsKey(path)) {
                known = true;
                frozen[i] = LoggedType.freezeNullable(inner, values.get(path));
            } else if (inner instanceof EmbeddedValues embedded) {
                frozen[i] = embedded.frozenIn(values, path + ".");
            } else {
                frozen[i] = Unknown.VALUE;
            }
            any |= frozen[i] != null;
        }
        return !known ? Unknown.VALUE : any ? frozen : null;
    }

    @Override
    public boolean isSame(Object one, Object other) {
        Object[] left = (Object[]) one;
        Object[] right = (Object[]) other;
        for (int i = 0; i < left.length; i++) {
            LoggedType inner = parts.get(i).type();
            if (inner != null && parts.get(i).updatable() && !LoggedType.isSameNullable(inner, left[i], right[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean isUpdatable() {
        return parts.stream().anyMatch(part -> part.type() != null && part.updatable());
    }

    @Override
    public void write(JsonWriter out, Object frozen) {
        Object[] values = (Object[]) frozen;
        out.startObject();
        for (int i = 0; i < values.length; i++) {
            Part part = parts.get(i);
            if (part.type() != null) {
                out.name(part.name());
                LoggedAttribute.write(out, part.type(), part.masked(), values[i]);
            }
        }
        out.endObject();
    }

    /** Attributes in alphabetical order, so that one value has one text. */
    @Override
    public String key(Object frozen) {
        Object[] values = (Object[]) frozen;
        try (JsonWriter out = new JsonWriter(Integer.MAX_VALUE)) {
            out.startObject();
            IntStream.range(0, values.length)
                    .boxed()
                    .sorted(Comparator.comparing(i -> parts.get(i).name()))
                    .forEach(i -> {
                        LoggedType inner = parts.get(i).type();
                        if (inner != null) {
                            out.name(parts.get(i).name());
                            LoggedAttribute.write(out, inner, false, values[i]);
                        }
                    });
            out.endObject();
            return out.finish();
        }
    }

    @Override
    public Object canonical(Object read) {
        if (!(read instanceof Map<?, ?> map)) {
            return read;
        }
        Map<String, @Nullable Object> canonical = new TreeMap<>();
        for (Part part : parts) {
            if (part.type() != null) {
                canonical.put(part.name(), LoggedType.canonicalNullable(part.type(), map.get(part.name())));
            }
        }
        return canonical;
    }

    @Override
    public Object thaw(Object read, SharedSessionContractImplementor session) {
        if (!(read instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("The history does not have the value: " + read + ".");
        }
        @Nullable Object[] values = new Object[parts.size()];
        for (int i = 0; i < values.length; i++) {
            Part part = parts.get(i);
            Object value = map.get(part.name());
            if (part.type() == null || value instanceof AuditValue) {
                throw new IllegalArgumentException("The history does not have the value: " + part.name() + ".");
            }
            values[i] = value == null ? null : part.type().thaw(value, session);
        }
        return built(values);
    }

    @Override
    public Object thawKey(String key, SharedSessionContractImplementor session) {
        return thaw(JsonReader.object(key), session);
    }

    private Object built(@Nullable Object[] values) {
        return type.getMappingModelPart()
                .getEmbeddableTypeDescriptor()
                .getRepresentationStrategy()
                .getInstantiatorForClass(type.getReturnedClass().getName())
                .instantiate(() -> values);
    }
}
