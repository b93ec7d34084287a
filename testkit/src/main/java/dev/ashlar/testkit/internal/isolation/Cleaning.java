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

import dev.ashlar.testkit.Engine;
import dev.ashlar.testkit.internal.database.TestDatabase;
import dev.ashlar.testkit.internal.isolation.TableCatalog.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Looks into tables and empties them, on a connection of its own. */
final class Cleaning implements AutoCloseable {

    private final TestDatabase database;
    private @Nullable Connection connection;
    private @Nullable TableCatalog catalog;

    Cleaning(TestDatabase database) {
        this.database = database;
    }

    TableCatalog catalog() throws SQLException {
        if (catalog == null) {
            catalog = TableCatalog.read(connection(), database.engine());
        }
        return catalog;
    }

    /** The tables may be others now. */
    void forgetCatalog() {
        catalog = null;
    }

    private Connection connection() throws SQLException {
        Connection current = connection;
        if (current == null || current.isClosed()) {
            current = database.connect();
            connection = current;
            Engine engine = database.engine();
            if (engine != null) {
                // A lock that a test left must end in a failure, never in a wait.
                execute(List.of(
                        switch (engine) {
                            case H2 -> "set lock_timeout 5000";
                            case POSTGRESQL -> "set lock_timeout = '5s'";
                            case MARIADB ->
                                "set innodb_lock_wait_timeout = 5, lock_wait_timeout = 5, foreign_key_checks = 0";
                        }));
            }
        }
        return current;
    }

    void delete(Collection<Table> tables) throws SQLException {
        if (!tables.isEmpty()) {
            execute(new Deletion(catalog(), database.engine()).statements(tables));
        }
    }

    private void execute(List<String> statements) throws SQLException {
        try (Statement statement = connection().createStatement()) {
            if (statements.size() == 1) {
                statement.execute(statements.get(0));
                return;
            }
            for (String sql : statements) {
                statement.addBatch(sql);
            }
            statement.executeBatch();
        }
    }

    /** Those of some tables that have rows. */
    Set<Table> filled(Collection<Table> tables) throws SQLException {
        List<Table> asked = List.copyOf(tables);
        Set<Table> filled = new LinkedHashSet<>();
        String nowhere = database.engine() == Engine.POSTGRESQL || database.engine() == null ? "" : " from dual";
        String query = IntStream.range(0, asked.size())
                .mapToObj(i -> "select " + i + nowhere + " where exists (select 1 from "
                        + asked.get(i).rows() + ")")
                .collect(Collectors.joining(" union all "));
        if (!asked.isEmpty()) {
            try (Statement statement = connection().createStatement();
                    ResultSet rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    filled.add(asked.get(rows.getInt(1)));
                }
            }
        }
        return filled;
    }

    /** How many rows some tables have. */
    Map<Table, Long> counts(Collection<Table> tables) throws SQLException {
        List<Table> asked = new ArrayList<>(tables);
        Map<Table, Long> counts = new HashMap<>();
        String query = IntStream.range(0, asked.size())
                .mapToObj(i -> "select " + i + ", count(*) from " + asked.get(i).rows())
                .collect(Collectors.joining(" union all "));
        if (!asked.isEmpty()) {
            try (Statement statement = connection().createStatement();
                    ResultSet rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    counts.put(asked.get(rows.getInt(1)), rows.getLong(2));
                }
            }
        }
        return counts;
    }

    @Override
    public void close() throws SQLException {
        Connection current = connection;
        connection = null;
        if (current != null) {
            current.close();
        }
    }
}
