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

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.transaction.Transactions;
import dev.ashlar.testkit.internal.jdbc.ObservedConnection;
import dev.ashlar.testkit.internal.jdbc.Recorder;
import dev.ashlar.testkit.library.Library;
import dev.ashlar.testkit.library.Publisher;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** On H2 alone: which frames are the user's is no matter of the engine. */
class CallingLineTest {

    private static int lineOf(SqlLog sql) {
        assertThat(sql.statements()).isNotEmpty();
        SqlStatement last = sql.statements().get(sql.count() - 1);
        assertThat(last.line().getClassName()).startsWith(CallingLineTest.class.getName());
        return last.line().getLineNumber();
    }

    @Test
    void isThatOfTheUserBehindHibernateAndOurOwnTransactions() {
        try (LoggedUnit unit = LoggedUnit.open(Engine.H2, Library.entities())) {
            int line = Lines.next();
            Transactions.of(unit.factory).run(em -> em.persist(new Publisher("p")));
            assertThat(lineOf(unit.sql)).isEqualTo(line);
        }
    }

    @Test
    void isThatOfTheFlushWhichSendsTheStatement() {
        try (LoggedUnit unit = LoggedUnit.open(Engine.H2, Library.entities());
                var session = unit.factory.openSession()) {
            var transaction = session.beginTransaction();
            Publisher publisher = new Publisher("p");
            session.persist(publisher);
            session.remove(publisher);
            int line = Lines.next();
            transaction.commit();
            assertThat(lineOf(unit.sql)).isEqualTo(line);
            assertThat(unit.sql).deletes(1);
        }
    }

    @Test
    void isThatOfTheUserBehindAPool() throws SQLException {
        Recorder recorder = new Recorder();
        SqlLog sql = new SqlLog(recorder);
        try (Database database = Engine.H2.open()) {
            HikariConfig config = new HikariConfig();
            config.setMinimumIdle(1);
            config.setMaximumPoolSize(1);
            config.setDataSource(observed(database, recorder));
            try (HikariDataSource pool = new HikariDataSource(config);
                    Connection connection = pool.getConnection();
                    var statement = connection.prepareStatement("select 1")) {
                recorder.start();
                int line = Lines.next();
                statement.executeQuery();
                assertThat(lineOf(sql)).isEqualTo(line);
            }
        }
    }

    private static DataSource observed(Database database, Recorder recorder) {
        return (DataSource) Proxy.newProxyInstance(
                CallingLineTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getConnection" -> ObservedConnection.of(database.connect(), recorder);
                    case "getLoginTimeout" -> 0;
                    default -> null;
                });
    }

    @Test
    void isThatOfTheTaskInAnotherThread() throws InterruptedException, ExecutionException {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try (LoggedUnit unit = LoggedUnit.open(Engine.H2, Library.entities())) {
            int line = Lines.next();
            executor.submit(() -> unit.factory.inTransaction(session -> session.persist(new Publisher("p"))))
                    .get();
            assertThat(lineOf(unit.sql)).isEqualTo(line);
        } finally {
            executor.shutdown();
        }
    }
}
