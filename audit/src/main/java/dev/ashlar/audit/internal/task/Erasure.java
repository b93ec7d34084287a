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

import dev.ashlar.audit.AuditAction;
import dev.ashlar.audit.AuditSource;
import dev.ashlar.audit.internal.capture.Changes;
import dev.ashlar.audit.internal.capture.Summary;
import dev.ashlar.audit.internal.json.JsonWriter;
import dev.ashlar.audit.internal.model.LoggedEntity;
import dev.ashlar.audit.internal.seal.SealedRows;
import dev.ashlar.core.ground.Ground;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/** Blanks the values of one record's history. */
public final class Erasure {

    private static final int PAGE = 200;

    private final SharedSessionContractImplementor session;
    private final Map<String, LoggedEntity> tables = new LinkedHashMap<>();
    private final Object id;

    private Erasure(SharedSessionContractImplementor session, List<LoggedEntity> entities, Object id) {
        this.session = session;
        entities.forEach(entity -> tables.putIfAbsent(entity.tableName(), entity));
        this.id = id;
    }

    /**
     * Erases in the session's transaction.
     *
     * @return how many rows had values
     */
    public static int run(SharedSessionContractImplementor session, Class<?> type, Object id) {
        Objects.requireNonNull(id, "id");
        List<LoggedEntity> entities = LoggedClasses.of(session.getFactory(), type);
        Class<?> idType = entities.get(0).persister().getIdentifierType().getReturnedClass();
        if (!idType.isInstance(id)) {
            throw new IllegalArgumentException("An identifier is of another type: entity=" + type.getName() + " id=["
                    + id + "] given=" + id.getClass().getName() + " expected=" + idType.getName()
                    + ". Give the record's identifier.");
        }
        if (!session.isTransactionInProgress()) {
            throw new IllegalStateException("Nothing is erased without a transaction: entity=" + type.getName()
                    + ". Begin one, or use AuditLogs.of(factory).erase.");
        }
        return new Erasure(session, entities, id).run();
    }

    private int run() {
        if (session instanceof Session stateful) {
            stateful.flush();
        }
        Set<String> found = new LinkedHashSet<>();
        tables.forEach((table, entity) -> {
            // Another transaction that is writing the record has log rows to come that this one does not see yet.
            if (RowLock.lock(session, entity.persister(), List.of(id)) > 0) {
                found.add(table);
            }
        });
        LoggedEntity first = tables.values().iterator().next();
        String recordId = first.recordId(id);
        LogColumns columns = LogColumns.of(session);
        int erased = 0;
        List<UUID> blank = new ArrayList<>();
        List<Row> rows = page(recordId, null);
        while (!rows.isEmpty()) {
            for (Row row : rows) {
                if (row.recordId().equals(recordId)) { // where the engine tells no case apart
                    found.add(row.tableName());
                    int blanked = erase(columns, row);
                    erased += blanked;
                    if (blanked > 0) {
                        blank.add(row.id());
                    }
                }
            }
            SealedRows.erased(session, blank);
            blank.clear();
            rows = page(recordId, rows.get(rows.size() - 1).id());
        }
        if (found.isEmpty()) {
            found.add(first.tableName());
        }
        found.forEach(table -> Changes.add(session, told(Objects.requireNonNull(tables.get(table)), recordId)));
        return erased;
    }

    private int erase(LogColumns columns, Row row) {
        String oldValues = JsonWriter.erased(row.oldValues());
        String newValues = JsonWriter.erased(row.newValues());
        boolean blank = JsonWriter.isSame(oldValues, row.oldValues()) && JsonWriter.isSame(newValues, row.newValues());
        return blank ? 0 : columns.replace(session, row.id(), oldValues, newValues);
    }

    private Summary told(LoggedEntity entity, String recordId) {
        return new Summary(
                entity,
                recordId,
                AuditAction.ERASE,
                AuditSource.TASK,
                null,
                1,
                Ground.of(session).context(),
                0);
    }

    /** A row of the history. */
    record Row(
            UUID id,
            String tableName,
            String recordId,
            @Nullable String oldValues,
            @Nullable String newValues) {}

    private List<Row> page(String recordId, @Nullable UUID after) {
        SelectionQuery<Object[]> query = session.createSelectionQuery(
                        "select l.id, l.tableName, l.recordId, l.oldValues, l.newValues from AuditLog l"
                                + " where l.tableName in (:tables) and l.recordId = :record"
                                + " and (l.oldValues is not null or l.newValues is not null)"
                                + (after == null ? "" : " and l.id > :after") + " order by l.id",
                        Object[].class)
                .setParameter("tables", tables.keySet())
                .setParameter("record", recordId)
                .setMaxResults(PAGE);
        if (after != null) {
            query.setParameter("after", after);
        }
        return query.getResultList().stream()
                .map(row -> new Row((UUID) row[0], (String) row[1], (String) row[2], (String) row[3], (String) row[4]))
                .toList();
    }
}
