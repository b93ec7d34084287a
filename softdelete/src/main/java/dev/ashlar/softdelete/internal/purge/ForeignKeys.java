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
package dev.ashlar.softdelete.internal.purge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;

/** What refers to rows of a factory's entities, and what goes with them. */
final class ForeignKeys {

    private final Map<String, List<Reference>> references = new LinkedHashMap<>();
    private final Map<String, List<Link>> owned = new LinkedHashMap<>();

    private ForeignKeys() {}

    static ForeignKeys of(SessionFactoryImplementor factory) {
        ForeignKeys keys = new ForeignKeys();
        factory.getMappingMetamodel()
                .forEachEntityDescriptor(entity -> new KeyReader(keys, factory.getMappingMetamodel(), entity).read());
        return keys;
    }

    /** The root of an entity's hierarchy. */
    static EntityPersister root(EntityPersister entity) {
        return entity.getRootEntityDescriptor().getEntityPersister();
    }

    void add(Reference reference) {
        List<Reference> known = references.computeIfAbsent(reference.to().getEntityName(), name -> new ArrayList<>());
        // Subclasses have what their superclass has.
        if (known.stream().noneMatch(other -> other.link().equals(reference.link()))) {
            known.add(reference);
        }
    }

    void add(EntityPersister owner, Link rows) {
        List<Link> known = owned.computeIfAbsent(root(owner).getEntityName(), name -> new ArrayList<>());
        if (!known.contains(rows)) {
            known.add(rows);
        }
    }

    /** What refers to rows of an entity's hierarchy. */
    List<Reference> to(EntityPersister entity) {
        return references.getOrDefault(root(entity).getEntityName(), List.of());
    }

    /** Rows of collection and join tables that go with rows of an entity's hierarchy. */
    List<Link> ownedBy(EntityPersister entity) {
        return owned.getOrDefault(root(entity).getEntityName(), List.of());
    }
}
