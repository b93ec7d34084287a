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
package dev.ashlar.audit.internal.bulk;

import org.hibernate.sql.exec.spi.ExecutionContext;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;
import org.hibernate.sql.exec.spi.JdbcSelect;
import org.hibernate.sql.exec.spi.JdbcSelectExecutor;
import org.hibernate.sql.results.spi.ResultsConsumer;
import org.hibernate.sql.results.spi.RowTransformer;

/**
 * Sees native SQL that writes and has a result, such as {@code delete … returning}. What Hibernate makes itself of a statement of an
 * entity with several tables comes here too, and is told by {@link BulkObserver#isWithin}.
 */
final class ObservedSelects implements JdbcSelectExecutor {

    private final JdbcSelectExecutor executor;

    ObservedSelects(JdbcSelectExecutor executor) {
        this.executor = executor;
    }

    /** Nearly all statements are told apart by their first letters. */
    private static void check(JdbcSelect select, ExecutionContext context) {
        String sql = select.getSqlString();
        if (!sql.regionMatches(true, 0, "select ", 0, 7)) {
            BulkObserver.of(context.getSession()).checkNative(context.getSession(), sql);
        }
    }

    @Override
    public <T, R> T executeQuery(
            JdbcSelect select,
            JdbcParameterBindings bindings,
            ExecutionContext context,
            RowTransformer<R> rows,
            Class<R> resultType,
            StatementCreator creator,
            ResultsConsumer<T, R> results) {
        check(select, context);
        return executor.executeQuery(select, bindings, context, rows, resultType, creator, results);
    }

    @Override
    public <T, R> T executeQuery(
            JdbcSelect select,
            JdbcParameterBindings bindings,
            ExecutionContext context,
            RowTransformer<R> rows,
            Class<R> resultType,
            int estimate,
            StatementCreator creator,
            ResultsConsumer<T, R> results) {
        check(select, context);
        return executor.executeQuery(select, bindings, context, rows, resultType, estimate, creator, results);
    }
}
