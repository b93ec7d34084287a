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

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.internal.DefaultDeleteEventListener;
import org.hibernate.event.internal.DefaultPersistOnFlushEventListener;
import org.hibernate.event.service.spi.DuplicationStrategy;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.jpa.event.spi.CallbackRegistry;
import org.jspecify.annotations.Nullable;

/** Registers the listeners of a session factory. */
public final class Listeners {

    private Listeners() {}

    /** Registers them. */
    public static void install(SessionFactoryImplementor factory, EventListenerRegistry registry) {
        CallbackRegistry callbacks = factory.getEventEngine().getCallbackRegistry();
        MarkingDeleteListener marking = new MarkingDeleteListener();
        marking.injectCallbackRegistry(callbacks);
        registry.addDuplicationStrategy(new InPlaceOfHibernates());
        registry.appendListeners(EventType.DELETE, marking);
        registry.appendListeners(EventType.PRE_DELETE, new StatelessDeleteListener());
        registry.appendListeners(EventType.PRE_DELETE, new HiddenLinksListener());
        registry.appendListeners(EventType.LOAD, new LiveLoadListener());
        registry.appendListeners(EventType.MERGE, new MergeListener());
        registry.appendListeners(EventType.PERSIST, new PersistListener());
        registry.appendListeners(EventType.PERSIST_ONFLUSH, new PurgingPersistListener());
        ParentGuard parents = new ParentGuard();
        registry.appendListeners(EventType.PRE_INSERT, parents);
        registry.appendListeners(EventType.PRE_UPDATE, parents);
        registry.appendListeners(EventType.PRE_UPSERT, parents);
        Journals journals = new Journals();
        registry.appendListeners(EventType.POST_UPDATE, new MarkListener(journals, callbacks));
        FlushBeginListener begin = new FlushBeginListener(journals);
        registry.prependListeners(EventType.FLUSH, begin);
        registry.prependListeners(EventType.AUTO_FLUSH, begin);
        FlushedListener flushed = new FlushedListener(journals);
        registry.appendListeners(EventType.FLUSH, flushed);
        registry.appendListeners(EventType.AUTO_FLUSH, flushed);
    }

    /** Ours stands where Hibernate's own stood; listeners of the application stay. */
    private static final class InPlaceOfHibernates implements DuplicationStrategy {

        @Override
        public boolean areMatch(Object listener, Object original) {
            return original.getClass().equals(replaced(listener));
        }

        private static @Nullable Class<?> replaced(Object listener) {
            if (listener instanceof MarkingDeleteListener) {
                return DefaultDeleteEventListener.class;
            }
            return listener instanceof PurgingPersistListener ? DefaultPersistOnFlushEventListener.class : null;
        }

        @Override
        public Action getAction() {
            return Action.REPLACE_ORIGINAL;
        }
    }
}
