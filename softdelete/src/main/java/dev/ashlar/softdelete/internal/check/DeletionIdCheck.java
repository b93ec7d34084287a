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
import java.util.Optional;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.RootClass;

/** Rows that were deleted together are found again by the id of the deletion. */
final class DeletionIdCheck implements MappingCheck {

    @Override
    public void check(Mappings mappings, Findings findings) {
        for (Attribute attribute : mappings.attributes()) {
            Optional<PersistentClass> child = mappings.softDeletable(attribute.value());
            if (child.isPresent() && attribute.removes() && mappings.isSoftDeletable(attribute.owner())) {
                check(attribute.owner().getRootClass(), attribute, findings);
                check(child.get().getRootClass(), attribute, findings);
            }
        }
    }

    private static void check(RootClass root, Attribute attribute, Findings findings) {
        if (Mappings.mark(root, MarkRole.ID).isEmpty()) {
            findings.warning(
                    root,
                    "Rows that are deleted together cannot be told from others, so that a restore leaves these out",
                    Mappings.fact(root) + " " + attribute.fact(),
                    "Add an attribute with @DeletionId to the entity.");
        }
    }
}
