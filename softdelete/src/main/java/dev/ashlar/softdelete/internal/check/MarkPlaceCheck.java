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

import dev.ashlar.softdelete.internal.mapping.MarkRole;
import org.hibernate.mapping.PersistentClass;

/** Marks stand where removals write them: among the attributes of the root of a soft-deletable hierarchy. */
final class MarkPlaceCheck implements MappingCheck {

    @Override
    public void check(Mappings mappings, Findings findings) {
        for (Attribute attribute : mappings.attributes()) {
            MarkRole.of(attribute.property()).ifPresent(role -> check(attribute, role, mappings, findings));
        }
    }

    private static void check(Attribute attribute, MarkRole role, Mappings mappings, Findings findings) {
        PersistentClass owner = attribute.owner();
        if (attribute.collection() != null) {
            findings.error(
                    role.annotation() + " stands in a collection, whose rows are never marked",
                    attribute.fact(),
                    "Move it to an attribute of the entity.");
        } else if (attribute.ofIdentifier()) {
            findings.error(
                    role.annotation() + " stands in an identifier, which never changes",
                    attribute.fact(),
                    "Move it to an attribute beside the identifier.");
        } else if (!mappings.isSoftDeletable(owner)) {
            // One below a misplaced @SoftDeletable is right as soon as that is.
            if (!mappings.isAnnotated(owner)) {
                findings.error(
                        role.annotation() + " stands on an entity that is not soft-deletable, so it would never be set",
                        attribute.fact(),
                        "Add @SoftDeletable to the entity, or remove " + role.annotation() + ".");
            }
        } else if (owner.getSuperclass() != null) {
            findings.error(
                    role.annotation()
                            + " stands on a subclass, so the other rows of the hierarchy have no place for it",
                    attribute.fact() + " root=" + owner.getRootClass().getEntityName(),
                    "Move it to the root, or to a mapped superclass above it.");
        }
    }
}
