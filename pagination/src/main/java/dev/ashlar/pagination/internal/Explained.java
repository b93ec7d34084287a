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
package dev.ashlar.pagination.internal;

import dev.ashlar.pagination.PaginationException;
import dev.ashlar.pagination.SeekPlan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.Session;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.SelectionQuery;

/**
 * What PostgreSQL would do for a statement, as its manual describes <a
 * href="https://www.postgresql.org/docs/current/using-explain.html">EXPLAIN</a>.
 *
 * @param lines the plan, as the database prints it
 */
record Explained(List<String> lines) {

    private static final Pattern ROWS = Pattern.compile("rows=(\\d+)");

    /** What PostgreSQL would rather do on a small table than seek, and so says nothing about a large one. */
    private static final List<String> ALTERNATIVES = List.of("enable_seqscan", "enable_bitmapscan", "enable_sort");

    /**
     * Has the statement explained, with its parameters, on the session's connection; it selects one text.
     *
     * @throws PaginationException if the database is not PostgreSQL
     */
    static Explained run(
            SharedSessionContractImplementor session, Statement<?> statement, Consumer<SelectionQuery<?>> parameters) {
        check(session);
        return session.doReturningWork(connection -> run(session, connection, statement, parameters));
    }

    /** As {@link #run}, but without what PostgreSQL would rather do on a small table, which says nothing about a large one. */
    static Explained runSeeking(
            SharedSessionContractImplementor session, Statement<?> statement, Consumer<SelectionQuery<?>> parameters) {
        check(session);
        return session.doReturningWork(connection -> {
            Map<String, String> before = new LinkedHashMap<>();
            try {
                for (String setting : ALTERNATIVES) {
                    before.put(setting, set(connection, setting, "off"));
                }
                return run(session, connection, statement, parameters);
            } finally {
                for (Map.Entry<String, String> setting : before.entrySet()) {
                    set(connection, setting.getKey(), setting.getValue());
                }
            }
        });
    }

    private static void check(SharedSessionContractImplementor session) {
        Dialect dialect = session.getFactory().getJdbcServices().getDialect();
        if (!(dialect instanceof PostgreSQLDialect)) {
            throw new PaginationException("Only PostgreSQL's plans are read: dialect="
                    + dialect.getClass().getSimpleName() + ". Ask this one's own EXPLAIN.");
        }
    }

    /** Sets it, and returns what it was. */
    private static String set(Connection connection, String setting, String value) throws SQLException {
        try (PreparedStatement change =
                connection.prepareStatement("select current_setting(?), set_config(?, ?, false)")) {
            change.setString(1, setting);
            change.setString(2, setting);
            change.setString(3, value);
            try (ResultSet result = change.executeQuery()) {
                result.next();
                return result.getString(1);
            }
        }
    }

    private static Explained run(
            SharedSessionContractImplementor session,
            Connection connection,
            Statement<?> statement,
            Consumer<SelectionQuery<?>> parameters) {
        try (Session explaining = session.getFactory()
                .withOptions()
                .connection(connection)
                .tenantIdentifier(session.getTenantIdentifierValue())
                .statementInspector((UnaryOperator<String>) sql -> "explain " + sql)
                .openSession()) {
            SelectionQuery<?> query = statement.open((SharedSessionContractImplementor) explaining);
            parameters.accept(query);
            return new Explained(query.getResultList().stream()
                    .map(row -> (String) (row instanceof Object[] items ? items[0] : row))
                    .toList());
        }
    }

    /** Whether it goes to a place in an index and reads on from there. */
    SeekPlan seekPlan() {
        boolean index = lines.stream().anyMatch(line -> line.contains("Index Cond:"));
        boolean otherwise = lines.stream()
                .anyMatch(line -> line.contains("Seq Scan") || line.contains("Sort Key:") || line.contains("Bitmap"));
        return new SeekPlan(index && !otherwise, lines);
    }

    /** How many rows the planner expects. */
    long rows() {
        Matcher matcher = ROWS.matcher(lines.get(0));
        if (!matcher.find()) {
            throw new IllegalStateException("No plan: lines=" + lines);
        }
        return Long.parseLong(matcher.group(1));
    }
}
