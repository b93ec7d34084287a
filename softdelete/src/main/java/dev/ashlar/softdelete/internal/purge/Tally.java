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
package dev.ashlar.softdelete.internal.purge;

import dev.ashlar.softdelete.PurgeReport;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hibernate.persister.entity.EntityPersister;

/** Counts what becomes of rows. */
final class Tally {

    private final Map<String, Counts> byType = new TreeMap<>();

    private static final class Counts {
        private final Class<?> type;
        private final Map<String, Long> referencedBy = new HashMap<>();
        private long purged;
        private long held;
        private long stillReferenced;
        private int chunks;

        private Counts(Class<?> type) {
            this.type = type;
        }
    }

    private Counts of(EntityPersister type) {
        return byType.computeIfAbsent(type.getEntityName(), name -> new Counts(type.getMappedClass()));
    }

    void held(EntityPersister type) {
        of(type).held++;
    }

    /** A row stays, since attributes of that name refer to it. */
    void stays(EntityPersister type, Set<String> by) {
        Counts counts = of(type);
        counts.stillReferenced++;
        by.forEach(name -> counts.referencedBy.merge(name, 1L, Long::sum));
    }

    /** The rows of one chunk were purged. */
    void purged(Collection<Row> rows) {
        Set<Counts> touched = new HashSet<>();
        for (Row row : rows) {
            Counts counts = of(row.type());
            counts.purged++;
            touched.add(counts);
        }
        touched.forEach(counts -> counts.chunks++);
    }

    PurgeReport report(CutOff cutOff) {
        List<PurgeReport.OfType> types = byType.values().stream()
                .map(counts -> new PurgeReport.OfType(
                        counts.type,
                        counts.purged,
                        counts.held,
                        counts.stillReferenced,
                        counts.referencedBy,
                        counts.chunks))
                .toList();
        return new PurgeReport(cutOff.instant(), types);
    }
}
