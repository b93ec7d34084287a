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

import dev.ashlar.softdelete.internal.mapping.LiveRows;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.RootClass;

/** Hibernate keeps one state management per hierarchy and per collection; of two the last bound wins, silently. */
final class StateSlotCheck implements MappingCheck {

    private static final String MEND =
            "Remove Hibernate's @SoftDelete, @Audited or @Temporal from the entity, its collections and its package.";

    @Override
    public void check(Mappings mappings, Findings findings) {
        for (RootClass root : mappings.roots()) {
            if (root.getStateManagementType() != LiveRows.class || hasTraces(root)) {
                findings.error(
                        "Hibernate's own state management and @SoftDeletable shut each other out, so that rows would be"
                                + " deleted physically or shown",
                        Mappings.fact(root),
                        MEND);
            }
        }
        for (Attribute attribute : mappings.attributes()) {
            Collection collection = attribute.collection();
            if (attribute.isCollection()
                    && collection != null
                    && collection.getStateManagementType() != null
                    && (mappings.isSoftDeletable(attribute.owner())
                            || mappings.softDeletable(attribute.value()).isPresent())) {
                findings.error(
                        "Hibernate's own state management of a collection hides other rows than soft delete does",
                        attribute.fact() + " state="
                                + collection.getStateManagementType().getSimpleName(),
                        MEND);
            }
        }
    }

    /** What the one that was overwritten has left: the column of a soft delete, the table of versions or of an audit. */
    private static boolean hasTraces(RootClass root) {
        return root.getAuxiliaryTable() != null || root.getAuxiliaryColumn("indicator") != null;
    }
}
