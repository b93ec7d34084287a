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

import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * By what an entity removes others with it.
 *
 * @param parent the marks of the entity that removes
 * @param path the attribute of the parent, behind those it is embedded in
 * @param child the marks of the entity that is removed
 * @param childAttribute the child's attribute that refers to the parent, {@code null} if it has none
 */
public record ParentLink(
        Marks parent, String path, Marks child, @Nullable String childAttribute) {

    /** Whether instances of an entity type are removed by the link. */
    public boolean removes(EntityPersister type) {
        return isKindOf(type, child.persister());
    }

    /** Whether instances of an entity type remove others by the link. */
    public boolean isOf(EntityPersister type) {
        return isKindOf(type, parent.persister());
    }

    private static boolean isKindOf(EntityPersister type, EntityPersister wanted) {
        return type.isTypeOrSuperType(wanted) || wanted.getSubclassEntityNames().contains(type.getEntityName());
    }
}
