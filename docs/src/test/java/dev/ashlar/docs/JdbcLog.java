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
package dev.ashlar.docs;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.SessionFactory;
import org.hibernate.engine.jdbc.connections.internal.DataSourceConnectionProvider;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/** What reaches the driver: connections that note their transactions, savepoints, settings and statements. */
public final class JdbcLog extends DataSourceConnectionProvider {

    private static final long serialVersionUID = 1L;

    private final transient List<String> words = new CopyOnWriteArrayList<>();

    /** That of a unit whose {@code hibernate.connection.provider_class} this is. */
    static JdbcLog of(SessionFactory factory) {
        return (JdbcLog) factory.unwrap(SessionFactoryImplementor.class)
                .getServiceRegistry()
                .requireService(ConnectionProvider.class);
    }

    /** What some work sends, in its order: statements by their first word, without the fetches from a sequence. */
    List<String> during(Runnable work) {
        words.clear();
        work.run();
        return List.copyOf(words);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return proxy(Connection.class, super.getConnection(), "");
    }

    private <T> T proxy(Class<T> type, T delegate, String sql) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> call(method, delegate, sql, arguments)));
    }

    private Object call(Method method, Object delegate, String sql, Object[] arguments) throws Throwable {
        note(method.getName(), sql, arguments);
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

    private void note(String method, String sql, Object[] arguments) {
        switch (method) {
            case "setAutoCommit" -> {
                if (arguments[0].equals(false)) {
                    words.add("BEGIN");
                }
            }
            case "commit" -> words.add("COMMIT");
            case "rollback" -> words.add(arguments == null ? "ROLLBACK" : "ROLLBACK TO");
            case "setSavepoint" -> words.add("SAVEPOINT");
            case "releaseSavepoint" -> words.add("RELEASE");
            case "getTransactionIsolation" -> words.add("isolation?");
            case "setTransactionIsolation" -> words.add("isolation");
            case "setReadOnly" -> words.add("read-only " + arguments[0]);
            default -> {
                if (method.startsWith("execute") && !sql.contains("_seq")) {
                    words.add(sql.substring(0, sql.indexOf(' ')).toUpperCase(Locale.ROOT));
                }
            }
        }
    }
}
