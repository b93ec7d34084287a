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
import org.hibernate.LockMode;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.internal.ManagedTypeHelper;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.event.internal.EvictVisitor;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;

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
     * @throws IllegalStateException if there is such an entity or collection
     */
    void refuseConflicts() {
        if (changes.isEmpty()) {
            return;
        }
        Set<Object> written = written();
        for (Object entity : written) {
            EntityEntry entry = context.getEntry(entity);
            if (isUnsaved(entity, entry)) {
                throw conflict("entity=" + entry.getEntityName() + "#" + entry.getId());
            }
        }
        written.addAll(ownersOfStale());
        context.forEachCollectionEntry(
                (collection, entry) -> {
                    if (isUnsaved(collection) && written.contains(collection.getOwner())) {
                        throw conflict("collection=" + entry.getRole() + "#" + entry.getKey());
                    }
                },
                true);
    }

    private static IllegalStateException conflict(String fact) {
        return new IllegalStateException("A nested block and the outer session have both changed an entity: " + fact
                + ". While the block runs, change it through the block's EntityManager only, where it can be found by"
                + " its id.");
    }

    /** The entities whose rows the block has written, perhaps, or removed. */
    private Set<Object> written() {
        Set<Object> written = identitySet();
        for (EntityKey key : changes.entities().keySet()) {
            Object entity = context.getEntity(key);
            if (entity != null && context.getEntry(entity) != null) {
                written.add(entity);
            }
        }
        ChangedTables tables = ChangedTables.of(changes);
        if (!tables.names().isEmpty()) {
            for (Map.Entry<Object, EntityEntry> managed : context.reentrantSafeEntityEntries()) {
                if (tables.contain(managed.getValue().getPersister())) {
                    written.add(managed.getKey());
                }
            }
        }
        return written;
    }

    /** The entities that are to be reloaded for what they refer to. */
    private Set<Object> ownersOfStale() {
        Set<Object> owners = identitySet();
        StaleCollections stale = new StaleCollections(changes, session.getFactory());
        context.forEachCollectionEntry(
                (collection, entry) -> {
                    Object owner = collection.getOwner();
                    if (collection.wasInitialized() && stale.isStale(entry, context.getEntry(owner))) {
                        owners.add(owner);
                    }
                },
                false);
        for (EntityKey key : changes.referenced()) {
            Object entity = context.getEntity(key);
            if (entity != null && StaleCollections.isOneToOne(context.getEntry(entity))) {
                owners.add(entity);
            }
        }
        return owners;
    }

    private static Set<Object> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private static boolean isUnsaved(PersistentCollection<?> collection) {
        return collection.isDirty() || collection.hasQueuedOperations();
    }

    private boolean isUnsaved(Object entity, EntityEntry entry) {
        return entry.getStatus().isDeletedOrGone()
                || !entry.isExistsInDatabase()
                || unsaved(entity, entry, entry.getPersister().getValues(entity)).length > 0;
    }

    /** The properties, by index, whose values the next flush would write. */
    private int[] unsaved(Object entity, EntityEntry entry, Object[] values) {
        Object[] loaded = entry.getLoadedState();
        int[] dirty = loaded == null || !entry.isModifiableEntity()
                ? null
                : entry.getPersister().findDirty(values, loaded, entity, session);
        return dirty == null ? new int[0] : dirty;
    }

    /** After the release: reloads what the block wrote, and lets go of what it removed. */
    void update(Set<Object> readMeanwhile) {
        Set<Object> stale = identitySet();
        if (!changes.isEmpty()) {
            stale.addAll(written());
            stale.addAll(ownersOfStale());
        }
        stale.addAll(readMeanwhile);
        // First of all, lest an eager association finds it in the session.
        changes.entities().forEach((key, kind) -> {
            Object entity = context.getEntity(key);
            EntityEntry entry = entity == null ? null : context.getEntry(entity);
            if (entry != null && kind == Changes.Kind.REMOVED) {
                letGo(entity, entry);
            }
        });
        stale.forEach(this::reload);
    }

    /** After a rollback: what the outer session read while the block ran may have been the block's. */
    void readAgain(Set<Object> readMeanwhile) {
        if (readMeanwhile.isEmpty()) {
            return;
        }
        Set<Object> read = identitySet();
        read.addAll(readMeanwhile);
        context.forEachCollectionEntry(
                (collection, entry) -> {
                    if (isUnsaved(collection)) {
                        read.remove(collection.getOwner());
                    }
                },
                false);
        read.forEach(this::reload);
    }

    /**
     * Reads an entity again, but for the properties that are still to be written. Not by a refresh: that cascades, also by the
     * fetch profile that it loads with, and would undo what the outer session has changed in others.
     */
    private void reload(Object entity) {
        EntityEntry entry = context.getEntry(entity);
        if (entry == null || entry.getStatus().isDeletedOrGone() || !entry.isExistsInDatabase()) {
            return;
        }
        EntityPersister persister = entry.getPersister();
        Object[] values = persister.getValues(entity);
        int[] unsaved = unsaved(entity, entry, values);
        letGo(entity, entry);
        if (persister.load(entry.getId(), entity, LockMode.READ, session) == null) {
            return; // removed by a statement, or hidden by a filter or restriction
        }
        EntityEntry fresh = context.getEntry(entity);
        if (entry.getLockMode().greaterThan(fresh.getLockMode())) {
            fresh.setLockMode(entry.getLockMode());
        }
        if (fresh.isReadOnly() != entry.isReadOnly()) {
            session.setReadOnly(entity, entry.isReadOnly());
        }
        for (int property : unsaved) {
            persister.setValue(entity, property, values[property]);
            ManagedTypeHelper.processIfSelfDirtinessTracker(
                    entity,
                    tracker -> tracker.$$_hibernate_trackChange(persister.getPropertyNames()[property]));
        }
    }

    /** Detaches one entity; {@code detach} would cascade to others and lose what the outer session has changed in them. */
    private void letGo(Object entity, EntityEntry entry) {
        EntityPersister persister = entry.getPersister();
        if (persister.hasNaturalIdentifier()) {
            context.getNaturalIdResolutions().handleEviction(entry.getId(), entity, persister);
        }
        if (persister.hasCollections()) {
            new EvictVisitor((EventSource) session, entity).process(entity, persister);
        }
        context.removeEntityHolder(entry.getEntityKey());
        context.removeEntry(entity);
    }
}
