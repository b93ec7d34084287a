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
package dev.ashlar.core.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.hibernate.SessionEventListener;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets what a transaction wants of its connection before it begins, and gives the connection back as it was.
 *
 * <p>It listens for the release because Hibernate gives the connection back within the commit, and neither before nor after
 * that could it be restored: PostgreSQL refuses to change the isolation of a running transaction.
 */
final class ConnectionSettings implements SessionEventListener {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionSettings.class);
    private static final int UNCHANGED = -1;

    private final transient Connection connection;
    private int isolation = UNCHANGED;
    private int queryTimeout = UNCHANGED;

    private ConnectionSettings(Connection connection) {
        this.connection = connection;
    }

    /**
     * Prepares the connection of a session whose transaction has not begun.
     *
     * @throws UnsupportedOperationException if the engine does not have the isolation
     */
    static void apply(TransactionOptions options, SharedSessionContractImplementor session) {
        Connection connection =
                session.getJdbcCoordinator().getLogicalConnection().getPhysicalConnection();
        ConnectionSettings settings = new ConnectionSettings(connection);
        session.getEventListenerManager().addListener(settings);
        try {
            if (options.isolation() != null) {
                settings.isolate(options.isolation());
            }
            if (options.timeout() != null) {
                // H2 keeps the timeout of a statement for its connection.
                settings.queryTimeout = queryTimeout(connection);
            }
        } catch (SQLException e) {
            throw session.getJdbcServices()
                    .getSqlExceptionHelper()
                    .convert(e, "Could not prepare the connection of a transaction");
        }
    }

    private void isolate(Isolation wanted) throws SQLException {
        if (!connection.getMetaData().supportsTransactionIsolationLevel(wanted.level())) {
            throw unsupported(wanted, "not supported");
        }
        int before = connection.getTransactionIsolation();
        if (before == wanted.level()) {
            return;
        }
        isolation = before;
        connection.setTransactionIsolation(wanted.level());
        int effective = connection.getTransactionIsolation();
        if (effective < wanted.level()) {
            throw unsupported(wanted, "still " + effective);
        }
    }

    private UnsupportedOperationException unsupported(Isolation wanted, String answer) throws SQLException {
        return new UnsupportedOperationException("The engine does not give the isolation that was asked for: isolation="
                + wanted + " level=" + wanted.level() + " answer=[" + answer + "] engine=["
                + connection.getMetaData().getDatabaseProductName()
                + "]. Ask for another one; a stronger one includes the weaker ones.");
    }

    private static int queryTimeout(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.getQueryTimeout();
        }
    }

    @Override
    public void jdbcConnectionReleaseStart() {
        try {
            if (connection.isClosed()) {
                return;
            }
            if (isolation != UNCHANGED) {
                connection.setTransactionIsolation(isolation);
            }
            if (queryTimeout != UNCHANGED) {
                restoreQueryTimeout();
            }
        } catch (SQLException | RuntimeException e) {
            // Throwing here would keep the connection from being given back; a changed one must not come back to the
            // pool.
            LOG.warn("A connection could not be restored and is closed: isolation={}", isolation, e);
            Discarded.close(connection);
        }
    }

    private void restoreQueryTimeout() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (statement.getQueryTimeout() != queryTimeout) {
                statement.setQueryTimeout(queryTimeout);
            }
        }
    }
}
