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
package dev.ashlar.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ashlar.core.harness.EachEngine;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.testkit.library.Author;
import dev.ashlar.testkit.library.Book;
import dev.ashlar.testkit.library.Library;
import dev.ashlar.testkit.library.Publisher;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SqlLogTest {

    @EachEngine
    void countsFourteenExecutionsWhereAStatementInspectorSeesEight(Engine engine) {
        List<String> inspected = new ArrayList<>();
        StatementInspector inspector = sql -> {
            inspected.add(sql);
            return sql;
        };
        Map<String, Object> settings = Map.of(
                "hibernate.session_factory.statement_inspector",
                inspector,
                "hibernate.jdbc.batch_size",
                20,
                "hibernate.order_inserts",
                true);
        try (LoggedUnit unit = LoggedUnit.open(engine, settings, Library.entities())) {
            unit.sql.clear();
            inspected.clear();

            unit.factory.inTransaction(session -> {
                session.persist(new Publisher("p"));
                for (int i = 0; i < 50; i++) {
                    Author author = new Author("a" + i);
                    session.persist(author);
                    session.persist(new Book("b", author));
                    session.persist(new Book("c", author));
                }
            });

            assertThat(inspected).hasSize(8);
            assertThat(unit.sql)
                    .batches(8)
                    .inserts(9)
                    .nothingElse()
                    .sequences(5)
                    .statements(14);
            assertThat(unit.sql.statements())
                    .filteredOn(SqlStatement::batch)
                    .extracting(statement -> statement.values().size())
                    .containsExactly(20, 20, 10, 20, 20, 20, 20, 20);
        }
    }

    @EachEngine
    void seesWhatDoesNotPassThroughHibernate(Engine engine) throws SQLException {
        try (LoggedUnit unit = LoggedUnit.open(engine, Library.entities())) {
            unit.factory.inTransaction(session -> {
                session.createMutationQuery("update Author set name = 'z'").executeUpdate();
                session.createNativeQuery("select 1", Integer.class).getSingleResult();
                session.doWork(connection -> {
                    try (var statement = connection.createStatement()) {
                        statement.executeQuery("select 2").close();
                    }
                });
            });
            assertThat(unit.sql).updates(1).selects(2).nothingElse();

            unit.sql.clear();
            unit.factory.getSchemaManager().truncate();
            assertThat(unit.sql.count(SqlKind.DDL)).isPositive();
        }
    }

    @EachEngine
    void countsWhatTheDatabaseRefusedAndSaysSo(Engine engine) throws SQLException {
        try (LoggedUnit unit = LoggedUnit.open(engine, Library.entities());
                Connection connection = unit.connect();
                var statement = connection.createStatement()) {
            unit.sql.clear();

            assertThatThrownBy(() -> statement.executeUpdate("delete from nowhere"))
                    .isInstanceOf(SQLException.class);

            assertThat(unit.sql).deletes(1).nothingElse();
            assertThat(unit.sql.statements()).singleElement().matches(SqlStatement::failed);
            assertThat(unit.sql.toString()).contains("1 × delete from nowhere (failed)\n");
        }
    }

    @EachEngine
    void leavesOutTheSetUpOfThisThreadAlone(Engine engine) throws InterruptedException, SQLException {
        try (LoggedUnit unit = LoggedUnit.open(engine, Library.entities())) {
            unit.sql.clear();
            unit.sql.excluding(() -> {
                unit.factory.inTransaction(session -> session.persist(new Publisher("mine")));
                unit.sql.excluding(() -> {});
                unit.factory.inTransaction(session -> session.persist(new Publisher("mine too")));
                Thread other = new Thread(
                        () -> unit.factory.inTransaction(session -> session.persist(new Publisher("other"))), "other");
                other.start();
                other.join();
            });
            assertThat(unit.sql.statements())
                    .singleElement()
                    .matches(statement -> statement.thread().equals("other"));

            assertThatThrownBy(() -> unit.sql.excluding(() -> {
                        throw new SQLException("set-up");
                    }))
                    .isInstanceOf(SQLException.class);
            unit.factory.inTransaction(session -> session.persist(new Publisher("mine again")));
            assertThat(unit.sql).inserts(2);
        }
    }

    /** On H2 alone: what is said is of our own making. */
    @Nested
    class Says {

        private LoggedUnit unit;
        private Connection connection;

        @BeforeEach
        void open() throws SQLException {
            unit = LoggedUnit.open(Engine.H2);
            connection = unit.connect();
            try (var statement = connection.createStatement()) {
                statement.execute("create table t (id int primary key, name varchar(1000))");
            }
            unit.sql.clear();
        }

        @AfterEach
        void close() throws SQLException {
            connection.close();
            unit.close();
        }

        private void insert(int id, Object name) {
            try (var insert = connection.prepareStatement("insert into t values (?, ?)")) {
                insert.setInt(1, id);
                insert.setObject(2, name);
                insert.executeUpdate();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private void select() {
            try (var select = connection.createStatement()) {
                select.executeQuery("select *\n  from t").close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private String at(String method, int line) {
            return "      at dev.ashlar.testkit.SqlLogTest$Says." + method + "(SqlLogTest.java:" + line + ")\n";
        }

        private String failure(ThrowingCallable assertion) {
            return catchThrowableOfType(AssertionError.class, assertion).getMessage();
        }

        @Test
        void whatWasExecutedByTextAndLine() {
            for (int i = 0; i < 4; i++) {
                insert(i, i == 0 ? null : "name " + i);
            }
            select();
            int insert = unit.sql.statements().get(0).line().getLineNumber();
            int select = unit.sql.statements().get(4).line().getLineNumber();

            assertThat(failure(() -> assertThat(unit.sql).inserts(2)))
                    .isEqualTo("""
                            Expected 2 inserts, but there were 4.
                            5 executions: 1 select, 4 inserts
                              4 × insert into t values (?, ?)
                                  with [0, null], [1, 'name 1'], [2, 'name 2'] and 1 more
                            %s  1 × select * from t
                            %s""".formatted(at("insert", insert), at("select", select)));
        }

        @Test
        void howLargeBatchesWere() throws SQLException {
            try (var insert = connection.prepareStatement("insert into t values (?, ?)")) {
                for (int i = 0; i < 5; i++) {
                    insert.setInt(1, i);
                    insert.setString(2, "x".repeat(70));
                    insert.addBatch();
                    if (i % 3 == 2) {
                        insert.executeBatch();
                    }
                }
                insert.executeBatch();
            }
            List<SqlStatement> statements = unit.sql.statements();
            String abbreviated = "'" + "x".repeat(60) + "… (70 characters)'";

            assertThat(failure(() -> assertThat(unit.sql).batches(1))).isEqualTo("""
                            Expected 1 batch, but there were 2.
                            2 executions: 2 inserts
                              1 × insert into t values (?, ?)
                                  in 1 batch of 3 rows
                                  with [0, %1$s], [1, %1$s], [2, %1$s]
                            %2$s  1 × insert into t values (?, ?)
                                  in 1 batch of 2 rows
                                  with [3, %1$s], [4, %1$s]
                            %3$s""".formatted(
                            abbreviated,
                            at("howLargeBatchesWere", statements.get(0).line().getLineNumber()),
                            at("howLargeBatchesWere", statements.get(1).line().getLineNumber())));
        }

        @Test
        void whatElseThereWas() {
            insert(1, "one");
            select();
            int select = unit.sql.statements().get(1).line().getLineNumber();

            assertThat(failure(() -> assertThat(unit.sql).inserts(1).updates(0).nothingElse()))
                    .isEqualTo("""
                            Expected nothing but inserts, updates, but there was 1.
                            1 execution: 1 select
                              1 × select * from t
                            %s""".formatted(at("select", select)));
        }

        @Test
        void thatThereWasNothing() {
            assertThat(failure(() -> assertThat(unit.sql).as("the cache").selects(1)))
                    .isEqualTo("""
                            [the cache] Expected 1 select, but there was none.
                            Nothing was executed.
                            """);
        }

        @Test
        void whichNumberWasExceeded() {
            select();
            select();
            assertThat(failure(() -> assertThat(unit.sql).noMoreThan(1)))
                    .startsWith("Expected no more than 1 execution, but there were 2.\n2 executions: 2 selects\n  2 ×");
            assertThat(failure(() -> assertThat(unit.sql).nothing()))
                    .startsWith("Expected no execution, but there were 2.\n");
            assertThat(failure(() -> assertThat(unit.sql).statements(3)))
                    .startsWith("Expected 3 executions, but there were 2.\n");
            assertThat(failure(() -> assertThat(unit.sql).nothingElse()))
                    .startsWith("Expected nothing, but there were 2.\n");
            assertThat(unit.sql).noMoreThan(2).statements(2).nothingElse();
        }

        @Test
        void theThreadIfNoLineIsTheUsers() throws Exception {
            MethodHandle execute = MethodHandles.lookup()
                    .findVirtual(PreparedStatement.class, "execute", MethodType.methodType(boolean.class))
                    .bindTo(connection.prepareStatement("select 1"));
            Thread thread = new Thread(MethodHandleProxies.asInterfaceInstance(Runnable.class, execute), "worker");
            thread.start();
            thread.join();

            assertThat(unit.sql.toString()).endsWith("      in thread worker\n");
        }
    }
}
