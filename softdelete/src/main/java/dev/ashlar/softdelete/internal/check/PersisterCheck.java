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

import dev.ashlar.softdelete.internal.mapping.LivePersisters;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.persister.spi.PersisterClassResolver;

/** Soft-deletable entities have our persisters, and no others are passed over silently. */
final class PersisterCheck implements MappingCheck {

    @Override
    public void check(Mappings mappings, Findings findings) {
        if (mappings.roots().isEmpty()) {
            return;
        }
        PersisterClassResolver resolver = mappings.registry().requireService(PersisterClassResolver.class);
        if (!(resolver instanceof LivePersisters persisters)) {
            findings.error(
                    "Another choice of persisters has replaced that of soft delete, so that deleted rows would be shown",
                    "resolver=" + resolver.getClass().getName(),
                    "Set it as hibernate.persister.resolver, where it serves all other entities.");
            return;
        }
        for (PersistentClass entity : mappings.entities()) {
            if (mappings.isSoftDeletable(entity)) {
                persisters
                        .passedOver(entity)
                        .ifPresent(passedOver -> findings.error(
                                "A persister of the application's would be passed over for a soft-deletable entity",
                                Mappings.fact(entity) + " persister=" + passedOver.getName(),
                                "Let hibernate.persister.resolver choose Hibernate's own for it."));
            }
        }
    }
}
