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

import dev.ashlar.softdelete.internal.mapping.MarkRole;
import dev.ashlar.softdelete.internal.mapping.Marks;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.event.spi.PersistContext;
import org.hibernate.event.spi.PersistEvent;
import org.hibernate.event.spi.PersistEventListener;
import org.jspecify.annotations.Nullable;

/**
 * {@code persist} of an instance that was removed makes it live again, and what it cascades to, as Jakarta Persistence 3.2 says
 * in section 3.3.2. The cascade of a flush is another event, and does not: what still refers to a removed instance would undo
 * its removal.
 */
final class PersistListener implements PersistEventListener {

    @Override
    public void onPersist(PersistEvent event) {
        makeLive(event);
    }

    @Override
    public void onPersist(PersistEvent event, PersistContext createdAlready) {
        makeLive(event);
    }

    private static void makeLive(PersistEvent event) {
        if (!Hibernate.isInitialized(event.getObject())) {
            return; // nobody removed it, and a cascade loads nothing
        }
        PersistenceContext context = event.getSession().getPersistenceContextInternal();
        Object entity = Hibernate.unproxy(event.getObject());
        EntityEntry entry = context.getEntry(entity);
        Optional<Marks> marks = entry == null ? Optional.empty() : Marks.of(entry.getPersister());
        if (marks.isPresent() && marks.get().isDeleted(entity)) {
            Object deletion = deletion(marks.get(), entity);
            marks.get().clear(entity);
            if (deletion != null) {
                undo(deletion, context);
            }
        }
    }

    /** What the removal has marked by its cascades, and no flush has written yet, becomes live again too. */
    private static void undo(Object deletion, PersistenceContext context) {
        for (Map.Entry<Object, EntityEntry> managed : context.reentrantSafeEntityEntries()) {
            EntityEntry entry = managed.getValue();
            Marks.of(entry.getPersister())
                    .filter(marks -> deletion.equals(deletion(marks, managed.getKey())))
                    .filter(marks -> entry.getLoadedState() == null || !marks.isDeleted(entry.getLoadedState()))
                    .ifPresent(marks -> marks.clear(managed.getKey()));
        }
    }

    private static @Nullable Object deletion(Marks marks, Object entity) {
        return marks.find(MarkRole.ID)
                .map(id -> id.get(marks.persister().getValue(entity, id.property())))
                .orElse(null);
    }
}
