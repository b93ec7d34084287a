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

import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.InitializeCollectionEvent;
import org.hibernate.event.spi.InitializeCollectionEventListener;
import org.hibernate.event.spi.PostLoadEvent;
import org.hibernate.event.spi.PostLoadEventListener;

/**
 * Notes what sessions read of rows that may be rolled back: an outer session of those of a block that is nested in it and
 * runs; and the session of a block of those that it, or a block within, inserted.
 */
final class BlockReads implements PostLoadEventListener, InitializeCollectionEventListener {

    private static final long serialVersionUID = 1L;

    private BlockReads() {}

    static void listen(EventListenerRegistry registry) {
        BlockReads reads = new BlockReads();
        registry.appendListeners(EventType.POST_LOAD, reads);
        registry.appendListeners(EventType.INIT_COLLECTION, reads);
    }

    @Override
    public void onPostLoad(PostLoadEvent event) {
        if (Block.isAny()) {
            EventSource session = event.getSession();
            EntityKey key = session.generateEntityKey(event.getId(), event.getPersister());
            Block.read(session, key, event.getEntity());
            Changes changes = Block.changes(session);
            if (changes != null) {
                changes.read(key, event.getEntity());
            }
        }
    }

    @Override
    public void onInitializeCollection(InitializeCollectionEvent event) {
        if (!Block.isAny()) {
            return;
        }
        Object owner = event.getAffectedOwnerOrNull();
        EntityEntry entry = owner == null
                ? null
                : event.getSession().getPersistenceContextInternal().getEntry(owner);
        if (entry != null) {
            Block.read(event.getSession(), entry.getEntityKey(), owner);
        }
    }
}
