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
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.RefreshContext;
import org.hibernate.persister.entity.EntityPersister;

/** Brings the persistence context of an outer session in line with what a nested block did to the rows. */
final class OuterSession {

    private final SessionImplementor session;
    private final PersistenceContext context;
    private final Changes changes;
    private final int entitiesBefore;

    OuterSession(SessionImplementor session, Changes changes) {
        this.session = session;
        this.context = session.getPersistenceContextInternal();
        this.changes = changes;
        this.entitiesBefore = context.getNumberOfManagedEntities();
    }

    /**
     * Before the release: what both sessions have changed cannot be kept in both.
     *
     * @throws IllegalStateException if there is such an entity
     */
    void refuseConflicts() {
        changes.entities().keySet().forEach(this::refuseIfDirty);
        if (!changes.tables().isEmpty()) {
            ChangedTables tables = ChangedTables.of(changes);
            for (Map.Entry<Object, EntityEntry> managed : context.reentrantSafeEntityEntries()) {
                if (tables.contain(managed.getValue().getPersister())) {
                    refuseIfDirty(managed.getValue().getEntityKey());
                }
            }
        }
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
        return loaded != null && persister.findDirty(persister.getValues(entity), loaded, entity, session) != null;
    }

    /** After the release: reloads what the block wrote, and lets go of what it removed. */
    void update() {
        Set<Object> reloaded = Collections.newSetFromMap(new IdentityHashMap<>());
        if (!changes.tables().isEmpty()) {
            ChangedTables tables = ChangedTables.of(changes);
            for (Map.Entry<Object, EntityEntry> managed : context.reentrantSafeEntityEntries()) {
                if (tables.contain(managed.getValue().getPersister()) && reloaded.add(managed.getKey())) {
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
            if (entity != null && hasStaleCollection(entity) && !isDirty(entity) && reloaded.add(entity)) {
                reload(entity);
            }
        }
    }

    /** After a rollback: what the outer session read while the block ran may have been the block's. */
    void forgetWhatWasReadOfTheBlock() {
        if (context.getNumberOfManagedEntities() == entitiesBefore) {
            return;
        }
        changes.entities().keySet().forEach(key -> {
            Object entity = context.getEntity(key);
            if (entity != null && !isDirty(entity)) {
                reloadIfThere(entity, context.getEntry(entity));
            }
        });
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

    /** Whether a loaded collection, mapped by the other side, may lack or have too much of what the block wrote. */
    private boolean hasStaleCollection(Object entity) {
        EntityEntry entry = context.getEntry(entity);
        if (entry == null || !entry.getPersister().hasCollections()) {
            return false;
        }
        for (Object value : entry.getPersister().getValues(entity)) {
            if (value instanceof PersistentCollection<?> collection && collection.wasInitialized()) {
                CollectionEntry collectionEntry = context.getCollectionEntry(collection);
                if (collectionEntry != null
                        && collectionEntry.getLoadedPersister() != null
                        && collectionEntry.getLoadedPersister().isInverse()
                        && !collection.isDirty()
                        && !collection.hasQueuedOperations()) {
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
