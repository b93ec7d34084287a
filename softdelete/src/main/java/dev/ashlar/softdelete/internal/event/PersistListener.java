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
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.event.spi.PersistContext;
import org.hibernate.event.spi.PersistEvent;
import org.hibernate.event.spi.PersistEventListener;

/**
 * {@code persist} of an instance that was removed makes it live again, as Jakarta Persistence 3.2 says in section 3.3.2. A
 * cascaded one does not: what still refers to a removed instance would undo its removal at every flush.
 */
final class PersistListener implements PersistEventListener {

    @Override
    public void onPersist(PersistEvent event) {
        Object entity = Hibernate.unproxy(event.getObject());
        EntityEntry entry = event.getSession().getPersistenceContextInternal().getEntry(entity);
        if (entry != null) {
            Marks.of(entry.getPersister())
                    .filter(marks -> marks.isDeleted(entity))
                    .ifPresent(marks -> marks.clear(entity));
        }
    }

    @Override
    public void onPersist(PersistEvent event, PersistContext createdAlready) {}
}
