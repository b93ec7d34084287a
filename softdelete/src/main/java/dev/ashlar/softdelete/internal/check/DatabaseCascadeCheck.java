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

import org.hibernate.mapping.Collection;
import org.hibernate.mapping.JoinedSubclass;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.SimpleValue;
import org.hibernate.mapping.Value;

/** What the database deletes by itself is seen by nobody. */
final class DatabaseCascadeCheck implements MappingCheck {

    private static final String WHAT = "The database would delete soft-deletable rows by itself";

    private static final String MEND = "Remove @OnDelete(CASCADE) and drop the cascade from the foreign key.";

    @Override
    public void check(Mappings mappings, Findings findings) {
        for (Attribute attribute : mappings.attributes()) {
            if (cascades(attribute, mappings)) {
                findings.error(WHAT, attribute.fact(), MEND);
            }
        }
        for (PersistentClass entity : mappings.entities()) {
            if (entity instanceof JoinedSubclass subclass
                    && mappings.isSoftDeletable(entity)
                    && isCascade(subclass.getKey())) {
                findings.error(
                        WHAT,
                        Mappings.fact(entity) + " table=" + entity.getTable().getName(),
                        MEND);
            }
        }
    }

    private static boolean cascades(Attribute attribute, Mappings mappings) {
        Collection collection = attribute.collection();
        if (collection == null) {
            return mappings.isSoftDeletable(attribute.owner())
                    && mappings.target(attribute.value()).isPresent()
                    && isCascade(attribute.value());
        }
        return attribute.isCollection()
                && collection.isOneToMany()
                && isCascade(collection.getKey())
                && mappings.softDeletable(attribute.value()).isPresent();
    }

    private static boolean isCascade(Value key) {
        return key instanceof SimpleValue value && value.isCascadeDeleteEnabled();
    }
}
