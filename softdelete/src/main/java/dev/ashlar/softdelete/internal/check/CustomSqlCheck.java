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

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Join;
import org.hibernate.mapping.PersistentClass;

/** Statements of the application that soft delete would not run, or not as they are meant. */
final class CustomSqlCheck implements MappingCheck {

    @Override
    public void check(Mappings mappings, Findings findings) {
        for (PersistentClass entity : mappings.entities()) {
            if (mappings.isSoftDeletable(entity)) {
                deletes(entity)
                        .forEach(sql -> findings.error(
                                "A delete statement of the application's would never run, since a removal is an update",
                                Mappings.fact(entity) + " sql=[" + sql + "]",
                                "Remove @SQLDelete."));
                if (!entity.isVersioned() && entity.getCustomSQLUpdate() != null) {
                    // The binder has made it so, lest an update writes over the mark.
                    findings.error(
                            "An update statement of the application's would be given the changed columns alone, as an"
                                    + " entity without version is updated",
                            Mappings.fact(entity) + " sql=[" + entity.getCustomSQLUpdate() + "]",
                            "Add an attribute with @Version, or remove @SQLUpdate.");
                }
            }
        }
        mappings.collections().forEach(attribute -> {
            Collection collection = Objects.requireNonNull(attribute.collection());
            if (collection.getCustomSQLDeleteAll() != null) {
                findings.error(
                        "A statement of the application's would remove the links to deleted elements too, and never runs",
                        attribute.fact() + " sql=[" + collection.getCustomSQLDeleteAll() + "]",
                        "Remove @SQLDeleteAll.");
            }
        });
    }

    private static Stream<String> deletes(PersistentClass entity) {
        List<String> deletes = new ArrayList<>();
        deletes.add(entity.getCustomSQLDelete());
        entity.getJoins().stream().map(Join::getCustomSQLDelete).forEach(deletes::add);
        return deletes.stream().filter(Objects::nonNull);
    }
}
