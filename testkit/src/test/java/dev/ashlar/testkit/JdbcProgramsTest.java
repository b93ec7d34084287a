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

import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.EachEngine;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.Sequences;
import dev.ashlar.testkit.internal.jdbc.ObservedConnection;
import dev.ashlar.testkit.internal.jdbc.Recorder;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Random programs of JDBC calls, by two threads, against a list that each step adds to by itself what must be logged. */
class JdbcProgramsTest {

    /** What must be logged of an execution. */
    private record Entry(SqlKind kind, String sql, List<List<String>> values, boolean batch, boolean failed) {

        static Entry of(SqlStatement statement) {
            return new Entry(
                    statement.kind(), statement.sql(), statement.values(), statement.batch(), statement.failed());
        }
    }

    private enum Action {
        PLAIN {
            @Override
            void run(World world, int number) throws SQLException {
                String sql = "select " + number;
                try (Statement statement = world.connection.createStatement()) {
                    if (number % 2 == 0) {
                        statement.executeQuery(sql).close();
                    } else {
                        statement.execute(sql);
                    }
                }
                world.expect(SqlKind.SELECT, sql, List.of(), false, false);
            }
        },
        PREPARED_MANY_TIMES {
            @Override
            void run(World world, int number) throws SQLException {
                try (var update = world.connection.prepareStatement("update t set name = ? where id = ?")) {
                    update.setString(1, "n" + number);
                    for (int i = 0; i < number; i++) {
                        update.setInt(2, -i);
                        update.executeUpdate();
                        world.expect(
                                SqlKind.UPDATE,
                                "update t set name = ? where id = ?",
                                List.of(List.of("'n" + number + "'", String.valueOf(-i))),
                                false,
                                false);
                    }
                }
            }
        },
        PREPARED_IN_VAIN {
            @Override
            void run(World world, int number) throws SQLException {
                try (var insert = world.connection.prepareStatement("insert into t values (?, ?)")) {
                    insert.setInt(1, number);
                    insert.setString(2, "n");
                    insert.addBatch();
                    insert.clearBatch();
                    insert.executeBatch();
                }
            }
        },
        BATCHES {
            @Override
            void run(World world, int number) throws SQLException {
                try (var delete = world.connection.prepareStatement("delete from t where id = ?")) {
                    for (int size = number; size > 0; size -= 2) {
                        for (int i = 0; i < size; i++) {
                            delete.setInt(1, -i);
                            delete.addBatch();
                        }
                        delete.executeBatch();
                        world.expect(
                                SqlKind.DELETE,
                                "delete from t where id = ?",
                                IntStream.range(0, size)
                                        .mapToObj(i -> List.of(String.valueOf(-i)))
                                        .toList(),
                                true,
                                false);
                    }
                }
            }
        },
        PLAIN_BATCH {
            @Override
            void run(World world, int number) throws SQLException {
                List<String> texts = IntStream.rangeClosed(0, number)
                        .mapToObj(i -> "delete from t where id = " + -i)
                        .toList();
                try (Statement statement = world.connection.createStatement()) {
                    for (String text : texts) {
                        statement.addBatch(text);
                    }
                    statement.executeBatch();
                }
                world.expect(SqlKind.DELETE, String.join(";\n", texts), List.of(), true, false);
            }
        },
        CALL {
            @Override
            void run(World world, int number) throws SQLException {
                try (var call = world.connection.prepareCall("{? = call abs(?)}")) {
                    call.registerOutParameter(1, java.sql.Types.INTEGER);
                    call.setInt(2, -number);
                    call.execute();
                    assertThat(call.getInt(1)).isEqualTo(number);
                }
                world.expect(
                        SqlKind.CALL, "{? = call abs(?)}", List.of(List.of(String.valueOf(-number))), false, false);
            }
        },
        FAILING {
            @Override
            void run(World world, int number) {
                String sql = "insert into nowhere" + number + " values (1)";
                try (Statement statement = world.connection.createStatement()) {
                    statement.executeUpdate(sql);
                    throw new AssertionError(sql);
                } catch (SQLException e) {
                    world.expect(SqlKind.INSERT, sql, List.of(), false, true);
                }
            }
        },
        EXCLUDED {
            @Override
            void run(World world, int number) throws SQLException {
                int before = world.expected.size();
                world.log.excluding(() -> {
                    for (int i = 0; i < number; i++) {
                        PLAIN.run(world, i);
                    }
                });
                world.expected.subList(before, world.expected.size()).clear();
            }
        };

        abstract void run(World world, int number) throws SQLException;
    }

    private record Step(boolean other, Action action, int number) {}

    /** One thread's. */
    private record World(Connection connection, SqlLog log, List<Entry> expected) {

        void expect(SqlKind kind, String sql, List<List<String>> values, boolean batch, boolean failed) {
            expected.add(new Entry(kind, sql, values, batch, failed));
        }

        void run(Stream<Step> steps) {
            steps.forEach(step -> {
                try {
                    step.action.run(this, step.number);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }

    private static List<Step> program(Random random) {
        Action[] actions = Action.values();
        return IntStream.range(0, 20)
                .mapToObj(i ->
                        new Step(random.nextInt(3) == 0, actions[random.nextInt(actions.length)], random.nextInt(6)))
                .toList();
    }

    @EachEngine
    void logsWhatEachStepExecutes(Engine engine) throws SQLException {
        try (Database database = engine.open();
                Connection one = database.connect();
                Connection two = database.connect()) {
            database.execute("create table t (id int primary key, name varchar(100))");
            Sequences.of(JdbcProgramsTest::program, steps -> check(steps, one, two))
                    .check(50);
        }
    }

    private static void check(List<Step> steps, Connection one, Connection two) {
        Recorder recorder = new Recorder();
        SqlLog log = new SqlLog(recorder);
        World mine = new World(ObservedConnection.of(one, recorder), log, new ArrayList<>());
        World others = new World(ObservedConnection.of(two, recorder), log, new ArrayList<>());
        List<Throwable> failures = new ArrayList<>();
        Thread other = new Thread(() -> others.run(steps.stream().filter(Step::other)), "other");
        other.setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
        recorder.start();
        other.start();
        try {
            mine.run(steps.stream().filter(step -> !step.other));
        } finally {
            join(other);
        }
        assertThat(failures).isEmpty();

        assertThat(entries(log, false)).isEqualTo(mine.expected);
        assertThat(entries(log, true)).isEqualTo(others.expected);
        assertThat(log.count()).isEqualTo(mine.expected.size() + others.expected.size());
    }

    /** A thread that still ran would use its connection along with the next program's. */
    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Entry> entries(SqlLog log, boolean ofOther) {
        return log.statements().stream()
                .filter(statement -> statement.thread().equals("other") == ofOther)
                .map(Entry::of)
                .toList();
    }
}
