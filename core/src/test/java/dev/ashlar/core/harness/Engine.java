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

import java.util.Arrays;
import java.util.List;

/** A database engine that a test runs on. */
public enum Engine {
    H2(new H2Server()),
    POSTGRESQL(new PostgresServer()),
    MARIADB(new MariaServer());

    private final Server server;

    Engine(Server server) {
        this.server = server;
    }

    /**
     * H2 and PostgreSQL, and MariaDB under the Maven profile {@code mariadb}. What is missing fails the test that wants
     * it; no engine is ever skipped silently.
     */
    public static List<Engine> all() {
        return Boolean.getBoolean("ashlar.test.mariadb") ? List.of(values()) : Arrays.asList(H2, POSTGRESQL);
    }

    /** An empty database of this engine, gone when it is closed. */
    public Database open() {
        return server.open();
    }
}
