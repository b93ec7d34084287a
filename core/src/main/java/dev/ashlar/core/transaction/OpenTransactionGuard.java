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
import org.hibernate.SessionEventListener;
import org.hibernate.Transaction;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.jdbc.spi.LogicalConnectionImplementor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets no session close over a transaction that is open: it would give its connection back as it is, and a pool may store what
 * is on it. Hibernate's own does ({@code PooledConnections.releaseConnection}, 7.4.13).
 */
final class OpenTransactionGuard implements SessionEventListener {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(OpenTransactionGuard.class);

    private final transient SharedSessionContractImplementor session;
    private final transient Transaction transaction;

    OpenTransactionGuard(SharedSessionContractImplementor session, Transaction transaction) {
        this.session = session;
        this.transaction = transaction;
    }

    /** The session closes, and has not released its connection yet. */
    @Override
    public void end() {
        LogicalConnectionImplementor connection = session.getJdbcCoordinator().getLogicalConnection();
        if (!connection.isPhysicallyConnected()) {
            return;
        }
        try {
            if (transaction.isActive()) {
                transaction.rollback();
                return;
            }
        } catch (RuntimeException e) {
            LOG.debug("A transaction could not be rolled back as its session closed", e);
        }
        switch (transaction.getStatus()) {
            case FAILED_COMMIT, FAILED_ROLLBACK, COMMITTING, ROLLING_BACK -> {
                if (connection.isPhysicallyConnected()) {
                    rollBack(connection.getPhysicalConnection());
                }
            }
            default -> {}
        }
    }

    private static void rollBack(Connection connection) {
        try {
            if (!connection.isClosed()) {
                connection.rollback();
            }
        } catch (SQLException | RuntimeException e) {
            LOG.warn("A connection could not be rolled back and is closed", e);
            Discarded.close(connection);
        }
    }
}
