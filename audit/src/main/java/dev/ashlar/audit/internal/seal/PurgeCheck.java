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

import dev.ashlar.audit.SealFinding.Kind;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Checks that rows in the log account for what was purged: one group of rows for each purge of an entity. */
final class PurgeCheck {

    private final SharedSessionContractImplementor session;
    private final Findings findings;

    PurgeCheck(SharedSessionContractImplementor session, Findings findings) {
        this.session = session;
        this.findings = findings;
    }

    void run() {
        session.createSelectionQuery(
                        "select s.purgedBy, s.subject, count(*), max(s.loggedAt), max(s.seal.id) from AuditSealRow s"
                                + " where s.purgedBy is not null group by s.purgedBy, s.subject",
                        Object[].class)
                .getResultList()
                .forEach(row -> check(
                        new Group((UUID) row[0], (byte[]) row[1], (Long) row[2], (Instant) row[3], (Long) row[4])));
    }

    /**
     * Rows that one purge took.
     *
     * @param by the row that tells of it
     * @param subject of what entity they were
     * @param count how many
     * @param newest the last of their times
     * @param seal the last of their seals
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Group(UUID by, byte[] subject, long count, Instant newest, long seal) {}

    /**
     * What a purge says of itself.
     *
     * @param told null if it is none
     * @param seal its seal, null if it has none yet
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Purge(
            byte[] subject,
            RowContent.@Nullable Purge told,
            @Nullable Long seal) {}

    private void check(Group group) {
        Purge purge = find(group.by());
        String wrong = wrong(group, purge);
        if (wrong != null) {
            findings.add(
                    Kind.REMOVED,
                    group.seal(),
                    group.by(),
                    wrong + ": purge=" + group.by() + " rows=" + group.count() + " newest=" + group.newest() + " told="
                            + (purge == null ? null : purge.told()) + ".");
        }
    }

    private static @Nullable String wrong(Group group, @Nullable Purge purge) {
        if (purge == null || purge.told() == null || !Arrays.equals(purge.subject(), group.subject())) {
            return "Rows are marked as purged by what is no purge of their entity";
        }
        if (group.count() > purge.told().rows()
                || !group.newest().isBefore(purge.told().before())) {
            return "More or younger rows are marked as purged than the purge took";
        }
        if (purge.seal() != null && purge.seal() <= group.seal()) {
            return "Rows are marked as purged by a purge from before they were sealed";
        }
        return null;
    }

    /** From its seal: the row itself may have been purged since, and that is checked like any other. */
    private @Nullable Purge find(UUID id) {
        Object[] found = session.createSelectionQuery(
                        "select s.subject, s.purgedRows, s.purgedBefore, s.seal.id from AuditSealRow s where s.logId = :id",
                        Object[].class)
                .setParameter("id", id)
                .uniqueResult();
        if (found != null) {
            RowContent.Purge told = found[1] == null || found[2] == null
                    ? null
                    : new RowContent.Purge((Long) found[1], (Instant) found[2]);
            return new Purge((byte[]) found[0], told, (Long) found[3]);
        }
        RowContent row = LogRows.of(session).read(List.of(id)).get(id);
        return row == null ? null : new Purge(row.subject(), row.purge(), null);
    }
}
