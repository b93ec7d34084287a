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
package dev.ashlar.core.ground;

import dev.ashlar.core.Actor;
import dev.ashlar.core.ActorMismatchException;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A plain attribute that holds who acted.
 *
 * @param attribute as {@code Entity.attribute}, for messages
 * @param type one of {@link #TYPES}
 */
record ActorType(String attribute, Class<?> type) implements StampType {

    /** What such an attribute may be. */
    static final Set<Class<?>> TYPES = Set.of(String.class, Long.class, Integer.class, UUID.class);

    @Override
    public @Nullable Object value(StampValues values) {
        return values.actor().map(this::fit).orElse(null);
    }

    @Override
    public Object normal(Object assigned) {
        return assigned;
    }

    private Object fit(Actor actor) {
        return type == String.class ? actor.name() : key(actor, attribute, type);
    }

    /**
     * The actor's key if it is of the type, else what can be read as one.
     *
     * @throws ActorMismatchException if nothing can
     */
    static Object key(Actor actor, String attribute, Class<?> type) {
        Object key = actor.key();
        if (type.isInstance(key)) {
            return key;
        }
        if (key instanceof Number number && type == Long.class) {
            return number.longValue();
        }
        Object parsed = null;
        if (key == null) {
            parsed = parsed(actor.name(), type);
        } else if (key instanceof String text) {
            parsed = parsed(text, type);
        }
        if (parsed == null) {
            throw new ActorMismatchException(actor, attribute, type);
        }
        return parsed;
    }

    private static @Nullable Object parsed(String text, Class<?> type) {
        try {
            if (type == String.class) {
                return text;
            }
            if (type == Long.class) {
                return Long.valueOf(text);
            }
            if (type == Integer.class) {
                return Integer.valueOf(text);
            }
            return type == UUID.class ? UUID.fromString(text) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
