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
import dev.ashlar.core.harness.Engine;
import dev.ashlar.testkit.internal.database.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A database and what restores it. */
final class Lane implements AutoCloseable {

    private static final AtomicInteger COPIES = new AtomicInteger();

    final Database database;
    final Restoring restoring;
    final ObservedSource source;

    private Lane(Database database, Restoring restoring) {
        this.database = database;
        this.restoring = restoring;
        this.source = new ObservedSource(restoring);
    }

    static Lane open(Engine engine, Function<TestDatabase, Restoring> mode, String... ddl) {
        Database database = engine.open();
        for (String sql : ddl) {
            database.execute(sql);
        }
        return of(database, mode);
    }

    static Lane of(Database database, Function<TestDatabase, Restoring> mode) {
        return new Lane(database, mode.apply(testDatabase(database)));
    }

    static TestDatabase testDatabase(Database database) {
        return testDatabase(database.engine(), database.url(), database.user(), database.password(), () -> {});
    }

    private static TestDatabase testDatabase(
            Engine engine, String url, String user, String password, Runnable closing) {
        TestDatabase.@Nullable Copying copying = engine != Engine.POSTGRESQL
                ? null
                : () -> {
                    int slash = url.lastIndexOf('/');
                    int end = url.indexOf('?') < 0 ? url.length() : url.indexOf('?');
                    String admin = url.substring(0, slash + 1) + "postgres" + url.substring(end);
                    String copy = "copy_" + COPIES.incrementAndGet();
                    run(
                            admin,
                            user,
                            password,
                            "create database " + copy + " template " + url.substring(slash + 1, end));
                    return testDatabase(
                            engine, url.substring(0, slash + 1) + copy + url.substring(end), user, password, () -> {
                                try {
                                    run(admin, user, password, "drop database " + copy);
                                } catch (SQLException e) {
                                    throw new IllegalStateException(e);
                                }
                            });
                };
        return new TestDatabase(
                dev.ashlar.testkit.Engine.valueOf(engine.name()),
                url.substring(url.lastIndexOf('/') + 1),
                url,
                user,
                password,
                copying,
                closing);
    }

    private static void run(String url, String user, String password, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    Engine engine() {
        return database.engine();
    }

    /** As seen through the restoring, in auto-commit mode. */
    List<String> rows(String sql) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return rows(connection, sql);
        }
    }

    static List<String> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        }
    }

    /** Through the restoring, in auto-commit mode. */
    void execute(String sql) throws SQLException {
        try (Connection connection = source.getConnection()) {
            execute(connection, sql);
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    Connection transaction() throws SQLException {
        Connection connection = source.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    @Override
    public void close() {
        restoring.close();
        database.close();
    }
}
