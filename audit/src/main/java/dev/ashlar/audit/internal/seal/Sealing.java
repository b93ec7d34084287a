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
import dev.ashlar.audit.SealReport;
import dev.ashlar.core.ground.Ground;
import dev.ashlar.core.transaction.Isolation;
import dev.ashlar.core.transaction.Retry;
import dev.ashlar.core.transaction.Transactions;
import jakarta.persistence.LockModeType;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/** One run of the job: seals what is there, batch by batch, each in a transaction of its own. */
public final class Sealing {

    /** Of a batch that a deadlock ended, with a purge for example. */
    private static final Retry RETRY = Retry.upTo(5);

    /** How often another one may seal first: only where neither sees a first seal to wait for. */
    private static final int RACES = 5;

    /** As far as an id may be ahead of the clock: one that is far ahead would make all others late. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final SealRequest request;
    private final Transactions transactions;

    private Sealing(SealRequest request) {
        this.request = request;
        // A snapshot of the whole transaction would be older than the lock that it waits for.
        this.transactions = Transactions.of(request.factory())
                .isolation(Isolation.READ_COMMITTED)
                .retrying(RETRY);
    }

    /** Seals. */
    public static SealReport run(SealRequest request) {
        request.keys().signing();
        return new Sealing(request).run();
    }

    /**
     * What a batch came to.
     *
     * @param rows how many were sealed
     * @param late how many were passed over
     * @param anchor the newest seal, null if there is none
     */
    private record Batch(int rows, long late, @Nullable SealAnchor anchor) {}

    private SealReport run() {
        long rows = 0;
        int seals = 0;
        long late = 0;
        Batch batch = new Batch(0, 0, null);
        for (boolean accepted : request.late() ? new boolean[] {true, false} : new boolean[] {false}) {
            do {
                batch = batch(accepted);
                rows += batch.rows();
                seals += batch.rows() > 0 ? 1 : 0;
                late += batch.late();
            } while (batch.rows() > 0);
        }
        return new SealReport(rows, seals, late, batch.anchor());
    }

    private Batch batch(boolean late) {
        for (int race = 1; ; race++) {
            try {
                return transactions.stateless().call(session -> batch(session, late));
            } catch (ConstraintViolationException e) {
                if (race == RACES) {
                    throw e;
                }
            }
        }
    }

    private Batch batch(StatelessSession session, boolean late) {
        AuditSeal tail = tail(session);
        List<UUID> ids = ids(session, tail, late);
        SharedSessionContractImplementor jdbc = (SharedSessionContractImplementor) session;
        if (ids.isEmpty()) {
            return new Batch(0, 0, tail == null ? null : anchor(tail));
        }
        AuditSeal seal = new AuditSeal();
        seal.createdAt = Ground.of(jdbc).now();
        Instant newest = Instant.MIN;
        List<AuditSealRow> rows = new ArrayList<>(ids.size());
        Fingerprint digest = Fingerprint.of("rows");
        LogRows log = LogRows.of(jdbc);
        for (int from = 0; from < ids.size(); from += LogRows.PAGE) {
            List<UUID> page = ids.subList(from, Math.min(from + LogRows.PAGE, ids.size()));
            Map<UUID, RowContent> contents = log.lock(page);
            for (UUID id : page) {
                RowContent content = contents.get(id);
                if (content != null) { // else it was purged in between
                    AuditSealRow row = row(content, seal, rows.size() + 1);
                    if (row.purgedRows != null) {
                        row.purgedRows = Math.min(row.purgedRows, taken(session, id));
                    }
                    rows.add(row);
                    digest.add(row.fingerprint());
                    newest = row.loggedAt.isAfter(newest) ? row.loggedAt : newest;
                }
            }
        }
        if (rows.isEmpty()) {
            return new Batch(0, 0, tail == null ? null : anchor(tail)); // the next run finds what is behind them
        }
        seal.id = tail == null ? 1 : tail.id + 1;
        seal.rowCount = rows.size();
        seal.late = late;
        seal.lastLogId = late && tail != null ? tail.lastLogId : ids.get(ids.size() - 1);
        seal.sealedUntil = until(tail, late, newest, seal.createdAt);
        seal.rowsDigest = digest.end();
        seal.keyId = request.keys().signing();
        seal.previousSignature = tail == null ? null : tail.signature;
        seal.signature = request.keys().sign(seal.keyId, seal.fingerprint());
        session.insert(seal);
        session.insertMultiple(rows);
        long passed = tail == null || late ? 0 : passed(session, tail, seal.lastLogId);
        return new Batch(rows.size(), passed, anchor(seal));
    }

    private static AuditSealRow row(RowContent content, AuditSeal seal, int place) {
        AuditSealRow row = new AuditSealRow(content.id(), seal, place);
        byte[] salt = new byte[AuditSealRow.SALT];
        RANDOM.nextBytes(salt);
        content.into(row, salt);
        row.createdAt = seal.createdAt;
        row.updatedAt = seal.createdAt;
        return row;
    }

    /** It takes no more once it is sealed, and what it took without a seal must not be room for somebody else's deletions. */
    private static long taken(StatelessSession session, UUID purge) {
        return session.createSelectionQuery("select count(*) from AuditSealRow s where s.purgedBy = :purge", Long.class)
                .setParameter("purge", purge)
                .getSingleResult();
    }

    /** No further than now: a row from the future must not make all others late. */
    private Instant until(@Nullable AuditSeal tail, boolean late, Instant newest, Instant now) {
        Instant before = tail == null ? Instant.EPOCH : tail.sealedUntil;
        Instant until =
                (newest.isBefore(now) ? newest : now).minus(request.grace()).truncatedTo(ChronoUnit.MICROS);
        return late || until.isBefore(before) ? before : until;
    }

    /**
     * The newest seal, for one sealer at a time. The lock is on the first one: who waits for the newest one finds, when it gets it, that it
     * is not the newest any more.
     */
    private static @Nullable AuditSeal tail(StatelessSession session) {
        session.createSelectionQuery("from AuditSeal s where s.id = 1", AuditSeal.class)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
        return newest(session);
    }

    /** The newest seal; null if there is none. */
    static @Nullable AuditSeal newest(StatelessSession session) {
        return session.createSelectionQuery("from AuditSeal s order by s.id desc", AuditSeal.class)
                .setMaxResults(1)
                .uniqueResult();
    }

    static SealAnchor anchor(AuditSeal seal) {
        return new SealAnchor(seal.id, HexFormat.of().formatHex(seal.signature));
    }

    /**
     * The rows of the next seal, by their id, which is made as they are written, at the end of their transaction: what is older than the
     * grace is committed or never will be.
     */
    private List<UUID> ids(StatelessSession session, @Nullable AuditSeal tail, boolean late) {
        if (late) {
            if (tail == null) {
                return List.of();
            }
            return late(session, "select l.id" + LATE + " order by l.id", UUID.class, tail, request.grace())
                    .setMaxResults(request.batch())
                    .getResultList();
        }
        SelectionQuery<UUID> query = session.createSelectionQuery(
                        "select l.id from AuditLog l where l.id < :bound"
                                + (tail == null ? "" : " and l.id > :last and l.createdAt >= :until")
                                + " and not exists (select 1 from AuditSealRow s where s.logId = l.id)" // accepted
                                // before
                                + " order by l.id",
                        UUID.class)
                .setParameter(
                        "bound",
                        request.grace().isZero()
                                ? idAt(AHEAD)
                                : idAt(request.grace().negated()))
                .setMaxResults(request.batch());
        if (tail != null) {
            query.setParameter("last", tail.lastLogId).setParameter("until", tail.sealedUntil);
        }
        return query.getResultList();
    }

    /** Rows that no seal has, though they say that they are from before the newest one, or from what is yet to come. */
    static final String LATE = " from AuditLog l left join AuditSealRow s on s.logId = l.id where s.logId is null"
            + " and (l.id <= :last or l.createdAt < :until or l.id >= :ahead)";

    static <T> SelectionQuery<T> late(
            StatelessSession session, String query, Class<T> type, AuditSeal newest, Duration grace) {
        return session.createSelectionQuery(query, type)
                .setParameter("last", newest.lastLogId)
                .setParameter("until", newest.sealedUntil)
                .setParameter("ahead", idAt(AHEAD.plus(grace)));
    }

    private static long passed(StatelessSession session, AuditSeal tail, UUID last) {
        return session.createSelectionQuery(
                        "select count(*) from AuditLog l where l.id > :after and l.id <= :last and l.createdAt < :until",
                        Long.class)
                .setParameter("after", tail.lastLogId)
                .setParameter("last", last)
                .setParameter("until", tail.sealedUntil)
                .getSingleResult();
    }

    /** The least id of a time from now, by the system's clock: it is what ids are made with. UUID version 7: RFC 9562, section 5.7. */
    private static UUID idAt(Duration fromNow) {
        return new UUID(Instant.now().plus(fromNow).toEpochMilli() << 16, 0);
    }
}
