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
package dev.ashlar.audit;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record as of an instant, as far as the log tells.
 *
 * <p>Values have the form in which the log has them: a number, text, boolean or null; of a reference the identifier; of an embedded value a
 * map; of a set, bag, list or array a list; of a map a map from the texts of its keys. What is not known is an {@link AuditValue} and never
 * null: it was masked or erased, only its digest is kept, it was not loaded, it is not logged at all, or the log began later.
 *
 * @param entityName the record's entity, of a hierarchy the subclass as far as the log tells
 * @param recordId its identifier as text
 * @param at the instant
 * @param presence whether it was there
 * @param values a value or an {@link AuditValue} for each attribute; empty if it was not there
 */
public record RecordState(
        String entityName, String recordId, Instant at, Presence presence, Map<String, @Nullable Object> values) {

    /** Whether a record was there. */
    public enum Presence {
        /** It was there. */
        PRESENT,
        /** It was there, marked as deleted. */
        SOFT_DELETED,
        /** It was not there yet, or not any more. */
        ABSENT,
        /** The log does not tell: it has nothing of the record, it began later, or a statement may have deleted it. */
        UNKNOWN
    }

    /** Copies the map. */
    public RecordState {
        Objects.requireNonNull(entityName, "entityName");
        Objects.requireNonNull(recordId, "recordId");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(presence, "presence");
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Whether there was a row, be it marked as deleted or not. */
    public boolean exists() {
        return presence == Presence.PRESENT || presence == Presence.SOFT_DELETED;
    }

    /**
     * Whether a value is known, if only as null.
     *
     * @throws IllegalArgumentException if there is no such attribute
     * @throws IllegalStateException if the record was not there
     */
    public boolean knows(String attribute) {
        return !(value(attribute) instanceof AuditValue);
    }

    /**
     * A value, which may be null, or an {@link AuditValue} that says why it is not known.
     *
     * @param attribute its name, with dots for a collection within an embedded value
     * @throws IllegalArgumentException if there is no such attribute
     * @throws IllegalStateException if the record was not there
     */
    public @Nullable Object value(String attribute) {
        Objects.requireNonNull(attribute, "attribute");
        if (presence == Presence.ABSENT) {
            throw new IllegalStateException("A record that was not there has no values: record=" + entityName + "#"
                    + recordId + " at=" + at + ". Ask for its presence first.");
        }
        if (!values.containsKey(attribute)) {
            throw new IllegalArgumentException("A record has no such attribute: record=" + entityName + "#" + recordId
                    + " attribute=[" + attribute + "] known=" + values.keySet() + ". Use one of them.");
        }
        return values.get(attribute);
    }
}
