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
package dev.ashlar.testkit.internal.jdbc;

import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A connection whose executions go through an interceptor.
 *
 * <p>What leads back from it, {@code getConnection()} of its statements and metadata, is itself. A result set is the driver's own,
 * and so is its {@code getStatement()}: every column read would be slower.
 */
public final class ObservedConnection extends Observed<Connection> {

    private final StatementInterceptor interceptor;
    private boolean closed;

    private ObservedConnection(Connection inner, StatementInterceptor interceptor) {
        super(inner);
        this.interceptor = interceptor;
    }

    /** Over a connection; closing one closes the other. */
    public static Connection of(Connection inner, StatementInterceptor interceptor) {
        return new ObservedConnection(inner, interceptor).as(Connection.class);
    }

    @Override
    @Nullable
    Object call(Object proxy, Method method, Object[] arguments) throws Throwable {
        Connection itself = (Connection) proxy;
        return switch (method.getName()) {
            case "createStatement" -> statement(Statement.class, itself, method, arguments);
            case "prepareStatement" -> statement(PreparedStatement.class, itself, method, arguments);
            case "prepareCall" -> statement(CallableStatement.class, itself, method, arguments);
            case "getMetaData" -> new ObservedMetaData(inner.getMetaData(), itself).as(DatabaseMetaData.class);
            case "close" -> {
                close();
                yield null;
            }
            default -> passOn(method, arguments);
        };
    }

    /** Once: below may be a connection of a pool that someone else has by now. */
    private synchronized void close() throws Throwable {
        if (!closed) {
            closed = true;
            inner.close();
        }
    }

    private <S extends Statement> S statement(Class<S> type, Connection itself, Method method, Object[] arguments)
            throws Throwable {
        Statement statement = (Statement) Objects.requireNonNull(passOn(method, arguments), "statement");
        String sql = arguments.length > 0 && arguments[0] instanceof String text ? text : null;
        return new ObservedStatement(statement, sql, inner, itself, interceptor).as(type);
    }

    private static final class ObservedMetaData extends Observed<DatabaseMetaData> {

        private final Connection connection;

        ObservedMetaData(DatabaseMetaData inner, Connection connection) {
            super(inner);
            this.connection = connection;
        }

        @Override
        @Nullable
        Object call(Object proxy, Method method, Object[] arguments) throws Throwable {
            return method.getName().equals("getConnection") ? connection : passOn(method, arguments);
        }
    }
}
