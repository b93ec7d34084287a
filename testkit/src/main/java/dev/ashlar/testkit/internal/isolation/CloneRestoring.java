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

import dev.ashlar.testkit.PersistenceTestException;
import dev.ashlar.testkit.internal.database.TestDatabase;
import dev.ashlar.testkit.internal.jdbc.Execution;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Gives each level that asks for a connection a copy of the database of the level around it. */
final class CloneRestoring implements Restoring {

    private static final class Level {

        final String name;

        @Nullable
        TestDatabase copy;

        @Nullable
        RealConnections connections;

        Level(String name) {
            this.name = name;
        }
    }

    private final TestDatabase template;
    private final StatementReader reader;
    private final Deque<Level> levels = new ArrayDeque<>();

    CloneRestoring(TestDatabase template) {
        if (template.copying() == null) {
            throw new PersistenceTestException(
                    "TestIsolation.CLONE needs PostgreSQL, which alone copies a database: engine="
                            + template.engine() + " database=" + template.name()
                            + ". Use TestIsolation.ROLLBACK, or DIRTY_TABLES.");
        }
        this.template = template;
        this.reader = new StatementReader(template.engine());
    }

    @Override
    public synchronized void begin(String name) {
        levels.push(new Level(name));
    }

    @Override
    public synchronized Connection connect() throws SQLException {
        Level level = levels.peek();
        if (level == null) {
            throw new SQLException(
                    "A connection was asked for while no test is running: database=" + template.name()
                            + ". Let threads end before the test does.",
                    "08003");
        }
        RealConnections connections = level.connections;
        if (connections == null) {
            TestDatabase copy = copy(level);
            level.copy = copy;
            // What is written goes with the copy.
            connections = new RealConnections(copy, Writes::new);
            level.connections = connections;
        }
        return connections.connect(level);
    }

    private TestDatabase copy(Level copying) {
        TestDatabase source = template;
        for (Level level : levels) {
            if (level.copy != null) {
                source = level.copy;
                refuseOpen(level, copying.name);
                break;
            }
        }
        try {
            TestDatabase.Copying maker = source.copying();
            if (maker == null) {
                throw new PersistenceTestException("A copy cannot be copied: database=" + source.name()
                        + ". Prepare data in each test instead of its class.");
            }
            return maker.copy();
        } catch (SQLException e) {
            throw new PersistenceTestException(
                    "The database could not be copied: database=" + source.name() + " test=[" + copying.name
                            + "] sqlState=" + e.getSQLState()
                            + ". The user needs the right to create databases, and nobody else may be connected to it;"
                            + " or use TestIsolation.ROLLBACK, or DIRTY_TABLES.",
                    e);
        }
    }

    private void refuseOpen(Level outer, String test) {
        RealConnections connections = outer.connections;
        String line = connections == null ? null : connections.lineOfAnOpenOne();
        if (line != null) {
            throw new PersistenceTestException(
                    "The database of a class cannot be copied while the class has a connection open: class=["
                            + outer.name
                            + "] test=[" + test + "] opened=[" + line
                            + "]. Close it before the test begins, or use TestIsolation.ROLLBACK.");
        }
        if (connections != null) {
            connections.close(outer.name);
        }
    }

    @Override
    public synchronized void end() {
        Level level = levels.pop();
        if (level.connections != null) {
            level.connections.close(level.name);
        }
        if (level.copy != null) {
            level.copy.close();
        }
    }

    @Override
    public @Nullable Object around(Execution execution, Call call) throws SQLException {
        return RealConnection.of(execution.connection()).execute(execution, reader.read(execution.sql()), call);
    }

    @Override
    public synchronized void close() {
        while (!levels.isEmpty()) {
            end();
        }
    }
}
