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
import org.hibernate.mapping.Bag;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.UnionSubclass;

/** Collections that Hibernate writes as a whole, of which it sees the live elements alone. */
final class RewrittenCollectionCheck implements MappingCheck {

    @Override
    public void check(Mappings mappings, Findings findings) {
        mappings.collections().filter(attribute -> !isInverse(attribute)).forEach(attribute -> {
            Collection collection = Objects.requireNonNull(attribute.collection());
            PersistentClass element = mappings.softDeletable(attribute.value()).orElseThrow();
            String facts = attribute.fact() + " element=" + element.getEntityName();
            if (collection instanceof Bag && !collection.isOneToMany()) {
                findings.error(
                        "A bag rewrites all links on each change, and sees none to deleted elements",
                        facts,
                        "Make it a Set, the inverse of the other side by mappedBy, or an entity of its own.");
            } else if (collection.isOneToMany() && isTablePerClass(element)) {
                findings.error(
                        "A foreign key in several tables cannot be kept where an element is deleted",
                        facts,
                        "Let the element own the association and name it by mappedBy, or use a join table.");
            }
        });
    }

    private static boolean isInverse(Attribute attribute) {
        return Objects.requireNonNull(attribute.collection()).isInverse();
    }

    private static boolean isTablePerClass(PersistentClass entity) {
        return entity instanceof UnionSubclass
                || entity.getDirectSubclasses().stream().anyMatch(UnionSubclass.class::isInstance);
    }
}
