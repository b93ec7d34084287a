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

import dev.ashlar.core.ground.ChangeScope;
import dev.ashlar.core.ground.Ground;
import dev.ashlar.softdelete.internal.mapping.LiveElements;
import dev.ashlar.softdelete.internal.mapping.Marks;
import org.hibernate.cache.spi.access.CollectionDataAccess;
import org.hibernate.cache.spi.access.SoftLock;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.collection.CollectionPersister;

/**
 * The second-level cache of collections: a mark changes what they show and no key of theirs, so Hibernate does not notice.
 *
 * <p>Evicted at once, and again at the end of the transaction, for what others have put back meanwhile.
 */
public final class CollectionCaches {

    private CollectionCaches() {}

    /** Evicts all collections that may have elements of the entity's hierarchy. */
    public static void evict(Marks marks, SharedSessionContractImplementor session) {
        SessionFactoryImplementor factory = session.getFactory();
        if (!factory.getSessionFactoryOptions().isSecondLevelCacheEnabled()) {
            return;
        }
        factory.getMappingMetamodel().forEachCollectionDescriptor(collection -> {
            if (collection.hasCache() && hasElementsOf(marks, collection)) {
                evict(collection.getCacheAccessStrategy(), session);
            }
        });
    }

    private static boolean hasElementsOf(Marks marks, CollectionPersister collection) {
        return LiveElements.marksOf(collection)
                .filter(elements -> elements.persister()
                        .getRootEntityName()
                        .equals(marks.persister().getRootEntityName()))
                .isPresent();
    }

    private static void evict(CollectionDataAccess cache, SharedSessionContractImplementor session) {
        SoftLock lock = cache.lockRegion();
        cache.removeAll(session);
        cache.evictAll(); // the former does nothing where entries are locked one by one
        ChangeScope scope = Ground.of(session).scope(session);
        if (!scope.isTransactional()) {
            cache.unlockRegion(lock);
            return;
        }
        scope.addListener(new ChangeScope.Listener() {
            @Override
            public void ended(boolean committed) {
                cache.evictAll();
                cache.unlockRegion(lock);
            }
        });
    }
}
