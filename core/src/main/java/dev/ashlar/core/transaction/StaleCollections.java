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
package dev.ashlar.core.transaction;

import dev.ashlar.core.internal.transaction.Changes;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.engine.spi.CollectionKey;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.type.OneToOneType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** Tells which collections of an outer session no longer have what is in the rows, after a block's changes. */
final class StaleCollections {

    private final Changes changes;
    private final ChangedTables tables;
    private final Set<String> links = new HashSet<>();

    StaleCollections(Changes changes, SessionFactoryImplementor factory) {
        this.changes = changes;
        this.tables = ChangedTables.of(changes);
        for (CollectionKey key : changes.collections()) {
            CollectionPersister persister = factory.getMappingMetamodel().getCollectionDescriptor(key.getRole());
            if (persister.isManyToMany()) {
                Collections.addAll(links, persister.getCollectionSpaces());
            }
        }
    }

    /** Whether what was loaded may lack, or have too much of, what the block wrote. */
    boolean isStale(CollectionEntry entry, @Nullable EntityEntry owner) {
        CollectionPersister persister = entry.getLoadedPersister();
        return persister != null
                && owner != null
                && (tables.contain(persister)
                        || changes.collections().contains(key(entry, persister))
                        || (persister.isInverse()
                                && (changes.referenced().contains(owner.getEntityKey()) || sharesLinks(persister))));
    }

    private static CollectionKey key(CollectionEntry entry, CollectionPersister persister) {
        return new CollectionKey(persister, entry.getLoadedKey());
    }

    /** The other side of a changed many-to-many. */
    private boolean sharesLinks(CollectionPersister inverse) {
        return inverse.isManyToMany() && !Collections.disjoint(links, List.of(inverse.getCollectionSpaces()));
    }

    /** Whether an entity may refer to another by a key that is in the other's row. */
    static boolean isOneToOne(@Nullable EntityEntry entry) {
        if (entry != null) {
            for (Type type : entry.getPersister().getPropertyTypes()) {
                if (type instanceof OneToOneType) {
                    return true;
                }
            }
        }
        return false;
    }
}
