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
package dev.ashlar.softdelete.internal.mapping;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.Timeouts;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.dialect.MySQLDialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.internal.Versioning;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** The table that has the marks of an entity type without subclasses of their own tables, and statements on one row of it. */
public final class MarkTable {

    /** As many rows as one statement names; engines bound the number of parameters. */
    private static final int CHUNK = 500;

    private final Marks marks;
    private final EntityPersister persister;
    private final String table;
    private final String[] ids;

    /** The table of an entity type's marks. */
    public MarkTable(Marks marks) {
        this.marks = marks;
        this.persister = marks.persister();
        this.table = persister.getIdentifierTableMapping().getTableName();
        List<String> columns = new ArrayList<>();
        persister
                .getIdentifierTableMapping()
                .getKeyMapping()
                .forEachKeyColumn((index, column) -> columns.add(column.getColumnName()));
        this.ids = columns.toArray(String[]::new);
    }

    /**
     * Marks a live row, and bumps its version.
     *
     * @return whether there was one, of this version
     */
    public boolean mark(
            SharedSessionContractImplementor session,
            Object id,
            @Nullable Object version,
            UUID deletion,
            Object entity) {
        List<@Nullable Object> values = new ArrayList<>();
        marks.all().forEach(mark -> values.add(mark.value(session, deletion)));
        return write(session, id, version, values, entity, " is null");
    }

    /**
     * Takes the marks of a deleted row back, and bumps its version.
     *
     * @return whether there was one, of this version
     */
    public boolean clear(SharedSessionContractImplementor session, Object id, @Nullable Object version, Object entity) {
        List<@Nullable Object> values = new ArrayList<>();
        marks.all().forEach(mark -> values.add(null));
        return write(session, id, version, values, entity, " is not null");
    }

    private boolean write(
            SharedSessionContractImplementor session,
            Object id,
            @Nullable Object version,
            List<@Nullable Object> values,
            Object entity,
            String condition) {
        List<String> set = new ArrayList<>();
        marks.all().forEach(mark -> set.add(column(mark) + "=?"));
        Object next = null;
        if (persister.isVersioned()) {
            set.add(persister.getVersionColumnName() + "=?");
            next = Versioning.increment(version, persister.getVersionMapping(), session);
        }
        String sql = "update " + table + " set " + String.join(", ", set) + " where " + isId()
                + (persister.isVersioned() ? " and " + persister.getVersionColumnName() + "=?" : "") + " and "
                + column(marks.at()) + condition;
        Object nextVersion = next;
        int changed = OwnSql.update(session, sql, statement -> {
            int at = 1;
            for (int i = 0; i < values.size(); i++) {
                Mark mark = marks.all().get(i);
                mark.type().nullSafeSet(statement, values.get(i), at, session);
                at += mark.type().getColumnSpan(session.getFactory().getRuntimeMetamodels());
            }
            if (persister.isVersioned()) {
                persister.getVersionType().nullSafeSet(statement, nextVersion, at++, session);
            }
            at = bindId(statement, id, at, session);
            if (persister.isVersioned()) {
                persister.getVersionType().nullSafeSet(statement, version, at, session);
            }
        });
        if (changed == 1) {
            for (int i = 0; i < values.size(); i++) {
                marks.assign(entity, marks.all().get(i), values.get(i));
            }
            if (persister.isVersioned()) {
                persister.setValue(entity, persister.getVersionPropertyIndex(), nextVersion);
            }
        }
        return changed == 1;
    }

    /**
     * Whether a row is marked, and keeps others from marking it until the transaction ends; false for one that is not there.
     *
     * <p>The lock is the weakest that a concurrent mark cannot pass: on PostgreSQL and MariaDB the one that a foreign key
     * takes anyway, so that it brings no deadlock of its own.
     */
    public boolean isDeletedWhileLocked(SharedSessionContractImplementor session, Object id) {
        Dialect dialect = session.getJdbcServices().getDialect();
        return isDeleted(session, id, lockOf(dialect))
                // A key share lock that had to wait answers with the row of before the mark, for a mark changes no key.
                || (dialect instanceof PostgreSQLDialect && isDeleted(session, id, ""));
    }

    /** Whether a row is marked, and keeps others from changing it until the transaction ends; false for one that is not there. */
    public boolean isDeletedWhileWritten(SharedSessionContractImplementor session, Object id) {
        Dialect dialect = session.getJdbcServices().getDialect();
        return isDeleted(session, id, dialect.getForUpdateString(LockMode.PESSIMISTIC_WRITE, Timeouts.WAIT_FOREVER));
    }

    private boolean isDeleted(SharedSessionContractImplementor session, Object id, String lock) {
        String sql = "select " + column(marks.at()) + " from " + table + " where " + isId() + lock;
        return OwnSql.select(
                        session, sql, statement -> bindId(statement, id, 1, session), row -> row.getObject(1) != null)
                .contains(true);
    }

    private static String lockOf(Dialect dialect) {
        if (dialect instanceof PostgreSQLDialect) {
            return " for key share";
        }
        if (dialect instanceof MySQLDialect) {
            return " lock in share mode";
        }
        return dialect instanceof H2Dialect
                ? " for update" // it has no other, and its foreign keys lock nothing
                : dialect.getForUpdateString(LockMode.PESSIMISTIC_READ, Timeouts.WAIT_FOREVER);
    }

    /** Whether a mark, which changes no key, passes the lock by that a foreign key takes. */
    public static boolean passesReferences(SharedSessionContractImplementor session) {
        return session.getJdbcServices().getDialect() instanceof PostgreSQLDialect;
    }

    /**
     * Waits for those who are about to commit a row that refers to one of these, and lets nobody begin until the transaction ends,
     * where a mark alone would not. Before the mark: while PostgreSQL moves the new version of a row to another page, it
     * forgets who took the lock of a foreign key meanwhile, and whoever waits afterwards waits for nobody.
     */
    public void awaitReferences(SharedSessionContractImplementor session, List<?> ids) {
        if (!passesReferences(session)) {
            return;
        }
        for (int from = 0; from < ids.size(); from += CHUNK) {
            List<?> chunk = ids.subList(from, Math.min(from + CHUNK, ids.size()));
            String one = chunk.size() == 1
                    ? isId()
                    : "(" + String.join(", ", this.ids) + ") in ("
                            + String.join(", ", Collections.nCopies(chunk.size(), places())) + ") order by "
                            + String.join(", ", this.ids);
            OwnSql.select(
                    session,
                    "select 1 from " + table + " where " + one + " for update",
                    statement -> {
                        int at = 1;
                        for (Object id : chunk) {
                            at = bindId(statement, id, at, session);
                        }
                    },
                    row -> true);
        }
    }

    /** The same for all rows that a mark with this value was given to: after the mark, for those that nobody could name before. */
    public void awaitReferences(SharedSessionContractImplementor session, Mark mark, @Nullable Object value) {
        if (passesReferences(session)) {
            String sql = "select 1 from " + table + " where " + column(mark) + "=? order by " + String.join(", ", ids)
                    + " for update";
            OwnSql.select(
                    session, sql, statement -> mark.type().nullSafeSet(statement, value, 1, session), row -> true);
        }
    }

    private String places() {
        return "(" + String.join(", ", Collections.nCopies(ids.length, "?")) + ")";
    }

    private int bindId(PreparedStatement statement, Object id, int at, SharedSessionContractImplementor session)
            throws SQLException {
        persister.getIdentifierType().nullSafeSet(statement, id, at, session);
        return at + ids.length;
    }

    private String isId() {
        return String.join(
                " and ", Arrays.stream(ids).map(column -> column + "=?").toList());
    }

    private String column(Mark mark) {
        return mark.columns(persister).get(0).getSelectionExpression();
    }
}
