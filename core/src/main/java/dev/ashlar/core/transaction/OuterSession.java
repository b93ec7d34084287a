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
import java.util.function.Predicate;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.RefreshContext;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.Type;

/** Brings the persistence context of an outer session in line with what a nested block did to the rows. */
final class OuterSession {

    private final SessionImplementor session;
    private final PersistenceContext context;
    private final Changes changes;

    OuterSession(SessionImplementor session, Changes changes) {
        this.session = session;
        this.context = session.getPersistenceContextInternal();
        this.changes = changes;
    }

    /**
     * Before the release: what both sessions have changed cannot be kept in both.
     *
     * @throws IllegalStateException if there is such an entity
     */
    void refuseConflicts() {
        changes.entities().keySet().forEach(this::refuseIfDirty);
        for (EntityKey owner : changes.referenced()) {
            Object entity = context.getEntity(owner);
            if (entity != null && hasLoaded(entity, CollectionPersister::isInverse)) {
                refuseIfDirty(owner);
            }
        }
        if (!changes.tables().isEmpty()) {
            ChangedTables tables = ChangedTables.of(changes);
            for (Map.Entry<Object, EntityEntry> managed : context.reentrantSafeEntityEntries()) {
                if (isIn(tables, managed)) {
                    refuseIfDirty(managed.getValue().getEntityKey());
                }
            }
        }
    }

    private boolean isIn(ChangedTables tables, Map.Entry<Object, EntityEntry> managed) {
        return tables.contain(managed.getValue().getPersister()) || hasLoaded(managed.getKey(), tables::contain);
    }

    private void refuseIfDirty(EntityKey key) {
        Object entity = context.getEntity(key);
        if (entity != null && isDirty(entity)) {
            throw new IllegalStateException("A nested block and the outer session have both changed an entity: entity="
                    + key.getEntityName() + "#" + key.getIdentifier()
                    + ". While the block runs, change it through the block's EntityManager only, where it can be found by"
                    + " its id.");
        }
    }

    private boolean isDirty(Object entity) {
        EntityEntry entry = context.getEntry(entity);
        if (entry == null) {
            return false;
        }
        if (entry.getStatus().isDeletedOrGone() || !entry.isExistsInDatabase()) {
            return true;
        }
        if (!entry.isModifiableEntity()) {
            return false;
        }
        EntityPersister persister = entry.getPersister();
        Object[] loaded = entry.getLoadedState();
        if (loaded == null) {
            return false;
        }
        Object[] values = persister.getValues(entity);
        return persister.findDirty(values, loaded, entity, session) != null
                || persister.hasCollections() && isCollectionDirty(persister.getPropertyTypes(), values, loaded);
    }

    /** A collection does not make its entity dirty in the eyes of Hibernate, at most its version ({@code CollectionType}, 7.4.13). */
    private static boolean isCollectionDirty(Type[] types, Object[] values, Object[] loaded) {
        for (int i = 0; i < types.length; i++) {
            if (types[i] instanceof CollectionType) {
                boolean dirty = values[i] instanceof PersistentCollection<?> collection
                        ? collection.isDirty() || collection.hasQueuedOperations()
                        : values[i] != loaded[i];
                if (dirty) {
                    return true;
                }
            }
        }
        return false;
    }

    /** After the release: reloads what the block wrote, and lets go of what it removed. */
    void update() {
        Set<Object> reloaded = Collections.newSetFromMap(new IdentityHashMap<>());
        if (!changes.tables().isEmpty()) {
            ChangedTables tables = ChangedTables.of(changes);
            for (Map.Entry<Object, EntityEntry> managed : context.reentrantSafeEntityEntries()) {
                if (isIn(tables, managed) && reloaded.add(managed.getKey())) {
                    reloadIfThere(managed.getKey(), managed.getValue());
                }
            }
        }
        changes.entities().forEach((key, kind) -> {
            Object entity = context.getEntity(key);
            if (entity != null && kind == Changes.Kind.REMOVED) {
                session.detach(entity);
            }
        });
        changes.entities().forEach((key, kind) -> {
            Object entity = context.getEntity(key);
            if (entity != null && kind == Changes.Kind.WRITTEN && reloaded.add(entity)) {
                reload(entity);
            }
        });
        for (EntityKey owner : changes.referenced()) {
            Object entity = context.getEntity(owner);
            if (entity != null && hasLoaded(entity, CollectionPersister::isInverse) && reloaded.add(entity)) {
                reload(entity);
            }
        }
    }

    /**
     * After a release or rollback: what the outer session read while the block ran may have been the block's, or that of one
     * within which was rolled back.
     */
    void readAgain(Set<Object> entities) {
        for (Object entity : entities) {
            EntityEntry entry = context.getEntry(entity);
            if (entry != null && !isDirty(entity)) {
                reloadIfThere(entity, entry);
            }
        }
    }

    private void reloadIfThere(Object entity, EntityEntry entry) {
        if (entry.getStatus().isDeletedOrGone() || !entry.isExistsInDatabase()) {
            return;
        }
        if (entry.getPersister().getDatabaseSnapshot(entry.getId(), session) == null) {
            session.detach(entity);
        } else {
            reload(entity);
        }
    }

    /** A refresh that stops at the entity: a cascade would also undo what the outer session changed in others. */
    private void reload(Object entity) {
        EntityEntry entry = context.getEntry(entity);
        if (entry != null) {
            ((EventSource) session).refresh(entry.getEntityName(), entity, new Only(entity));
        }
    }

    /** Whether an entity has a collection that is loaded, and so may lack or have too much of what the block wrote. */
    private boolean hasLoaded(Object entity, Predicate<CollectionPersister> which) {
        EntityEntry entry = context.getEntry(entity);
        if (entry == null || !entry.getPersister().hasCollections()) {
            return false;
        }
        for (Object value : entry.getPersister().getValues(entity)) {
            if (value instanceof PersistentCollection<?> collection && collection.wasInitialized()) {
                CollectionEntry collectionEntry = context.getCollectionEntry(collection);
                if (collectionEntry != null
                        && collectionEntry.getLoadedPersister() != null
                        && which.test(collectionEntry.getLoadedPersister())) {
                    return true;
                }
            }
        }
        return false;
    }

    private record Only(Object entity) implements RefreshContext {

        @Override
        @SuppressWarnings("ReferenceEquality") // the very instance is meant
        public boolean add(Object candidate) {
            return candidate == entity;
        }
    }
}
