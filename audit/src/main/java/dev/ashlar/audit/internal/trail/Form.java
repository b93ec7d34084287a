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

import dev.ashlar.audit.internal.json.JsonReader;
import dev.ashlar.audit.internal.json.JsonWriter;
import dev.ashlar.audit.internal.model.LoggedAttribute;
import dev.ashlar.audit.internal.model.LoggedCollection;
import dev.ashlar.audit.internal.model.LoggedType;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Live values in the form in which the log has them, and whether two are the same. */
final class Form {

    private final SharedSessionContractImplementor session;
    private final int maxText;

    Form(SharedSessionContractImplementor session, int maxText) {
        this.session = session;
        this.maxText = maxText;
    }

    /** A live value as it would be logged. */
    @Nullable
    Object of(LoggedAttribute attribute, @Nullable Object value) {
        return read(out -> attribute.write(out, LoggedType.freezeNullable(attribute.type(), value)));
    }

    /** A live collection as it would be logged. */
    @Nullable
    Object of(LoggedCollection collection, @Nullable Object value) {
        return read(out -> collection.write(out, collection.freeze(value)));
    }

    private @Nullable Object read(Consumer<JsonWriter> writing) {
        try (JsonWriter out = new JsonWriter(maxText)) {
            writing.accept(out);
            return JsonReader.value(out.finish());
        }
    }

    /** Whether a live value is the logged one: as text, or, as a decimal with another scale, for the database. */
    boolean isSame(LoggedAttribute attribute, @Nullable Object logged, @Nullable Object live) {
        return Objects.equals(logged, of(attribute, live)) || isSame(attribute.type(), logged, live);
    }

    @SuppressWarnings("ReferenceEquality") // one is null
    private boolean isSame(LoggedType type, @Nullable Object logged, @Nullable Object live) {
        if (logged == null || live == null) {
            return logged == live;
        }
        Object thawed = thaw(type, logged);
        Object one = thawed == null ? null : LoggedType.freezeNullable(type, thawed);
        Object other = LoggedType.freezeNullable(type, live);
        return one != null
                && other != null
                && (LoggedType.isSameNullable(type, one, other) || isSameMoment(one, other));
    }

    /** Databases keep microseconds, the log what the application wrote. */
    private static boolean isSameMoment(Object one, Object other) {
        return one instanceof Temporal moment
                && other instanceof Temporal stored
                && one.getClass() == other.getClass()
                && moment.isSupported(ChronoUnit.MICROS)
                && ChronoUnit.MICROS.between(moment, stored) == 0;
    }

    /** A logged value as the attribute takes it; null if the log does not have it. */
    @SuppressWarnings("IllegalCatch") // whatever a text is refused with
    @Nullable
    Object thaw(LoggedType type, Object logged) {
        try {
            return type.thaw(logged, session);
        } catch (RuntimeException e) {
            return null;
        }
    }

    /** A logged key as the map takes it; null if it cannot be had. */
    @SuppressWarnings("IllegalCatch")
    @Nullable
    Object thawKey(LoggedType type, String key) {
        try {
            return type.thawKey(key, session);
        } catch (RuntimeException e) {
            return null;
        }
    }

    /** Whether two values of the log are the same, of sets and bags in any order. */
    static boolean isSame(boolean anyOrder, @Nullable Object one, @Nullable Object other) {
        if (anyOrder && one instanceof List<?> left && other instanceof List<?> right && left.size() == right.size()) {
            List<?> rest = new ArrayList<>(right);
            return left.stream().allMatch(rest::remove);
        }
        return Objects.equals(one, other);
    }
}
