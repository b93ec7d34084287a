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

/** What is removed together is either marked together or deleted together. */
final class CascadeCheck implements MappingCheck {

    @Override
    public void check(Mappings mappings, Findings findings) {
        for (Attribute attribute : mappings.attributes()) {
            mappings.target(attribute.value())
                    .filter(target -> attribute.removes())
                    .ifPresent(target -> check(attribute, target, mappings, findings));
        }
    }

    private static void check(Attribute attribute, PersistentClass target, Mappings mappings, Findings findings) {
        boolean marks = mappings.isSoftDeletable(attribute.owner());
        if (marks == mappings.isSoftDeletable(target)) {
            return;
        }
        String facts = attribute.fact() + " target=" + target.getEntityName();
        if (marks) {
            findings.error(
                    "A removal would mark its row and delete others physically, which no restore brings back",
                    facts,
                    "Make the target @SoftDeletable, or drop cascade REMOVE and orphanRemoval.");
        } else {
            findings.error(
                    "A physical delete would mark rows that still refer to the deleted one",
                    facts,
                    "Make the owner @SoftDeletable, or drop cascade REMOVE and orphanRemoval.");
        }
    }
}
