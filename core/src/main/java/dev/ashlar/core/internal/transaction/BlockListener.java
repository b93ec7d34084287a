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
package dev.ashlar.core.internal.transaction;

import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.CollectionKey;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.AbstractCollectionEvent;
import org.hibernate.event.spi.AbstractDatabaseOperationEvent;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostCollectionRecreateEvent;
import org.hibernate.event.spi.PostCollectionRecreateEventListener;
import org.hibernate.event.spi.PostCollectionRemoveEvent;
import org.hibernate.event.spi.PostCollectionRemoveEventListener;
import org.hibernate.event.spi.PostCollectionUpdateEvent;
import org.hibernate.event.spi.PostCollectionUpdateEventListener;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.event.spi.PostUpsertEvent;
import org.hibernate.event.spi.PostUpsertEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.hibernate.type.ComponentType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** Tells the nested blocks what their sessions write. */
public final class BlockListener
        implements PostInsertEventListener,
                PostUpdateEventListener,
                PostUpsertEventListener,
                PostDeleteEventListener,
                PostCollectionRecreateEventListener,
                PostCollectionUpdateEventListener,
                PostCollectionRemoveEventListener {

    private static final long serialVersionUID = 1L;

    private BlockListener() {}

    /** Listens to everything that a session factory's blocks want to know. */
    public static void listen(SessionFactoryImplementor factory, EventListenerRegistry registry) {
        BlockListener listener = new BlockListener();
        registry.appendListeners(EventType.POST_INSERT, listener);
        registry.appendListeners(EventType.POST_UPDATE, listener);
        registry.appendListeners(EventType.POST_UPSERT, listener);
        registry.appendListeners(EventType.POST_DELETE, listener);
        registry.appendListeners(EventType.POST_COLLECTION_RECREATE, listener);
        registry.appendListeners(EventType.POST_COLLECTION_UPDATE, listener);
        registry.appendListeners(EventType.POST_COLLECTION_REMOVE, listener);
        FlushListeners.listen(registry);
        SuspendedSessionGuard.listen(registry);
        BlockReads.listen(registry);
        FailureRecorder.listen(factory);
    }

    private static @Nullable Changes changes(SharedSessionContractImplementor session) {
        Block block = Block.of(session);
        return block == null ? null : block.changes();
    }

    @Override
    public void onPostInsert(PostInsertEvent event) {
        Changes changes = written(event, event.getState());
        if (changes != null) {
            changes.inserted(key(event), event.getEntity());
        }
    }

    @Override
    public void onPostUpdate(PostUpdateEvent event) {
        Changes changes = written(event, event.getState());
        if (changes != null) {
            refer(changes, event, event.getOldState());
        }
    }

    @Override
    public void onPostUpsert(PostUpsertEvent event) {
        written(event, event.getState());
    }

    @Override
    public void onPostDelete(PostDeleteEvent event) {
        Changes changes = changes(event.getSession());
        if (changes != null) {
            changes.removed(key(event));
            refer(changes, event, event.getDeletedState());
        }
    }

    private static @Nullable Changes written(AbstractDatabaseOperationEvent event, Object[] state) {
        Changes changes = changes(event.getSession());
        if (changes != null) {
            changes.written(key(event));
            refer(changes, event, state);
        }
        return changes;
    }

    private static EntityKey key(AbstractDatabaseOperationEvent event) {
        return event.getSession().generateEntityKey(event.getId(), event.getPersister());
    }

    private static void refer(Changes changes, AbstractDatabaseOperationEvent event, Object @Nullable [] state) {
        if (state == null) {
            return;
        }
        refer(changes, event, event.getPersister().getPropertyTypes(), state);
        if (event.getPersister().getIdentifierType() instanceof ComponentType id) {
            refer(changes, event, id.getSubtypes(), id.getPropertyValues(event.getId(), event.getSession()));
        }
    }

    @SuppressWarnings("ReferenceEquality") // a marker
    private static void refer(
            Changes changes, AbstractDatabaseOperationEvent event, Type[] types, @Nullable Object[] state) {
        for (int i = 0; i < types.length; i++) {
            if (state[i] == null || state[i] == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
                continue;
            }
            if (types[i] instanceof EntityType type) {
                EntityPersister referenced =
                        event.getFactory().getMappingMetamodel().getEntityDescriptor(type.getAssociatedEntityName());
                Object id = id(state[i], referenced, event.getSession());
                if (id != null) {
                    changes.referenced(event.getSession().generateEntityKey(id, referenced));
                }
            } else if (types[i] instanceof ComponentType type) {
                refer(changes, event, type.getSubtypes(), type.getPropertyValues(state[i], event.getSession()));
            }
        }
    }

    private static @Nullable Object id(
            Object reference, EntityPersister persister, SharedSessionContractImplementor session) {
        LazyInitializer lazy = HibernateProxy.extractLazyInitializer(reference);
        if (lazy != null) {
            return lazy.getInternalIdentifier();
        }
        // Unfetched, with bytecode enhancement.
        return persister.isInstance(reference) ? persister.getIdentifier(reference, session) : null;
    }

    @Override
    public void onPostRecreateCollection(PostCollectionRecreateEvent event) {
        changed(event);
    }

    @Override
    public void onPostUpdateCollection(PostCollectionUpdateEvent event) {
        changed(event);
    }

    @Override
    public void onPostRemoveCollection(PostCollectionRemoveEvent event) {
        changed(event);
    }

    private static void changed(AbstractCollectionEvent event) {
        SharedSessionContractImplementor session = CollectionEvents.session(event);
        Changes changes = session == null ? null : changes(session);
        Object id = event.getAffectedOwnerIdOrNull();
        if (session == null || changes == null || id == null) {
            return;
        }
        changes.collection(new CollectionKey(event.getCollectionPersister(), id));
        EntityPersister owner =
                session.getFactory().getMappingMetamodel().getEntityDescriptor(event.getAffectedOwnerEntityName());
        EntityKey key = session.generateEntityKey(id, owner);
        if (event.getCollectionPersister().isInverse()) {
            // Nothing of it is in the owner's row, nor in rows of the collection.
            changes.referenced(key);
        } else if (!changes.entities().containsKey(key)) {
            changes.written(key);
        }
    }

    @Override
    public boolean requiresPostCommitHandling(EntityPersister persister) {
        return false;
    }
}
