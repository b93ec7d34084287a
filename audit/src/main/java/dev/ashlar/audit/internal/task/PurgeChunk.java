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
package dev.ashlar.audit.internal.task;

import dev.ashlar.audit.HistoryHold;
import dev.ashlar.audit.internal.seal.SealedRows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/** The rows of one transaction of a purge: those of records in their order first, then those that sum up statements. */
final class PurgeChunk {

    /** What a purge says of itself stays: the log's only proof that it lacks nothing else. */
    private static final String OLD = " from AuditLog l where l.tableName = :table and l.entityName = :entity"
            + " and l.createdAt < :before and not (l.action = PURGE and l.source = TASK)";

    private final SharedSessionContractImplementor session;
    private final PurgeRequest request;
    private final Purge.Target target;
    private final boolean dry;

    PurgeChunk(SharedSessionContractImplementor session, PurgeRequest request, Purge.Target target, boolean dry) {
        this.session = session;
        this.request = request;
        this.target = target;
        this.dry = dry;
    }

    /**
     * Where a purge of an entity is.
     *
     * @param place the last row that was looked at; null before the first
     * @param purged how many rows were deleted
     * @param held how many were held
     * @param newest how many were the newest of their record
     * @param report the row that tells of it, once something was deleted
     * @param isEnd whether there is no more
     */
    record Result(
            @Nullable Place place,
            long purged,
            long held,
            long newest,
            @Nullable PurgeRow report,
            boolean isEnd) {

        static final Result BEGIN = new Result(null, 0, 0, 0, null, false);
    }

    /** A row of the log; without a record it comes after all that have one. */
    private record Place(UUID id, @Nullable String recordId) {}

    Result run(Result before) {
        List<Place> rows = page(before.place());
        Map<String, Boolean> held = new HashMap<>();
        Map<String, Optional<UUID>> oldestKept = new HashMap<>();
        List<UUID> going = new ArrayList<>();
        long keptByHold = 0;
        long keptAsNewest = 0;
        for (Place row : rows) {
            String record = row.recordId();
            if (record != null && held.computeIfAbsent(record, this::isHeld)) {
                keptByHold++;
            } else if (record != null
                    && request.newest() > 0
                    && isNewest(row.id(), oldestKept.computeIfAbsent(record, this::oldestKept))) {
                keptAsNewest++;
            } else {
                going.add(row.id());
            }
        }
        long deleted = dry ? going.size() : delete(going);
        PurgeRow report = before.report();
        if (!dry && deleted > 0) {
            report = report == null || !report.isOpen(session)
                    ? PurgeRow.write(session, target, deleted)
                    : report.plus(session, deleted);
            SealedRows.purged(session, going, report.transactionId(), PurgeRow.SEQUENCE);
        }
        Place last = rows.isEmpty() ? before.place() : rows.get(rows.size() - 1);
        boolean recordsLeft = last == null || last.recordId() != null;
        boolean end = rows.size() < request.chunk() && !recordsLeft;
        if (rows.size() < request.chunk() && recordsLeft) {
            last = new Place(new UUID(0, 0), null); // on to those without a record
        }
        return new Result(
                last,
                before.purged() + deleted,
                before.held() + keptByHold,
                before.newest() + keptAsNewest,
                report,
                end);
    }

    private List<Place> page(@Nullable Place after) {
        boolean records = after == null || after.recordId() != null;
        String more = after == null
                ? ""
                : records ? " and l.recordId >= :record and (l.recordId > :record or l.id > :id)" : " and l.id > :id";
        SelectionQuery<Object[]> query = session.createSelectionQuery(
                        "select l.id, l.recordId" + OLD
                                + (records ? " and l.recordId is not null" : " and l.recordId is null") + more
                                + (records ? " order by l.recordId, l.id" : " order by l.id"),
                        Object[].class)
                .setParameter("table", target.tableName())
                .setParameter("entity", target.entityName())
                .setParameter("before", target.createdBefore())
                .setMaxResults(request.chunk());
        if (after != null) {
            query.setParameter("id", after.id());
            if (records) {
                query.setParameter("record", after.recordId());
            }
        }
        return query.getResultList().stream()
                .map(row -> new Place((UUID) row[0], (String) row[1]))
                .toList();
    }

    private boolean isHeld(String record) {
        for (HistoryHold hold : request.holds()) {
            if (hold.isHeld(target.entityName(), record)) {
                return true;
            }
        }
        return false;
    }

    /** The oldest of a record's newest rows; nothing if it has not as many. */
    private Optional<UUID> oldestKept(String record) {
        return session.createSelectionQuery(
                        "select l.id from AuditLog l where l.tableName = :table and l.entityName = :entity"
                                + " and l.recordId = :record order by l.id desc",
                        UUID.class)
                .setParameter("table", target.tableName())
                .setParameter("entity", target.entityName())
                .setParameter("record", record)
                .setFirstResult(request.newest() - 1)
                .setMaxResults(1)
                .uniqueResultOptional();
    }

    /** Compared as the engines do, and not as Java does, which takes the halves for signed. */
    private static boolean isNewest(UUID id, Optional<UUID> oldestKept) {
        return oldestKept.isEmpty() || id.toString().compareTo(oldestKept.get().toString()) >= 0;
    }

    private long delete(List<UUID> ids) {
        return ids.isEmpty()
                ? 0
                : session.createMutationQuery("delete from AuditLog l where l.id in (:ids)")
                        .setParameterList("ids", ids)
                        .executeUpdate();
    }
}
