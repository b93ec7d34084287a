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
package dev.ashlar.benchmarks.audit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;

/** Where the rows are. */
enum Engine {
    /** In memory. */
    H2("? format json"),
    /** On disk; nothing waits for it: all commit as often, and the wait would hide what they do. */
    POSTGRESQL("cast(? as jsonb)");

    private final String json;

    Engine(String json) {
        this.json = json;
    }

    /** A parameter whose text is JSON. */
    String json() {
        return json;
    }

    Server start() {
        if (this == H2) {
            return new Server("jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1", "sa", () -> {});
        }
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("full_page_writes", "off")
                    .setServerConfig("synchronous_commit", "off")
                    .setServerConfig("autovacuum", "off") // it would run in somebody's turn
                    .setServerConfig("max_wal_size", "8GB") // and so would a checkpoint
                    .start();
            String url = postgres.getJdbcUrl("postgres", "postgres");
            return new Server(url + "&currentSchema=%s", "postgres", postgres);
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL did not start", e);
        }
    }

    /**
     * A running database.
     *
     * @param url where, with a place for a name
     * @param user who may do everything
     * @param closing what stops it
     */
    record Server(String url, String user, AutoCloseable closing) implements AutoCloseable {

        @Override
        public void close() {
            try {
                closing.close();
            } catch (Exception e) {
                throw new IllegalStateException("The database did not stop", e);
            }
        }
    }
}
