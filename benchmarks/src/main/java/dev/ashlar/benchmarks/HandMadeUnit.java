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
package dev.ashlar.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import dev.ashlar.testkit.Engine;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.hibernate.cfg.JdbcSettings;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/** The hundred tables as a test has them without a testkit: behind a pool, on an engine as the testkit starts it. */
record HandMadeUnit(Store store, HikariDataSource pool, EntityManagerFactory factory) implements AutoCloseable {

    /** Configuration parameter: the engine. */
    static final String ENGINE = "engine";

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(HandMadeUnit.class);

    /** One for all. */
    static HandMadeUnit of(ExtensionContext context) {
        Engine engine =
                context.getConfigurationParameter(ENGINE, Engine::valueOf).orElseThrow();
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .getOrComputeIfAbsent(engine, HandMadeUnit::open, HandMadeUnit.class);
    }

    private static HandMadeUnit open(Engine engine) {
        Store store = Store.open(
                switch (engine) {
                    case H2 -> Store.Engine.H2;
                    case POSTGRESQL -> Store.Engine.POSTGRESQL_ASYNC;
                    case MARIADB -> Store.Engine.MARIADB_ASYNC;
                });
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(store.url());
        pool.setUsername(store.user());
        pool.setMaximumPoolSize(2);
        PersistenceConfiguration configuration = new PersistenceConfiguration("by hand")
                .property(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, pool)
                .property(PersistenceConfiguration.SCHEMAGEN_DATABASE_ACTION, "create");
        HundredTables.entities().forEach(configuration::managedClass);
        return new HandMadeUnit(store, pool, configuration.createEntityManagerFactory());
    }

    /** Executes statements in one batch. */
    void execute(List<String> statements) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.addBatch(each);
            }
            statement.executeBatch();
        }
    }

    @Override
    public void close() {
        factory.close();
        pool.close();
        store.close();
    }
}
