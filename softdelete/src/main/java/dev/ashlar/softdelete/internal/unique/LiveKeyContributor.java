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
package dev.ashlar.softdelete.internal.unique;

import dev.ashlar.core.ground.SchemaContributions;
import dev.ashlar.core.ground.SchemaContributor;
import dev.ashlar.softdelete.UniqueAmongLive;
import dev.ashlar.softdelete.internal.mapping.LivePersisters;
import java.util.Comparator;
import java.util.List;
import org.hibernate.mapping.PersistentClass;

/** Makes the keys of {@link UniqueAmongLive}, or says why one cannot be. */
public final class LiveKeyContributor implements SchemaContributor {

    /** For the service loader. */
    public LiveKeyContributor() {}

    @Override
    public void contribute(SchemaContributions schema) {
        MadeKeys made = new MadeKeys(schema);
        List<PersistentClass> entities = schema.entities().stream()
                .sorted(Comparator.comparing(PersistentClass::getEntityName))
                .toList();
        for (PersistentClass entity : entities) {
            for (WrittenKey key : WrittenKey.on(entity)) {
                if (!LivePersisters.isSoftDeletable(entity)) {
                    schema.problems()
                            .add("@UniqueAmongLive stands on an entity that is not soft-deletable: " + key.facts()
                                    + ". Add @SoftDeletable, or use @UniqueConstraint.");
                } else if (entity.getSuperclass() != null) {
                    schema.problems()
                            .add("@UniqueAmongLive stands on a subclass: " + key.facts() + " root="
                                    + entity.getRootClass().getEntityName()
                                    + ". Put it on the root, where it may name attributes of subclasses.");
                } else {
                    new Placement(schema, key).placed().forEach(made::make);
                }
            }
        }
    }
}
