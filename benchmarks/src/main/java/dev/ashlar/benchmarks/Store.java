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
package dev.ashlar.benchmarks;

import dev.ashlar.testkit.internal.database.Servers;
import dev.ashlar.testkit.internal.database.TestDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;

/**
 * An empty database for a benchmark.
 *
 * @param url where it is
 * @param user who may do everything there
 * @param closing what stops it
 */
public record Store(String url, String user, AutoCloseable closing) implements AutoCloseable {

    /** Engines that are measured. */
    public enum Engine {
        /** In memory. */
        H2,
        /** On disk, with the durability of a default installation: a commit waits for the disk. */
        POSTGRESQL,
        /** On disk, but nothing waits for it, as in our tests. */
        POSTGRESQL_ASYNC,
        /** On disk, but nothing waits for it; only in the profile of that name, and as the testkit starts it. */
        MARIADB_ASYNC
    }

    static Store open(Engine engine) {
        if (engine == Engine.H2) {
            return new Store("jdbc:h2:mem:bench;DB_CLOSE_DELAY=-1", "sa", () -> {});
        }
        if (engine == Engine.MARIADB_ASYNC) {
            TestDatabase database = new Servers().open(dev.ashlar.testkit.Engine.MARIADB);
            return new Store(database.url(), database.user(), database);
        }
        try {
            EmbeddedPostgres server = start(engine == Engine.POSTGRESQL ? "on" : "off");
            return new Store(server.getJdbcUrl("postgres", "postgres"), "postgres", server);
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL did not start", e);
        }
    }

    /** The embedded server switches durability off unless it is told otherwise ({@code EmbeddedPostgres.Builder}, 2.2.2). */
    private static EmbeddedPostgres start(String durability) throws IOException {
        return EmbeddedPostgres.builder()
                .setServerConfig("fsync", durability)
                .setServerConfig("full_page_writes", durability)
                .setServerConfig("synchronous_commit", durability)
                .start();
    }

    @Override
    public void close() {
        try {
            closing.close();
        } catch (Exception e) {
            throw new IllegalStateException("The database did not stop", e);
        }
    }
}
