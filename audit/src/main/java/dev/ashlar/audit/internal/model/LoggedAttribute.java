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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An attribute whose values are logged.
 *
 * @param name its name in the entity
 * @param index its place in Hibernate's arrays of state
 * @param type how its values are logged
 * @param masked whether only that it changed is logged
 * @param updatable whether updates write it
 */
public record LoggedAttribute(String name, int index, LoggedType type, boolean masked, boolean updatable) {

    /** Writes a frozen value. */
    public void write(JsonWriter out, @Nullable Object frozen) {
        write(out, type, masked, frozen);
    }

    /** Its frozen value in a map of paths to values, where parts of an embedded value may stand by themselves; else unknown. */
    public @Nullable Object frozenIn(Map<String, @Nullable Object> values) {
        if (values.containsKey(name)) {
            return LoggedType.freezeNullable(type, values.get(name));
        }
        return type instanceof EmbeddedValues embedded ? embedded.frozenIn(values, name + ".") : Unknown.VALUE;
    }

    static void write(JsonWriter out, LoggedType type, boolean masked, @Nullable Object frozen) {
        if (masked) {
            out.marker(new AuditValue.Masked());
        } else if (frozen == null) {
            out.nothing();
        } else if (Unknown.is(frozen)) {
            out.marker(new AuditValue.Unloaded());
        } else {
            type.write(out, frozen);
        }
    }
}
