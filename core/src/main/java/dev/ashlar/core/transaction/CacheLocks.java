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
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.hibernate.CacheMode;
import org.hibernate.boot.spi.SessionFactoryOptions;
import org.hibernate.cache.spi.access.CachedDomainDataAccess;
import org.hibernate.cache.spi.access.NaturalIdDataAccess;
import org.hibernate.cache.spi.access.SoftLock;
import org.hibernate.engine.spi.CollectionKey;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.AfterCompletionCallback;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Keeps what nested blocks changed out of the second-level cache until the transaction ends.
 *
 * <p>The child session takes the release of its savepoint for a commit and unlocks what it locked in the cache; from then on
 * another session could put there what is committed and about to be old. So the session that owns the transaction takes the
 * same locks before, and gives them back when it ends, as Hibernate's own actions do ({@code EntityUpdateAction},
 * {@code BulkOperationCleanupAction}, 7.4.13).
 */
final class CacheLocks {

    private final SharedSessionContractImplementor outer;
    private final SharedSessionContractImplementor root;
    private final SessionFactoryImplementor factory;
    private final Changes changes;
    private final CacheMode cacheMode;

    CacheLocks(SharedSessionContractImplementor outer, SharedSessionContractImplementor root, Changes changes) {
        this.outer = outer;
        this.cacheMode = outer.getCacheMode();
        this.root = root;
        this.factory = root.getFactory();
        this.changes = changes;
    }

    private boolean isCaching() {
        SessionFactoryOptions options = factory.getSessionFactoryOptions();
        return options.isSecondLevelCacheEnabled() || options.isQueryCacheEnabled();
    }

    /** Before the release: locks rows, collections and natural ids for as long as the transaction lasts. */
    void lock() {
        if (changes.isEmpty() || !isCaching()) {
            return;
        }
        for (EntityKey key : changes.entities().keySet()) {
            EntityPersister persister = key.getPersister();
            if (persister.canWriteToCache()) {
                var cache = persister.getCacheAccessStrategy();
                lock(
                        cache,
                        cache.generateCacheKey(key.getIdentifier(), persister, factory, root.getTenantIdentifier()));
            }
        }
        for (CollectionKey key : changes.collections()) {
            CollectionPersister persister = factory.getMappingMetamodel().getCollectionDescriptor(key.getRole());
            if (persister.hasCache()) {
                var cache = persister.getCacheAccessStrategy();
                lock(cache, cache.generateCacheKey(key.getKey(), persister, factory, root.getTenantIdentifier()));
            }
        }
        for (Changes.NaturalId id : changes.naturalIds()) {
            EntityPersister rootPersister =
                    id.persister().getRootEntityDescriptor().getEntityPersister();
            NaturalIdDataAccess cache = id.persister().getNaturalIdCacheAccessStrategy();
            lock(cache, cache.generateCacheKey(id.value(), rootPersister, root));
        }
        ChangedTables tables = ChangedTables.of(changes);
        if (!tables.names().isEmpty()) {
            factory.getMappingMetamodel().forEachEntityDescriptor(persister -> {
                if (tables.contain(persister)) {
                    lockRegions(persister);
                }
            });
            factory.getMappingMetamodel().forEachCollectionDescriptor(persister -> {
                if (persister.hasCache() && tables.contain(persister)) {
                    lockRegion(persister.getCacheAccessStrategy());
                }
            });
        }
    }

    private void lock(CachedDomainDataAccess cache, Object key) {
        SoftLock lock = cache.lockItem(root, key, null);
        cache.remove(root, key);
        atEnd((success, session) -> cache.unlockItem(session, key, lock));
    }

    private void lockRegions(EntityPersister persister) {
        if (persister.canWriteToCache()) {
            lockRegion(persister.getCacheAccessStrategy());
        }
        if (persister.hasNaturalIdCache()) {
            lockRegion(persister.getNaturalIdCacheAccessStrategy());
        }
        Set<String> roles =
                factory.getMappingMetamodel().getCollectionRolesByEntityParticipant(persister.getEntityName());
        if (roles != null) {
            for (String role : roles) {
                CollectionPersister collection = factory.getMappingMetamodel().getCollectionDescriptor(role);
                if (collection.hasCache()) {
                    lockRegion(collection.getCacheAccessStrategy());
                }
            }
        }
    }

    private void lockRegion(CachedDomainDataAccess cache) {
        SoftLock lock = cache.lockRegion();
        cache.removeAll(root);
        atEnd((success, session) -> cache.unlockRegion(lock));
    }

    /** After the release: query results of the tables are out of date until the transaction ends, and then again. */
    void invalidateQueries() {
        if (changes.isEmpty() || !isCaching()) {
            return;
        }
        Set<String> spaces = new LinkedHashSet<>();
        changes.entities()
                .keySet()
                .forEach(key -> addAll(spaces, key.getPersister().getQuerySpaces()));
        for (CollectionKey key : changes.collections()) {
            addAll(
                    spaces,
                    factory.getMappingMetamodel()
                            .getCollectionDescriptor(key.getRole())
                            .getCollectionSpaces());
        }
        Set<String> names = new HashSet<>(changes.tables());
        names.addAll(changes.filledTables());
        if (!names.isEmpty()) {
            ChangedTables tables = new ChangedTables(names);
            factory.getMappingMetamodel().forEachEntityDescriptor(persister -> {
                if (tables.contain(persister)) {
                    addAll(spaces, persister.getQuerySpaces());
                }
            });
            factory.getMappingMetamodel().forEachCollectionDescriptor(persister -> {
                if (tables.contain(persister)) {
                    addAll(spaces, persister.getCollectionSpaces());
                }
            });
        }
        String[] invalid = spaces.toArray(new String[0]);
        factory.getCache().getTimestampsCache().preInvalidate(invalid, root);
        atEnd((success, session) -> factory.getCache().getTimestampsCache().invalidate(invalid, session));
    }

    private static void addAll(Set<String> spaces, Object[] names) {
        for (Object name : names) {
            spaces.add(name.toString());
        }
    }

    /** From the begin of the block on, the outer session neither fills the cache with what it sees of it nor reads what is older. */
    void keepOut() {
        if (isCaching() && cacheMode != CacheMode.IGNORE) {
            outer.setCacheMode(CacheMode.IGNORE);
        }
    }

    /** After a rollback: there is nothing to keep out any more. */
    void letIn() {
        if (outer.isOpen() && outer.getCacheMode() != cacheMode) {
            outer.setCacheMode(cacheMode);
        }
    }

    /** After the release: what the block changed is to be kept out until the transaction ends. */
    void letInAtEnd() {
        if (changes.isEmpty()) {
            letIn();
        } else if (outer.getCacheMode() != cacheMode) {
            atEnd((success, session) -> letIn());
        }
    }

    private void atEnd(AfterCompletionCallback callback) {
        root.getTransactionCompletionCallbacks().registerCallback(callback);
    }
}
