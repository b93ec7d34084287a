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
package dev.ashlar.core.transaction;

import dev.ashlar.core.internal.transaction.Changes;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.ComponentType;
import org.hibernate.type.Type;

/**
 * Makes instances new again whose rows a rollback took away: without their generated id and version they can be persisted
 * once more, in another block or in the outer session, and so can what is in their collections.
 */
final class IdentifierReset {

    private final SessionImplementor outer;
    private final Set<Object> instances = Collections.newSetFromMap(new IdentityHashMap<>());

    /**
     * Collects the instances; before the rollback, which empties the session.
     *
     * @param outer another session, since the block may have closed its own
     */
    IdentifierReset(SessionImplementor child, SessionImplementor outer, Changes changes) {
        this.outer = outer;
        instances.addAll(changes.inserted());
        if (child.isOpen()) {
            for (Map.Entry<Object, EntityEntry> managed :
                    child.getPersistenceContextInternal().reentrantSafeEntityEntries()) {
                if (!managed.getValue().isExistsInDatabase()) {
                    instances.add(managed.getKey());
                }
            }
        }
    }

    void run() {
        for (Object entity : instances) {
            EntityPersister persister = outer.getEntityPersister(null, entity);
            Object version = persister.isVersioned() ? persister.getVersion(entity) : null;
            persister.resetIdentifier(entity, persister.getIdentifier(entity, outer), version, outer);
            if (persister.hasCollections()) {
                reset(persister, entity);
            }
        }
    }

    /** Another session would take a wrapper for a collection that is stored, and remember the id that its owner had. */
    private void reset(EntityPersister persister, Object entity) {
        Type[] types = persister.getPropertyTypes();
        for (int i = 0; i < types.length; i++) {
            Object value = persister.getValue(entity, i);
            if (value instanceof PersistentCollection<?> wrapper && types[i] instanceof CollectionType type) {
                persister.setValue(entity, i, plain(wrapper, type));
            } else if (types[i] instanceof ComponentType component && value != null) {
                reset(component, value);
            }
        }
    }

    /** Within an embeddable they stay; without role and snapshot they count as new. */
    private void reset(ComponentType type, Object component) {
        for (Object value : type.getPropertyValues(component, outer)) {
            if (value instanceof PersistentCollection<?> wrapper) {
                wrapper.setSnapshot(null, null, null);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static Object plain(PersistentCollection<?> wrapper, CollectionType type) {
        Object plain = type.instantiate(-1);
        if (wrapper.wasInitialized()) {
            if (plain instanceof Map<?, ?> map) {
                ((Map<Object, Object>) map).putAll((Map<?, ?>) wrapper);
            } else {
                ((Collection<Object>) plain).addAll((Collection<?>) wrapper);
            }
        }
        return plain;
    }
}
