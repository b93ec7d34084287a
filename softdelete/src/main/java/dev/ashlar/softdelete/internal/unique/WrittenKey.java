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
package dev.ashlar.softdelete.internal.unique;

import dev.ashlar.softdelete.UniqueAmongLive;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.mapping.PersistentClass;

/**
 * A key as it is written.
 *
 * @param entity the entity that it stands on, or whose mapped superclass it stands on
 * @param name the name that it was given, or an empty string
 * @param attributes the attributes, as written
 */
record WrittenKey(PersistentClass entity, String name, List<String> attributes) {

    /** The keys on an entity and its mapped superclasses, up to the entity above. */
    static List<WrittenKey> on(PersistentClass entity) {
        List<WrittenKey> keys = new ArrayList<>();
        if (entity.hasPojoRepresentation()) {
            PersistentClass above = entity.getSuperclass();
            Class<?> end = above == null ? Object.class : above.getMappedClass();
            for (Class<?> type = entity.getMappedClass(); type != null && type != end; type = type.getSuperclass()) {
                for (UniqueAmongLive key : type.getDeclaredAnnotationsByType(UniqueAmongLive.class)) {
                    keys.add(new WrittenKey(entity, key.name(), List.of(key.value())));
                }
            }
        }
        return keys;
    }

    /** The entity and the attributes, for messages. */
    String facts() {
        return "entity=" + entity.getEntityName() + " attributes=" + attributes;
    }
}
