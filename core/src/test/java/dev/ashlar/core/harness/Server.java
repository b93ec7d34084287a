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

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** Starts at most once per JVM and gives out databases. */
abstract class Server {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    abstract Database open();

    static String freshName() {
        return "test_" + NUMBERS.incrementAndGet();
    }

    static void execute(String url, String user, String password, String sql) {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("Could not run [" + sql + "] on " + url, e);
        }
    }

    /** A failure that says what to do; a missing engine must never look like a passing test. */
    static IllegalStateException missing(String engine, String coordinates, Throwable cause) {
        return new IllegalStateException(
                "The tests need " + engine + ", and it did not start. It comes from the test dependency " + coordinates
                        + " (Linux on x86-64; for another platform add the binaries of that platform beside it).",
                cause);
    }
}
