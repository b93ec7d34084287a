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

import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.Sequences;
import dev.ashlar.testkit.TestIsolation;
import dev.ashlar.testkit.internal.isolation.DirtyTablesModelTest.Step.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random programs that write into tables in many wordings: what they commit is seen, then gone. */
class DirtyTablesModelTest {

    private static final int QUICK = 40;
    private static final int TABLES = 5;

    record Step(Kind kind, int connection, int table, int value) {

        enum Kind {
            INSERT(10),
            INSERT_FROM(8),
            INSERT_TWO(8),
            MOVE(10),
            DELETE(10),
            FAIL(5),
            BEGIN(12),
            COMMIT(10),
            ROLLBACK(6),
            SAVEPOINT(16),
            ROLLBACK_TO(32),
            CLOSE(4),
            NEXT_TEST(8);

            private final int weight;

            Kind(int weight) {
                this.weight = weight;
            }
        }

        static List<Step> sequence(Random random) {
            List<Step> steps = new ArrayList<>();
            int weights = 0;
            for (Kind kind : Kind.values()) {
                weights += kind.weight;
            }
            int length = 50 + random.nextInt(50);
            for (int i = 0; i < length; i++) {
                int at = random.nextInt(weights);
                int number = 0;
                while (at >= Kind.values()[number].weight) {
                    at -= Kind.values()[number++].weight;
                }
                Kind kind = Kind.values()[number];
                steps.add(new Step(kind, random.nextInt(3), random.nextInt(TABLES), random.nextInt(1_000)));
            }
            return steps;
        }
    }

    private static final class Client {
        final Connection connection;
        boolean autoCommit = true;
        boolean aborted;
        Set<String> rows;

        @Nullable
        Savepoint savepoint;

        Set<String> atSavepoint = Set.of();

        Client(Connection connection) {
            this.connection = connection;
            this.rows = new TreeSet<>();
        }
    }

    private static final class Run {

        final Lane lane;
        final Client[] clients = new Client[3];
        /** As {@code table/id}; each connection has ids of its own, so that they never wait for each other. */
        final Set<String> committed = new TreeSet<>();

        final Map<Kind, Integer> kinds;
        int number;
        int levels;
        Connection probe;

        Run(Lane lane, Map<Kind, Integer> kinds) {
            this.lane = lane;
            this.kinds = kinds;
        }

        void run(List<Step> steps) {
            try (Connection connection = lane.database.connect()) {
                probe = connection;
                lane.restoring.begin("class");
                levels++;
                lane.restoring.begin("first");
                levels++;
                for (Step step : steps) {
                    if (perform(step)) {
                        kinds.merge(step.kind(), 1, Integer::sum);
                        check();
                    }
                }
                endTest();
                levels--;
                lane.restoring.end();
            } catch (SQLException e) {
                throw new AssertionError("The code fails where the model does not", e);
            } finally {
                // After a failure, for the next try.
                while (levels > 0) {
                    levels--;
                    lane.restoring.end();
                }
            }
        }

        private void check() throws SQLException {
            List<String> expected = new ArrayList<>(committed);
            List<String> rows = new ArrayList<>();
            for (int table = 0; table < TABLES; table++) {
                int number = table;
                lane.database.rows("select id from t" + table).forEach(id -> rows.add(number + "/" + id));
            }
            assertThat(rows).containsExactlyInAnyOrderElementsOf(expected);
        }

        private void endTest() throws SQLException {
            levels--;
            lane.restoring.end();
            Arrays.fill(clients, null);
            committed.clear();
            check();
        }

        private boolean perform(Step step) throws SQLException {
            if (step.kind() == Kind.NEXT_TEST) {
                if (step.value() % 3 > 0) {
                    return false;
                }
                endTest();
                lane.restoring.begin("next");
                levels++;
                return true;
            }
            Client client = clients[step.connection()];
            if (client == null) {
                client = new Client(lane.source.getConnection());
                clients[step.connection()] = client;
            }
            int id = 3 * ++number + step.connection();
            String table = (step.value() % 2 == 0 ? "t" : lane.engine() == Engine.POSTGRESQL ? "public.t" : "T")
                    + step.table();
            if (lane.engine() == Engine.MARIADB) {
                table = "`t" + step.table() + "`";
            }
            String key = step.table() + "/" + id;
            String own = rows(client).stream()
                    .filter(row -> row.startsWith(step.table() + "/")
                            && Integer.parseInt(row.substring(2)) % 3 == step.connection())
                    .findFirst()
                    .orElse(null);
            int other = (step.table() + 1) % TABLES;
            return switch (step.kind()) {
                case INSERT -> write(client, "insert into " + table + " values (" + id + ")", Set.of(key), Set.of());
                case INSERT_FROM ->
                    write(client, "/* x */ insert into " + table + " (id) select " + id, Set.of(key), Set.of());
                case INSERT_TWO -> {
                    String sql = lane.engine() == Engine.POSTGRESQL
                            ? "with w as (insert into t" + other + " values (" + id + ") returning id) insert into "
                                    + table + " select id from w"
                            : null;
                    yield sql != null && write(client, sql, Set.of(key, other + "/" + id), Set.of());
                }
                case MOVE ->
                    own != null
                            && write(
                                    client,
                                    "update " + table + " set id = " + id + " where id = " + own.substring(2),
                                    Set.of(key),
                                    Set.of(own));
                case DELETE ->
                    own != null
                            && write(
                                    client,
                                    "delete from " + table + " where id = " + own.substring(2),
                                    Set.of(),
                                    Set.of(own));
                case FAIL -> fail(client);
                case BEGIN -> begin(client);
                case COMMIT -> !client.autoCommit && commit(client);
                case ROLLBACK -> !client.autoCommit && rollback(client);
                case SAVEPOINT -> savepoint(client);
                case ROLLBACK_TO -> rollbackTo(client);
                case CLOSE -> {
                    client.connection.close();
                    clients[step.connection()] = null;
                    yield true;
                }
                case NEXT_TEST -> false;
            };
        }

        private Set<String> rows(Client client) {
            return client.autoCommit ? committed : client.rows;
        }

        private boolean write(Client client, String sql, Set<String> added, Set<String> gone) throws SQLException {
            if (client.aborted) {
                return false;
            }
            Lane.execute(client.connection, sql);
            rows(client).removeAll(gone);
            rows(client).addAll(added);
            return true;
        }

        private boolean fail(Client client) {
            try {
                Lane.execute(client.connection, "insert into t0 values (-1)");
            } catch (SQLException e) {
                client.aborted = !client.autoCommit && lane.engine() == Engine.POSTGRESQL;
                return true;
            }
            throw new AssertionError("It does not fail");
        }

        private boolean begin(Client client) throws SQLException {
            if (!client.autoCommit) {
                return false;
            }
            client.connection.setAutoCommit(false);
            client.autoCommit = false;
            renew(client);
            return true;
        }

        private void renew(Client client) {
            // Of the other connections' rows it only keeps those that it saw; they are theirs to change.
            int number = Arrays.asList(clients).indexOf(client);
            client.rows = new TreeSet<>(committed);
            client.rows.removeIf(row -> Integer.parseInt(row.substring(2)) % 3 != number);
            client.aborted = false;
            client.savepoint = null;
        }

        private boolean commit(Client client) throws SQLException {
            client.connection.commit();
            if (!client.aborted) {
                int number = Arrays.asList(clients).indexOf(client);
                committed.removeIf(row -> Integer.parseInt(row.substring(2)) % 3 == number);
                committed.addAll(client.rows);
            }
            renew(client);
            return true;
        }

        private boolean rollback(Client client) throws SQLException {
            client.connection.rollback();
            renew(client);
            return true;
        }

        private boolean savepoint(Client client) throws SQLException {
            if (client.autoCommit || client.aborted) {
                return false;
            }
            client.savepoint = client.connection.setSavepoint();
            client.atSavepoint = new TreeSet<>(client.rows);
            return true;
        }

        private boolean rollbackTo(Client client) throws SQLException {
            if (client.savepoint == null) {
                return false;
            }
            client.connection.rollback(client.savepoint);
            client.rows = new TreeSet<>(client.atSavepoint);
            client.aborted = false;
            return true;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.ashlar.core.harness.Engine#all")
    void leavesNothing(Engine engine) {
        Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
        String[] ddl = new String[TABLES];
        for (int i = 0; i < TABLES; i++) {
            ddl[i] = "create table t" + i + " (id int primary key check (id >= 0))";
        }
        try (Lane lane = Lane.open(
                engine,
                database -> Restoring.of(TestIsolation.DIRTY_TABLES, database, () -> {
                    throw new AssertionError();
                }),
                ddl)) {
            Sequences.of(Step::sequence, steps -> new Run(lane, kinds).run(steps))
                    .check(QUICK);
        }
        int steps = kinds.values().stream().mapToInt(Integer::intValue).sum();
        System.out.printf("%s: steps=%d %s%n", engine, steps, kinds);
        if (!Sequences.isReplay()) {
            assertThat(Kind.values())
                    .as("kinds of steps, each at least 1 %% of %d: %s", steps, kinds)
                    .allMatch(kind -> kinds.getOrDefault(kind, 0) * 100L >= steps
                            || (kind == Kind.INSERT_TWO && engine != Engine.POSTGRESQL));
        }
    }
}
