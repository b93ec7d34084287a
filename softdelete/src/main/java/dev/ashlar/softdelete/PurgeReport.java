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
package dev.ashlar.softdelete;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a purge did, or would do.
 *
 * @param cutOff rows deleted before were old enough; when the purge began if it had no age
 * @param types what became of each entity class that had rows to purge or to keep, by name
 */
public record PurgeReport(Instant cutOff, List<OfType> types) {

    /**
     * What became of the rows of one entity class, its subclasses not included.
     *
     * @param type the entity class
     * @param purged how many rows were deleted
     * @param held how many were kept by {@link Purge#holding}
     * @param stillReferenced how many were kept since a remaining row refers to them
     * @param referencedBy how many of them each attribute refers to, such as {@code Loan.book}; one that is referred to by several
     *     counts for each. A foreign key that no attribute has is told by its name
     * @param chunks in how many chunks there were rows to purge
     */
    public record OfType(
            Class<?> type, long purged, long held, long stillReferenced, Map<String, Long> referencedBy, int chunks) {

        /** Copies the map. */
        public OfType {
            Objects.requireNonNull(type, "type");
            referencedBy = Collections.unmodifiableMap(new TreeMap<>(referencedBy));
        }
    }

    /** Copies the list. */
    public PurgeReport {
        Objects.requireNonNull(cutOff, "cutOff");
        types = List.copyOf(types);
    }

    /** How many rows of all entities were deleted. */
    public long total() {
        return types.stream().mapToLong(OfType::purged).sum();
    }

    /** What became of the rows of an entity class; zeros if there was none to purge or to keep. */
    public OfType of(Class<?> type) {
        return types.stream()
                .filter(counts -> counts.type().equals(type))
                .findFirst()
                .orElseGet(() -> new OfType(type, 0, 0, 0, Map.of(), 0));
    }
}
