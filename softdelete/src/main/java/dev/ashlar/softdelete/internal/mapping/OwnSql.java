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
package dev.ashlar.softdelete.internal.mapping;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.engine.jdbc.spi.JdbcCoordinator;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** A statement of our own in a session's transaction, seen by its inspectors and logs as Hibernate's are. */
public final class OwnSql {

    private OwnSql() {}

    /** Sets the parameters. */
    @FunctionalInterface
    public interface Binder {
        /** Sets them. */
        void bind(PreparedStatement statement) throws SQLException;
    }

    /** Reads a row. */
    @FunctionalInterface
    public interface Reader<T> {
        /** Reads it. */
        T read(ResultSet row) throws SQLException;
    }

    /** Runs a statement that changes rows, after what waits in a batch; answers how many. */
    public static int update(SharedSessionContractImplementor session, String sql, Binder parameters) {
        JdbcCoordinator jdbc = session.getJdbcCoordinator();
        jdbc.executeBatch();
        return run(
                session, sql, parameters, statement -> jdbc.getResultSetReturn().executeUpdate(statement, sql));
    }

    /** Runs a query. */
    public static <T> List<T> select(
            SharedSessionContractImplementor session, String sql, Binder parameters, Reader<T> reader) {
        return run(session, sql, parameters, statement -> {
            List<T> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(reader.read(found));
                }
            }
            return rows;
        });
    }

    private interface Work<T> {
        T run(PreparedStatement statement) throws SQLException;
    }

    private static <T> T run(SharedSessionContractImplementor session, String sql, Binder parameters, Work<T> work) {
        JdbcCoordinator jdbc = session.getJdbcCoordinator();
        PreparedStatement statement = jdbc.getStatementPreparer().prepareStatement(sql);
        try {
            parameters.bind(statement);
            return work.run(statement);
        } catch (SQLException e) {
            throw session.getJdbcServices().getSqlExceptionHelper().convert(e, "could not run a statement", sql);
        } finally {
            jdbc.getLogicalConnection().getResourceRegistry().release(statement);
            jdbc.afterStatementExecution();
        }
    }
}
