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

import dev.ashlar.audit.AuditLog;
import dev.ashlar.audit.internal.write.LogWriter;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.engine.jdbc.spi.JdbcCoordinator;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.descriptor.ValueBinder;
import org.jspecify.annotations.Nullable;

/**
 * Reads log rows past their entity: a row that somebody has spoilt, with an action that is none for example, must be told of and not stop
 * the reading.
 */
final class LogRows {

    /** As many rows as are in memory at once: each may hold some long texts. */
    static final int PAGE = 200;

    private final SharedSessionContractImplementor session;
    private final SelectableMapping id;
    private final List<SelectableMapping> columns;
    private final String select;

    private LogRows(SharedSessionContractImplementor session) {
        this.session = session;
        EntityPersister log = session.getFactory().getMappingMetamodel().getEntityDescriptor(AuditLog.class);
        this.id = log.getIdentifierMapping().getSelectable(0);
        this.columns = RowContent.COLUMNS.stream()
                .map(attribute -> log.findAttributeMapping(attribute).getSelectable(0))
                .toList();
        this.select = "select " + id.getSelectionExpression() + ", "
                + columns.stream()
                        .map(SelectableMapping::getSelectionExpression)
                        .collect(Collectors.joining(", "))
                + " from " + LogWriter.tableName(session.getFactory()) + " where " + id.getSelectionExpression()
                + " in (";
    }

    static LogRows of(SharedSessionContractImplementor session) {
        return new LogRows(session);
    }

    /** Those that are there, by their id. */
    Map<UUID, RowContent> read(List<UUID> ids) {
        return read(ids, "");
    }

    /**
     * The same, locked: an erasure or purge that is under way has to end first, and one that comes has to wait, and sees the seal. Without
     * it a value could be sealed that is erased by the time the seal is committed.
     */
    Map<UUID, RowContent> lock(List<UUID> ids) {
        return read(ids, " for update");
    }

    private Map<UUID, RowContent> read(List<UUID> ids, String lock) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        String order = lock.isEmpty()
                ? ""
                : " order by " + id.getSelectionExpression(); // whoever locks more than one does it so
        String sql = select + String.join(", ", Collections.nCopies(ids.size(), "?")) + ")" + order + lock;
        JdbcCoordinator jdbc = session.getJdbcCoordinator();
        PreparedStatement statement = jdbc.getStatementPreparer().prepareStatement(sql);
        try {
            for (int i = 0; i < ids.size(); i++) {
                bind(id.getJdbcMapping().getJdbcValueBinder(), statement, ids.get(i), i + 1);
            }
            return contents(statement);
        } catch (SQLException e) {
            throw session.getJdbcServices().getSqlExceptionHelper().convert(e, "could not read log rows", sql);
        } finally {
            jdbc.getLogicalConnection().getResourceRegistry().release(statement);
            jdbc.afterStatementExecution();
        }
    }

    @SuppressWarnings("unchecked") // the identifier is a UUID
    private void bind(ValueBinder<?> binder, PreparedStatement statement, UUID value, int place) throws SQLException {
        ((ValueBinder<UUID>) binder).bind(statement, value, place, session);
    }

    private Map<UUID, RowContent> contents(PreparedStatement statement) throws SQLException {
        Map<UUID, RowContent> contents = new HashMap<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                Map<String, @Nullable Object> state = new HashMap<>();
                state.put("id", read(rows, 1, id.getJdbcMapping()));
                for (int i = 0; i < columns.size(); i++) {
                    state.put(
                            RowContent.COLUMNS.get(i),
                            read(rows, i + 2, columns.get(i).getJdbcMapping()));
                }
                RowContent content = new RowContent(state);
                contents.put(content.id(), content);
            }
        }
        return contents;
    }

    private @Nullable Object read(ResultSet row, int place, JdbcMapping type) throws SQLException {
        return type.getJavaTypeDescriptor().getJavaTypeClass().isEnum()
                ? row.getString(place)
                : type.getJdbcValueExtractor().extract(row, place, session);
    }
}
