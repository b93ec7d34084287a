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
package dev.ashlar.softdelete.internal.purge;

import dev.ashlar.softdelete.internal.mapping.OwnSql;
import java.util.List;
import java.util.Objects;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * A foreign key by which rows of one entity refer to rows of another.
 *
 * @param name the attribute, behind the name of its entity
 * @param link the columns that refer
 * @param referrer the columns of the same table that identify the row that refers
 * @param from the root of the hierarchy that refers
 * @param to the root of the hierarchy that is referred to
 * @param breakable whether it may be set to null
 */
record Reference(
        String name, Link link, Columns referrer, EntityPersister from, EntityPersister to, boolean breakable) {

    /**
     * A row that refers.
     *
     * @param from the key of the row that refers, null if it has none
     * @param to the key of the row that is referred to
     */
    record Found(@Nullable Object from, Object to) {}

    /** The rows that refer to some. */
    List<Found> find(SharedSessionContractImplementor session, List<Object> keys) {
        Dialect dialect = session.getJdbcServices().getDialect();
        Columns key = link.key();
        Link.Via via = link.via();
        String sql = via == null
                ? "select " + referrer.list("r.") + ", " + key.list("r.") + " from " + link.table() + " r where "
                        + key.in("r.", keys.size(), dialect)
                : "select " + referrer.list("r.") + ", " + key.list("t.") + " from " + link.table() + " r join "
                        + via.table() + " t on " + link.columns().tuple("r.") + "="
                        + via.unique().tuple("t.") + " where " + key.in("t.", keys.size(), dialect);
        return OwnSql.select(
                session,
                sql,
                statement -> key.bind(statement, 1, keys, session),
                row -> new Found(
                        referrer.read(row, 1, session),
                        Objects.requireNonNull(key.read(row, 1 + referrer.size(), session))));
    }

    /** Sets it to null in some rows that refer. */
    void loosen(SharedSessionContractImplementor session, List<Object> keys) {
        Dialect dialect = session.getJdbcServices().getDialect();
        String sql = "update " + link.table() + " set "
                + String.join(
                        ", ",
                        link.columns().names().stream()
                                .map(name -> name + "=null")
                                .toList())
                + " where " + referrer.in("", keys.size(), dialect);
        OwnSql.update(session, sql, statement -> referrer.bind(statement, 1, keys, session));
    }
}
