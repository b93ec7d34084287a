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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.core.harness.Engine;
import dev.ashlar.testkit.PersistenceTestException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass(name = "{0}")
@MethodSource("dev.ashlar.core.harness.Engine#all")
class RollbackRestoringTest {

    private static Lane lane;

    @Parameter
    private Engine engine;

    @BeforeParameterizedClassInvocation
    static void open(Engine engine) {
        lane = Lane.open(
                engine,
                database -> new RollbackRestoring(database, Duration.ofMillis(500)),
                "create table items (id int primary key)",
                "create sequence numbers",
                "insert into items values (100)");
    }

    @AfterParameterizedClassInvocation
    static void close() {
        lane.close();
    }

    @BeforeEach
    void begin() {
        lane.restoring.begin("test");
    }

    /** A test that ends by itself begins an empty level for this. */
    @AfterEach
    void end() {
        lane.restoring.end();
        assertThat(lane.database.rows("select id from items order by id")).containsExactly("100");
    }

    private void endsBadly(String... words) {
        assertThatThrownBy(lane.restoring::end)
                .isInstanceOf(PersistenceTestException.class)
                .hasMessageContainingAll(words);
        lane.restoring.begin("next");
    }

    private static List<String> ids() throws SQLException {
        return lane.rows("select id from items order by id");
    }

    private static void insert(Connection connection, int id) throws SQLException {
        Lane.execute(connection, "insert into items values (" + id + ")");
    }

    @Test
    void keepsWhatIsCommittedUntilTheEnd() throws SQLException {
        try (Connection connection = lane.transaction()) {
            insert(connection, 1);
            connection.commit();
            insert(connection, 2);
            connection.rollback();
            insert(connection, 3);
            connection.setAutoCommit(true);
            insert(connection, 4);
        }

        assertThat(ids()).containsExactly("1", "3", "4", "100");
        assertThat(lane.database.rows("select id from items")).containsExactly("100");
    }

    @Test
    void rollsBackWhatIsOpenWhenTheConnectionIsClosed() throws SQLException {
        try (Connection connection = lane.transaction()) {
            insert(connection, 1);
        }

        assertThat(ids()).containsExactly("100");
    }

    @Test
    void keepsAnInnerTransactionApartFromItsOuterOne() throws SQLException {
        try (Connection outer = lane.transaction();
                Connection inner = lane.transaction()) {
            insert(outer, 1);
            insert(inner, 2);
            inner.rollback();
            insert(inner, 3);
            inner.commit();
            outer.commit();
        }

        assertThat(ids()).containsExactly("1", "3", "100");
    }

    @Test
    void reportsACommittedInnerTransactionThatItsOuterOneUndid() throws SQLException {
        try (Connection outer = lane.transaction();
                Connection inner = lane.transaction()) {
            insert(outer, 1);
            insert(inner, 2);
            inner.commit();
            outer.rollback();
        }

        assertThat(ids()).containsExactly("100");
        endsBadly("test=[test]", "committed=[", "rolledBack=[", "DIRTY_TABLES");
    }

    @Test
    void reportsAnAutoCommittedStatementThatAnOuterTransactionUndid() throws SQLException {
        try (Connection outer = lane.transaction()) {
            insert(outer, 1);
            lane.execute("insert into items values (2)");
            outer.rollback();
        }

        assertThat(ids()).containsExactly("100");
        endsBadly("committed=[");
    }

    @Test
    void saysNothingIfTheTestEndsWithTheRollback() throws SQLException {
        try (Connection outer = lane.transaction()) {
            insert(outer, 1);
            lane.execute("insert into items values (2)");
        }
    }

    @Test
    void saysNothingIfOnlyARefusedStatementFollowsTheRollback() throws SQLException {
        if (engine != Engine.POSTGRESQL) {
            return;
        }
        try (Connection outer = lane.transaction();
                Connection inner = lane.transaction()) {
            insert(outer, 1);
            insert(inner, 2);
            outer.rollback();
            assertThatThrownBy(() -> insert(outer, 100)).isInstanceOf(SQLException.class);
            assertThatThrownBy(inner::commit).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> insert(outer, 3))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("25P02"));
        }
    }

    @Test
    void checksDeferredConstraintsAtEachCommit() throws SQLException {
        if (engine != Engine.POSTGRESQL) {
            return;
        }
        lane.execute("create table late (id int primary key, item int references items deferrable initially deferred)");
        lane.execute("create table early (id int primary key, item int references items deferrable)");
        try (Connection connection = lane.transaction()) {
            Lane.execute(connection, "insert into late values (1, 1)");
            insert(connection, 1);
            connection.commit();

            Lane.execute(connection, "insert into late values (2, 2)");
            assertThatThrownBy(connection::commit)
                    .satisfies(e -> assertThat(((SQLException) e).getSQLState()).isEqualTo("23503"));
            assertThat(Lane.rows(connection, "select id from late")).containsExactly("1");

            // Still deferred, and the other one still is not.
            Lane.execute(connection, "insert into late values (2, 2)");
            insert(connection, 2);
            connection.commit();
            assertThatThrownBy(() -> Lane.execute(connection, "insert into early values (1, 3)"))
                    .isInstanceOf(SQLException.class);
            connection.rollback();

            Lane.execute(connection, "set constraints all deferred");
            Lane.execute(connection, "insert into early values (1, 3)");
            assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
        }
        assertThatThrownBy(() -> lane.execute("insert into late values (3, 3)")).isInstanceOf(SQLException.class);
        assertThat(lane.rows("select id from late order by id")).containsExactly("1", "2");
        assertThat(lane.rows("select id from early")).isEmpty();
    }

    @Test
    void keepsASchemaToTheConnectionThatSetIt() throws SQLException {
        if (engine == Engine.MARIADB) {
            return;
        }
        lane.database.execute("create schema other");
        lane.database.execute("create table other.items (id int)");
        try (Connection one = lane.transaction();
                Connection two = lane.transaction()) {
            String before = two.getSchema();
            one.setSchema(engine == Engine.H2 ? "OTHER" : "other");
            insert(one, 1);
            assertThat(Lane.rows(two, "select id from items")).containsExactly("100");
            one.rollback();
            insert(one, 2);
            one.commit();
            assertThat(Lane.rows(two, "select id from items")).containsExactly("100");
            assertThat(Lane.rows(one, "select id from items")).containsExactly("2");
            assertThat(two.getSchema()).isEqualTo(before);
        }
        assertThat(ids()).containsExactly("100");
    }

    @Test
    void saysNothingOfAnInnerTransactionThatOnlyRead() throws SQLException {
        try (Connection outer = lane.transaction();
                Connection inner = lane.transaction()) {
            insert(outer, 1);
            Lane.rows(inner, "select id from items");
            inner.commit();
            outer.rollback();
        }

        assertThat(ids()).containsExactly("100");
    }

    @Test
    void saysNothingOfAnInnerTransactionThatWentBackOverAllItWrote() throws SQLException {
        try (Connection outer = lane.transaction();
                Connection inner = lane.transaction()) {
            insert(outer, 1);
            Savepoint savepoint = inner.setSavepoint();
            insert(inner, 2);
            inner.rollback(savepoint);
            inner.commit();
            outer.rollback();
        }

        assertThat(ids()).containsExactly("100");
    }

    @Test
    void reportsWhatAnInnerTransactionWroteBeforeItsSavepoint() throws SQLException {
        try (Connection outer = lane.transaction();
                Connection inner = lane.transaction()) {
            insert(outer, 1);
            insert(inner, 2);
            Savepoint savepoint = inner.setSavepoint();
            insert(inner, 3);
            inner.rollback(savepoint);
            inner.commit();
            outer.rollback();
        }

        assertThat(ids()).containsExactly("100");
        endsBadly("committed=[");
    }

    @Test
    void saysNothingOfStatementsThatAnInnerTransactionUndidIfTheOuterOneWentBackOverThem() throws SQLException {
        try (Connection outer = lane.transaction();
                Connection inner = lane.transaction()) {
            insert(outer, 1);
            Savepoint savepoint = outer.setSavepoint();
            insert(inner, 2);
            insert(outer, 3);
            inner.rollback();
            outer.rollback(savepoint);
            outer.commit();
        }

        assertThat(ids()).containsExactly("1", "100");
    }

    @Test
    void reportsWhatWasCommittedWithinAFailedTransactionAndItsOuterOneUndid() throws SQLException {
        try (Connection outer = lane.transaction();
                Connection inner = lane.transaction()) {
            insert(outer, 1);
            assertThatThrownBy(() -> insert(inner, 1)).isInstanceOf(SQLException.class);
            lane.execute("insert into items values (2)");
            inner.commit();
            outer.rollback();
        }

        assertThat(ids()).containsExactly("100");
        endsBadly("committed=[", "rolledBack=[");
    }

    @Test
    void saysNothingOfAFailedTransactionThatItsOuterOneUndid() throws SQLException {
        if (engine != Engine.POSTGRESQL) {
            return;
        }
        try (Connection outer = lane.transaction();
                Connection inner = lane.transaction()) {
            insert(outer, 1);
            insert(inner, 2);
            assertThatThrownBy(() -> insert(inner, 2)).isInstanceOf(SQLException.class);
            outer.rollback();
            inner.commit();
        }

        assertThat(ids()).containsExactly("100");
    }

    @Test
    void letsAnOuterTransactionEndBeforeItsInnerOne() throws SQLException {
        try (Connection outer = lane.transaction();
                Connection inner = lane.transaction()) {
            insert(outer, 1);
            insert(inner, 2);
            outer.commit();
            insert(inner, 3);
            inner.rollback();
        }

        assertThat(ids()).containsExactly("1", "100");
    }

    @Test
    void reportsStatementsOfAnOuterTransactionThatAnInnerOneUndid() throws SQLException {
        try (Connection outer = lane.transaction();
                Connection inner = lane.transaction()) {
            insert(outer, 1);
            insert(inner, 2);
            insert(outer, 3);
            inner.rollback();
            outer.commit();
        }

        assertThat(ids()).containsExactly("1", "100");
        endsBadly("committed=[");
    }

    @Test
    void refusesToGoOnInAnInnerTransactionThatItsOuterOneUndid() throws SQLException {
        try (Connection outer = lane.transaction();
                Connection inner = lane.transaction()) {
            insert(outer, 1);
            insert(inner, 2);
            outer.rollback();

            assertThatThrownBy(() -> insert(inner, 3)).hasMessageContaining("DIRTY_TABLES");
            assertThatThrownBy(inner::commit).isInstanceOf(SQLException.class);
        }

        assertThat(ids()).containsExactly("100");
        endsBadly("committed=[");
    }

    @Test
    void goesBackToSavepointsOfTheApplication() throws SQLException {
        try (Connection connection = lane.transaction()) {
            insert(connection, 1);
            Savepoint savepoint = connection.setSavepoint();
            insert(connection, 2);
            assertThatThrownBy(() -> insert(connection, 2)).isInstanceOf(SQLException.class);
            connection.rollback(savepoint);
            insert(connection, 3);
            connection.releaseSavepoint(savepoint);
            Savepoint named = connection.setSavepoint("named");
            insert(connection, 4);
            connection.rollback(named);
            connection.commit();
        }

        assertThat(ids()).containsExactly("1", "3", "100");
    }

    @Test
    void doesNotLetAFailedStatementInAutoCommitHurtOthers() throws SQLException {
        lane.execute("insert into items values (1)");
        assertThatThrownBy(() -> lane.execute("insert into items values (1)")).isInstanceOf(SQLException.class);
        try (Connection outer = lane.transaction()) {
            insert(outer, 2);
            assertThatThrownBy(() -> lane.execute("insert into items values (2)"))
                    .isInstanceOf(SQLException.class);
            insert(outer, 3);
            outer.commit();
        }

        assertThat(ids()).containsExactly("1", "2", "3", "100");
    }

    @Test
    void failsAfterAFailedStatementAsTheEngineDoes() throws SQLException {
        try (Connection connection = lane.transaction()) {
            insert(connection, 1);
            assertThatThrownBy(() -> insert(connection, 1)).isInstanceOf(SQLException.class);
            if (engine == Engine.POSTGRESQL) {
                assertThatThrownBy(() -> insert(connection, 2))
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(e.getSQLState()).isEqualTo("25P02"));
                connection.commit();
                assertThat(ids()).containsExactly("100");
            } else {
                insert(connection, 2);
                connection.commit();
                assertThat(ids()).containsExactly("1", "2", "100");
            }
            insert(connection, 5);
            connection.commit();
        }

        assertThat(ids()).contains("5");
    }

    @Test
    void keepsWhatIsCommittedWithinATransactionThatHadFailed() throws SQLException {
        try (Connection outer = lane.transaction();
                Connection inner = lane.transaction()) {
            insert(outer, 1);
            assertThatThrownBy(() -> insert(outer, 1)).isInstanceOf(SQLException.class);
            insert(inner, 2);
            inner.commit();
            if (engine == Engine.POSTGRESQL) {
                assertThatThrownBy(() -> insert(outer, 3)).isInstanceOf(SQLException.class);
                outer.rollback();
                assertThat(ids()).containsExactly("2", "100");
            } else {
                outer.commit();
                assertThat(ids()).containsExactly("1", "2", "100");
            }
        }
    }

    @Test
    void nestsLevels() throws SQLException {
        lane.execute("insert into items values (1)");
        for (int test = 0; test < 3; test++) {
            lane.restoring.begin("inner");
            lane.execute("insert into items values (2)");
            assertThat(ids()).containsExactly("1", "2", "100");
            lane.restoring.end();
        }

        assertThat(ids()).containsExactly("1", "100");
    }

    @Test
    void keepsATransactionOfAnOuterLevelOpen() throws SQLException {
        try (Connection connection = lane.transaction()) {
            insert(connection, 1);
            lane.restoring.begin("inner");
            insert(connection, 2);
            lane.execute("insert into items values (3)");
            lane.restoring.end();
            assertThat(Lane.rows(connection, "select id from items order by id"))
                    .containsExactly("1", "100");
            connection.commit();
        }

        assertThat(ids()).containsExactly("1", "100");
    }

    @Test
    void closesConnectionsThatAreOpenAtTheEnd() throws SQLException {
        Connection connection = lane.transaction();
        insert(connection, 1);
        lane.restoring.end();
        lane.restoring.begin("next");

        assertThat(ids()).containsExactly("100");
        assertThat(connection.isClosed()).isTrue();
        assertThatThrownBy(() -> insert(connection, 2))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08003"));
    }

    @Test
    void letsThreadsTakeTurns() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int id = i;
            running.add(threads.submit(() -> {
                try (Connection connection = lane.transaction()) {
                    insert(connection, id);
                    insert(connection, id + 200);
                    if (id % 2 == 0) {
                        connection.commit();
                    } else {
                        connection.rollback();
                    }
                }
                return null;
            }));
        }
        for (Future<?> future : running) {
            future.get();
        }
        threads.shutdown();

        assertThat(ids()).hasSize(41);
    }

    @Test
    void doesNotWaitForAnotherThreadForever() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (Connection outer = lane.transaction()) {
            insert(outer, 1);
            Future<?> other = threads.submit(() -> {
                lane.execute("insert into items values (2)");
                return null;
            });
            assertThatThrownBy(() -> other.get(5, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(java.sql.SQLTimeoutException.class)
                    .hasMessageContainingAll(
                            "holder=[" + Thread.currentThread().getName() + "]", "began=[", "DIRTY_TABLES");
            // One whose transaction it is may go on with it.
            threads.submit(() -> {
                        insert(outer, 3);
                        outer.commit();
                        return null;
                    })
                    .get();
        }
        threads.shutdown();

        assertThat(ids()).containsExactly("1", "3", "100");
    }

    /** Hibernate's pooled ids hold a lock of the JVM while they ask. */
    @Test
    void givesOutNumbersWhileAnotherThreadHasATransaction() throws Exception {
        String next = switch (engine) {
            case H2 -> "select next value for numbers";
            case POSTGRESQL -> "select nextval('numbers')";
            case MARIADB -> "select nextval(numbers)";
        };
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (Connection outer = lane.transaction()) {
            insert(outer, 1);
            Future<List<String>> other = threads.submit(() -> {
                try (Connection connection = lane.transaction()) {
                    return Lane.rows(connection, next);
                }
            });
            assertThat(other.get()).hasSize(1);
            outer.rollback();
        }
        threads.shutdown();
    }

    @Test
    void refusesTransactionsInText() throws SQLException {
        try (Connection connection = lane.transaction()) {
            insert(connection, 1);
            for (String sql : List.of(
                    "COMMIT", "/* x */ rollback", "begin", "start transaction", "savepoint x", "select 1; commit")) {
                assertThatThrownBy(() -> Lane.execute(connection, sql))
                        .as(sql)
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("is refused");
            }
            connection.commit();
        }

        assertThat(ids()).containsExactly("1", "100");
    }

    @Test
    void undoesDefinitionsOrRefusesThem() throws SQLException {
        if (engine == Engine.POSTGRESQL) {
            lane.execute("create table more (id int)");
            lane.execute("truncate items");
            lane.restoring.end();
            lane.restoring.begin("next");
            assertThatThrownBy(() -> lane.execute("select * from more")).isInstanceOf(SQLException.class);
        } else {
            lane.execute("insert into items values (1)");
            for (String sql : List.of(
                    "create table more (id int)",
                    "truncate table items",
                    "drop table items",
                    "alter table items add name varchar(10)",
                    "create index more on items (id)",
                    "set autocommit = 1")) {
                assertThatThrownBy(() -> lane.execute(sql)).as(sql).hasMessageContaining("is refused");
            }
            lane.execute(
                    engine == Engine.H2
                            ? "create local temporary table more (id int) transactional"
                            : "create temporary table more (id int)");
            lane.execute("insert into more values (1)");
            if (engine == Engine.MARIADB) {
                lane.execute("drop temporary table more");
            }
            assertThat(ids()).containsExactly("1", "100");
        }
    }

    @Test
    void remembersSettingsOfEachConnection() throws SQLException {
        try (Connection one = lane.transaction();
                Connection other = lane.transaction()) {
            int isolation = other.getTransactionIsolation();
            one.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            one.setReadOnly(true);
            assertThat(one.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
            assertThat(other.getTransactionIsolation()).isEqualTo(isolation);
            assertThat(other.isReadOnly()).isFalse();
            insert(other, 1);
            other.commit();
            if (engine == Engine.POSTGRESQL) {
                assertThatThrownBy(() -> insert(one, 2))
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(e.getSQLState()).isEqualTo("25006"));
                one.rollback();
            } else {
                insert(one, 2);
            }
        }

        assertThat(ids()).containsExactly("1", "100");
    }

    @Test
    void replacesAConnectionThatIsLost() throws SQLException {
        if (engine != Engine.POSTGRESQL) {
            return;
        }
        lane.execute("insert into items values (1)");
        lane.database.rows("select pg_terminate_backend(pid)::text from pg_stat_activity where datname ="
                + " current_database() and pid <> pg_backend_pid()");
        assertThatThrownBy(() -> lane.execute("insert into items values (2)")).isInstanceOf(SQLException.class);
        endsBadly("its connection is lost");

        lane.execute("insert into items values (1)");
        assertThat(ids()).containsExactly("1", "100");
    }

    @Test
    void noticesACommitThatItCouldNotSee() throws SQLException {
        if (engine == Engine.POSTGRESQL) {
            return;
        }
        Connection connection = lane.transaction();
        insert(connection, 1);
        Connection below = lane.restoring.connect();
        Lane.execute(below, engine == Engine.H2 ? "analyze" : "analyze table items");
        endsBadly("ended by something else");
        lane.database.execute("delete from items where id = 1");
    }

    @Test
    void canBeUsedAfterAnEmptyLevel() {
        assertThatCode(() -> {
                    lane.restoring.begin("empty");
                    lane.restoring.end();
                })
                .doesNotThrowAnyException();
    }
}
