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
package dev.ashlar.examples.blog;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.jspecify.annotations.Nullable;

/** What reaches the driver: connections to a database that note the calls on their prepared statements. */
final class JdbcCalls implements ConnectionProvider {

    private static final long serialVersionUID = 1L;

    private final ArrayList<String> calls = new ArrayList<>();
    private final String url;

    JdbcCalls(String url) {
        this.url = url;
    }

    /** The calls of a method on statements that start as told. */
    long count(String method, String sql) {
        return calls.stream()
                .filter(call -> call.startsWith(method + ' ' + sql))
                .count();
    }

    @Override
    public Connection getConnection() throws SQLException {
        return proxy(Connection.class, DriverManager.getConnection(url), "");
    }

    @Override
    public void closeConnection(Connection connection) throws SQLException {
        connection.close();
    }

    @Override
    public boolean supportsAggressiveRelease() {
        return false;
    }

    @Override
    public boolean isUnwrappableAs(Class<?> type) {
        return false;
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        throw new UnsupportedOperationException();
    }

    private <T> T proxy(Class<T> type, T delegate, String sql) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> call(method, delegate, sql, arguments)));
    }

    private @Nullable Object call(Method method, Object delegate, String sql, Object[] arguments) throws Throwable {
        if (!sql.isEmpty()) {
            calls.add(method.getName() + ' ' + sql);
        }
        Object result;
        try {
            result = method.invoke(delegate, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
        return result instanceof PreparedStatement statement
                ? proxy(PreparedStatement.class, statement, (String) arguments[0])
                : result;
    }
}
