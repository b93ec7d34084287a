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

import dev.ashlar.testkit.internal.jdbc.Execution;
import dev.ashlar.testkit.internal.jdbc.StatementInterceptor.Call;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A physical connection as the code under test has it: notes what is committed through it, and is reset when it is closed. */
final class RealConnection implements InvocationHandler {

    private static final Logger LOG = LoggerFactory.getLogger(RealConnection.class);

    /** Their effect cannot be taken back for sure, so the connection is not used again. */
    private static final Set<String> SPOILING =
            Set.of("setSchema", "setCatalog", "setClientInfo", "setNetworkTimeout", "setHoldability", "setTypeMap");

    /**
     * One of the server's.
     *
     * @param isolation what it had at first
     */
    record Physical(Connection connection, int isolation) {

        Physical(Connection connection) throws SQLException {
            this(connection, connection.getTransactionIsolation());
        }
    }

    private final RealConnections pool;
    private final Physical physical;
    private final Supplier<Writes> committed;
    private final String line;
    private final Object level;
    private final Writes pending = new Writes();
    private final AtomicInteger running = new AtomicInteger();
    private final Set<Statement> statements =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private boolean isolated;
    private boolean readOnly;
    private volatile boolean spoiled;
    private volatile boolean closed;

    RealConnection(RealConnections pool, Physical physical, Supplier<Writes> committed, String line, Object level) {
        this.pool = pool;
        this.physical = physical;
        this.committed = committed;
        this.line = line;
        this.level = level;
    }

    Connection asConnection() {
        return (Connection)
                Proxy.newProxyInstance(RealConnection.class.getClassLoader(), new Class<?>[] {Connection.class}, this);
    }

    static RealConnection of(Connection connection) {
        return (RealConnection) Proxy.getInvocationHandler(connection);
    }

    String line() {
        return line;
    }

    Object level() {
        return level;
    }

    // Statements.

    @Nullable
    Object execute(Execution execution, StatementEffects effects, Call call) throws SQLException {
        refuseIfClosed();
        spoiled |= effects.setting();
        running.incrementAndGet();
        boolean succeeded = false;
        try {
            Object result = call.proceed();
            succeeded = true;
            return result;
        } finally {
            running.decrementAndGet();
            note(effects, succeeded || execution.batch(), execution.connection().getAutoCommit());
        }
    }

    private void note(StatementEffects effects, boolean done, boolean autoCommit) {
        if (done && effects.writes()) {
            pending.add(effects);
        }
        // H2 and MariaDB commit at most definitions.
        if (autoCommit || effects.ddl() || effects.ends() != null) {
            committed.get().take(pending);
        }
    }

    // The connection.

    @Override
    @SuppressWarnings("ReferenceEquality") // a connection is only itself
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        Object[] given = arguments == null ? new Object[0] : arguments;
        switch (method.getName()) {
            case "close" -> {
                close();
                return null;
            }
            case "abort" -> {
                giveUp();
                return null;
            }
            case "isClosed" -> {
                return closed || physical.connection().isClosed();
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

    private void refuseIfClosed() throws SQLException {
        if (closed) {
            throw new SQLException("The connection is closed: opened=[" + line + "].", "08003");
        }
    }

    private @Nullable Object open(Method method, Object[] given) throws SQLException {
        String name = method.getName();
        isolated |= name.equals("setTransactionIsolation");
        readOnly |= name.equals("setReadOnly");
        spoiled |= SPOILING.contains(name);
        boolean commits = name.equals("commit") || (name.equals("setAutoCommit") && (boolean) given[0]);
        if (!commits) {
            Object result = LogicalConnection.call(physical.connection(), method, given);
            if (name.equals("rollback") && given.length == 0) {
                pending.clear();
            } else if (result instanceof Statement statement) {
                statements.add(statement);
            }
            return result;
        }
        try {
            return LogicalConnection.call(physical.connection(), method, given);
        } catch (SQLException e) {
            pending.doubt();
            throw e;
        } finally {
            committed.get().take(pending);
        }
    }

    private synchronized void close() throws SQLException {
        if (closed) {
            return;
        }
        closed = true;
        boolean reusable = false;
        try {
            for (Statement statement : statements.toArray(new Statement[0])) {
                statement.close();
            }
            reset();
            reusable = !spoiled;
        } finally {
            pool.closed(this, physical, reusable);
        }
    }

    private void reset() throws SQLException {
        Connection connection = physical.connection();
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        if (isolated) {
            connection.setTransactionIsolation(physical.isolation());
        }
        if (readOnly) {
            connection.setReadOnly(false);
        }
    }

    /** Closes it from outside, also while another thread uses it, and never to be used again. */
    void giveUp() {
        spoiled = true;
        try {
            if (running.get() > 0) {
                for (Statement statement : statements.toArray(new Statement[0])) {
                    statement.cancel();
                }
            }
            close();
        } catch (SQLException e) {
            LOG.debug("A connection could not be closed: opened=[{}]", line, e);
        }
    }
}
