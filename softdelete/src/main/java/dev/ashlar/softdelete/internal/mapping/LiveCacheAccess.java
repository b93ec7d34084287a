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
package dev.ashlar.softdelete.internal.mapping;

import org.hibernate.cache.spi.DomainDataRegion;
import org.hibernate.cache.spi.access.AccessType;
import org.hibernate.cache.spi.access.EntityDataAccess;
import org.hibernate.cache.spi.access.SoftLock;
import org.hibernate.cache.spi.entry.CacheEntry;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * The second-level cache as a {@code StatelessSession} is to see it: an entry that is marked counts as absent.
 *
 * <p>{@code StatelessSession.get} takes an entry for the answer without asking the persister ({@code StatelessSessionImpl},
 * 7.4.13); behind a miss the persister is asked, and tells what was asked for from what is referred to.
 */
final class LiveCacheAccess implements EntityDataAccess {

    private final EntityDataAccess access;
    private @Nullable Marks marks;

    private LiveCacheAccess(EntityDataAccess access) {
        this.access = access;
    }

    static @Nullable EntityDataAccess of(@Nullable EntityDataAccess access) {
        return access == null ? null : new LiveCacheAccess(access);
    }

    /** A persister knows its marks only after it was built. */
    static void bind(@Nullable EntityDataAccess access, Marks marks) {
        if (access instanceof LiveCacheAccess own) {
            own.marks = marks;
        }
    }

    @Override
    public @Nullable Object get(SharedSessionContractImplementor session, Object key) {
        Object entry = access.get(session, key);
        return entry != null && session.isStateless() && isDeleted(entry, session) ? null : entry;
    }

    private boolean isDeleted(Object entry, SharedSessionContractImplementor session) {
        if (marks == null) {
            return false;
        }
        EntityPersister persister = marks.persister();
        Object plain = persister.getCacheEntryStructure().destructure(entry, session.getFactory());
        if (plain instanceof CacheEntry cached && !cached.isReferenceEntry()) {
            Object value = cached.getDisassembledState()[marks.at().property()];
            return marks.at().isDisassembled(value);
        }
        return false;
    }

    @Override
    public Object generateCacheKey(
            Object id,
            EntityPersister rootEntityDescriptor,
            SessionFactoryImplementor factory,
            String tenantIdentifier) {
        return access.generateCacheKey(id, rootEntityDescriptor, factory, tenantIdentifier);
    }

    @Override
    public Object getCacheKeyId(Object cacheKey) {
        return access.getCacheKeyId(cacheKey);
    }

    @Override
    public boolean insert(SharedSessionContractImplementor session, Object key, Object value, Object version) {
        return access.insert(session, key, value, version);
    }

    @Override
    public boolean afterInsert(SharedSessionContractImplementor session, Object key, Object value, Object version) {
        return access.afterInsert(session, key, value, version);
    }

    @Override
    public boolean update(
            SharedSessionContractImplementor session,
            Object key,
            Object value,
            Object currentVersion,
            Object previousVersion) {
        return access.update(session, key, value, currentVersion, previousVersion);
    }

    @Override
    public boolean afterUpdate(
            SharedSessionContractImplementor session,
            Object key,
            Object value,
            Object currentVersion,
            Object previousVersion,
            SoftLock lock) {
        return access.afterUpdate(session, key, value, currentVersion, previousVersion, lock);
    }

    @Override
    public DomainDataRegion getRegion() {
        return access.getRegion();
    }

    @Override
    public AccessType getAccessType() {
        return access.getAccessType();
    }

    @Override
    public boolean putFromLoad(SharedSessionContractImplementor session, Object key, Object value, Object version) {
        return access.putFromLoad(session, key, value, version);
    }

    @Override
    public boolean putFromLoad(
            SharedSessionContractImplementor session,
            Object key,
            Object value,
            Object version,
            boolean minimalPutOverride) {
        return access.putFromLoad(session, key, value, version, minimalPutOverride);
    }

    @Override
    public SoftLock lockItem(SharedSessionContractImplementor session, Object key, Object version) {
        return access.lockItem(session, key, version);
    }

    @Override
    public void unlockItem(SharedSessionContractImplementor session, Object key, SoftLock lock) {
        access.unlockItem(session, key, lock);
    }

    @Override
    public void remove(SharedSessionContractImplementor session, Object key) {
        access.remove(session, key);
    }

    @Override
    public void removeAll(SharedSessionContractImplementor session) {
        access.removeAll(session);
    }

    @Override
    public boolean contains(Object key) {
        return access.contains(key);
    }

    @Override
    public SoftLock lockRegion() {
        return access.lockRegion();
    }

    @Override
    public void unlockRegion(SoftLock lock) {
        access.unlockRegion(lock);
    }

    @Override
    public void evict(Object key) {
        access.evict(key);
    }

    @Override
    public void evictAll() {
        access.evictAll();
    }
}
