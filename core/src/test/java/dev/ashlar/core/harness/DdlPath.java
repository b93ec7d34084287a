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

import jakarta.persistence.Persistence;
import jakarta.persistence.PersistenceConfiguration;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;

/** A way for the schema to get into an empty database. */
public enum DdlPath {
    CREATE {
        @Override
        public void run(Database database, String unit, Map<String, Object> settings, Class<?>... entities) {
            close(unit(database, settings, entities));
        }
    },
    UPDATE {
        @Override
        public void run(Database database, String unit, Map<String, Object> settings, Class<?>... entities) {
            close(unit(database, settings, entities).with(ACTION, "update"));
        }
    },
    SCRIPT {
        @Override
        public void run(Database database, String unit, Map<String, Object> settings, Class<?>... entities) {
            StringWriter script = new StringWriter();
            close(unit(database, settings, entities)
                    .with(ACTION, "none")
                    .with("jakarta.persistence.schema-generation.scripts.action", "create")
                    .with("jakarta.persistence.schema-generation.scripts.create-target", script));
            script.toString().lines().filter(line -> !line.isBlank()).forEach(database::execute);
        }
    },
    /** The entities are those of the unit in {@code META-INF/persistence.xml}. */
    GENERATE_SCHEMA {
        @Override
        public void run(Database database, String unit, Map<String, Object> settings, Class<?>... entities) {
            Map<String, Object> properties = new HashMap<>(settings);
            properties.put(ACTION, "create");
            properties.put(PersistenceConfiguration.JDBC_URL, database.url());
            properties.put(PersistenceConfiguration.JDBC_USER, database.user());
            properties.put(PersistenceConfiguration.JDBC_PASSWORD, database.password());
            Persistence.generateSchema(unit, properties);
        }
    };

    public static final String ACTION = "jakarta.persistence.schema-generation.database.action";

    public abstract void run(Database database, String unit, Map<String, Object> settings, Class<?>... entities);

    private static TestUnit unit(Database database, Map<String, Object> settings, Class<?>... entities) {
        TestUnit unit = TestUnit.of(database, entities);
        settings.forEach(unit::with);
        return unit;
    }

    private static void close(TestUnit unit) {
        unit.open().close();
    }
}
