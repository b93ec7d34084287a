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

import dev.ashlar.audit.SealAnchor;
import dev.ashlar.audit.SealFinding.Kind;
import dev.ashlar.audit.SealVerification;
import dev.ashlar.core.transaction.Isolation;
import dev.ashlar.core.transaction.Transactions;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** One check: seal by seal, and then what no seal has. */
public final class SealCheck {

    private static final int SEALS = 100;

    private final StatelessSession session;
    private final SealRequest request;
    private final @Nullable SealAnchor anchor;
    private final Findings findings;
    private final RowCheck rows;
    private long seals;
    private long late;

    private SealCheck(StatelessSession session, SealRequest request, @Nullable SealAnchor anchor) {
        this.session = session;
        this.request = request;
        this.anchor = anchor;
        this.findings = new Findings(request.findings());
        this.rows = new RowCheck((SharedSessionContractImplementor) session, findings);
    }

    /** Checks. */
    public static SealVerification run(SealRequest request, @Nullable SealAnchor anchor) {
        if (request.keys().keys().isEmpty()) {
            throw new IllegalStateException("No key checks the seals: keys=[]. Give those that signed by key(id, key)"
                    + " and formerKey(id, key).");
        }
        // One snapshot: else what is erased, purged or sealed meanwhile would look half done.
        return Transactions.of(request.factory())
                .isolation(Isolation.REPEATABLE_READ)
                .readOnly()
                .stateless()
                .call(session -> new SealCheck(session, request, anchor).run());
    }

    private SealVerification run() {
        AuditSeal previous = null;
        List<AuditSeal> page = page(0);
        while (!page.isEmpty()) {
            for (AuditSeal seal : page) {
                check(seal, previous);
                previous = seal;
            }
            page = page(page.get(page.size() - 1).id);
        }
        if (anchor != null && (previous == null || previous.id < anchor.seal())) {
            findings.add(
                    Kind.TRUNCATED,
                    anchor.seal(),
                    null,
                    "The chain ends before the anchor: newest=" + (previous == null ? 0 : previous.id) + ".");
        }
        new PurgeCheck((SharedSessionContractImplementor) session, findings).run();
        findLate(previous == null ? new AuditSeal() : previous);
        return new SealVerification(
                seals,
                rows.checked(),
                rows.erased(),
                rows.purged(),
                late,
                unsealed(),
                findings.counts(),
                findings.first(),
                previous == null ? null : Sealing.anchor(previous));
    }

    private List<AuditSeal> page(long after) {
        return session.createSelectionQuery("from AuditSeal s where s.id > :after order by s.id", AuditSeal.class)
                .setParameter("after", after)
                .setMaxResults(SEALS)
                .getResultList();
    }

    private void check(AuditSeal seal, @Nullable AuditSeal previous) {
        seals++;
        late += seal.late ? seal.rowCount : 0;
        long expected = previous == null ? 1 : previous.id + 1;
        if (seal.id != expected) {
            findings.add(
                    Kind.SEAL_MISSING,
                    expected,
                    null,
                    "Seals are not there: first=" + expected + " last=" + (seal.id - 1) + ".");
        }
        String listed = rows.check(seal);
        String wrong = wrong(seal, seal.id == expected ? previous : null);
        if (!request.keys().has(seal.keyId)) {
            findings.add(
                    Kind.KEY_UNKNOWN,
                    seal.id,
                    null,
                    "No key was given that could have signed the seal: key=[" + seal.keyId + "].");
        } else if (wrong != null) {
            findings.add(Kind.SEAL_CHANGED, seal.id, null, wrong);
        } else if (listed != null) {
            findings.add(Kind.SEAL_CHANGED, seal.id, null, listed);
        }
    }

    private @Nullable String wrong(AuditSeal seal, @Nullable AuditSeal previous) {
        if (request.keys().has(seal.keyId) && !request.keys().isSigned(seal)) {
            return "The signature is not that of its key: key=[" + seal.keyId + "].";
        }
        if (previous != null && !Arrays.equals(previous.signature, seal.previousSignature)) {
            return "It was chained to another seal than the one before it.";
        }
        if (anchor != null && anchor.seal() == seal.id && !anchor.equals(Sealing.anchor(seal))) {
            return "It is not the one that the anchor was taken of.";
        }
        return null;
    }

    private void findLate(AuditSeal newest) {
        long count = Sealing.late(session, "select count(*)" + Sealing.LATE, Long.class, newest, request.grace())
                .getSingleResult();
        List<UUID> ids = count == 0 || !findings.isListing()
                ? List.of()
                : Sealing.late(
                                session,
                                "select l.id" + Sealing.LATE + " order by l.id",
                                UUID.class,
                                newest,
                                request.grace())
                        .setMaxResults(findings.room())
                        .getResultList();
        ids.forEach(id -> findings.add(
                Kind.INSERTED,
                0,
                id,
                "It says that it is from a time that is sealed, or yet to come, and no seal has it."));
        findings.add(Kind.INSERTED, count - ids.size());
    }

    private long unsealed() {
        return session.createSelectionQuery(
                        "select count(*) from AuditLog l left join AuditSealRow s on s.logId = l.id where s.logId is null",
                        Long.class)
                .getSingleResult();
    }
}
