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
package dev.ashlar.audit.internal;

import dev.ashlar.audit.CreatedBy;
import dev.ashlar.core.ground.Stamp;
import dev.ashlar.core.ground.Stamping;
import org.hibernate.binder.AttributeBinder;
import org.hibernate.boot.spi.MetadataBuildingContext;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.jspecify.annotations.Nullable;

/** Stamps an attribute with the actor of the insert. */
public final class CreatedByBinder implements AttributeBinder<CreatedBy> {

    private static final Stamp STAMP = new Stamp("@CreatedBy", Stamp.Source.ACTOR, Stamp.Moment.INSERT);

    /** For Hibernate. */
    public CreatedByBinder() {}

    @Override
    public void bind(
            CreatedBy annotation,
            MetadataBuildingContext buildingContext,
            @Nullable PersistentClass persistentClass,
            Property property) {
        LosableAuthors.note(property);
        Stamping.bind(STAMP, buildingContext, persistentClass, property);
    }
}
