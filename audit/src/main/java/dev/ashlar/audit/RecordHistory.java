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

import dev.ashlar.audit.internal.trail.LogReader;
import dev.ashlar.audit.internal.trail.Replay;
import dev.ashlar.audit.internal.trail.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What the log tells of one record; got from {@link AuditTrail#of}. Each call reads all rows of the record, by their index; a state and a diff
 * also the rows of its table that sum up statements.
 */
public final class RecordHistory {

    private final LogReader reader;
    private final Subject subject;
    private final String recordId;

    RecordHistory(LogReader reader, Subject subject, String recordId) {
        this.reader = reader;
        this.subject = subject;
        this.recordId = recordId;
    }

    /** All changes, oldest first. */
    public List<AuditLog> changes() {
        return subject.rows(reader, recordId);
    }

    /**
     * The record as it was at an instant, that instant's changes included: the changes of one transaction have one instant, and show together.
     *
     * <p>It is what the changes up to the last one of that instant, or before it, made of it, in the order of the log; what they do not tell may
     * be told by what later ones replaced. Before the record's first row it is absent if that is an insert, else unknown: the log may have begun
     * in between, and older rows may have been purged. A statement whose rows are not known, such as one that is logged as one row for all, makes values
     * unknown that no later change tells, and a delete statement the presence.
     */
    public RecordState asOf(Instant instant) {
        return replay().asOf(Objects.requireNonNull(instant, "instant"));
    }

    /**
     * What is different at a second instant; they may also stand the other way round.
     *
     * @param from the one instant, its changes included
     * @param to the other one, its changes included
     */
    public RecordDiff diff(Instant from, Instant to) {
        return replay().diff(Objects.requireNonNull(from, "from"), Objects.requireNonNull(to, "to"));
    }

    private Replay replay() {
        return Replay.of(reader, subject, recordId);
    }

    /**
     * Takes one of its changes back; see {@link Revert}.
     *
     * @throws IllegalArgumentException if the change is of another record
     * @throws UnsupportedOperationException in a {@code StatelessSession}
     */
    public Revert revert(AuditLog change) {
        Objects.requireNonNull(change, "change");
        if (!subject.tables().contains(change.tableName())
                || !recordId.equals(change.recordId().orElse(null))) {
            throw new IllegalArgumentException("A change is of another record: change=" + change.entityName() + "#"
                    + change.recordId().orElse("") + " tables=" + subject.tables() + " record=" + recordId
                    + ". Ask the history of its own record.");
        }
        return Revert.of(reader, change);
    }
}
