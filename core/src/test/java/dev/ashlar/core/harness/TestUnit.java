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
package dev.ashlar.core.harness;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;

/**
 * A persistence unit for a test: entities, a database and settings.
 *
 * <p>{@code create} is the schema action unless a setting says otherwise.
 */
public final class TestUnit {

    private final Database database;
    private final List<Class<?>> entities;
    private final Map<String, Object> settings = new LinkedHashMap<>();

    private TestUnit(Database database, List<Class<?>> entities) {
        this.database = database;
        this.entities = entities;
        settings.put("jakarta.persistence.schema-generation.database.action", "create");
        settings.put("hibernate.hbm2ddl.halt_on_error", true);
    }

    public static TestUnit of(Database database, Class<?>... entities) {
        return new TestUnit(database, List.of(entities));
    }

    public TestUnit with(String setting, Object value) {
        settings.put(setting, value);
        return this;
    }

    public PersistenceConfiguration configuration() {
        PersistenceConfiguration configuration = new PersistenceConfiguration("test")
                .property(PersistenceConfiguration.JDBC_URL, database.url())
                .property(PersistenceConfiguration.JDBC_USER, database.user())
                .property(PersistenceConfiguration.JDBC_PASSWORD, database.password());
        entities.forEach(configuration::managedClass);
        settings.forEach(configuration::property);
        return configuration;
    }

    public SessionFactory open() {
        EntityManagerFactory factory = configuration().createEntityManagerFactory();
        return factory.unwrap(SessionFactory.class);
    }
}
