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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The servers of this JVM: each is started when it is first asked for, once, and stopped by a shutdown hook.
 *
 * <p>A server that did not start is not tried again: each test that wants it gets the same answer, at once.
 */
public final class Servers {

    private final AtomicInteger databases = new AtomicInteger();
    private final Once h2 = new Once(H2Server::new);
    private final Once postgres = new Once(PostgresServer::start);
    private final Once maria = new Once(MariaServer::start);

    /**
     * An empty database of an engine.
     *
     * @throws dev.ashlar.testkit.PersistenceTestException if something is missing on the class path, or the server does not
     *     start
     */
    public TestDatabase open(Engine engine) {
        Once server = switch (engine) {
            case H2 -> h2;
            case POSTGRESQL -> postgres;
            case MARIADB -> maria;
        };
        return server.get().open("ashlar_" + databases.incrementAndGet());
    }

    private static final class Once {

        private final Supplier<Server> starting;
        private @Nullable Server server;
        private @Nullable RuntimeException failure;

        Once(Supplier<Server> starting) {
            this.starting = starting;
        }

        synchronized Server get() {
            if (failure != null) {
                throw failure;
            }
            if (server == null) {
                try {
                    server = starting.get();
                } catch (RuntimeException e) {
                    failure = e;
                    throw e;
                }
            }
            return server;
        }
    }
}
