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
import dev.ashlar.testkit.SqlKind;
import dev.ashlar.testkit.internal.isolation.Frame.Level;
import dev.ashlar.testkit.internal.isolation.Frame.LogicalTransaction;
import dev.ashlar.testkit.internal.isolation.Frame.LogicalTransaction.State;
import dev.ashlar.testkit.internal.jdbc.CallingLine;
import dev.ashlar.testkit.internal.jdbc.Execution;
import dev.ashlar.testkit.internal.jdbc.StatementInterceptor.Call;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** What the code under test takes for a connection: its own transactions and settings, on the shared physical connection. */
final class LogicalConnection implements InvocationHandler {

    private final RollbackRestoring restoring;
    private final LogicalSettings settings;
    private final String line = CallingLine.find();
    private final Level level;
    private final Set<Statement> statements =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private volatile boolean closed;
    // The test's thread closes what others have left open.
    private volatile boolean autoCommit = true;
    private volatile boolean readOnly;
    private volatile @Nullable LogicalTransaction transaction;

    LogicalConnection(RollbackRestoring restoring, LogicalSettings settings, Level level) {
        this.restoring = restoring;
        this.settings = settings;
        this.level = level;
    }

    Connection asConnection() {
        return (Connection) Proxy.newProxyInstance(
                LogicalConnection.class.getClassLoader(), new Class<?>[] {Connection.class}, this);
    }

    static LogicalConnection of(Connection connection) {
        return (LogicalConnection) Proxy.getInvocationHandler(connection);
    }

    String line() {
        return line;
    }

    Level level() {
        return level;
    }

    boolean isOpenTransaction() {
        LogicalTransaction current = transaction;
        return current != null && current.state == State.OPEN;
    }

    // Statements.

    @Nullable
    Object execute(Execution execution, StatementEffects effects, Call call) throws SQLException {
        if (execution.kind() == SqlKind.SEQUENCE && !isOpenTransaction()) {
            // No part of any transaction. Hibernate's pooled ids hold a lock of the JVM meanwhile: if this waited for
            // another thread's transaction, that could wait for the lock.
            return restoring.brief(this, shared -> {
                settings.apply(shared.connection());
                refuseIfReadOnly(effects, true);
                return shared.executeAlone(CallingLine.find(), effects, execution.batch(), call);
            });
        }
        return restoring.locked(this, shared -> {
            settings.apply(shared.connection());
            refuseIfReadOnly(effects, execution.kind() == SqlKind.SEQUENCE);
            return autoCommit
                    ? shared.executeAlone(CallingLine.find(), effects, execution.batch(), call)
                    : shared.execute(begun(shared), effects, execution.batch(), call);
        });
    }

    private LogicalTransaction begun(SharedTransaction shared) throws SQLException {
        LogicalTransaction open = transaction;
        if (open == null || (open.state == State.UNDONE && !open.wrote && !open.failed)) {
            // Nothing of it was lost.
            open = shared.begin(CallingLine.find());
            transaction = open;
        }
        return open;
    }

    private void refuseIfReadOnly(StatementEffects effects, boolean sequence) throws SQLException {
        // H2 and MariaDB take it for a hint.
        if (readOnly && restoring.engine() == Engine.POSTGRESQL && (effects.writes() || sequence)) {
            LogicalTransaction current = transaction;
            if (current != null) {
                current.aborted = true;
            }
            throw new SQLException("The connection is read-only, and the statement writes.", "25006");
        }
    }

    // The connection.

    @Override
    @SuppressWarnings("ReferenceEquality") // a connection is only itself
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        Object[] given = arguments == null ? new Object[0] : arguments;
        switch (method.getName()) {
            case "close", "abort" -> {
                close();
                return null;
            }
            case "isClosed" -> {
                return closed;
            }
            case "equals" -> {
                return proxy == given[0];
            }
            case "hashCode" -> {
                return System.identityHashCode(proxy);
            }
            case "toString" -> {
                return "connection opened at " + line;
            }
            default -> {}
        }
        if (closed && method.getName().equals("isValid")) {
            return false;
        }
        refuseIfClosed();
        return open(method, given);
    }

    void refuseIfClosed() throws SQLException {
        if (closed) {
            throw new SQLException("The connection is closed: opened=[" + line + "].", "08003");
        }
    }

    private @Nullable Object open(Method method, Object[] given) throws Throwable {
        switch (method.getName()) {
            case "getAutoCommit" -> {
                return autoCommit;
            }
            case "setAutoCommit" -> setAutoCommit((boolean) given[0]);
            case "commit" -> {
                refuseInAutoCommit("commit");
                end(true);
            }
            case "rollback" -> {
                refuseInAutoCommit("roll back");
                if (given.length == 0) {
                    end(false);
                } else {
                    restoring.locked(this, shared -> {
                        shared.rollbackTo(begun(shared), (Savepoint) given[0]);
                        settings.forget();
                        return null;
                    });
                }
            }
            case "setSavepoint" -> {
                refuseInAutoCommit("set a savepoint");
                return restoring.locked(
                        this, shared -> shared.mark(begun(shared), given.length == 0 ? null : (String) given[0]));
            }
            case "releaseSavepoint" ->
                restoring.locked(this, shared -> {
                    shared.release(begun(shared), (Savepoint) given[0]);
                    return null;
                });
            case "isReadOnly" -> {
                return readOnly;
            }
            case "setReadOnly" -> {
                refuseInTransaction();
                readOnly = (boolean) given[0];
            }
            case "beginRequest", "endRequest" -> {}
            default -> {
                return passOn(method, given);
            }
        }
        return null;
    }

    private @Nullable Object passOn(Method method, Object[] given) throws Throwable {
        if (method.getName().equals("setTransactionIsolation")) {
            refuseInTransaction();
        }
        if (settings.keeps(method)) {
            return restoring.brief(this, shared -> settings.call(shared.connection(), method, given));
        }
        Object result = restoring.brief(this, shared -> {
            settings.apply(shared.connection());
            return call(shared.connection(), method, given);
        });
        if (result instanceof Statement statement) {
            statements.add(statement);
        }
        return result;
    }

    static @Nullable Object call(Connection connection, Method method, Object[] given) throws SQLException {
        try {
            return method.invoke(connection, given);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            if (cause instanceof SQLException failure) {
                throw failure;
            } else if (cause instanceof RuntimeException failure) {
                throw failure;
            } else if (cause instanceof Error failure) {
                throw failure;
            }
            throw new SQLException("The driver failed: method=" + method.getName(), cause);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("Not a method of a connection: " + method, e);
        }
    }

    private void setAutoCommit(boolean wanted) throws SQLException {
        if (wanted && !autoCommit) {
            end(true);
        }
        autoCommit = wanted;
    }

    private void end(boolean commit) throws SQLException {
        LogicalTransaction open = transaction;
        if (open == null) {
            return;
        }
        transaction = null;
        restoring.locked(this, open, shared -> {
            try {
                if (commit) {
                    shared.commit(open);
                } else {
                    shared.rollback(open);
                }
            } finally {
                if (open.state != State.COMMITTED) {
                    settings.forget();
                }
            }
            return null;
        });
    }

    void close() throws SQLException {
        if (closed) {
            return;
        }
        try {
            for (Statement statement : statements.toArray(new Statement[0])) {
                statement.close();
            }
            end(false);
        } finally {
            closed = true;
            restoring.closed(this);
        }
    }

    private void refuseInAutoCommit(String what) throws SQLException {
        // H2 and MariaDB do nothing.
        if (autoCommit && restoring.engine() == Engine.POSTGRESQL) {
            throw new SQLException("Cannot " + what + " in auto-commit mode.", "25P01");
        }
    }

    private void refuseInTransaction() throws SQLException {
        if (isOpenTransaction() && restoring.engine() == Engine.POSTGRESQL) {
            throw new SQLException(
                    "The characteristics of a transaction cannot be changed while it is running.", "25001");
        }
    }
}
