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

import dev.ashlar.testkit.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks at the commit of a logical transaction what PostgreSQL would check at a real one. */
final class DeferredConstraints {

    private static final String DEFERRABLE = """
            select condeferred, quote_ident(nspname) || '.' || quote_ident(conname)
            from pg_catalog.pg_constraint c join pg_catalog.pg_namespace n on c.connamespace = n.oid
            where condeferrable""";

    private final boolean exist;
    private @Nullable String check;
    private boolean deferrable;
    private boolean deferred;
    private boolean changing;

    DeferredConstraints(@Nullable Engine engine) {
        exist = engine == Engine.POSTGRESQL;
    }

    /** A statement defined something, which may yet be rolled back: what is known now may be wrong at any time. */
    void changed() {
        changing = true;
    }

    /** What was defined is rolled back, or stays for good. */
    void settled() {
        changing = false;
        check = null;
    }

    /**
     * Checks, and gives all constraints the modes that they have at the begin of a transaction.
     *
     * @param set whether the code under test changed modes
     * @throws SQLException that of the first constraint that is violated
     */
    void check(Connection connection, boolean set) throws SQLException {
        if (!exist) {
            return;
        }
        if (check == null || changing) {
            read(connection);
        }
        if (deferred || (deferrable && set)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(check);
            }
        }
    }

    private void read(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        deferrable = false;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(DEFERRABLE)) {
            while (rows.next()) {
                deferrable = true;
                if (rows.getBoolean(1)) {
                    names.add(rows.getString(2));
                }
            }
        }
        deferred = !names.isEmpty();
        // Not "all deferred": one that is initially immediate must stay so.
        check = "set constraints all immediate"
                + (deferred ? "; set constraints " + String.join(", ", names) + " deferred" : "");
    }
}
