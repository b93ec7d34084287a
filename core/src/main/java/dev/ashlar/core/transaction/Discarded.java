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
package dev.ashlar.core.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections that must not come out of their pool again. */
final class Discarded {

    private static final Logger LOG = LoggerFactory.getLogger(Discarded.class);

    private interface Closing {
        void close() throws SQLException;
    }

    private Discarded() {}

    /** Closes a connection below its pool, which it is still to be given back to. */
    static void close(Connection connection) {
        attempt(() -> connection.abort(Runnable::run));
        attempt(() -> connection.unwrap(Connection.class).close()); // H2 2.4 does nothing to abort
    }

    private static void attempt(Closing closing) {
        try {
            closing.close();
        } catch (SQLException | RuntimeException e) {
            LOG.warn("A connection could not be closed", e);
        }
    }
}
