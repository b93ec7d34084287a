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
import dev.ashlar.audit.internal.capture.Change;
import dev.ashlar.audit.internal.capture.Changes;
import dev.ashlar.audit.internal.model.LoggedCollection;
import dev.ashlar.audit.internal.model.LoggedEntity;
import dev.ashlar.core.ground.Ground;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** The records of one transaction of a baseline. */
final class BaselineChunk {

    private final SharedSessionContractImplementor session;
    private final LoggedEntity entity;
    private final IdentifierPages pages;

    BaselineChunk(SharedSessionContractImplementor session, LoggedEntity entity, IdentifierPages pages) {
        this.session = session;
        this.entity = entity;
        this.pages = pages;
    }

    /**
     * What was done.
     *
     * @param last the last identifier, null if there is no more
     * @param written how many records got a row
     * @param known how many had one
     * @param transactionId of the rows
     */
    record Result(@Nullable Object last, long written, long known, UUID transactionId) {}

    /** Whether a change may be logged that does not lock the record's row. */
    static boolean mayBeLate(LoggedEntity entity) {
        return !entity.persister().isVersioned() && !entity.collections().isEmpty();
    }

    Result run(@Nullable Object after) {
        List<Object> ids = pages.after(session, after);
        List<Object> missing = withoutRow(ids);
        if (!missing.isEmpty()) {
            // Whoever changes one of them now waits; whoever did before has ended, and its log rows show.
            RowLock.lock(session, entity.persister(), missing);
            missing = withoutRow(missing);
        }
        long written = missing.isEmpty() ? 0 : write(missing);
        Object last = ids.size() < pages.size() ? null : ids.get(ids.size() - 1);
        return new Result(
                last,
                written,
                ids.size() - missing.size(),
                Ground.of(session).scope(session).id());
    }

    private List<Object> withoutRow(List<Object> ids) {
        if (ids.isEmpty()) {
            return ids;
        }
        Set<String> known = new HashSet<>(session.createSelectionQuery(
                        "select distinct l.recordId from AuditLog l where l.tableName = :table and l.recordId in (:ids)",
                        String.class)
                .setParameter("table", entity.tableName())
                .setParameterList("ids", ids.stream().map(entity::recordId).toList())
                .getResultList());
        return ids.stream().filter(id -> !known.contains(entity.recordId(id))).toList();
    }

    private long write(List<Object> ids) {
        StatelessSession stateless = (StatelessSession) session;
        long written = 0;
        for (Object instance : stateless.getMultiple(entity.persister().getMappedClass(), ids)) {
            if (instance != null) { // deleted since
                written++;
                Changes.add(
                        session,
                        new Change(
                                entity,
                                entity.persister().getIdentifier(instance, session),
                                Change.Kind.INSERT,
                                AuditAction.BASELINE,
                                AuditSource.TASK,
                                null,
                                entity.freeze(entity.persister().getValues(instance)),
                                collections(stateless, instance),
                                Ground.of(session).context(),
                                0,
                                null));
            }
        }
        return written;
    }

    private Map<LoggedCollection, Change.Contents> collections(StatelessSession stateless, Object instance) {
        Map<LoggedCollection, Change.Contents> contents = new LinkedHashMap<>();
        for (LoggedCollection collection : entity.collections()) {
            Object value = entity.collectionOf(instance, collection);
            if (value != null) {
                stateless.fetch(value);
            }
            contents.put(collection, new Change.Contents(Map.of(), collection.freeze(value)));
        }
        return contents;
    }
}
