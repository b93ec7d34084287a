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

import java.util.Objects;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.List;
import org.hibernate.mapping.Map;
import org.hibernate.mapping.PersistentClass;

/** Positions and keys that hidden elements still hold. */
final class IndexedCollectionCheck implements MappingCheck {

    @Override
    public void check(Mappings mappings, Findings findings) {
        mappings.collections().forEach(attribute -> {
            Collection collection = Objects.requireNonNull(attribute.collection());
            PersistentClass element = mappings.softDeletable(attribute.value()).orElseThrow();
            String facts = attribute.fact() + " element=" + element.getEntityName();
            if (collection instanceof List) { // arrays too
                findings.error(
                        "A list by position shows null where an element is deleted, and gives its position away",
                        facts,
                        "Make it a Set, or an inverse List with @OrderBy instead of @OrderColumn.");
            } else if (collection instanceof Map) {
                findings.warning(
                        element.getRootClass(),
                        "A map hides deleted elements, whose keys stay taken",
                        facts,
                        "Make it a Set, or never use the key of a deleted element again.");
            }
        });
    }
}
