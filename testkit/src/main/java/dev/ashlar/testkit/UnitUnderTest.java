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

import java.util.List;
import java.util.Map;

/**
 * What has a database and a factory of its own: two tests with equal ones share both.
 *
 * @param entities managed classes, or none if there is a unit
 * @param unit of {@code persistence.xml}, or empty
 * @param settings in the order of their names
 * @param setup what makes the schema; none if the factory does
 */
record UnitUnderTest(
        List<Class<?>> entities,
        String unit,
        Map<String, String> settings,
        List<Class<? extends DatabaseSetup>> setup,
        Target target) {

    /** For a message. */
    String described() {
        String mapping = unit.isEmpty()
                ? "entities=" + entities.stream().map(Class::getSimpleName).toList()
                : "unit=" + unit;
        return mapping + " database=" + target.displayName() + " settings=" + settings;
    }

    /** Where the database comes from. */
    sealed interface Target {

        /** How reports call it. */
        String displayName();
    }

    /** One that we start. */
    record Embedded(Engine engine) implements Target {
        @Override
        public String displayName() {
            return switch (engine) {
                case H2 -> "H2";
                case POSTGRESQL -> "PostgreSQL";
                case MARIADB -> "MariaDB";
            };
        }
    }

    /** One that is there. */
    record AtUrl(String url, String user, String password) implements Target {
        @Override
        public String displayName() {
            int parameters = url.indexOf('?');
            return parameters < 0 ? url : url.substring(0, parameters);
        }

        @Override
        public String toString() {
            return displayName();
        }
    }
}
