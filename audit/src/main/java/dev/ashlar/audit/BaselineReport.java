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
package dev.ashlar.audit;

import java.util.List;
import java.util.Objects;

/**
 * What a baseline wrote.
 *
 * @param entities each entity that has records
 */
public record BaselineReport(List<OfEntity> entities) {

    /**
     * The records of one entity, its subclasses not included.
     *
     * @param entityName the entity's name in Hibernate, such as its class name
     * @param written how many got a row
     * @param known how many had one
     */
    public record OfEntity(String entityName, long written, long known) {

        /** Checks the name. */
        public OfEntity {
            Objects.requireNonNull(entityName, "entityName");
        }
    }

    /** Copies the list. */
    public BaselineReport {
        entities = List.copyOf(entities);
    }

    /** How many records of all entities got a row. */
    public long total() {
        return entities.stream().mapToLong(OfEntity::written).sum();
    }
}
