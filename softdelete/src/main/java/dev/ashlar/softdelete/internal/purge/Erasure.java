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

import dev.ashlar.core.ground.ChangeNotice;
import dev.ashlar.core.ground.Ground;
import dev.ashlar.softdelete.internal.mapping.Mark;
import dev.ashlar.softdelete.internal.mapping.Marks;
import dev.ashlar.softdelete.internal.mapping.OwnSql;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hibernate.Hibernate;
import org.hibernate.action.internal.BulkOperationCleanupAction;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Statements on rows of one entity type. They are our own instead of HQL's, which for an entity with several tables would write
 * the identifiers to a temporary table first, and would not see join tables of the other side.
 */
final class Erasure {

    private final SharedSessionContractImplementor session;
    private final ForeignKeys keys;
    private final Dialect dialect;

    Erasure(SharedSessionContractImplementor session, ForeignKeys keys) {
        this.session = session;
        this.keys = keys;
        this.dialect = session.getJdbcServices().getDialect();
    }

    /**
     * Locks rows until the transaction ends; answers those that are still there, deleted and old enough.
     *
     * <p>The lock is the strongest: the one that Hibernate takes on PostgreSQL ({@code for no key update}) lets others store rows that
     * refer to the locked ones.
     */
    List<Row> lock(EntityPersister type, List<Row> rows, CutOff cutOff) {
        String table = type.getIdentifierTableMapping().getTableName();
        Columns id = Objects.requireNonNull(tables(type).get(table));
        Mark at = Marks.of(type).orElseThrow().at();
        String column = at.columns(type).get(0).getSelectionExpression();
        String sql = "select " + id.list("") + ", case when " + column + " is null then 0"
                + (cutOff.bounds() ? " when " + column + " < ? then 2" : "") + " else 1 end from " + table + " where "
                + id.in("", rows.size(), dialect) + " order by " + id.list("")
                + (dialect instanceof PostgreSQLDialect ? " for update" : dialect.getForUpdateString());
        Map<Object, Row> byKey = Rows.byKey(rows);
        Set<Row> found = new HashSet<>();
        OwnSql.select(
                session,
                sql,
                statement -> {
                    int next = 1;
                    if (cutOff.bounds()) {
                        at.type().nullSafeSet(statement, cutOff.as(at), next++, session);
                    }
                    id.bind(statement, next, Rows.keys(rows), session);
                },
                row -> {
                    Row locked = Objects.requireNonNull(byKey.get(id.read(row, 1, session)));
                    int state = row.getInt(1 + id.size());
                    boolean due = state == 2 || (state == 1 && (!cutOff.bounds() || locked.isYoung()));
                    return due && found.add(locked);
                });
        return rows.stream().filter(found::contains).toList();
    }

    /** Deletes rows with all that goes with them, and tells of it. */
    void erase(EntityPersister type, List<Row> rows) {
        BulkOperationCleanupAction.schedule(session, type);
        boolean heard = Ground.of(session).notices().isHeard();
        List<ChangeNotice.Row> before = heard ? load(type, rows) : List.of();
        for (Link link : keys.ownedBy(type)) {
            delete(link.table(), link.refersTo(rows.size(), dialect), link.key(), rows);
        }
        Map<String, Columns> ids = tables(type);
        type.forEachMutableTableReverse(table -> {
            Columns id = Objects.requireNonNull(ids.get(table.getTableName()));
            delete(table.getTableName(), id.in("", rows.size(), dialect), id, rows);
        });
        if (heard) {
            Ground.of(session)
                    .notices()
                    .tell(session, ChangeNotice.ofRows(ChangeNotice.Kind.PURGE, type.getEntityName(), before));
        }
    }

    private void delete(String table, String condition, Columns columns, List<Row> rows) {
        OwnSql.update(
                session,
                "delete from " + table + " where " + condition,
                statement -> columns.bind(statement, 1, Rows.keys(rows), session));
    }

    /** All values of rows but collections, by attribute. */
    private List<ChangeNotice.Row> load(EntityPersister type, List<Row> rows) {
        List<ChangeNotice.Row> loaded = new ArrayList<>();
        List<Object> instances = session.createSelectionQuery(
                        "from " + type.getEntityName() + " e where id(e) in :ids", Object.class)
                .setParameter("ids", Rows.ids(rows))
                .setReadOnly(true)
                .getResultList();
        for (Object found : instances) {
            Object instance = Hibernate.unproxy(found);
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            Type[] types = type.getPropertyTypes();
            for (int i = 0; i < types.length; i++) {
                if (!types[i].isCollectionType()) {
                    values.put(type.getPropertyNames()[i], type.getValue(instance, i));
                }
            }
            loaded.add(new ChangeNotice.Row(type.getIdentifier(instance, session), values, Map.of()));
            // It is about to go, and no flush shall look at it.
            ((SessionImplementor) session).detach(found);
        }
        return loaded;
    }

    private static Map<String, Columns> tables(EntityPersister type) {
        return KeyReader.tables(type);
    }
}
