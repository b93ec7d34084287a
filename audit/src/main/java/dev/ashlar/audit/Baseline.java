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

import dev.ashlar.audit.internal.task.BaselineRequest;

/**
 * Writes the state of records that were there before their changes were logged; got from {@link AuditLogs#baseline()}. An immutable value,
 * safe for many threads.
 *
 * <p>Each record without a row in the log gets one of action {@link AuditAction#BASELINE}, with all attributes and collections in
 * {@link AuditLog#newValues()}, as an insert has them. Run again, it writes nothing for those that have a row, so it goes on where it was
 * ended.
 *
 * <p>Records are read in chunks, in the order of their identifiers, each chunk in a transaction of its own with read-committed isolation. The
 * rows are locked before it is looked once more whether the log has one, and read after: a change is either logged already, and the record
 * gets no baseline, or it waits, and comes after it. Costs one SELECT for each collection of a record.
 *
 * <p>Records that queries do not find, as those marked as deleted, get no baseline.
 */
public final class Baseline {

    private final BaselineRequest request;

    Baseline(BaselineRequest request) {
        this.request = request;
    }

    /**
     * How many records a transaction reads at most; without it 200.
     *
     * @param records 1 to 10,000
     * @throws IllegalArgumentException if it is out of this range
     */
    public Baseline chunksOf(int records) {
        if (records < 1 || records > 10_000) {
            throw new IllegalArgumentException(
                    "A chunk has too few or too many records: records=" + records + ". Give 1 to 10000.");
        }
        return new Baseline(request.chunksOf(records));
    }

    /**
     * Writes what is missing.
     *
     * @throws IllegalStateException if the factory is closed, or this thread is in a transaction of it
     */
    public BaselineReport run() {
        return request.run();
    }
}
