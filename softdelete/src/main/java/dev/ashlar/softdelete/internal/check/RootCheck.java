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
package dev.ashlar.softdelete.internal.check;

import org.hibernate.mapping.PersistentClass;

/** Rows of one hierarchy are hidden and marked alike. */
final class RootCheck implements MappingCheck {

    @Override
    public void check(Mappings mappings, Findings findings) {
        for (PersistentClass entity : mappings.entities()) {
            PersistentClass superclass = entity.getSuperclass();
            if (superclass != null && mappings.isAnnotated(entity) && !mappings.isAnnotated(superclass)) {
                findings.error(
                        "@SoftDeletable stands on a subclass, so that no row of its hierarchy would be hidden or marked",
                        Mappings.fact(entity) + " root=" + entity.getRootClass().getEntityName(),
                        "Put it on the root, or on a mapped superclass above it.");
            }
        }
    }
}
