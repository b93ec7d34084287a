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

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Savepoint;
import org.jspecify.annotations.Nullable;

/**
 * Another session's connection, on which a transaction is the time between a savepoint and its release: to begin sets the
 * savepoint, to commit releases it, to roll back goes back to it, and to close does nothing.
 */
final class SavepointConnection implements InvocationHandler {

    private enum State {
        /** There is no savepoint yet. */
        NONE,
        SET,
        RELEASED,
        ROLLED_BACK,
        /** The engine does not know the savepoint any more, or does not answer. */
        LOST
    }

    private final Connection connection;
    private State state = State.NONE;
    private @Nullable Savepoint savepoint;
    private boolean releasable;

    private SavepointConnection(Connection connection) {
        this.connection = connection;
    }

    /** Over a connection, or over the one below if that is itself of this kind. */
    static SavepointConnection over(Connection connection) {
        if (Proxy.isProxyClass(connection.getClass())
                && Proxy.getInvocationHandler(connection) instanceof SavepointConnection below) {
            return new SavepointConnection(below.connection);
        }
        return new SavepointConnection(connection);
    }

    Connection asConnection() {
        return (Connection) Proxy.newProxyInstance(
                SavepointConnection.class.getClassLoader(), new Class<?>[] {Connection.class}, this);
    }

    boolean supportsSavepoints() throws SQLException {
        return connection.getMetaData().supportsSavepoints();
    }

    String driver() throws SQLException {
        return connection.getMetaData().getDriverName() + " "
                + connection.getMetaData().getDriverVersion();
    }

    /** From now on a commit is ours, and not one that the block asks for. */
    void allowRelease() {
        releasable = true;
    }

    /** Whether everything since the savepoint was undone, or nothing was ever done. */
    boolean isUndone() {
        return state == State.ROLLED_BACK;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a connection is only itself
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        Object[] given = arguments == null ? new Object[0] : arguments;
        return switch (method.getName()) {
            case "getAutoCommit" -> state != State.SET;
            case "setAutoCommit" -> {
                if (!(boolean) given[0]) {
                    begin();
                }
                yield null;
            }
            case "commit" -> {
                release();
                yield null;
            }
            case "rollback" -> {
                if (given.length > 0) {
                    yield passOn(method, arguments);
                }
                rollBack();
                yield null;
            }
            case "close" -> null;
            case "equals" -> proxy == given[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> passOn(method, arguments);
        };
    }

    private @Nullable Object passOn(Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void begin() throws SQLException {
        if (state != State.SET) {
            savepoint = connection.setSavepoint();
            state = State.SET;
        }
    }

    private void release() throws SQLException {
        if (!releasable) {
            throw new SQLException("A nested block does not commit; it is released when it returns.");
        }
        if (state != State.SET) {
            return;
        }
        try {
            connection.releaseSavepoint(savepoint);
        } catch (SQLFeatureNotSupportedException e) {
            // Oracle, SQL Server: it lasts until the transaction ends.
        } catch (SQLException e) {
            state = State.LOST;
            throw e;
        }
        state = State.RELEASED;
    }

    /** Goes back to the savepoint, if there is one. */
    void rollBack() throws SQLException {
        if (state != State.SET) {
            return;
        }
        try {
            connection.rollback(savepoint);
        } catch (SQLException e) {
            state = State.LOST;
            throw e;
        }
        state = State.ROLLED_BACK;
        try {
            // Going back keeps the savepoint: many failed blocks would stand on each other.
            connection.releaseSavepoint(savepoint);
        } catch (SQLException e) {
            // Some drop it (HSQLDB), some cannot release (Oracle, SQL Server); it is of no use any more.
        }
    }
}
