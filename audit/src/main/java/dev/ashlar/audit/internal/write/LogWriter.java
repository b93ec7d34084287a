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
import dev.ashlar.audit.internal.capture.Change;
import dev.ashlar.audit.internal.capture.Summary;
import dev.ashlar.audit.internal.model.AuditModel;
import dev.ashlar.core.ground.ChangeScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the rows of a transaction, in JDBC batches on the connection that the transaction has. */
public final class LogWriter {

    private static final Logger LOG = LoggerFactory.getLogger("dev.ashlar.audit");

    /** Rows of one batch: more bring nothing, and their values are in memory until it is sent. */
    private static final int BATCH = 200;

    private final AuditModel model;
    private final LogTable table;

    /** For a model. */
    public LogWriter(SessionFactoryImplementor factory, AuditModel model) {
        this.model = model;
        this.table = LogTable.of(factory);
    }

    /** The writer of a session's factory. */
    public static LogWriter of(SharedSessionContractImplementor session) {
        return AuditModel.of(session).writer();
    }

    /**
     * Writes.
     *
     * @param erased records whose values are kept from the log, by table
     * @param written how many rows of the transaction were written before
     * @return how many rows of the transaction are written now
     */
    public int write(
            SharedSessionContractImplementor session,
            ChangeScope scope,
            List<Change> changes,
            List<Summary> summaries,
            Map<String, Set<String>> erased,
            int written) {
        RowMaker maker = new RowMaker(scope, model.options().maxText(), written);
        List<LogRow> rows = new ArrayList<>(changes.size() + summaries.size());
        changes.forEach(change -> {
            LogRow row = maker.row(change);
            Set<String> records = erased.getOrDefault(row.tableName(), Set.of());
            rows.add(row.recordId() != null && records.contains(row.recordId()) ? row.erased() : row);
        });
        summaries.forEach(summary -> rows.add(maker.row(summary)));
        write(session, rows);
        return written + rows.size();
    }

    /** Writes rows that are made already. */
    public void write(SharedSessionContractImplementor session, List<LogRow> rows) {
        // Not by the session's own statements: they are inspected, and who acts is not asked for here any more.
        Connection connection =
                session.getJdbcCoordinator().getLogicalConnection().getPhysicalConnection();
        try {
            if (model.options().failing()) {
                insert(session, connection, rows);
            } else {
                tryToInsert(session, connection, rows);
            }
        } catch (SQLException e) {
            throw session.getJdbcServices()
                    .getSqlExceptionHelper()
                    .convert(e, "could not write log rows: " + told(rows), table.insert());
        }
    }

    /** On PostgreSQL a failed statement spoils the transaction, unless it is taken back to a savepoint. */
    private void tryToInsert(SharedSessionContractImplementor session, Connection connection, List<LogRow> rows)
            throws SQLException {
        Savepoint before = connection.getAutoCommit() ? null : connection.setSavepoint();
        try {
            insert(session, connection, rows);
            if (before != null) {
                connection.releaseSavepoint(before);
            }
        } catch (SQLException e) {
            if (before != null) {
                connection.rollback(before);
            }
            LOG.error("Log rows could not be written, and the changes stand without them: {}", told(rows), e);
        }
    }

    private static String told(List<LogRow> rows) {
        String first = rows.stream()
                .limit(5)
                .map(row -> row.action() + " " + row.entityName() + "#" + row.recordId())
                .collect(Collectors.joining(", "));
        return "rows=" + rows.size() + " first=[" + first + "]";
    }

    private void insert(SharedSessionContractImplementor session, Connection connection, List<LogRow> rows)
            throws SQLException {
        for (int from = 0; from < rows.size(); from += BATCH) {
            table.insert(connection, rows.subList(from, Math.min(from + BATCH, rows.size())), session);
        }
    }

    /** Where the rows go, for what else writes there. */
    public static String tableName(SessionFactoryImplementor factory) {
        return factory.getMappingMetamodel()
                .getEntityDescriptor(AuditLog.class)
                .getIdentifierTableMapping()
                .getTableName();
    }
}
