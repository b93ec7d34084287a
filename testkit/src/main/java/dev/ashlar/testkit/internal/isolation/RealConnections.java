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
package dev.ashlar.testkit.internal.isolation;

import dev.ashlar.testkit.internal.database.TestDatabase;
import dev.ashlar.testkit.internal.isolation.RealConnection.Physical;
import dev.ashlar.testkit.internal.jdbc.CallingLine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections that commit for real, a few of which are kept for reuse. */
final class RealConnections {

    private static final Logger LOG = LoggerFactory.getLogger(RealConnections.class);
    /** Tests rarely have more open at once; each costs PostgreSQL a process. */
    private static final int KEPT = 4;

    private final TestDatabase database;
    private final Supplier<Writes> committed;
    private final BlockingDeque<Physical> idle = new LinkedBlockingDeque<>(KEPT);
    private final Set<RealConnection> open = ConcurrentHashMap.newKeySet();

    /**
     * None yet.
     *
     * @param committed takes what is committed now
     */
    RealConnections(TestDatabase database, Supplier<Writes> committed) {
        this.database = database;
        this.committed = committed;
    }

    /** A connection that belongs to a level, for messages and for its end. */
    Connection connect(Object level) throws SQLException {
        Physical physical = idle.pollFirst();
        if (physical == null) {
            physical = new Physical(database.connect());
        }
        RealConnection connection = new RealConnection(this, physical, committed, CallingLine.find(), level);
        open.add(connection);
        return connection.asConnection();
    }

    void closed(RealConnection connection, Physical physical, boolean reusable) throws SQLException {
        open.remove(connection);
        if (!reusable || !idle.offerFirst(physical)) {
            physical.connection().close();
        }
    }

    @Nullable
    String lineOfAnOpenOne() {
        return open.stream().map(RealConnection::line).findAny().orElse(null);
    }

    /** Rolls back and closes what is still open of some levels; a warning for each. */
    void closeOpen(String test, Predicate<Object> levels) {
        for (RealConnection connection : open) {
            if (levels.test(connection.level())) {
                LOG.warn(
                        "A connection is still open at the end of a test, and is closed: test=[{}] opened=[{}]",
                        test,
                        connection.line());
                connection.giveUp();
            }
        }
    }

    /** Also those that wait for reuse. */
    void close(String test) {
        closeOpen(test, level -> true);
        for (Physical physical = idle.poll(); physical != null; physical = idle.poll()) {
            try {
                physical.connection().close();
            } catch (SQLException e) {
                LOG.debug("A connection could not be closed", e);
            }
        }
    }
}
