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

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a revert changes, and what is in its way.
 *
 * @param steps one per record that would change, in the order in which they are made
 * @param conflicts what cannot be taken back; no step has it
 */
public record RevertPlan(List<Step> steps, List<RevertConflict> conflicts) {

    /** Copies the lists. */
    public RevertPlan {
        steps = List.copyOf(steps);
        conflicts = List.copyOf(conflicts);
    }

    /** Whether nothing is in the way. */
    public boolean isPossible() {
        return conflicts.isEmpty();
    }

    /**
     * What is done to one record.
     *
     * @param kind what
     * @param entityName the record's entity
     * @param recordId its identifier as text
     * @param values by attribute the value now and the one that it gets; empty for a removal
     */
    public record Step(Kind kind, String entityName, String recordId, Map<String, Difference> values) {

        /** What is done. */
        public enum Kind {
            /** Values are set back. */
            SET,
            /** A record that was deleted is persisted again, with its identifier. */
            PERSIST,
            /** A record that was inserted is removed. */
            REMOVE
        }

        /** Copies the map. */
        public Step {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(entityName, "entityName");
            Objects.requireNonNull(recordId, "recordId");
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }
}
