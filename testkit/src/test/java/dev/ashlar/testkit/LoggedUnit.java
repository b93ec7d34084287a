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

import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.TestUnit;
import dev.ashlar.testkit.internal.jdbc.FetchListeners;
import dev.ashlar.testkit.internal.jdbc.ObservedConnection;
import dev.ashlar.testkit.internal.jdbc.Recorder;
import java.sql.Connection;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/** A persistence unit with a SQL log, made by hand on an empty database. */
final class LoggedUnit implements AutoCloseable {

    private final Database database;
    private final Recorder recorder = new Recorder();
    final SqlLog sql = new SqlLog(recorder);
    final SessionFactory factory;

    private LoggedUnit(Database database, Map<String, Object> settings, Class<?>... entities) {
        this.database = database;
        TestUnit unit = TestUnit.of(database, entities).with("hibernate.connection.provider_class", new Observing());
        settings.forEach(unit::with);
        this.factory = unit.open();
        FetchListeners.listen(factory.unwrap(SessionFactoryImplementor.class), recorder);
        recorder.start();
    }

    static LoggedUnit open(dev.ashlar.core.harness.Engine engine, Class<?>... entities) {
        return open(engine, Map.of(), entities);
    }

    static LoggedUnit open(dev.ashlar.core.harness.Engine engine, Map<String, Object> settings, Class<?>... entities) {
        return new LoggedUnit(engine.open(), settings, entities);
    }

    Connection connect() {
        return ObservedConnection.of(database.connect(), recorder);
    }

    Recorder recorder() {
        return recorder;
    }

    @Override
    public void close() {
        factory.close();
        database.close();
    }

    private final class Observing implements ConnectionProvider {

        private static final long serialVersionUID = 1L;

        @Override
        public Connection getConnection() {
            return connect();
        }

        @Override
        public void closeConnection(Connection connection) throws java.sql.SQLException {
            connection.close();
        }

        @Override
        public boolean supportsAggressiveRelease() {
            return false;
        }

        @Override
        public boolean isUnwrappableAs(Class<?> type) {
            return false;
        }

        @Override
        public <T> T unwrap(Class<T> type) {
            throw new UnsupportedOperationException();
        }
    }
}
