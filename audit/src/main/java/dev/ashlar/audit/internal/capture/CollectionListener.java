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
package dev.ashlar.audit.internal.capture;

import dev.ashlar.audit.AuditSource;
import dev.ashlar.audit.internal.model.AuditModel;
import dev.ashlar.audit.internal.model.LoggedCollection;
import dev.ashlar.audit.internal.model.LoggedEntity;
import dev.ashlar.core.ground.Ground;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.hibernate.collection.spi.AbstractPersistentCollection;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.AbstractCollectionEvent;
import org.hibernate.event.spi.PostCollectionRecreateEvent;
import org.hibernate.event.spi.PostCollectionRecreateEventListener;
import org.hibernate.event.spi.PostCollectionUpdateEvent;
import org.hibernate.event.spi.PostCollectionUpdateEventListener;
import org.hibernate.event.spi.PreCollectionRemoveEvent;
import org.hibernate.event.spi.PreCollectionRemoveEventListener;
import org.hibernate.event.spi.PreCollectionUpdateEvent;
import org.hibernate.event.spi.PreCollectionUpdateEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Sees collections being written in a {@code Session}. What a {@code StatelessSession} writes comes with its instance: its events of
 * collections name no session.
 */
public final class CollectionListener
        implements PreCollectionUpdateEventListener,
                PostCollectionUpdateEventListener,
                PreCollectionRemoveEventListener,
                PostCollectionRecreateEventListener {

    private static final long serialVersionUID = 1L;

    private final transient AuditModel model;

    /** Between the events before and after an update, which replaces Hibernate's snapshot ({@code CollectionUpdateAction}, 7.4.13). */
    private final transient Map<PersistentCollection<?>, Map<String, Object>> snapshots =
            Collections.synchronizedMap(new WeakHashMap<>());

    /** For a model. */
    public CollectionListener(AuditModel model) {
        this.model = model;
    }

    /**
     * The owner of a collection.
     *
     * @param session its session
     * @param entity how it is logged
     * @param id its identifier
     * @param collection how the collection is logged
     */
    private record Owner(
            SharedSessionContractImplementor session, LoggedEntity entity, Object id, LoggedCollection collection) {

        void add(@Nullable Map<String, Object> before, Map<String, Object> after) {
            Changes.add(
                    session,
                    new Change(
                            entity,
                            id,
                            Change.Kind.UPDATE,
                            Change.Kind.UPDATE.action(),
                            AuditSource.ENTITY,
                            entity.freeze(null),
                            entity.freeze(null),
                            Map.of(collection, new Change.Contents(before, after)),
                            Ground.of(session).context(),
                            0,
                            null));
        }
    }

    @Override
    public void onPreUpdateCollection(PreCollectionUpdateEvent event) {
        Owner owner = owner(event);
        PersistentCollection<?> collection = event.getCollection();
        if (owner != null && collection != null && collection.wasInitialized()) {
            snapshots.put(collection, owner.collection().freeze(collection.getStoredSnapshot()));
        }
    }

    @Override
    public void onPostUpdateCollection(PostCollectionUpdateEvent event) {
        PersistentCollection<?> collection = event.getCollection();
        Map<String, Object> before = collection == null ? null : snapshots.remove(collection);
        Owner owner = before == null ? null : owner(event);
        if (owner != null) {
            owner.add(before, owner.collection().freeze(collection));
        }
    }

    @Override
    public void onPreRemoveCollection(PreCollectionRemoveEvent event) {
        Owner owner = owner(event);
        if (owner != null) {
            PersistentCollection<?> collection = event.getCollection();
            boolean loaded = collection != null && collection.wasInitialized();
            owner.add(loaded ? owner.collection().freeze(collection.getStoredSnapshot()) : null, Map.of());
        }
    }

    @Override
    public void onPostRecreateCollection(PostCollectionRecreateEvent event) {
        Owner owner = owner(event);
        if (owner != null) {
            owner.add(Map.of(), owner.collection().freeze(event.getCollection()));
        }
    }

    private @Nullable Owner owner(AbstractCollectionEvent event) {
        Object instance = event.getAffectedOwnerOrNull();
        PersistentCollection<?> collection = event.getCollection();
        SharedSessionContractImplementor session = sessionOf(event, collection);
        if (session == null || session.isStateless()) {
            return null;
        }
        EntityEntry entry = instance == null
                ? null
                : session.getPersistenceContextInternal().getEntry(instance);
        EntityPersister persister =
                entry == null ? event.getCollectionPersister().getOwnerEntityPersister() : entry.getPersister();
        Object id = entry == null ? event.getAffectedOwnerIdOrNull() : entry.getId();
        LoggedEntity entity = id == null ? null : model.find(persister).orElse(null);
        LoggedCollection logged = entity == null
                ? null
                : entity.collection(event.getCollectionPersister().getRole());
        return logged == null || entity == null || id == null ? null : new Owner(session, entity, id, logged);
    }

    /** Null for a {@code StatelessSession}, whose events have none and say so by a {@link NullPointerException} (7.4.13). */
    @SuppressWarnings("IllegalCatch")
    private static @Nullable SharedSessionContractImplementor sessionOf(
            AbstractCollectionEvent event, @Nullable PersistentCollection<?> collection) {
        if (collection instanceof AbstractPersistentCollection<?> known
                && known.getSession() != null
                && known.getSession().isStateless()) {
            return null;
        }
        try {
            return event.getSession();
        } catch (NullPointerException e) {
            return null;
        }
    }
}
