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
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * How values of one type are kept until the transaction completes, compared and written.
 *
 * <p>A frozen value shares nothing with the application's objects that it could change: embedded values are taken apart, and references
 * are identifiers.
 */
public interface LoggedType {

    /** Freezes a value; nothing is loaded for it. Null for what is null in the database, as a reference without identifier. */
    @Nullable
    Object freeze(Object value);

    /** Whether two frozen values are the same in the database. */
    boolean isSame(Object one, Object other);

    /** Whether an update writes anything of a value. */
    default boolean isUpdatable() {
        return true;
    }

    /** Writes a frozen value. */
    void write(JsonWriter out, Object frozen);

    /** Text that tells a frozen value from all others of the type: an identifier, or a key of a map. */
    String key(Object frozen);

    /**
     * What was read of the history, in the one form that the type's equal values have: the same for a decimal with and without zeros at its
     * end, and for a number of any spelling. Markers stay what they are.
     */
    Object canonical(Object read);

    /**
     * A value as the attribute takes it, from what was read of the history.
     *
     * @throws IllegalArgumentException if it cannot be had again, as of a digest
     */
    Object thaw(Object read, SharedSessionContractImplementor session);

    /** The same for a text that {@link #key} made. */
    Object thawKey(String key, SharedSessionContractImplementor session);

    /** Freezes a value or null; what a lazy attribute has not loaded stays as it is. */
    static @Nullable Object freezeNullable(LoggedType type, @Nullable Object value) {
        return value == null || Unknown.is(value) ? value : type.freeze(value);
    }

    /** The canonical form of what was read, or null. */
    static @Nullable Object canonicalNullable(LoggedType type, @Nullable Object read) {
        return read == null || read instanceof AuditValue ? read : type.canonical(read);
    }

    /** Compares frozen values that may be null; of one that is unknown nobody can tell, and it counts as changed. */
    @SuppressWarnings("ReferenceEquality") // null, or a marker
    static boolean isSameNullable(LoggedType type, @Nullable Object one, @Nullable Object other) {
        if (one == null || other == null || Unknown.is(one) || Unknown.is(other)) {
            return one == other;
        }
        return type.isSame(one, other);
    }
}
