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
package dev.ashlar.audit.internal.write;

import dev.ashlar.audit.AuditLog;
import dev.ashlar.audit.internal.json.JsonText;
import dev.ashlar.core.Actor;
import dev.ashlar.core.ChangeContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** The table as it is mapped, under whatever names: how a row is inserted. */
final class LogTable {

    private final String insert;
    private final Type idType;
    private final List<LogColumn> columns;
    private final @Nullable ArrayInsert arrays;

    private LogTable(String insert, Type idType, List<LogColumn> columns, @Nullable ArrayInsert arrays) {
        this.insert = insert;
        this.idType = idType;
        this.columns = columns;
        this.arrays = arrays;
    }

    static LogTable of(SessionFactoryImplementor factory) {
        EntityPersister persister = factory.getMappingMetamodel().getEntityDescriptor(AuditLog.class);
        Dialect dialect = factory.getJdbcServices().getDialect();
        String table = LogWriter.tableName(factory);
        String idName = persister.getIdentifierMapping().getSelectable(0).getSelectionExpression();
        List<LogColumn> columns = new ArrayList<>();
        persister.forEachAttributeMapping(attribute -> columns.add(LogColumn.of(
                attribute.getAttributeName(),
                attribute.getSelectable(0).getSelectionExpression(),
                persister.getPropertyTypes()[attribute.getStateArrayPosition()],
                valueOf(attribute.getAttributeName()))));
        StringBuilder names = new StringBuilder(idName);
        StringBuilder places = new StringBuilder("?");
        for (LogColumn column : columns) {
            names.append(", ").append(column.name());
            places.append(", ").append(column.isJson() ? JsonText.parameter(dialect) : "?");
        }
        Type idType = persister.getIdentifierType();
        return new LogTable(
                "insert into " + table + " (" + names + ") values (" + places + ")",
                idType,
                List.copyOf(columns),
                ArrayInsert.of(dialect, table, idName, idType, columns));
    }

    private static Function<LogRow, @Nullable Object> valueOf(String attribute) {
        return switch (attribute) {
            case "transactionId" -> LogRow::transactionId;
            case "sequence" -> LogRow::sequence;
            case "tableName" -> LogRow::tableName;
            case "entityName" -> LogRow::entityName;
            case "recordId" -> LogRow::recordId;
            case "action" -> LogRow::action;
            case "actor" -> of(context -> context.actor().map(Actor::name).orElse(null));
            case "actorKind" -> row -> row.context().actor().map(Actor::kind).orElse(null);
            case "oldValues" -> LogRow::oldValues;
            case "newValues" -> LogRow::newValues;
            case "changedFields" -> LogRow::changedFields;
            case "ipAddress" -> of(context -> context.ipAddress().orElse(null));
            case "userAgent" -> of(context -> context.userAgent().orElse(null));
            case "requestId" -> of(context -> context.requestId().orElse(null));
            case "reason" -> of(context -> context.reason().orElse(null));
            case "tenant" -> of(context -> context.tenant().orElse(null));
            case "source" -> LogRow::source;
            case "revertedId" -> LogRow::revertedId;
            case "schemaVersion" -> row -> AuditLog.SCHEMA_VERSION;
            case "createdAt" -> LogRow::createdAt;
            default -> throw new IllegalStateException("An attribute of the log is not written: " + attribute + ".");
        };
    }

    private static Function<LogRow, @Nullable Object> of(Function<ChangeContext, @Nullable String> text) {
        return row -> storable(text.apply(row.context()));
    }

    /** What comes from outside must not fail the transaction: PostgreSQL's texts have no NUL. */
    private static @Nullable String storable(@Nullable String text) {
        return text == null || text.indexOf(0) < 0 ? text : text.replace('\0', '\uFFFD');
    }

    String insert() {
        return insert;
    }

    void insert(Connection connection, List<LogRow> rows, SharedSessionContractImplementor session)
            throws SQLException {
        if (arrays != null && rows.size() >= ArrayInsert.MIN_ROWS) {
            arrays.insert(connection, rows, session);
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            for (LogRow row : rows) {
                idType.nullSafeSet(statement, UuidVersion7Strategy.INSTANCE.generateUuid(session), 1, session);
                for (int i = 0; i < columns.size(); i++) {
                    columns.get(i).bind(statement, i + 2, row, session);
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
