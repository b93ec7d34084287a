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

import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.AbstractCollectionEvent;
import org.hibernate.event.spi.EventSource;
import org.jspecify.annotations.Nullable;

/** Asks collection events for their session, which those of a {@code StatelessSession} fail to tell (Hibernate 7.4.13). */
final class CollectionEvents {

    private CollectionEvents() {}

    /** The session; null for a stateless one, whose event of the owner's row comes with it. */
    static @Nullable SharedSessionContractImplementor session(AbstractCollectionEvent event) {
        PersistentCollection<?> collection = event.getCollection();
        if (collection == null) {
            return event.getSession();
        }
        return collection.getSession() instanceof EventSource session ? session : null;
    }
}
