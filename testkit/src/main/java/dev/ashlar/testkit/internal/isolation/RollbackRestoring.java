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
package dev.ashlar.testkit.internal.isolation;

import dev.ashlar.testkit.Engine;
import dev.ashlar.testkit.PersistenceTestException;
import dev.ashlar.testkit.internal.database.TestDatabase;
import dev.ashlar.testkit.internal.isolation.Frame.Level;
import dev.ashlar.testkit.internal.isolation.Frame.LogicalTransaction;
import dev.ashlar.testkit.internal.isolation.Frame.LogicalTransaction.State;
import dev.ashlar.testkit.internal.jdbc.Execution;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All logical connections share one physical one, whose transaction is rolled back at the end. */
final class RollbackRestoring implements Restoring {

    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(RollbackRestoring.class);
    private static final String WAY_OUT = " Use TestIsolation.DIRTY_TABLES for this test.";
    private static final int VALID_WITHIN_SECONDS = 5;

    /** Something done with the shared transaction. */
    @FunctionalInterface
    interface Use {
        @Nullable
        Object with(SharedTransaction shared) throws SQLException;
    }

    private final TestDatabase database;
    private final StatementReader reader;
    private final TransactionLock lock;
    private final Deque<Level> levels = new ArrayDeque<>();
    private final Set<LogicalConnection> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable SharedTransaction shared;
    private volatile LogicalSettings.@Nullable Physical settings;
    private volatile @Nullable Level current;

    RollbackRestoring(TestDatabase database, Duration patience) {
        this.database = database;
        this.reader = new StatementReader(database.engine());
        this.lock = new TransactionLock(patience, this::holder);
    }

    @Nullable
    Engine engine() {
        return database.engine();
    }

    private @Nullable LogicalTransaction holder() {
        SharedTransaction usable = shared;
        return usable == null ? null : usable.holder();
    }

    // Levels.

    @Override
    public void begin(String name) {
        Level level = new Level(name);
        try {
            lock.enterBriefly();
        } catch (SQLException e) {
            throw busy(name, e);
        }
        try {
            if (levels.isEmpty()) {
                connectPhysical();
            }
            shared().begin(level);
            levels.push(level);
            current = level;
        } catch (SQLException e) {
            throw new PersistenceTestException(
                    "The database does not answer, or no longer: database=" + database.name() + " url=["
                            + database.url() + "] before=[" + name
                            + "]. Look at its log; what the class had prepared is gone.",
                    e);
        } finally {
            lock.exit();
        }
    }

    private void connectPhysical() throws SQLException {
        if (shared != null && !shared.connection().isValid(VALID_WITHIN_SECONDS)) {
            discard();
        }
        if (shared == null) {
            Connection connection = database.connect();
            settings = new LogicalSettings.Physical(connection);
            shared = new SharedTransaction(connection, database.engine());
        }
    }

    private SharedTransaction shared() throws SQLException {
        SharedTransaction usable = shared;
        if (usable == null) {
            throw new SQLException(
                    "No test is running, or its connection was lost: database=" + database.name() + ".", "08003");
        }
        return usable;
    }

    @Override
    public Connection connect() throws SQLException {
        Level level = current;
        LogicalSettings.Physical physical = settings;
        if (level == null || physical == null) {
            throw new SQLException(
                    "A connection was asked for while no test is running: database=" + database.name()
                            + ". Let threads end before the test does.",
                    "08003");
        }
        LogicalConnection connection = new LogicalConnection(this, new LogicalSettings(physical), level);
        open.add(connection);
        return connection.asConnection();
    }

    void closed(LogicalConnection connection) {
        open.remove(connection);
    }

    @Override
    public void end() {
        Level level = levels.peek();
        if (level == null) {
            throw new IllegalStateException("No level has begun");
        }
        List<String> problems = new ArrayList<>();
        SQLException cause = null;
        try {
            lock.enterBriefly();
        } catch (SQLException e) {
            pop();
            discard();
            throw busy(level.name, e);
        }
        try {
            pop();
            closeConnections(level);
            problems.addAll(shared().end());
        } catch (SQLException e) {
            cause = e;
            problems.add(
                    "The shared transaction was ended by something else, or its connection is lost; what was committed"
                            + " by that stays in the database.");
            discard();
        } finally {
            lock.exit();
        }
        if (!problems.isEmpty()) {
            String message = "The isolation was not kept: test=[" + level.name + "] database=" + database.name() + ". "
                    + String.join(" ", problems) + WAY_OUT;
            throw cause == null ? new PersistenceTestException(message) : new PersistenceTestException(message, cause);
        }
    }

    private void pop() {
        levels.pop();
        current = levels.peek();
    }

    private void closeConnections(Level level) throws SQLException {
        SQLException failure = null;
        for (LogicalConnection connection : open) {
            if (connection.level() == level) {
                LOG.warn(
                        "A connection is still open at the end of a test, and is closed: test=[{}] opened=[{}] transaction={}",
                        level.name,
                        connection.line(),
                        connection.isOpenTransaction());
                try {
                    connection.close();
                } catch (SQLException e) {
                    failure = e;
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private PersistenceTestException busy(String name, SQLException cause) {
        return new PersistenceTestException(
                "A statement is still running, so that nothing can be rolled back: test=[" + name + "] database="
                        + database.name() + ". Wait for all threads before the test ends." + WAY_OUT,
                cause);
    }

    /** Lets the physical connection go, with its transaction. */
    private void discard() {
        SharedTransaction gone = shared;
        shared = null;
        settings = null;
        if (gone != null) {
            try {
                gone.connection().abort(Runnable::run);
            } catch (SQLException e) {
                LOG.debug("A connection could not be closed", e);
            }
        }
    }

    @Override
    public void close() {
        discard();
    }

    // Uses of the shared transaction.

    @Override
    public @Nullable Object around(Execution execution, Call call) throws SQLException {
        StatementEffects effects = reader.read(execution.sql());
        if (effects.ends() != null) {
            throw new SQLException(
                    "The statement would begin or end a transaction, as definitions do on this engine too, while all connections"
                            + " share one, and is refused: statement=[" + effects.ends()
                            + " …]. Begin, commit and set savepoints through the connection; make definitions in a"
                            + " DatabaseSetup, or test them on PostgreSQL.",
                    "25001");
        }
        return LogicalConnection.of(execution.connection()).execute(execution, effects, call);
    }

    @Nullable
    Object locked(LogicalConnection connection, Use use) throws SQLException {
        return locked(connection, null, use);
    }

    /** The same without a wait for open transactions: for what has no part in any. */
    @Nullable
    Object brief(LogicalConnection connection, Use use) throws SQLException {
        lock.enterBriefly();
        try {
            connection.refuseIfClosed();
            return use.with(shared());
        } finally {
            lock.exit();
        }
    }

    /** Waits until a connection may use the shared transaction. */
    @Nullable
    Object locked(LogicalConnection connection, @Nullable LogicalTransaction ending, Use use) throws SQLException {
        lock.enter(() -> connection.isOpenTransaction() || (ending != null && ending.state == State.OPEN));
        try {
            if (ending == null) {
                connection.refuseIfClosed();
            }
            return use.with(shared());
        } finally {
            lock.exit();
        }
    }
}
