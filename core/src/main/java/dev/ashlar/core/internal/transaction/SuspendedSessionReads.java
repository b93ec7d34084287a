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
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.InitializeCollectionEvent;
import org.hibernate.event.spi.InitializeCollectionEventListener;
import org.hibernate.event.spi.PostLoadEvent;
import org.hibernate.event.spi.PostLoadEventListener;
import org.jspecify.annotations.Nullable;

/** Notes what an outer session reads while a block is nested in its transaction: it may be the block's, and be undone. */
final class SuspendedSessionReads implements PostLoadEventListener, InitializeCollectionEventListener {

    private static final long serialVersionUID = 1L;

    private SuspendedSessionReads() {}

    static void listen(EventListenerRegistry registry) {
        SuspendedSessionReads listener = new SuspendedSessionReads();
        registry.appendListeners(EventType.POST_LOAD, listener);
        registry.appendListeners(EventType.INIT_COLLECTION, listener);
    }

    @Override
    public void onPostLoad(PostLoadEvent event) {
        read(event.getSession(), event.getEntity());
    }

    @Override
    public void onInitializeCollection(InitializeCollectionEvent event) {
        read(event.getSession(), event.getAffectedOwnerOrNull());
    }

    private static void read(SharedSessionContractImplementor session, @Nullable Object entity) {
        Block block = Block.suspending(session);
        if (block != null && block.changes() != null && entity != null) {
            block.changes().readByOuter(entity);
        }
    }
}
