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
package dev.ashlar.softdelete.internal;

import dev.ashlar.softdelete.SoftDeletable;
import dev.ashlar.softdelete.internal.mapping.LiveRows;
import dev.ashlar.softdelete.internal.mapping.Scope;
import org.hibernate.binder.TypeBinder;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.boot.spi.MetadataBuildingContext;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.RootClass;

/** Gives the hierarchy of a soft-deletable entity the predicate that hides marked rows. */
public final class SoftDeletableBinder implements TypeBinder<SoftDeletable> {

    /** For Hibernate. */
    public SoftDeletableBinder() {}

    @Override
    public void bind(SoftDeletable annotation, MetadataBuildingContext context, PersistentClass entity) {
        InFlightMetadataCollector metadata = context.getMetadataCollector();
        for (Scope scope : Scope.values()) {
            scope.marker()
                    .filter(marker -> metadata.getFilterDefinition(marker) == null)
                    .ifPresent(marker -> metadata.addFilterDefinition(Scope.definition(marker)));
        }
        if (entity instanceof RootClass root) {
            root.setStateManagementType(LiveRows.class);
            if (!root.isVersioned()) {
                // Lest an update that knows nothing of the mark writes its null over it.
                root.setDynamicUpdate(true);
            }
        }
    }

    @Override
    public void bind(SoftDeletable annotation, MetadataBuildingContext context, Component embeddable) {
        throw new UnsupportedOperationException("An embeddable is not soft-deletable; its entity can be.");
    }
}
