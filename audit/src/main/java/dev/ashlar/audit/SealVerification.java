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
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@link AuditSeals#verify()} found.
 *
 * @param seals how many seals there are
 * @param rows how many sealed rows were checked, those that are purged included
 * @param erased how many of them were erased since
 * @param purged how many of them were purged since
 * @param late how many of them came late, and were accepted by {@link AuditSeals#acceptingLate()}
 * @param unsealed how many rows are not sealed yet, and nothing is known of
 * @param counts how many findings of each kind there are; kinds that were not found are not in it
 * @param findings the first of them
 * @param newest the newest seal; null if there is none
 */
public record SealVerification(
        long seals,
        long rows,
        long erased,
        long purged,
        long late,
        long unsealed,
        Map<SealFinding.Kind, Long> counts,
        List<SealFinding> findings,
        @Nullable SealAnchor newest) {

    /** Copies the list and the map. */
    public SealVerification {
        counts = Map.copyOf(counts);
        findings = List.copyOf(findings);
    }

    /** Returns whether all that was sealed is as it was, but for what was erased and purged by this library. */
    public boolean isIntact() {
        return counts.isEmpty();
    }

    /** Returns how many findings of a kind there are. */
    public long count(SealFinding.Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /** Returns the newest seal, to keep it elsewhere; nothing if there is none. */
    public Optional<SealAnchor> anchor() {
        return Optional.ofNullable(newest);
    }
}
