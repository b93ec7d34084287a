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
package dev.ashlar.core.transaction;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.TestUnit;
import dev.ashlar.core.naming.NamingSettings;
import jakarta.persistence.PersistenceConfiguration;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.jspecify.annotations.Nullable;

/** The two ways to start Hibernate. They differ in how a session is closed, and in what a failed commit throws. */
enum Boot {
    JPA,
    NATIVE;

    private static final Class<?>[] ENTITIES = {Account.class, Entry.class};

    /** With Hibernate's own pool, of ten connections. */
    SessionFactory open(Database database) {
        return open(database, null, Map.of());
    }

    SessionFactory open(Database database, @Nullable DataSource source, Map<String, ?> settings) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(NamingSettings.NAMING, NamingSettings.PLURAL_SNAKE_CASE);
        if (source != null) {
            all.put("hibernate.connection.datasource", source);
        }
        all.putAll(settings);
        return this == JPA ? jpa(database, source, all) : nativeOne(database, source, all);
    }

    private static SessionFactory jpa(Database database, @Nullable DataSource source, Map<String, ?> settings) {
        TestUnit unit = TestUnit.of(database, ENTITIES);
        settings.forEach(unit::with);
        PersistenceConfiguration configuration = unit.configuration();
        if (source != null) {
            configuration.properties().remove(PersistenceConfiguration.JDBC_URL);
            configuration.properties().remove(PersistenceConfiguration.JDBC_USER);
            configuration.properties().remove(PersistenceConfiguration.JDBC_PASSWORD);
        }
        return configuration.createEntityManagerFactory().unwrap(SessionFactory.class);
    }

    private static SessionFactory nativeOne(Database database, @Nullable DataSource source, Map<String, ?> settings) {
        Configuration configuration = new Configuration();
        for (Class<?> entity : ENTITIES) {
            configuration.addAnnotatedClass(entity);
        }
        configuration.setProperty("jakarta.persistence.schema-generation.database.action", "create");
        if (source == null) {
            configuration.setProperty("hibernate.connection.url", database.url());
            configuration.setProperty("hibernate.connection.username", database.user());
            configuration.setProperty("hibernate.connection.password", database.password());
        }
        configuration.getProperties().putAll(settings);
        return configuration.buildSessionFactory();
    }

    /** A pool of a size, whose callers wait a second for a connection. */
    static HikariDataSource hikari(Database database, int size) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.url());
        config.setUsername(database.user());
        config.setPassword(database.password());
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(1_000);
        return new HikariDataSource(config);
    }
}
