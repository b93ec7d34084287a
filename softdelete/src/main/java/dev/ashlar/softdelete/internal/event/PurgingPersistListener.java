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
package dev.ashlar.softdelete.internal.event;

import dev.ashlar.softdelete.internal.mapping.Marks;
import dev.ashlar.softdelete.internal.mapping.Scope;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.event.internal.DefaultPersistOnFlushEventListener;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.PersistContext;
import org.hibernate.event.spi.PersistEvent;

/**
 * Keeps what a purge removes removed. Hibernate takes a removal back when the flush finds the instance in a collection with cascade
 * {@code PERSIST}, silently, and a batch fetch may load that collection any time ({@code DefaultPersistEventListener}, 7.4.13).
 */
final class PurgingPersistListener extends DefaultPersistOnFlushEventListener {

    @Override
    public void onPersist(PersistEvent event, PersistContext createCache) {
        if (!isPurged(event)) {
            super.onPersist(event, createCache);
        }
    }

    private static boolean isPurged(PersistEvent event) {
        EventSource session = event.getSession();
        if (Scope.of(session) != Scope.PURGE || !Hibernate.isInitialized(event.getObject())) {
            return false;
        }
        EntityEntry entry = session.getPersistenceContextInternal().getEntry(Hibernate.unproxy(event.getObject()));
        return entry != null
                && entry.getStatus().isDeletedOrGone()
                && Marks.of(entry.getPersister()).isPresent();
    }
}
