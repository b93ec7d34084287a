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

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.engine.FetchTiming;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.metamodel.mapping.internal.EmbeddedAttributeMapping;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * A to-one attribute, of an entity or of what is embedded in it.
 *
 * @param owner whose it is; its subclasses have it too
 * @param path from the entity to the attribute
 */
record ToOne(EntityPersister owner, List<AttributeMapping> path, ToOneAttributeMapping attribute) {

    /** All of an entity and of its superclasses. */
    static Collection<ToOne> of(EntityPersister entity) {
        Map<String, ToOne> found = new LinkedHashMap<>();
        collect(entity, entity, List.of(), found);
        return found.values();
    }

    private static void collect(
            EntityPersister entity, ManagedMappingType type, List<AttributeMapping> before, Map<String, ToOne> found) {
        type.forEachAttributeMapping(attribute -> {
            List<AttributeMapping> path = new ArrayList<>(before);
            path.add(attribute);
            if (attribute instanceof ToOneAttributeMapping toOne) {
                ToOne association = new ToOne(entity, List.copyOf(path), toOne);
                found.put(association.name(), association);
            } else if (attribute instanceof EmbeddedAttributeMapping embedded) {
                collect(entity, embedded.getEmbeddableTypeDescriptor(), path, found);
            }
        });
    }

    String name() {
        StringBuilder name = new StringBuilder(Associations.simple(owner.getEntityName()));
        path.forEach(attribute -> name.append('.').append(attribute.getAttributeName()));
        return name.toString();
    }

    /** Whether its key is on the other side. */
    boolean isInverse() {
        return attribute.getSideNature() == ForeignKeyDescriptor.Nature.TARGET;
    }

    boolean isEager() {
        return attribute.getMappedFetchOptions().getTiming() == FetchTiming.IMMEDIATE;
    }

    /** Whether it may be reached by this association. */
    boolean reaches(EntityPersister target) {
        EntityPersister declared = attribute.getAssociatedEntityMappingType().getEntityPersister();
        return declared.isSubclassEntityName(target.getEntityName())
                || target.isSubclassEntityName(declared.getEntityName());
    }

    /** Its value in an entity, which is not initialised by that. */
    @Nullable
    Object valueIn(Object entity) {
        Object value = entity;
        for (AttributeMapping attribute : path) {
            if (value == null) {
                return null;
            }
            value = attribute.getValue(value);
        }
        return value;
    }
}
