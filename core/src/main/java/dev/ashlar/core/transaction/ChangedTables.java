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
import java.util.Set;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;

/** The tables that a block changed by bulk and native statements. */
record ChangedTables(Set<String> names) {

    static ChangedTables of(Changes changes) {
        return new ChangedTables(changes.tables());
    }

    /** Whether rows of an entity, or of one that it extends or that extends it, may be among what was changed. */
    boolean contain(EntityPersister persister) {
        return containsAny(persister.getQuerySpaces());
    }

    /** Whether elements of a collection may be among what was changed. */
    boolean contain(CollectionPersister persister) {
        return containsAny(persister.getCollectionSpaces());
    }

    private boolean containsAny(Object[] spaces) {
        if (!names.isEmpty()) {
            for (Object space : spaces) {
                if (names.contains(BulkStatements.name(space.toString()))) {
                    return true;
                }
            }
        }
        return false;
    }
}
