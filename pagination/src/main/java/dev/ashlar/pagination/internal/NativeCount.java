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
package dev.ashlar.pagination.internal;

import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.NativeQuery;

/** Counts the rows of SQL in a derived table. */
final class NativeCount implements RowCount {

    private final SessionFactoryImplementor factory;
    private final String sql;

    NativeCount(SessionFactoryImplementor factory, String sql) {
        this.factory = factory;
        this.sql = sql;
    }

    @Override
    public long exact(SharedSessionContractImplementor session, Bindings bindings) {
        return count(session, bindings, "select count(*) from (" + sql + "\n) " + NativeSqlQuery.ROWS);
    }

    @Override
    public long upTo(SharedSessionContractImplementor session, Bindings bindings, int limit) {
        long one = limit + 1L;
        return count(
                session,
                bindings,
                "select count(*) from (select 1 as one from (" + sql + "\n) " + NativeSqlQuery.ROWS + " fetch first "
                        + one + " rows only) some_rows");
    }

    private static long count(SharedSessionContractImplementor session, Bindings bindings, String counting) {
        NativeQuery<Long> query = session.createNativeQuery(counting, Long.class);
        bindings.bind(query);
        return query.getSingleResult();
    }

    @Override
    public boolean canEstimate() {
        return factory.getJdbcServices().getDialect() instanceof PostgreSQLDialect;
    }

    @Override
    public long estimated(SharedSessionContractImplementor session, Bindings bindings) {
        NativeQuery<String> query = session.createNativeQuery("explain " + sql, String.class);
        bindings.bind(query);
        return new Explained(query.getResultList()).rows();
    }
}
