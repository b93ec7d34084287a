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
package dev.ashlar.audit.internal.task;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.mutation.EntityTableMapping.KeyMapping;
import org.hibernate.type.Type;

/**
 * Locks rows of an entity, loading nothing: whoever wrote them and is not committed has to end first, and with it its log rows, which are
 * written before the commit.
 *
 * <p>By its own SQL: Hibernate's lock on PostgreSQL is {@code for no key update}, which lets rows be added that refer to the locked one, so
 * those of a collection too.
 */
final class RowLock {

    private static final int AT_ONCE = 100;

    private RowLock() {}

    /** Locks those that are there, and returns how many. */
    static int lock(SharedSessionContractImplementor session, EntityPersister entity, List<?> ids) {
        int locked = 0;
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            locked += lockSome(session, entity, ids.subList(from, Math.min(from + AT_ONCE, ids.size())));
        }
        return locked;
    }

    private static int lockSome(SharedSessionContractImplementor session, EntityPersister entity, List<?> ids) {
        KeyMapping key = entity.getIdentifierTableMapping().getKeyMapping();
        List<String> columns = IntStream.range(0, key.getColumnCount())
                .mapToObj(i -> key.getKeyColumn(i).getColumnName())
                .toList();
        String one = columns.stream().map(column -> column + " = ?").collect(Collectors.joining(" and ", "(", ")"));
        String sql = "select " + columns.get(0) + " from "
                + entity.getIdentifierTableMapping().getTableName() + " where "
                + ids.stream().map(id -> one).collect(Collectors.joining(" or ")) + " for update";
        Type type = entity.getIdentifierType();
        return Statements.use(session, sql, statement -> {
            int at = 1;
            for (Object id : ids) {
                type.nullSafeSet(statement, id, at, session);
                at += columns.size();
            }
            return Statements.read(statement, row -> {});
        });
    }
}
