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
package dev.ashlar.testkit.internal.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerGroup;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.InitializeCollectionEvent;
import org.hibernate.event.spi.InitializeCollectionEventListener;
import org.hibernate.event.spi.LoadEvent;
import org.hibernate.event.spi.LoadEventListener;

/**
 * Tells a recorder for which association a session loads something: stands around the listeners that load.
 *
 * <p>One listener stands for all of an event, since Hibernate refuses two of one class; what is added later comes behind it.
 */
public final class FetchListeners {

    private FetchListeners() {}

    /** Listens to all sessions of a factory; once per factory, before it is used. */
    public static void listen(SessionFactoryImplementor factory, Recorder recorder) {
        Associations associations = Associations.of(factory);
        recorder.addUnit(associations);
        EventListenerRegistry registry = factory.getServiceRegistry().requireService(EventListenerRegistry.class);

        EventListenerGroup<InitializeCollectionEventListener> collections =
                registry.getEventListenerGroup(EventType.INIT_COLLECTION);
        Collections around = new Collections(taken(collections), associations, recorder.causes());
        collections.appendListener(around);

        EventListenerGroup<LoadEventListener> loads = registry.getEventListenerGroup(EventType.LOAD);
        loads.appendListener(new Loads(taken(loads), associations, recorder.causes()));
    }

    private static <L> List<L> taken(EventListenerGroup<L> group) {
        List<L> listeners = new ArrayList<>();
        group.fireEventOnEachListener(listeners, (listener, all) -> all.add(listener));
        group.clearListeners();
        return List.copyOf(listeners);
    }

    /** Around those that initialise collections. */
    static final class Collections implements InitializeCollectionEventListener {

        private static final long serialVersionUID = 1L;

        private final transient List<InitializeCollectionEventListener> listeners;
        private final transient Associations associations;
        private final transient FetchCauses causes;

        private Collections(
                List<InitializeCollectionEventListener> listeners, Associations associations, FetchCauses causes) {
            this.listeners = listeners;
            this.associations = associations;
            this.causes = causes;
        }

        @Override
        public void onInitializeCollection(InitializeCollectionEvent event) {
            causes.during(
                    line -> associations.reason(event),
                    () -> listeners.forEach(listener -> listener.onInitializeCollection(event)));
        }
    }

    /** Around those that load entities. */
    static final class Loads implements LoadEventListener {

        private static final long serialVersionUID = 1L;

        /** Hibernate's own loads, and so of associations; the others are asked for by {@code find}, {@code refresh} and the like. */
        private static final Set<LoadType> OF_ASSOCIATIONS =
                Set.of(IMMEDIATE_LOAD, INTERNAL_LOAD_EAGER, INTERNAL_LOAD_LAZY, INTERNAL_LOAD_NULLABLE);

        private final transient List<LoadEventListener> listeners;
        private final transient Associations associations;
        private final transient FetchCauses causes;

        private Loads(List<LoadEventListener> listeners, Associations associations, FetchCauses causes) {
            this.listeners = listeners;
            this.associations = associations;
            this.causes = causes;
        }

        @Override
        public void onLoad(LoadEvent event, LoadType type) {
            FetchCauses.Cause cause = OF_ASSOCIATIONS.contains(type)
                    ? line -> associations.reason(event, type, line)
                    : FetchCauses.Cause.NO_ASSOCIATION;
            causes.during(cause, () -> listeners.forEach(listener -> listener.onLoad(event, type)));
        }
    }
}
