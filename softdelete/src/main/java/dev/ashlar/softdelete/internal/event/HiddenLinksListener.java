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

import dev.ashlar.softdelete.internal.mapping.LiveElements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CollectionKey;
import org.hibernate.event.spi.PreDeleteEvent;
import org.hibernate.event.spi.PreDeleteEventListener;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;

/**
 * A row that is deleted physically takes its links to hidden elements with it. Hibernate removes no links of a collection that it
 * has loaded and found empty ({@code CollectionRemoveAction}, 7.4.13).
 */
final class HiddenLinksListener implements PreDeleteEventListener {

    private static final long serialVersionUID = 1L;

    private final transient Map<EntityPersister, List<CollectionPersister>> collections = new ConcurrentHashMap<>();

    @Override
    public boolean onPreDelete(PreDeleteEvent event) {
        if (event.getSession().isStateless()) {
            return false; // it removes all links
        }
        for (CollectionPersister collection :
                collections.computeIfAbsent(event.getPersister(), HiddenLinksListener::hidingCollections)) {
            Object key = key(collection, event);
            PersistentCollection<?> loaded =
                    event.getSession().getPersistenceContext().getCollection(new CollectionKey(collection, key));
            if (loaded == null || (loaded.wasInitialized() && loaded.empty())) {
                collection.remove(key, event.getSession());
            }
        }
        return false;
    }

    @SuppressWarnings("removal") // nothing else tells the key
    private static Object key(CollectionPersister collection, PreDeleteEvent event) {
        return collection.getCollectionType().getKeyOfOwner(event.getEntity(), event.getSession());
    }

    private static List<CollectionPersister> hidingCollections(EntityPersister owner) {
        List<CollectionPersister> found = new ArrayList<>();
        owner.getFactory().getMappingMetamodel().forEachCollectionDescriptor(collection -> {
            if (!collection.isInverse()
                    && LiveElements.marksOf(collection).isPresent()
                    && owner.isTypeOrSuperType(collection.getOwnerEntityPersister())) {
                found.add(collection);
            }
        });
        return found;
    }
}
