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
package dev.ashlar.core.internal.naming;

import dev.ashlar.core.naming.AshlarImplicitNamingStrategy;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.SingleTableSubclass;

/** Two entities whose plurals meet, such as {@code Setting} and {@code Settings}: each would read and remove the other's rows. */
public final class SharedTables {

    private SharedTables() {}

    /** Entities that share a table which at least one of them does not name. */
    public static List<String> problems(InFlightMetadataCollector metadata) {
        if (!(metadata.getMetadataBuildingOptions().getImplicitNamingStrategy()
                instanceof AshlarImplicitNamingStrategy)) {
            return List.of();
        }
        Map<String, List<PersistentClass>> byTable = new TreeMap<>();
        for (PersistentClass entity : metadata.getEntityBindings()) {
            if (!(entity instanceof SingleTableSubclass)) {
                byTable.computeIfAbsent(
                                entity.getTable().getQualifiedTableName().render(), table -> new ArrayList<>())
                        .add(entity);
            }
        }
        List<String> problems = new ArrayList<>();
        byTable.forEach((table, entities) -> {
            if (entities.size() > 1 && entities.stream().anyMatch(entity -> !isNamed(entity))) {
                problems.add("Entities share a table that nobody named: table=" + table + " entities="
                        + entities.stream()
                                .map(PersistentClass::getEntityName)
                                .sorted()
                                .toList()
                        + ". Give one of them a name with @Table(name = …), or both if they are meant to share it.");
            }
        });
        return problems;
    }

    private static boolean isNamed(PersistentClass entity) {
        if (!entity.hasPojoRepresentation()) {
            // Mapped by XML alone: it cannot be told.
            return true;
        }
        Table table = entity.getMappedClass().getAnnotation(Table.class);
        return table != null && !table.name().isBlank();
    }
}
