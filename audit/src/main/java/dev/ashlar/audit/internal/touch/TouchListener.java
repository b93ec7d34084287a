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
package dev.ashlar.audit.internal.touch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.hibernate.engine.internal.Nullability;
import org.hibernate.engine.internal.Nullability.NullabilityCheckType;
import org.hibernate.engine.spi.ActionQueue;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.internal.DefaultFlushEntityEventListener;
import org.hibernate.event.service.spi.EventListenerGroup;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.FlushEntityEvent;
import org.hibernate.event.spi.FlushEntityEventListener;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Has an owner updated of which only collections changed. It calls the listeners that were there, Hibernate's own among them, and looks
 * then whether they scheduled an update and which collections will be written; what it schedules is what Hibernate's would for an
 * owner with a version.
 *
 * <p>Interceptors and dirtiness strategies of the application are asked by Hibernate's listener as ever. One of our own in
 * their place could make the owner dirty too, but there is one slot each.
 */
public final class TouchListener extends DefaultFlushEntityEventListener {

    private final Set<String> touched;
    private final List<FlushEntityEventListener> others;

    private TouchListener(Set<String> touched, List<FlushEntityEventListener> others) {
        this.touched = touched;
        this.others = others;
    }

    /** Listens for the entities of these names, none of which has a version. */
    public static void listen(EventListenerRegistry registry, Set<String> touched) {
        EventListenerGroup<FlushEntityEventListener> group = registry.getEventListenerGroup(EventType.FLUSH_ENTITY);
        List<FlushEntityEventListener> others = new ArrayList<>();
        group.fireLazyEventOnEachListener(() -> others, (listener, list) -> list.add(listener));
        group.clearListeners();
        group.appendListener(new TouchListener(touched, List.copyOf(others)));
    }

    @Override
    public void onFlushEntity(FlushEntityEvent event) {
        EntityEntry entry = event.getEntityEntry();
        ActionQueue queue = event.getSession().getActionQueue();
        int updates = queue.numberOfUpdates();
        others.forEach(listener -> listener.onFlushEntity(event));
        if (touched.contains(entry.getPersister().getEntityName())
                && entry.getStatus() == Status.MANAGED
                && queue.numberOfUpdates() == updates
                && OwnedCollections.anyChanged(event)) {
            touch(event);
        }
    }

    @SuppressWarnings("ReferenceEquality") // the very array
    private void touch(FlushEntityEvent event) {
        EventSource session = event.getSession();
        EntityEntry entry = event.getEntityEntry();
        EntityPersister persister = entry.getPersister();
        // The update stamps the array, and without a dirty check the event has the loaded one.
        Object[] values = event.getPropertyValues();
        Object[] own = values == entry.getLoadedState() ? Arrays.copyOf(values, values.length) : values;
        event.setPropertyValues(own);
        event.setHasDirtyCollection(true);
        boolean intercepted = !entry.isBeingReplicated() && handleInterception(event);
        int[] dirty = event.getDirtyProperties();
        new Nullability(session, NullabilityCheckType.UPDATE).checkNullability(own, persister);
        addEntityUpdateActionToActionQueue(
                event,
                session,
                entry,
                own,
                dirty == null ? new int[0] : dirty,
                entry.getStatus(),
                persister,
                event.getEntity(),
                null);
        if (intercepted) {
            persister.setValues(event.getEntity(), own);
        }
    }
}
