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
package dev.ashlar.testkit.internal.database;

import dev.ashlar.testkit.Engine;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * Databases on a PostgreSQL server, and copies of them.
 *
 * @param admin connects to none of them
 * @param urls from a database's name to its URL
 */
record PostgresDatabases(AdminConnection admin, UnaryOperator<String> urls) {

    TestDatabase create(String name) {
        admin.executeOrThrow("create database " + name);
        return owned(name);
    }

    /**
     * A database that is there already; closing it does nothing.
     *
     * @param name as in its URL
     */
    TestDatabase existing(String name) {
        return database(name, () -> {});
    }

    private TestDatabase owned(String name) {
        return database(name, () -> admin.executeOrThrow("drop database if exists \"" + name + "\" with (force)"));
    }

    private TestDatabase database(String name, Runnable closing) {
        AtomicInteger copies = new AtomicInteger();
        return new TestDatabase(
                Engine.POSTGRESQL,
                "PostgreSQL",
                urls.apply(name),
                admin.user(),
                admin.password(),
                () -> copy(name, name + "_copy_" + copies.incrementAndGet()),
                closing);
    }

    private TestDatabase copy(String template, String name) throws SQLException {
        admin.execute("create database \"" + name + "\" template \"" + template + '"');
        return owned(name);
    }
}
