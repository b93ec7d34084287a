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
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Makes instances new again whose rows a rollback took away: without their generated id and version they can be persisted
 * once more, in another block or in the outer session.
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
        }
    }
}
