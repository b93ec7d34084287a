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

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.hibernate.engine.jdbc.spi.JdbcCoordinator;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** SQL that no query of Hibernate says, sent as it sends its own: inspected, logged, on the connection of the transaction. */
final class Statements {

    private Statements() {}

    /** Works with a statement. */
    @FunctionalInterface
    interface Use<T> {

        T with(PreparedStatement statement) throws SQLException;
    }

    /** Reads a row. */
    @FunctionalInterface
    interface Row {

        void read(ResultSet row) throws SQLException;
    }

    static <T> T use(SharedSessionContractImplementor session, String sql, Use<T> use) {
        JdbcCoordinator jdbc = session.getJdbcCoordinator();
        jdbc.executeBatch();
        PreparedStatement statement = jdbc.getStatementPreparer().prepareStatement(sql);
        try {
            return use.with(statement);
        } catch (SQLException e) {
            throw session.getJdbcServices().getSqlExceptionHelper().convert(e, "a task of the log failed", sql);
        } finally {
            jdbc.getLogicalConnection().getResourceRegistry().release(statement);
            jdbc.afterStatementExecution();
        }
    }

    static int update(SharedSessionContractImplementor session, String sql) {
        return use(session, sql, PreparedStatement::executeUpdate);
    }

    static void query(SharedSessionContractImplementor session, String sql, Row row) {
        use(session, sql, statement -> read(statement, row));
    }

    /** How many rows were read. */
    static int read(PreparedStatement statement, Row row) throws SQLException {
        int count = 0;
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                row.read(rows);
                count++;
            }
        }
        return count;
    }
}
