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
package dev.ashlar.testkit;

import dev.ashlar.testkit.internal.database.TestDatabase;
import dev.ashlar.testkit.internal.isolation.Restoring;
import dev.ashlar.testkit.internal.jdbc.Execution;
import dev.ashlar.testkit.internal.jdbc.ObservedConnection;
import dev.ashlar.testkit.internal.jdbc.Recorder;
import dev.ashlar.testkit.internal.jdbc.StatementInterceptor;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The data source of a lane: what its connections execute is recorded and taken back, in the way of the test that runs. */
final class LaneSource implements DataSource {

    private static final Logger LOG = LoggerFactory.getLogger(LaneSource.class);

    private final TestDatabase database;
    private final Recorder recorder;
    private final List<Connection> kept = new CopyOnWriteArrayList<>();
    private volatile @Nullable Restoring restoring;
    private volatile @Nullable PrintWriter logWriter;

    LaneSource(TestDatabase database, Recorder recorder) {
        this.database = database;
        this.recorder = recorder;
    }

    /** From now on; {@code null} for plain connections, as long as no test runs. */
    void use(@Nullable Restoring next) {
        restoring = next;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Restoring current = restoring;
        if (current == null) {
            return database.engine() == Engine.H2 ? kept(database.connect()) : database.connect();
        }
        return ObservedConnection.of(current.connect(), recordedIn(current));
    }

    /**
     * Not closed before the lane: a check constraint of H2 2.4 fails ("the database has been closed", 90098) once the connection that made it
     * is, and a database in memory without a delay is gone with its last one.
     */
    private Connection kept(Connection connection) {
        kept.add(connection);
        return (Connection) Proxy.newProxyInstance(
                LaneSource.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        if (!connection.getAutoCommit()) {
                            connection.rollback();
                            connection.setAutoCommit(true);
                        }
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Lets go of what made the schema. */
    void close() {
        for (Connection connection : kept) {
            try {
                connection.close();
            } catch (SQLException e) {
                LOG.debug("A connection could not be closed", e);
            }
        }
    }

    /** A connection keeps the isolation that it was made under, however late a thread of a finished test uses it. */
    private StatementInterceptor recordedIn(Restoring current) {
        return new StatementInterceptor() {
            @Override
            public @Nullable Object around(Execution execution, Call call) throws SQLException {
                return recorder.around(execution, () -> current.around(execution, call));
            }
        };
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return logWriter;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        logWriter = out;
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // the servers are local, and there before the first test
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public java.util.logging.Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new SQLException("Not a wrapper of that: type=" + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
