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

import dev.ashlar.core.harness.Database;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Locale;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;

/** Connections that count their savepoints and executions of inserts, and may pretend to have no savepoints. */
final class SavepointSource implements ConnectionProvider {

    private static final long serialVersionUID = 1L;

    private final transient Database database;
    private int savepoints;
    private int inserts;
    private boolean supported = true;
    private boolean failing;

    SavepointSource(Database database) {
        this.database = database;
    }

    void reset() {
        savepoints = 0;
        inserts = 0;
        supported = true;
        failing = false;
    }

    void withoutSavepoints() {
        supported = false;
    }

    void failSetting() {
        failing = true;
    }

    /** How many savepoints were set. */
    int savepoints() {
        return savepoints;
    }

    /** How many times inserts were sent, a batch counted once. */
    int inserts() {
        return inserts;
    }

    @Override
    public Connection getConnection() {
        return connection(database.connect());
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
        return type.isInstance(this);
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        return type.cast(this);
    }

    private Connection connection(Connection connection) {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            switch (method.getName()) {
                case "setSavepoint" -> {
                    if (failing) {
                        throw new SQLException("no savepoint today");
                    }
                    savepoints++;
                }
                case "getMetaData" -> {
                    return metaData(connection.getMetaData());
                }
                case "prepareStatement" -> {
                    PreparedStatement statement = (PreparedStatement) method.invoke(connection, arguments);
                    return ((String) arguments[0]).toLowerCase(Locale.ROOT).startsWith("insert")
                            ? inserting(statement)
                            : statement;
                }
                default -> {}
            }
            return method.invoke(connection, arguments);
        });
    }

    private DatabaseMetaData metaData(DatabaseMetaData metaData) {
        return proxy(
                DatabaseMetaData.class,
                (proxy, method, arguments) ->
                        method.getName().equals("supportsSavepoints") ? supported : method.invoke(metaData, arguments));
    }

    private PreparedStatement inserting(PreparedStatement statement) {
        return proxy(PreparedStatement.class, (proxy, method, arguments) -> {
            if (method.getName().startsWith("execute")) {
                inserts++;
            }
            return method.invoke(statement, arguments);
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(
                SavepointSource.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return handler.invoke(proxy, method, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
