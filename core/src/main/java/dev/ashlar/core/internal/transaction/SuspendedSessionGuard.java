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

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.AbstractCollectionEvent;
import org.hibernate.event.spi.AbstractPreDatabaseOperationEvent;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PreCollectionRecreateEvent;
import org.hibernate.event.spi.PreCollectionRecreateEventListener;
import org.hibernate.event.spi.PreCollectionRemoveEvent;
import org.hibernate.event.spi.PreCollectionRemoveEventListener;
import org.hibernate.event.spi.PreCollectionUpdateEvent;
import org.hibernate.event.spi.PreCollectionUpdateEventListener;
import org.hibernate.event.spi.PreDeleteEvent;
import org.hibernate.event.spi.PreDeleteEventListener;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.event.spi.PreUpsertEvent;
import org.hibernate.event.spi.PreUpsertEventListener;

/**
 * Refuses what an outer session writes while a block is nested in its transaction: a rollback to the block's savepoint would
 * take the row away, and the outer session would go on believing that it is stored. Its transaction is marked for rollback.
 */
final class SuspendedSessionGuard
        implements PreInsertEventListener,
                PreUpdateEventListener,
                PreUpsertEventListener,
                PreDeleteEventListener,
                PreCollectionRecreateEventListener,
                PreCollectionUpdateEventListener,
                PreCollectionRemoveEventListener {

    private static final long serialVersionUID = 1L;

    private SuspendedSessionGuard() {}

    static void listen(EventListenerRegistry registry) {
        SuspendedSessionGuard guard = new SuspendedSessionGuard();
        registry.appendListeners(EventType.PRE_INSERT, guard);
        registry.appendListeners(EventType.PRE_UPDATE, guard);
        registry.appendListeners(EventType.PRE_UPSERT, guard);
        registry.appendListeners(EventType.PRE_DELETE, guard);
        registry.appendListeners(EventType.PRE_COLLECTION_RECREATE, guard);
        registry.appendListeners(EventType.PRE_COLLECTION_UPDATE, guard);
        registry.appendListeners(EventType.PRE_COLLECTION_REMOVE, guard);
    }

    @Override
    public boolean onPreInsert(PreInsertEvent event) {
        return check(event);
    }

    @Override
    public boolean onPreUpdate(PreUpdateEvent event) {
        return check(event);
    }

    @Override
    public boolean onPreUpsert(PreUpsertEvent event) {
        return check(event);
    }

    @Override
    public boolean onPreDelete(PreDeleteEvent event) {
        return check(event);
    }

    @Override
    public void onPreRecreateCollection(PreCollectionRecreateEvent event) {
        check(event);
    }

    @Override
    public void onPreUpdateCollection(PreCollectionUpdateEvent event) {
        check(event);
    }

    @Override
    public void onPreRemoveCollection(PreCollectionRemoveEvent event) {
        check(event);
    }

    private static boolean check(AbstractPreDatabaseOperationEvent event) {
        check(event.getSession(), event.getPersister().getEntityName(), event.getId());
        return false; // no veto
    }

    private static void check(AbstractCollectionEvent event) {
        SharedSessionContractImplementor session = CollectionEvents.session(event);
        if (session != null) {
            check(session, event.getAffectedOwnerEntityName(), event.getAffectedOwnerIdOrNull());
        }
    }

    private static void check(SharedSessionContractImplementor session, String entity, Object id) {
        if (Block.suspends(session)) {
            IllegalStateException refusal = new IllegalStateException(
                    "The outer session writes while a nested block runs in its transaction: entity=" + entity + "#" + id
                            + ". Write through the EntityManager that the block is given; change or flush through the"
                            + " outer one before the block, or after it.");
            // The flush has come halfway, and Hibernate marks for some of those that fail, not for all.
            session.markForRollbackOnly();
            Block block = Block.of(session);
            if (block != null) {
                block.failed(refusal);
            }
            throw refusal;
        }
    }
}
