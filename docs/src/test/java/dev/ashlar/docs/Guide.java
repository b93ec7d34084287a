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
package dev.ashlar.docs;

import jakarta.persistence.PersistenceConfiguration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.SessionFactory;

/** The persistence unit of a guide's snippets. */
final class Guide {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private Guide() {}

    static SessionFactory open(Map<String, Object> settings, Class<?>... entities) {
        PersistenceConfiguration configuration = new PersistenceConfiguration("guide")
                .property(PersistenceConfiguration.JDBC_URL, "jdbc:h2:mem:guide" + NUMBERS.incrementAndGet())
                .property("jakarta.persistence.schema-generation.database.action", "create")
                .property("hibernate.hbm2ddl.halt_on_error", true);
        settings.forEach(configuration::property);
        for (Class<?> entity : entities) {
            configuration.managedClass(entity);
        }
        return configuration.createEntityManagerFactory().unwrap(SessionFactory.class);
    }
}
