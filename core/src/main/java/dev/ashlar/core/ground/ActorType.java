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
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * An attribute that holds who acted.
 *
 * @param attribute as {@code Entity.attribute}, for messages
 * @param type the attribute's type, or that of the referenced entity's identifier, {@code null} while it is not known
 * @param entityName the referenced entity of a to-one, {@code null} for a plain value
 */
record ActorType(
        String attribute, @Nullable Class<?> type, @Nullable String entityName) implements StampType {

    /** The types of a plain attribute that holds an actor. */
    static final Set<Class<?>> PLAIN = Set.of(String.class, Long.class, Integer.class, UUID.class);

    @Override
    public @Nullable Object value(StampValues values) {
        Actor actor = values.actor().orElse(null);
        if (actor == null) {
            return null;
        }
        if (entityName == null) {
            return fit(actor, type);
        }
        SharedSessionContractImplementor session = values.session();
        EntityPersister persister = session.getFactory().getMappingMetamodel().getEntityDescriptor(entityName);
        return reference(
                session, persister, fit(actor, persister.getIdentifierType().getReturnedClass()));
    }

    @Override
    public Object normal(Object assigned) {
        return assigned;
    }

    /** The key if it is of the type, else the name if it can be read as one. */
    Object fit(Actor actor, Class<?> wanted) {
        Object key = actor.key();
        if (key != null && wanted.isInstance(key)) {
            return key;
        }
        if (key instanceof Number number && wanted == Long.class) {
            return number.longValue();
        }
        if (wanted == String.class && entityName == null) {
            return actor.name();
        }
        if (key == null || key instanceof String) {
            Object parsed = parsed(key == null ? actor.name() : (String) key, wanted);
            if (parsed != null) {
                return parsed;
            }
        }
        throw new ActorMismatchException(actor, attribute, wanted);
    }

    private static @Nullable Object parsed(String text, Class<?> wanted) {
        try {
            if (wanted == String.class) {
                return text;
            }
            if (wanted == Long.class) {
                return Long.valueOf(text);
            }
            if (wanted == Integer.class) {
                return Integer.valueOf(text);
            }
            return wanted == UUID.class ? UUID.fromString(text) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The managed instance if the session has one, else a proxy: nothing is ever loaded. */
    private static Object reference(SharedSessionContractImplementor session, EntityPersister persister, Object id) {
        EntityKey key = session.generateEntityKey(id, persister);
        Object managed = session.getPersistenceContextInternal().getEntity(key);
        if (managed != null) {
            return managed;
        }
        Object proxy = session.getPersistenceContextInternal().getProxy(key);
        return proxy != null ? proxy : persister.createProxy(id, session);
    }
}
