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

import java.util.List;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Where an entity, or a value embedded in it, has a collection. */
final class CollectionPlace {

    private final EntityPersister owner;
    private final List<String> path;

    private CollectionPlace(EntityPersister owner, List<String> path) {
        this.owner = owner;
        this.path = path;
    }

    static CollectionPlace of(CollectionPersister collection) {
        EntityPersister owner = collection.getOwnerEntityPersister();
        String path = collection.getRole().substring(owner.getEntityName().length() + 1);
        return new CollectionPlace(owner, List.of(path.split("\\.", -1)));
    }

    /** Whether another collection can be written there; not where the embedded value is a record, or missing. */
    boolean isWritable(Object entity) {
        Object value = entity;
        ManagedMappingType type = owner;
        for (String step : path.subList(0, path.size() - 1)) {
            AttributeMapping attribute = type.findAttributeMapping(step);
            value = value == null ? null : attribute.getValue(value);
            type = ((EmbeddableValuedModelPart) attribute).getEmbeddableTypeDescriptor();
        }
        return value != null && !value.getClass().isRecord();
    }

    /** Writes a collection there, and into what the entity was loaded with, lest it counts as changed. */
    void write(Object entity, EntityEntry entry, PersistentCollection<?> collection) {
        AttributeMapping first = owner.findAttributeMapping(path.get(0));
        int property = first.getStateArrayPosition();
        Object[] loaded = entry.getLoadedState();
        if (path.size() == 1) {
            owner.setValue(entity, property, collection);
            if (loaded != null) {
                loaded[property] = collection;
            }
        } else {
            write(owner.getValue(entity, property), first, collection);
            write(loaded == null ? null : loaded[property], first, collection);
        }
    }

    private void write(@Nullable Object embedded, AttributeMapping embedding, PersistentCollection<?> collection) {
        Object value = embedded;
        AttributeMapping attribute = embedding;
        for (String step : path.subList(1, path.size())) {
            if (value == null) {
                return;
            }
            attribute = ((EmbeddableValuedModelPart) attribute)
                    .getEmbeddableTypeDescriptor()
                    .findAttributeMapping(step);
            if (step.equals(path.get(path.size() - 1))) {
                attribute.setValue(value, collection);
            } else {
                value = attribute.getValue(value);
            }
        }
    }
}
