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
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.ComponentType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

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
                reset(persister.getPropertyTypes(), persister.getValues(entity));
            }
        }
    }

    /** Collections would remember the id that their owner had; without role and snapshot they count as new. */
    private void reset(Type[] types, @Nullable Object[] values) {
        for (int i = 0; i < types.length; i++) {
            if (values[i] instanceof PersistentCollection<?> collection) {
                collection.setSnapshot(null, null, null);
            } else if (types[i] instanceof ComponentType component && values[i] != null) {
                reset(component.getSubtypes(), component.getPropertyValues(values[i], outer));
            }
        }
    }
}
