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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Checks the rows of seals, a page at a time. */
final class RowCheck {

    private final SharedSessionContractImplementor session;
    private final LogRows log;
    private final Findings findings;
    private long checked;
    private long erased;
    private long purged;

    RowCheck(SharedSessionContractImplementor session, Findings findings) {
        this.session = session;
        this.log = LogRows.of(session);
        this.findings = findings;
    }

    /** Returns what is wrong with the list of rows itself; null if nothing is. */
    @Nullable
    String check(AuditSeal seal) {
        Fingerprint digest = Fingerprint.of("rows");
        int count = 0;
        List<AuditSealRow> page = page(seal.id, 0);
        while (!page.isEmpty()) {
            Map<UUID, RowContent> contents =
                    log.read(page.stream().map(row -> row.logId).toList());
            for (AuditSealRow row : page) {
                digest.add(row.fingerprint());
                check(seal.id, row, contents.get(row.logId));
            }
            count += page.size();
            page = page(seal.id, page.get(page.size() - 1).place);
        }
        checked += count;
        if (count != seal.rowCount) {
            return "Its list of rows is longer or shorter than it was: rows=" + count + " sealed=" + seal.rowCount
                    + ".";
        }
        return Arrays.equals(digest.end(), seal.rowsDigest) ? null : "Its list of rows is not what was signed.";
    }

    private List<AuditSealRow> page(long seal, int after) {
        return session.createSelectionQuery(
                        "from AuditSealRow s where s.seal.id = :seal and s.place > :after order by s.place",
                        AuditSealRow.class)
                .setParameter("seal", seal)
                .setParameter("after", after)
                .setMaxResults(LogRows.PAGE)
                .getResultList();
    }

    private void check(long seal, AuditSealRow row, @Nullable RowContent content) {
        if (content == null) {
            if (row.purgedBy == null) {
                findings.add(Kind.REMOVED, seal, row.logId, "It is not there, and no purge says that it took it.");
            } else {
                purged++; // whether its purge is one is checked for all rows of a purge at once
            }
        } else if (row.purgedBy != null) {
            findings.add(Kind.INSERTED, seal, row.logId, "It was purged, and is there again.");
        } else if (content.isAsSealed(row)) {
            if (row.salt == null && content.hasValues()) {
                checkErasure(seal, row, content);
            }
        } else if (content.isBlanked(row)) {
            findings.add(Kind.ERASED, seal, row.logId, "Values were blanked by something else than an erasure.");
        } else {
            findings.add(
                    new SealFinding(Kind.CHANGED, seal, row.logId, content.changes(row), "It is not what was sealed."));
        }
    }

    private void checkErasure(long seal, AuditSealRow row, RowContent content) {
        erased++;
        if (row.erasedBy == null || content.recordId() == null || !isErasure(seal, row.erasedBy, content)) {
            findings.add(
                    Kind.ERASED,
                    seal,
                    row.logId,
                    "Its values are erased, and the log does not tell of an erasure of its record since it was sealed.");
        }
    }

    /** An erasure that was sealed before, or with it, left its values alone: they were there when they were sealed. */
    private boolean isErasure(long seal, UUID transactionId, RowContent content) {
        return session
                .createSelectionQuery(
                        "select s.seal.id from AuditLog l left join AuditSealRow s on s.logId = l.id"
                                + " where l.transactionId = :transaction and l.action = ERASE and l.source = TASK"
                                + " and l.tableName = :table and l.recordId = :record",
                        Long.class)
                .setParameter("transaction", transactionId)
                .setParameter("table", content.tableName())
                .setParameter("record", content.recordId())
                .getResultList()
                .stream()
                .anyMatch(number -> number == null || number > seal);
    }

    long checked() {
        return checked;
    }

    long erased() {
        return erased;
    }

    long purged() {
        return purged;
    }
}
