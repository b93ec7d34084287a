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
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * One database.
 *
 * @param engine which engine; {@code null} for one behind a URL that is none of ours
 * @param name how reports call it
 * @param copying makes a database with the same content, to which nobody may be connected meanwhile; {@code null} if the engine
 *     cannot
 * @param closing removes it, or does nothing if it is not ours
 */
public record TestDatabase(
        @Nullable Engine engine,
        String name,
        String url,
        String user,
        String password,
        @Nullable Copying copying,
        Runnable closing)
        implements AutoCloseable {

    /** Makes a copy of a database. */
    @FunctionalInterface
    public interface Copying {

        /**
         * A new database with the content of this one; its {@code close} drops it.
         *
         * @throws SQLException if the server refuses, for example for want of a privilege
         */
        TestDatabase copy() throws SQLException;
    }

    /** A new physical connection. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    @Override
    public void close() {
        closing.run();
    }
}
