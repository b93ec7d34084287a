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
package dev.ashlar.testkit.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.EachEngine;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.testkit.SqlKind;
import java.io.StringReader;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ObservedConnectionTest {

    private final List<Execution> executions = new ArrayList<>();
    private final StatementInterceptor keeping = (execution, call) -> {
        executions.add(execution);
        return call.proceed();
    };

    private Connection observed(Database database) {
        return ObservedConnection.of(database.connect(), keeping);
    }

    private static List<List<@Nullable Object>> rows(List<?>... rows) {
        List<List<@Nullable Object>> all = new ArrayList<>();
        for (List<?> row : rows) {
            all.add(new ArrayList<>(row));
        }
        return all;
    }

    @EachEngine
    void handsOverEachExecutionWithItsValues(Engine engine) throws SQLException {
        try (Database database = engine.open();
                Connection connection = observed(database);
                Statement statement = connection.createStatement()) {
            statement.execute("create table t (id int primary key, name varchar(100))");
            try (PreparedStatement insert = connection.prepareStatement("insert into t values (?, ?)")) {
                insert.setString(2, "one");
                insert.setInt(1, 1);
                assertThat(insert.executeUpdate()).isEqualTo(1);
                insert.setInt(1, 2);
                assertThat(insert.executeLargeUpdate()).isEqualTo(1);
                insert.clearParameters();
                insert.setInt(1, 3);
                assertThatThrownBy(insert::executeUpdate).isInstanceOf(SQLException.class);
                insert.setNull(2, Types.VARCHAR);
                assertThat(insert.execute()).isFalse();
                insert.setObject(1, 4, Types.INTEGER);
                StringReader text = new StringReader("four");
                insert.setCharacterStream(2, text, 4);
                insert.executeUpdate();
                assertThat(executions)
                        .extracting(Execution::values)
                        .containsExactly(
                                List.of(),
                                rows(List.of(1, "one")),
                                rows(List.of(2, "one")),
                                rows(List.of(3)),
                                rows(Arrays.asList(3, null)),
                                rows(List.of(4, text)));
            }
            assertThat(statement.executeUpdate("update t set name = 'x'", Statement.NO_GENERATED_KEYS))
                    .isEqualTo(4);
            try (var result = statement.executeQuery("select count(*) from t")) {
                assertThat(result.next()).isTrue();
                assertThat(result.getInt(1)).isEqualTo(4);
            }
            assertThat(executions)
                    .extracting(Execution::kind)
                    .containsExactly(
                            SqlKind.DDL,
                            SqlKind.INSERT,
                            SqlKind.INSERT,
                            SqlKind.INSERT,
                            SqlKind.INSERT,
                            SqlKind.INSERT,
                            SqlKind.UPDATE,
                            SqlKind.SELECT);
            assertThat(executions).noneMatch(Execution::batch);
        }
    }

    @EachEngine
    void handsOverABatchAsOne(Engine engine) throws SQLException {
        try (Database database = engine.open();
                Connection connection = observed(database);
                Statement statement = connection.createStatement()) {
            statement.execute("create table t (id int primary key, name varchar(100))");
            executions.clear();
            try (PreparedStatement insert = connection.prepareStatement("insert into t values (?, ?)")) {
                assertThat(insert.executeBatch()).isEmpty();
                insert.setString(2, "same");
                insert.setInt(1, 1);
                insert.addBatch();
                insert.setInt(1, 2);
                insert.addBatch();
                assertThat(insert.executeBatch()).hasSize(2);
                insert.setInt(1, 3);
                insert.addBatch();
                insert.clearBatch();
                insert.setInt(1, 4);
                insert.addBatch();
                insert.executeLargeBatch();
                insert.setInt(1, 1);
                insert.addBatch();
                assertThatThrownBy(insert::executeBatch).isInstanceOf(SQLException.class);
                insert.setInt(1, 5);
                insert.addBatch();
                insert.executeBatch();
            }
            statement.addBatch("update t set name = 'a'");
            statement.addBatch("update t set name = 'b'");
            statement.executeBatch();
            statement.addBatch("update t set name = 'c'");
            statement.addBatch("delete from t");
            statement.executeBatch();

            assertThat(executions).allMatch(Execution::batch);
            assertThat(executions)
                    .extracting(Execution::values)
                    .containsExactly(
                            rows(List.of(1, "same"), List.of(2, "same")),
                            rows(List.of(4, "same")),
                            rows(List.of(1, "same")),
                            rows(List.of(5, "same")),
                            List.of(),
                            List.of());
            assertThat(executions.get(4).sql()).isEqualTo("update t set name = 'a';\nupdate t set name = 'b'");
            assertThat(executions).extracting(Execution::kind).endsWith(SqlKind.INSERT, SqlKind.UPDATE, SqlKind.OTHER);
        }
    }

    @EachEngine
    void handsOverCalls(Engine engine) throws SQLException {
        try (Database database = engine.open();
                Connection connection = observed(database);
                CallableStatement call = connection.prepareCall("{? = call abs(?)}")) {
            call.registerOutParameter(1, Types.INTEGER);
            call.setInt(2, -7);
            call.execute();

            assertThat(call.getInt(1)).isEqualTo(7);
            assertThat(executions).singleElement().satisfies(execution -> {
                assertThat(execution.kind()).isEqualTo(SqlKind.CALL);
                assertThat(execution.values()).isEqualTo(rows(List.of(-7)));
            });
        }
    }

    @EachEngine
    void letsTheDriversExceptionsOutAsTheyAre(Engine engine) throws SQLException {
        try (Database database = engine.open();
                Connection inner = database.connect();
                Connection connection = ObservedConnection.of(inner, keeping)) {
            Throwable expected = org.assertj.core.api.Assertions.catchThrowable(
                    () -> inner.createStatement().execute("nonsense"));

            assertThatThrownBy(() -> connection.createStatement().execute("nonsense"))
                    .isExactlyInstanceOf(expected.getClass())
                    .hasMessage(expected.getMessage());
            assertThatThrownBy(() -> connection.prepareStatement("select 1").setMaxRows(-1))
                    .isInstanceOf(SQLException.class);
        }
    }

    @EachEngine
    void canBeRefused(Engine engine) throws SQLException {
        StatementInterceptor refusing = (execution, call) -> {
            throw new SQLException("refused: " + execution.sql());
        };
        try (Database database = engine.open();
                Connection connection = ObservedConnection.of(database.connect(), refusing)) {
            assertThatThrownBy(() -> connection.createStatement().execute("create table t (id int)"))
                    .isExactlyInstanceOf(SQLException.class)
                    .hasMessage("refused: create table t (id int)");
            assertThatThrownBy(() -> database.execute("drop table t")).isInstanceOf(IllegalStateException.class);
        }
    }

    @EachEngine
    void leadsBackToItself(Engine engine) throws SQLException {
        try (Database database = engine.open();
                Connection inner = database.connect();
                Connection connection = ObservedConnection.of(inner, keeping)) {
            assertThat(connection.createStatement().getConnection()).isSameAs(connection);
            assertThat(connection.prepareStatement("select 1").getConnection()).isSameAs(connection);
            assertThat(connection.getMetaData().getConnection()).isSameAs(connection);
            assertThat(connection.getMetaData().getDatabaseProductName())
                    .isEqualTo(inner.getMetaData().getDatabaseProductName());
        }
    }

    @EachEngine
    void unwrapsToTheDriversClassesAndIsEqualToItselfAlone(Engine engine) throws SQLException {
        try (Database database = engine.open();
                Connection inner = database.connect();
                Connection connection = ObservedConnection.of(inner, keeping);
                PreparedStatement statement = connection.prepareStatement("select 1")) {
            Class<? extends Connection> vendor = inner.getClass();

            assertThat(connection.isWrapperFor(vendor)).isTrue();
            assertThat((Object) connection.unwrap(vendor)).isSameAs(inner);
            assertThat(connection.isWrapperFor(Connection.class)).isTrue();
            assertThat(connection.unwrap(Connection.class)).isSameAs(connection);
            assertThat(connection.isWrapperFor(Runnable.class)).isFalse();
            assertThatThrownBy(() -> connection.unwrap(Runnable.class)).isInstanceOf(SQLException.class);
            assertThat(statement.unwrap(PreparedStatement.class)).isSameAs(statement);

            Set<Object> set = new HashSet<>(List.of(connection, inner, statement));
            assertThat(set).hasSize(3).contains(connection, inner, statement);
            assertThat(connection).hasToString("Observed[" + inner + "]");
        }
    }

    /** With a stand-in: of a driver's own connection a second close would not show. */
    @Test
    void closesTheConnectionBelowOnce() throws SQLException {
        Connection inner = mock(Connection.class);
        Connection connection = ObservedConnection.of(inner, keeping);
        connection.close();
        connection.close();

        verify(inner, times(1)).close();
    }
}
