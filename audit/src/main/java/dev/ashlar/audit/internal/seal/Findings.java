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
package dev.ashlar.audit.internal.seal;

import dev.ashlar.audit.SealFinding;
import dev.ashlar.audit.SealFinding.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Counts all findings, and keeps the first. */
final class Findings {

    private final int max;
    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final List<SealFinding> first = new ArrayList<>();

    Findings(int max) {
        this.max = max;
    }

    void add(Kind kind, long seal, @Nullable UUID row, String text) {
        add(new SealFinding(kind, seal, row, List.of(), text));
    }

    void add(SealFinding finding) {
        add(finding.kind(), 1);
        if (isListing()) {
            first.add(finding);
        }
    }

    /** Counts what is not listed. */
    void add(Kind kind, long count) {
        if (count > 0) {
            counts.merge(kind, count, Long::sum);
        }
    }

    boolean isListing() {
        return room() > 0;
    }

    int room() {
        return max - first.size();
    }

    Map<Kind, Long> counts() {
        return counts;
    }

    List<SealFinding> first() {
        return first;
    }
}
