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
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A simple pool whose connections can be told to fail. Like Hibernate's own, it makes a connection auto-commit when it comes
 * back, which stores what is still open on it.
 */
final class FaultyPool {

    private record Fault(Throwable failure, boolean afterwards) {}

    private final Database database;
    private final Map<String, Deque<Fault>> faults = new HashMap<>();
    private final Map<String, Object> answers = new HashMap<>();
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final List<String> calls = new ArrayList<>();
    private int open;

    FaultyPool(Database database) {
        this.database = database;
    }

    DataSource asDataSource() {
        return proxy(DataSource.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getConnection" -> connection();
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == arguments[0];
            case "isWrapperFor" -> false;
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(FaultyPool.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** The next call of a method of a connection fails, without being done. */
    void fail(String method, Throwable failure) {
        faults.computeIfAbsent(method, name -> new ArrayDeque<>()).add(new Fault(failure, false));
    }

    /** The next call of a method of a connection is done, and fails then. */
    void failAfterwards(String method, Throwable failure) {
        faults.computeIfAbsent(method, name -> new ArrayDeque<>()).add(new Fault(failure, true));
    }

    /** A method of a connection or its metadata always answers this. */
    void answer(String method, Object answer) {
        answers.put(method, answer);
    }

    void reset() {
        faults.clear();
        answers.clear();
        calls.clear();
    }

    /** Connections that are given out and have not come back. */
    int open() {
        return open;
    }

    /** The methods of connections that were called since the last reset. */
    List<String> calls() {
        return calls;
    }

    private Connection connection() throws SQLException {
        Connection pooled = idle.poll();
        Connection real = pooled == null ? database.connect() : pooled;
        open++;
        boolean[] closed = {false};
        return proxy(Connection.class, (proxy, method, arguments) -> {
            String name = method.getName();
            calls.add(name);
            if (answers.containsKey(name)) {
                return answers.get(name);
            }
            Fault fault = next(name);
            if (fault != null && !fault.afterwards()) {
                throw fault.failure();
            }
            Object result;
            if (name.equals("close")) {
                if (!closed[0]) {
                    closed[0] = true;
                    open--;
                    takeBack(real);
                }
                result = null;
            } else if (name.equals("getMetaData")) {
                result = metadata(real.getMetaData());
            } else {
                result = delegate(method, real, arguments);
            }
            if (fault != null) {
                throw fault.failure();
            }
            return result;
        });
    }

    private @Nullable Fault next(String name) {
        Deque<Fault> pending = faults.get(name);
        return pending == null ? null : pending.poll();
    }

    private void takeBack(Connection real) throws SQLException {
        if (!real.isClosed()) {
            real.setAutoCommit(true);
            idle.add(real);
        }
    }

    private DatabaseMetaData metadata(DatabaseMetaData real) {
        return proxy(
                DatabaseMetaData.class,
                (proxy, method, arguments) -> answers.containsKey(method.getName())
                        ? answers.get(method.getName())
                        : delegate(method, real, arguments));
    }

    private static Object delegate(java.lang.reflect.Method method, Object target, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Closes what is in the pool. */
    void close() throws SQLException {
        for (Connection connection : idle) {
            connection.close();
        }
    }
}
