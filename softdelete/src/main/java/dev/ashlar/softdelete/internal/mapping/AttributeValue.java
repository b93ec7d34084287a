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
package dev.ashlar.softdelete.internal.mapping;

import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.NonAggregatedIdentifierMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * The value of an attribute by its path, one of the identifier too; null where a value that it is embedded in is null, at which
 * Hibernate's own way throws.
 */
public final class AttributeValue {

    private AttributeValue() {}

    /** Reads it from an instance. */
    public static @Nullable Object of(Object entity, String path, EntityPersister persister) {
        String[] steps = path.split("\\.", -1);
        AttributeMapping attribute = persister.findAttributeMapping(steps[0]);
        EntityIdentifierMapping id = persister.getIdentifierMapping();
        if (attribute == null && id instanceof NonAggregatedIdentifierMapping several) {
            attribute = several.getVirtualIdEmbeddable().findAttributeMapping(steps[0]);
        }
        return attribute == null
                ? within(id.getIdentifier(entity), id, steps)
                : within(attribute.getValue(entity), attribute, steps);
    }

    /** Reads it from the state of an instance; from the instance what is part of the identifier, which never changes. */
    public static @Nullable Object in(Object[] state, Object entity, String path, EntityPersister persister) {
        String[] steps = path.split("\\.", -1);
        AttributeMapping first = persister.findAttributeMapping(steps[0]);
        return first == null ? of(entity, path, persister) : within(state[first.getStateArrayPosition()], first, steps);
    }

    private static @Nullable Object within(@Nullable Object embedding, ModelPart first, String[] steps) {
        Object value = embedding;
        ModelPart part = first;
        for (int i = 1; i < steps.length && value != null; i++) {
            AttributeMapping attribute = ((EmbeddableValuedModelPart) part)
                    .getEmbeddableTypeDescriptor()
                    .findAttributeMapping(steps[i]);
            value = attribute.getValue(value);
            part = attribute;
        }
        return value;
    }
}
