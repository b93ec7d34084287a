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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.core.harness.Engine;
import dev.ashlar.testkit.PersistenceTestException;
import dev.ashlar.testkit.TestIsolation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What is committed for real is deleted. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.ashlar.core.harness.Engine#all")
class CommittedRestoringTest {

    private static final List<String> TABLES =
            List.of("children", "parents", "nodes", "cycle_a", "cycle_b", "hidden", "untouched");

    @Parameter
    private Engine engine;

    private Lane lane;

    /** A lane for each test: what one left must not be found by the next. */
    @BeforeEach
    void open() {
        lane = Lane.open(
                engine,
                database -> Restoring.of(TestIsolation.DIRTY_TABLES, database, () -> {
                    throw new AssertionError();
                }),
                "create table parents (id int primary key)",
                "create table children (id int primary key, parent int, foreign key (parent) references parents (id))",
                "create table nodes (id int primary key, up int, foreign key (up) references nodes (id))",
                "create table cycle_a (id int primary key, b int)",
                "create table cycle_b (id int primary key, a int, foreign key (a) references cycle_a (id))",
                "alter table cycle_a add constraint a_to_b foreign key (b) references cycle_b (id)",
                "create table hidden (id int)",
                "create table untouched (id int)",
                "create table countries (id int primary key)",
                "insert into countries values (1)",
                "create view parent_view as select id from parents");
        lane.restoring.begin("class");
        lane.restoring.begin("first");
    }

    @AfterEach
    void close() {
        lane.close();
    }

    private void next(String name) {
        lane.restoring.end();
        lane.restoring.begin(name);
    }

    private void endsClean() {
        lane.restoring.end();
        lane.restoring.end();
        assertNothingLeft();
    }

    private void assertNothingLeft() {
        for (String table : TABLES) {
            assertThat(lane.database.rows("select * from " + table)).as(table).isEmpty();
        }
        assertThat(lane.database.rows("select id from countries")).containsExactly("1");
    }

    private void endsBadly(String... words) {
        assertThatThrownBy(lane.restoring::end)
                .isInstanceOf(PersistenceTestException.class)
                .satisfies(e -> assertThat(words)
                        .allSatisfy(word -> assertThat(e.getMessage()).containsIgnoringCase(word)));
    }

    /** As a trigger would: without a statement that is seen. */
    private void behindItsBack(String sql) throws SQLException {
        try (Connection connection = lane.database.connect()) {
            Lane.execute(connection, sql);
        }
    }

    @Test
    void deletesInTheOrderOfForeignKeys() throws SQLException {
        lane.execute("insert into parents values (1)");
        lane.execute("insert into children values (1, 1)");
        lane.execute("insert into nodes values (1, null)");
        lane.execute("insert into nodes values (2, 1)");
        lane.execute("insert into nodes values (3, 2)");
        lane.execute("insert into cycle_a values (1, null)");
        lane.execute("insert into cycle_b values (1, 1)");
        lane.execute("update cycle_a set b = 1");
        assertThat(lane.database.rows("select id from children")).containsExactly("1");
        next("second");
        assertNothingLeft();

        lane.execute("insert into parents values (1)");
        endsClean();
    }

    @Test
    void keepsTheForeignKeysInForce() throws SQLException {
        lane.execute("insert into nodes values (1, null)");
        next("second");

        assertThatThrownBy(() -> lane.execute("insert into nodes values (2, 1)"))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> lane.execute("insert into children values (1, 1)"))
                .isInstanceOf(SQLException.class);
        endsClean();
    }

    @Test
    void forgetsWhatIsRolledBack() throws SQLException {
        try (Connection connection = lane.transaction()) {
            Lane.execute(connection, "insert into countries values (2)");
            connection.rollback();
        }
        endsClean();
    }

    @Test
    void refusesToGuessTheRowsOfATableThatHadSome() throws SQLException {
        lane.execute("insert into parents values (1)");
        lane.execute("insert into countries values (2)");

        endsBadly("tables=[", "countries", "ROLLBACK", "first");
        assertThat(lane.database.rows("select id from parents")).isEmpty();
    }

    @Test
    void keepsTheDataOfAClassForItsTests() throws SQLException {
        next("unused");
        lane.restoring.end();
        lane.execute("insert into parents values (1)");
        for (int test = 0; test < 3; test++) {
            lane.restoring.begin("test");
            assertThat(lane.rows("select id from parents")).containsExactly("1");
            lane.execute("insert into children values (1, 1)");
            lane.restoring.end();
            assertThat(lane.database.rows("select id from children")).isEmpty();
        }
        lane.restoring.end();
        assertNothingLeft();
    }

    @Test
    void failsATestThatWritesWhereItsClassHasData() throws SQLException {
        lane.restoring.end();
        lane.execute("insert into parents values (1)");
        lane.restoring.begin("test");
        lane.execute("insert into parents values (2)");
        endsBadly("test=[test]", "parents", "ROLLBACK");
        lane.restoring.end();
        assertNothingLeft();
    }

    @Test
    void namesTheTestsBetweenWhichSomethingElseWrote() throws SQLException {
        lane.execute("insert into parents values (1)");
        next("second");
        lane.execute("insert into parents values (1)");
        behindItsBack("insert into hidden values (1)");
        next("third");
        lane.execute("insert into parents values (1)");
        lane.restoring.end();

        endsBadly("hidden", "after=[first] until=[class]", "trigger");
        assertNothingLeft();
    }

    @Test
    void looksEverywhereAfterTheFirstTest() throws SQLException {
        lane.execute("insert into parents values (1)");
        behindItsBack("insert into hidden values (1)");

        endsBadly("hidden", "after=[the begin] until=[first]");
        lane.restoring.end();
        assertNothingLeft();
    }

    @Test
    void looksEverywhereAfterAStatementThatDoesNotTell() throws SQLException {
        lane.execute("insert into parents values (1)");
        next("second");
        if (engine == Engine.H2) {
            lane.execute("insert into parent_view values (2)".replace("parent_view", "parents"));
            lane.execute("call 1");
        } else if (engine == Engine.POSTGRESQL) {
            lane.execute("do $$ begin insert into parents values (2); end $$");
        } else {
            lane.execute("execute immediate 'insert into parents values (2)'");
        }
        behindItsBack("insert into hidden values (1)");
        endsClean();
    }

    @Test
    void emptiesWhatIsBehindAView() throws SQLException {
        if (engine == Engine.H2) {
            // Its views take no rows.
            endsClean();
            return;
        }
        lane.execute("insert into parents values (1)");
        next("second");
        lane.execute("insert into parent_view values (1)");
        endsClean();
    }

    @Test
    void closesConnectionsBeforeItDeletes() throws SQLException {
        Connection connection = lane.transaction();
        Lane.execute(connection, "insert into parents values (1)");
        lane.execute("insert into untouched values (1)");
        endsClean();

        assertThat(connection.isClosed()).isTrue();
        assertThatThrownBy(connection::createStatement)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08003"));
    }

    @Test
    void doesNotWaitForAStatementThatStillRuns() throws Exception {
        if (engine != Engine.POSTGRESQL) {
            endsClean();
            return;
        }
        ExecutorService threads = Executors.newSingleThreadExecutor();
        Future<?> running = threads.submit(() -> {
            try (Connection connection = lane.transaction()) {
                Lane.execute(connection, "insert into parents values (1)");
                Lane.execute(connection, "select pg_sleep(60)");
            }
            return null;
        });
        while (lane.database
                .rows("select pid from pg_stat_activity where query = 'select pg_sleep(60)'")
                .isEmpty()) {
            Thread.onSpinWait();
        }
        long start = System.nanoTime();
        lane.execute("insert into untouched values (1)");
        endsClean();
        assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
        assertThatThrownBy(running::get).cause().isInstanceOf(SQLException.class);
        threads.shutdown();
    }

    @Test
    void givesOutConnectionsAsNew() throws SQLException {
        int isolation;
        try (Connection connection = lane.source.getConnection()) {
            isolation = connection.getTransactionIsolation();
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
        }
        try (Connection connection = lane.source.getConnection()) {
            assertThat(connection.getTransactionIsolation()).isEqualTo(isolation);
            assertThat(connection.isReadOnly()).isFalse();
            assertThat(connection.getAutoCommit()).isTrue();
            Lane.execute(connection, engine == Engine.MARIADB ? "set @x = 1" : "set time zone 'Pacific/Chatham'");
        }
        try (Connection connection = lane.source.getConnection()) {
            String query = engine == Engine.MARIADB
                    ? "select coalesce(@x, 'none')"
                    : engine == Engine.H2 ? "select extract(timezone_minute from current_timestamp)" : "show time zone";
            assertThat(Lane.rows(connection, query)).doesNotContain("1", "Pacific/Chatham", "45");
        }
        endsClean();
    }

    @Test
    void saysThatDefinitionsStay() throws SQLException {
        lane.execute("create table more (id int primary key)");
        lane.execute("insert into more values (1)");
        endsBadly("created=[", "more", "CLONE");
        assertThat(lane.database.rows("select id from more")).isEmpty();
    }

    @Test
    void noticesChangesInTablesThatHadRows() throws SQLException {
        lane.execute("insert into parents values (1)");
        behindItsBack("insert into countries values (9)");
        endsBadly("countries", "other ones now");
    }
}
