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

import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.event.spi.FlushEntityEvent;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.ComponentType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** The collections of an entity that is being flushed. */
final class OwnedCollections {

    private OwnedCollections() {}

    /**
     * Whether one that counts is written with other contents than it was loaded with. One that was replaced by another instance makes
     * its owner dirty, so it is not looked for.
     */
    static boolean anyChanged(FlushEntityEvent event) {
        EntityPersister persister = event.getEntityEntry().getPersister();
        PersistenceContext context = event.getSession().getPersistenceContextInternal();
        boolean[] counts = persister.getPropertyVersionability();
        Type[] types = persister.getPropertyTypes();
        @Nullable Object[] values = event.getPropertyValues();
        for (int i = 0; i < types.length; i++) {
            if (counts[i] && isChanged(types[i], values[i], context)) {
                return true;
            }
        }
        return false;
    }

    @SuppressWarnings("ReferenceEquality") // a marker
    private static boolean isChanged(Type type, @Nullable Object value, PersistenceContext context) {
        if (value == null || value == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
            return false;
        }
        if (type instanceof CollectionType) {
            PersistentCollection<?> collection = value instanceof PersistentCollection<?> persistent
                    ? persistent
                    : context.getCollectionHolder(value); // of an array
            return collection != null && isChanged(collection, context);
        }
        if (type instanceof ComponentType component) {
            Object[] parts = component.getPropertyValues(value);
            for (int i = 0; i < parts.length; i++) {
                if (isChanged(component.getSubtypes()[i], parts[i], context)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isChanged(PersistentCollection<?> collection, PersistenceContext context) {
        CollectionEntry entry = context.getCollectionEntry(collection);
        if (entry == null || !entry.isDoupdate()) {
            return false;
        }
        CollectionPersister persister = entry.getLoadedPersister();
        return persister != null && !persister.isInverse() && !collection.equalsSnapshot(persister);
    }
}
