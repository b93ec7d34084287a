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

import dev.ashlar.softdelete.internal.mapping.Marks;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.UUID;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.DeleteContext;
import org.jspecify.annotations.Nullable;

/** One removal with its cascades: what it has visited, and the id that its marks share. */
final class DeletionOperation implements DeleteContext {

    private final @Nullable DeleteContext outer;
    private final Set<Object> visited = Collections.newSetFromMap(new IdentityHashMap<>());
    private @Nullable UUID id;

    private DeletionOperation(@Nullable DeleteContext outer) {
        this.outer = outer;
    }

    static DeletionOperation begin() {
        return new DeletionOperation(null);
    }

    /** The operation that a cascade belongs to; of one that Hibernate began, such as an orphan's, a new one. */
    static DeletionOperation of(DeleteContext context) {
        return context instanceof DeletionOperation own ? own : new DeletionOperation(context);
    }

    @Override
    public boolean add(Object entity) {
        return outer == null ? visited.add(entity) : outer.add(entity);
    }

    UUID id(SharedSessionContractImplementor session) {
        if (id == null) {
            id = Marks.newDeletion(session);
        }
        return id;
    }
}
