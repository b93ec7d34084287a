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

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What a purge of the log did, or would do.
 *
 * @param entities what became of the rows of each entity that had old ones
 */
public record AuditPurgeReport(List<OfEntity> entities) {

    /**
     * What became of the old rows of one entity, its subclasses not included.
     *
     * @param entityName the entity's name in Hibernate, such as its class name
     * @param createdBefore rows of earlier transactions were old enough
     * @param purged how many rows were deleted
     * @param held how many were kept by {@link AuditPurge#holding}
     * @param newest how many were kept by {@link AuditPurge#keepingNewest}
     * @param chunks in how many chunks there were rows to delete
     */
    public record OfEntity(String entityName, Instant createdBefore, long purged, long held, long newest, int chunks) {

        /** Checks the parts. */
        public OfEntity {
            Objects.requireNonNull(entityName, "entityName");
            Objects.requireNonNull(createdBefore, "createdBefore");
        }
    }

    /** Copies the list. */
    public AuditPurgeReport {
        entities = List.copyOf(entities);
    }

    /** How many rows of all entities were deleted. */
    public long total() {
        return entities.stream().mapToLong(OfEntity::purged).sum();
    }
}
