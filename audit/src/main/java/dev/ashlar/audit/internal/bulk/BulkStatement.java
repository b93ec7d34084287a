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
package dev.ashlar.audit.internal.bulk;

import dev.ashlar.audit.AuditAction;
import dev.ashlar.audit.AuditSource;
import dev.ashlar.audit.internal.capture.Change;
import dev.ashlar.audit.internal.capture.Changes;
import dev.ashlar.audit.internal.capture.Summary;
import dev.ashlar.audit.internal.model.AuditModel;
import dev.ashlar.audit.internal.model.LoggedEntity;
import dev.ashlar.core.ground.Ground;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.sqm.internal.SqmQueryImpl;
import org.hibernate.query.sqm.tree.SqmDeleteOrUpdateStatement;
import org.hibernate.query.sqm.tree.SqmDmlStatement;
import org.hibernate.query.sqm.tree.delete.SqmDeleteStatement;
import org.hibernate.query.sqm.tree.insert.SqmInsertStatement;
import org.jspecify.annotations.Nullable;

/** One set-based statement that is being executed: what it finds is read before, what it left after. */
final class BulkStatement {

    private final SharedSessionContractImplementor session;
    private final AuditModel model;
    private final LoggedEntity entity;
    private final EntityPersister target;
    private final AuditAction action;
    private final String text;
    private final @Nullable Map<Object, RowReader.Row> before;

    private BulkStatement(
            SharedSessionContractImplementor session,
            AuditModel model,
            LoggedEntity entity,
            EntityPersister target,
            AuditAction action,
            String text,
            @Nullable Map<Object, RowReader.Row> before) {
        this.session = session;
        this.model = model;
        this.entity = entity;
        this.target = target;
        this.action = action;
        this.text = text;
        this.before = before;
    }

    /** Reads the rows, if they are wanted; null if the statement's entity is not logged, or a notice will tell of it. */
    static @Nullable BulkStatement begin(
            SharedSessionContractImplementor session,
            AuditModel model,
            @Nullable SqmQueryImpl<?> query,
            SqmDmlStatement<?> statement,
            BulkLogging logging) {
        EntityPersister target = session.getFactory()
                .getMappingMetamodel()
                .getEntityDescriptor(statement.getTarget().getModel().getHibernateEntityName());
        Optional<LoggedEntity> entity = logged(model, target);
        if (entity.isEmpty() || Ground.of(session).notices().isAnnounced(session)) {
            return null;
        }
        boolean rows = logging == BulkLogging.ROWS && query != null;
        return new BulkStatement(
                session,
                model,
                entity.get(),
                target,
                action(statement),
                StatementText.of(query, statement),
                rows && statement instanceof SqmDeleteOrUpdateStatement<?> found && query != null
                        ? read(session, model, target, query, found)
                        : null);
    }

    private static AuditAction action(SqmDmlStatement<?> statement) {
        return statement instanceof SqmInsertStatement<?>
                ? AuditAction.INSERT
                : statement instanceof SqmDeleteStatement<?> ? AuditAction.BULK_DELETE : AuditAction.BULK_UPDATE;
    }

    /** The entity, or the first logged one among its subclasses. */
    private static Optional<LoggedEntity> logged(AuditModel model, EntityPersister target) {
        Optional<LoggedEntity> own = model.find(target);
        return own.isPresent()
                ? own
                : target.getSubclassEntityNames().stream()
                        .sorted()
                        .map(model::find)
                        .flatMap(Optional::stream)
                        .findFirst();
    }

    private static Map<Object, RowReader.Row> read(
            SharedSessionContractImplementor session,
            AuditModel model,
            EntityPersister target,
            SqmQueryImpl<?> query,
            SqmDeleteOrUpdateStatement<?> statement) {
        List<Object> ids = MatchedRows.ids(session, query, statement);
        try (RowReader reader = new RowReader(session, model, target)) {
            return reader.read(ids, statement instanceof SqmDeleteStatement<?>, Map.of());
        }
    }

    /** Logs, after the statement has been executed. */
    void finish(int count) {
        Map<Object, RowReader.Row> read = before;
        if (read == null) {
            sumUp(count);
            return;
        }
        if (action == AuditAction.BULK_DELETE) {
            read.forEach((id, row) -> add(id, row, null));
        } else {
            try (RowReader reader = new RowReader(session, model, target)) {
                Map<Object, RowReader.Row> after = reader.read(read.keySet(), false, read);
                read.forEach((id, row) -> add(id, row, after.get(id)));
            }
        }
        // Another transaction may have made rows match while the statement was waiting.
        sumUp(count - read.size());
    }

    private void sumUp(long count) {
        if (count > 0) {
            Changes.add(
                    session,
                    new Summary(
                            entity,
                            null,
                            action,
                            AuditSource.STATEMENT,
                            text,
                            count,
                            Ground.of(session).context(),
                            0));
        }
    }

    /** A row that cannot be read any more after an update, such as one that is out of the session's sight, has unknown values. */
    private void add(Object id, RowReader.Row row, RowReader.@Nullable Row now) {
        if (row.entity() == null) {
            return;
        }
        boolean deleted = action == AuditAction.BULK_DELETE;
        Changes.add(
                session,
                new Change(
                        row.entity(),
                        id,
                        deleted ? Change.Kind.DELETE : Change.Kind.UPDATE,
                        action,
                        AuditSource.STATEMENT,
                        row.values(),
                        deleted ? null : now == null ? row.entity().freeze(null) : now.values(),
                        row.asRemoved(),
                        Ground.of(session).context(),
                        0,
                        null));
    }
}
