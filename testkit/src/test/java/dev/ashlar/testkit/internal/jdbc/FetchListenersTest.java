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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestUnit;
import dev.ashlar.testkit.library.Author;
import dev.ashlar.testkit.library.Library;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerGroup;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.InitializeCollectionEvent;
import org.hibernate.event.spi.InitializeCollectionEventListener;
import org.junit.jupiter.api.Test;

/** On H2 alone: no statement matters. */
class FetchListenersTest {

    private final List<String> calls = new ArrayList<>();

    /** Hibernate takes one listener of a class. */
    private final class First implements InitializeCollectionEventListener {

        private static final long serialVersionUID = 1L;

        @Override
        public void onInitializeCollection(InitializeCollectionEvent event) {
            calls.add("first, initialized=" + event.getCollection().wasInitialized());
        }
    }

    private final class Last implements InitializeCollectionEventListener {

        private static final long serialVersionUID = 1L;

        @Override
        public void onInitializeCollection(InitializeCollectionEvent event) {
            calls.add("last, initialized=" + event.getCollection().wasInitialized());
        }
    }

    private final class Failing implements InitializeCollectionEventListener {

        private static final long serialVersionUID = 1L;

        @Override
        public void onInitializeCollection(InitializeCollectionEvent event) {
            throw new IllegalStateException("refused");
        }
    }

    @Test
    void leaveTheOthersInTheirOrder() {
        try (Database database = Engine.H2.open();
                SessionFactory factory =
                        TestUnit.of(database, Library.entities()).open()) {
            SessionFactoryImplementor implementor = factory.unwrap(SessionFactoryImplementor.class);
            EventListenerGroup<InitializeCollectionEventListener> group = implementor
                    .getServiceRegistry()
                    .requireService(EventListenerRegistry.class)
                    .getEventListenerGroup(EventType.INIT_COLLECTION);
            group.prependListener(new First());
            FetchListeners.listen(implementor, new Recorder());
            group.appendListener(new Last());
            factory.inTransaction(session -> session.persist(new Author("author")));

            factory.inTransaction(session -> session.createSelectionQuery("from Author", Author.class)
                    .getSingleResult()
                    .books()
                    .size());

            assertThat(calls).containsExactly("first, initialized=false", "last, initialized=true");
        }
    }

    @Test
    void letOutWhatOneThrows() {
        try (Database database = Engine.H2.open();
                SessionFactory factory =
                        TestUnit.of(database, Library.entities()).open()) {
            SessionFactoryImplementor implementor = factory.unwrap(SessionFactoryImplementor.class);
            implementor
                    .getServiceRegistry()
                    .requireService(EventListenerRegistry.class)
                    .prependListeners(EventType.INIT_COLLECTION, new Failing());
            FetchListeners.listen(implementor, new Recorder());
            factory.inTransaction(session -> session.persist(new Author("author")));

            assertThatThrownBy(() ->
                            factory.inTransaction(session -> session.createSelectionQuery("from Author", Author.class)
                                    .getSingleResult()
                                    .books()
                                    .size()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("refused");
        }
    }
}
