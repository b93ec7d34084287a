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

import dev.ashlar.core.harness.Database;
import dev.ashlar.testkit.SqlKind;
import dev.ashlar.testkit.internal.jdbc.Execution;
import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The connections of a {@link Restoring}, with all that is executed on them reported to it. */
final class ObservedSource implements DataSource {

    private final Restoring restoring;
    /** From where connections come while a factory is built: there is no level yet. */
    volatile @Nullable Database boot;

    ObservedSource(Restoring restoring) {
        this.restoring = restoring;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (boot != null) {
            return boot.connect();
        }
        Connection below = restoring.connect();
        return proxy(Connection.class, (proxy, method, arguments) -> {
            Object result = invoke(below, method, arguments);
            if (result instanceof CallableStatement statement) {
                return proxy(CallableStatement.class, new Observed(below, statement, (String) arguments[0]));
            } else if (result instanceof PreparedStatement statement) {
                return proxy(PreparedStatement.class, new Observed(below, statement, (String) arguments[0]));
            } else if (result instanceof Statement statement) {
                return proxy(Statement.class, new Observed(below, statement, null));
            }
            return result;
        });
    }

    private final class Observed implements InvocationHandler {

        private final Connection connection;
        private final Statement statement;
        private final @Nullable String prepared;
        private final List<String> batch = new ArrayList<>();

        Observed(Connection connection, Statement statement, @Nullable String prepared) {
            this.connection = connection;
            this.statement = statement;
            this.prepared = prepared;
        }

        @Override
        public @Nullable Object invoke(Object proxy, java.lang.reflect.Method method, Object @Nullable [] arguments)
                throws Throwable {
            String name = method.getName();
            if (name.equals("addBatch") && arguments != null) {
                batch.add((String) arguments[0]);
            }
            if (!name.startsWith("execute")) {
                return ObservedSource.invoke(statement, method, arguments);
            }
            String sql = prepared != null
                    ? prepared
                    : arguments == null || arguments.length == 0 ? String.join(";\n", batch) : (String) arguments[0];
            String lower = sql.toLowerCase(Locale.ROOT);
            SqlKind kind = lower.contains("nextval") || lower.contains("next value")
                    ? SqlKind.SEQUENCE
                    : lower.startsWith("select") ? SqlKind.SELECT : SqlKind.OTHER;
            batch.clear();
            try {
                return restoring.around(new Execution(connection, kind, sql, List.of(), false), () -> {
                    try {
                        return ObservedSource.invoke(statement, method, arguments);
                    } catch (SQLException | RuntimeException | Error e) {
                        throw e;
                    } catch (Throwable e) {
                        throw new IllegalStateException(e);
                    }
                });
            } catch (SQLException | RuntimeException | Error e) {
                throw e;
            }
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(ObservedSource.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object invoke(
            Object target, java.lang.reflect.Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("Not a " + type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
