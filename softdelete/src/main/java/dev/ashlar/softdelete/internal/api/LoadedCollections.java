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
package dev.ashlar.softdelete.internal.api;

import dev.ashlar.softdelete.internal.mapping.LiveElements;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.engine.spi.CollectionKey;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.collection.CollectionPersister;

/**
 * Collections that a session loads while a scope is open: when it closes they are lazy again, lest they show its rows to whoever
 * uses the session next. One that was changed is kept.
 */
final class LoadedCollections implements AutoCloseable {

    private final SharedSessionContractImplementor session;
    private final Set<PersistentCollection<?>> before = Collections.newSetFromMap(new IdentityHashMap<>());

    private LoadedCollections(SharedSessionContractImplementor session) {
        this.session = session;
    }

    static LoadedCollections watch(SharedSessionContractImplementor session) {
        LoadedCollections watch = new LoadedCollections(session);
        if (!session.isStateless()) {
            session.getPersistenceContextInternal()
                    .forEachCollectionEntry(
                            (collection, entry) -> {
                                if (collection.wasInitialized()) {
                                    watch.before.add(collection);
                                }
                            },
                            false);
        }
        return watch;
    }

    /**
     * Makes what is loaded already lazy again: a removal then finds the deleted children too, and the flush does not persist what
     * was removed, for its parent still having it.
     */
    static void forget(SharedSessionContractImplementor session) {
        new LoadedCollections(session).close();
    }

    @Override
    public void close() {
        if (session.isStateless() || !session.isOpenOrWaitingForAutoClose()) {
            return;
        }
        List<PersistentCollection<?>> loaded = new ArrayList<>();
        session.getPersistenceContextInternal()
                .forEachCollectionEntry(
                        (collection, entry) -> {
                            if (collection.wasInitialized()
                                    && !before.contains(collection)
                                    && !collection.isDirty()
                                    && LiveElements.marksOf(entry.getLoadedPersister())
                                            .isPresent()) {
                                loaded.add(collection);
                            }
                        },
                        false);
        loaded.forEach(this::makeLazy);
    }

    private void makeLazy(PersistentCollection<?> collection) {
        PersistenceContext context = session.getPersistenceContextInternal();
        CollectionEntry entry = context.getCollectionEntry(collection);
        CollectionPersister persister = entry.getLoadedPersister();
        Object owner = collection.getOwner();
        EntityEntry ownerEntry = owner == null ? null : context.getEntry(owner);
        if (persister == null || ownerEntry == null) {
            return;
        }
        CollectionPlace place = CollectionPlace.of(persister);
        Object key = entry.getLoadedKey();
        if (!place.isWritable(owner)) {
            return;
        }
        collection.unsetSession(session);
        context.removeCollectionEntry(collection);
        context.removeCollectionByKey(new CollectionKey(persister, key));
        PersistentCollection<?> lazy = persister.getCollectionSemantics().instantiateWrapper(key, persister, session);
        lazy.setOwner(owner);
        context.addUninitializedCollection(persister, lazy, key);
        place.write(owner, ownerEntry, lazy);
    }
}
