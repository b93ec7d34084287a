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

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings of one logical connection. Of several on one physical, only the schema is really set, before each use. */
final class LogicalSettings {

    private static final Logger LOG = LoggerFactory.getLogger(LogicalSettings.class);

    private static final Set<String> KEPT = Set.of(
            "getTransactionIsolation",
            "setTransactionIsolation",
            "getSchema",
            "setSchema",
            "getCatalog",
            "setCatalog",
            "getNetworkTimeout",
            "setNetworkTimeout",
            "getHoldability",
            "setHoldability");

    /** What the physical connection is set to, and was at first; shared by all of it. */
    static final class Physical {

        private final @Nullable String firstSchema;
        private final @Nullable String firstCatalog;
        private final int isolation;
        private @Nullable String schema;
        private @Nullable String catalog;
        private boolean known = true;
        private boolean warned;

        Physical(Connection connection) throws SQLException {
            firstSchema = connection.getSchema();
            firstCatalog = connection.getCatalog();
            isolation = connection.getTransactionIsolation();
            schema = firstSchema;
            catalog = firstCatalog;
        }
    }

    private final Physical physical;
    private @Nullable String schema;
    private @Nullable String catalog;
    private int isolation;
    private int networkTimeout;
    private int holdability;

    LogicalSettings(Physical physical) {
        this.physical = physical;
        this.schema = physical.firstSchema;
        this.catalog = physical.firstCatalog;
        this.isolation = physical.isolation;
    }

    boolean keeps(Method method) {
        return KEPT.contains(method.getName());
    }

    @Nullable
    Object call(Connection connection, Method method, Object[] given) throws SQLException {
        switch (method.getName()) {
            case "getTransactionIsolation" -> {
                return isolation;
            }
            case "setTransactionIsolation" -> isolate(connection, (int) given[0]);
            case "getSchema" -> {
                return schema;
            }
            case "setSchema" -> schema = (String) given[0];
            case "getCatalog" -> {
                return catalog;
            }
            case "setCatalog" -> catalog = (String) given[0];
            case "getNetworkTimeout" -> {
                return networkTimeout;
            }
            // It would hit the other ones, too.
            case "setNetworkTimeout" -> networkTimeout = (int) given[1];
            case "getHoldability" -> {
                return holdability == 0 ? connection.getHoldability() : holdability;
            }
            default -> holdability = (int) given[0];
        }
        return null;
    }

    private void isolate(Connection connection, int level) throws SQLException {
        if (!connection.getMetaData().supportsTransactionIsolationLevel(level)) {
            throw new SQLException("The engine does not have the isolation: level=" + level + ".", "HYC00");
        }
        isolation = level;
        if (level != physical.isolation && !physical.warned) {
            physical.warned = true;
            LOG.warn(
                    "An isolation is asked for that tests in TestIsolation.ROLLBACK do not get: asked={} given={}."
                            + " Their transactions run one after the other; for real conflicts use"
                            + " TestIsolation.DIRTY_TABLES.",
                    level,
                    physical.isolation);
        }
    }

    /** Sets the schema if another logical connection has another one. */
    void apply(Connection connection) throws SQLException {
        if (!physical.known || !Objects.equals(schema, physical.schema)) {
            if (schema != null && !(Objects.equals(schema, physical.firstSchema) && isUntouched())) {
                connection.setSchema(schema);
            }
            physical.schema = schema;
        }
        if (!physical.known || !Objects.equals(catalog, physical.catalog)) {
            if (catalog != null && !(Objects.equals(catalog, physical.firstCatalog) && isUntouched())) {
                connection.setCatalog(catalog);
            }
            physical.catalog = catalog;
        }
        physical.known = true;
    }

    private boolean isUntouched() {
        return physical.known
                && Objects.equals(physical.schema, physical.firstSchema)
                && Objects.equals(physical.catalog, physical.firstCatalog);
    }

    /** After a rollback: on PostgreSQL it takes a schema back, too. */
    void forget() {
        physical.known = isUntouched();
    }
}
