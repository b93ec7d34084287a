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
package dev.ashlar.softdelete.internal.event;

import org.hibernate.cache.spi.access.EntityDataAccess;
import org.hibernate.cache.spi.access.SoftLock;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** The second-level cache's entry of a row that is changed past Hibernate. */
final class CachedEntity {

    private final SharedSessionContractImplementor session;
    private final @Nullable EntityDataAccess cache;
    private final @Nullable Object key;
    private final @Nullable SoftLock lock;

    private CachedEntity(
            SharedSessionContractImplementor session,
            @Nullable EntityDataAccess cache,
            @Nullable Object key,
            @Nullable SoftLock lock) {
        this.session = session;
        this.cache = cache;
        this.key = key;
        this.lock = lock;
    }

    /** Locks the entry, if there is a cache. */
    static CachedEntity lock(
            SharedSessionContractImplementor session, EntityPersister persister, Object id, @Nullable Object version) {
        EntityDataAccess cache = persister.canWriteToCache() ? persister.getCacheAccessStrategy() : null;
        if (cache == null) {
            return new CachedEntity(session, null, null, null);
        }
        Object key = cache.generateCacheKey(id, persister, session.getFactory(), session.getTenantIdentifier());
        return new CachedEntity(session, cache, key, cache.lockItem(session, key, version));
    }

    /** Removes the entry. */
    void remove() {
        if (cache != null && key != null) {
            cache.remove(session, key);
            cache.unlockItem(session, key, lock);
        }
    }
}
