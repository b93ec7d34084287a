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

import dev.ashlar.core.ground.ChangeScope;
import dev.ashlar.core.ground.Ground;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * What tasks that change or delete log rows tell the seals, so that a check can tell them from others. Where no seals are mapped nothing
 * happens.
 *
 * <p>Told in the transaction of the task, and after its statement: a sealer locks the rows that it seals, so the statement waits for it,
 * and what is told then reaches its seals too.
 */
public final class SealedRows {

    private static final int AT_ONCE = 200;

    private static final String PURGED =
            "update AuditSealRow s set s.salt = null, s.commitments = null, s.purgedBy = :by, s.updatedAt = :now"
                    + " where s.purgedBy is null"; // what another purge took first is that one's

    private SealedRows() {}

    /**
     * Values of log rows were blanked; a row of action ERASE for their table and record is written in the same transaction. The salts are
     * deleted, and with them all that the seals could tell of the values.
     */
    public static void erased(SharedSessionContractImplementor session, Collection<UUID> logIds) {
        if (!SealRequest.isMapped(session.getFactory())) {
            return;
        }
        ChangeScope scope = Ground.of(session).scope(session);
        for (List<UUID> ids : parts(logIds)) {
            session.createMutationQuery("update AuditSealRow s set s.salt = null, s.erasedBy = :by, s.updatedAt = :now"
                            + " where s.logId in (:ids)")
                    .setParameter("by", scope.id())
                    .setParameter("now", Ground.of(session).now())
                    .setParameterList("ids", ids)
                    .executeUpdate();
        }
    }

    /**
     * Log rows were deleted, and the row of action PURGE that tells of it is written or counts them.
     *
     * @param transactionId the transaction of that row
     * @param sequence its place in that
     */
    public static void purged(
            SharedSessionContractImplementor session, Collection<UUID> logIds, UUID transactionId, int sequence) {
        if (!SealRequest.isMapped(session.getFactory())) {
            return;
        }
        UUID purge = idOf(session, transactionId, sequence);
        if (purge == null) {
            throw new IllegalStateException("No log row tells of the purge: transaction=" + transactionId + " sequence="
                    + sequence + ". Write it before the seals are told.");
        }
        for (List<UUID> ids : parts(logIds)) {
            session.createMutationQuery(PURGED + " and s.logId in (:ids)")
                    .setParameter("by", purge)
                    .setParameter("now", Ground.of(session).now())
                    .setParameterList("ids", ids)
                    .executeUpdate();
        }
    }

    /**
     * All log rows of a time are about to be dropped, with nobody else at the table, and the rows of action PURGE that tell of it are
     * written.
     *
     * @param from the first instant
     * @param to the first instant after it
     * @param transactionId the transaction of the rows that tell of it
     */
    public static void dropping(
            SharedSessionContractImplementor session, Instant from, Instant to, UUID transactionId) {
        if (!SealRequest.isMapped(session.getFactory())) {
            return;
        }
        session.createSelectionQuery(
                        "select l.id, l.tableName, l.entityName from AuditLog l"
                                + " where l.transactionId = :transaction and l.action = PURGE and l.source = TASK",
                        Object[].class)
                .setParameter("transaction", transactionId)
                .getResultList()
                .forEach(purge -> session.createMutationQuery(PURGED + " and s.subject = :subject and s.logId in"
                                + " (select l.id from AuditLog l where l.createdAt >= :from and l.createdAt < :to)")
                        .setParameter("by", purge[0])
                        .setParameter("now", Ground.of(session).now())
                        .setParameter("subject", RowContent.subject((String) purge[1], (String) purge[2]))
                        .setParameter("from", from)
                        .setParameter("to", to)
                        .executeUpdate());
    }

    /**
     * Whether a log row may still be changed because no seal has it; it stays so until the transaction ends. A purge that counts on in the
     * row it has written asks before, and writes another one if it may not.
     */
    public static boolean isOpen(SharedSessionContractImplementor session, UUID transactionId, int sequence) {
        if (!SealRequest.isMapped(session.getFactory())) {
            return true;
        }
        UUID id = idOf(session, transactionId, sequence);
        if (id == null) {
            return false;
        }
        LogRows.of(session).lock(List.of(id));
        return session.createSelectionQuery("select s.logId from AuditSealRow s where s.logId = :id", UUID.class)
                .setParameter("id", id)
                .getResultList()
                .isEmpty();
    }

    private static @Nullable UUID idOf(SharedSessionContractImplementor session, UUID transactionId, int sequence) {
        return session.createSelectionQuery(
                        "select l.id from AuditLog l where l.transactionId = :transaction and l.sequence = :sequence",
                        UUID.class)
                .setParameter("transaction", transactionId)
                .setParameter("sequence", sequence)
                .uniqueResult();
    }

    private static List<List<UUID>> parts(Collection<UUID> ids) {
        List<UUID> all = List.copyOf(ids);
        List<List<UUID>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            parts.add(all.subList(from, Math.min(from + AT_ONCE, all.size())));
        }
        return parts;
    }
}
