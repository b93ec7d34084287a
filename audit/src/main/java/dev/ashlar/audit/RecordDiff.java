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
import java.util.Map;
import java.util.Objects;

/**
 * What is different about a record at two instants.
 *
 * <p>Where a value is not known at one of them, the attribute is told if the log has a change of it in between, so that a masked one that
 * changed has a mark on both sides.
 *
 * @param from the record at the first instant
 * @param to the record at the second one
 * @param changes by attribute what is different
 */
public record RecordDiff(RecordState from, RecordState to, Map<String, Difference> changes) {

    /** Copies the map. */
    public RecordDiff {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        changes = Collections.unmodifiableMap(new LinkedHashMap<>(changes));
    }

    /** Whether nothing is different, as far as the log tells. */
    public boolean isEmpty() {
        return changes.isEmpty() && from.presence() == to.presence();
    }
}
