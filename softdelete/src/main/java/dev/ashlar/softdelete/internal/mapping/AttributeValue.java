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

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.ComponentType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** The value of an attribute by its path; null where a value that it is embedded in is null, at which Hibernate's own way throws. */
public final class AttributeValue {

    private AttributeValue() {}

    /** Reads it from an instance. */
    public static @Nullable Object of(
            Object entity, String path, EntityPersister persister, SharedSessionContractImplementor session) {
        String[] steps = path.split("\\.", -1);
        Type type;
        Object value;
        if (steps[0].equals(persister.getIdentifierPropertyName())) {
            type = persister.getIdentifierType();
            value = persister.getIdentifier(entity, session);
        } else {
            int property = persister.getPropertyIndex(steps[0]);
            type = persister.getPropertyTypes()[property];
            value = persister.getValue(entity, property);
        }
        for (int i = 1; i < steps.length && value != null; i++) {
            ComponentType embedded = (ComponentType) type;
            int index = embedded.getPropertyIndex(steps[i]);
            type = embedded.getSubtypes()[index];
            value = embedded.getPropertyValue(value, index);
        }
        return value;
    }
}
