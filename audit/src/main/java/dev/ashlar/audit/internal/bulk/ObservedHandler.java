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

import org.hibernate.query.spi.DomainQueryExecutionContext;
import org.hibernate.query.spi.QueryOptions;
import org.hibernate.query.sqm.internal.SqmQueryImpl;
import org.hibernate.query.sqm.mutation.spi.MultiTableHandler;
import org.hibernate.query.sqm.mutation.spi.MultiTableHandlerBuildResult;
import org.hibernate.query.sqm.tree.SqmDmlStatement;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;

/** Carries out one statement of an entity with several tables: Hibernate keeps it with the query's plan. */
final class ObservedHandler implements MultiTableHandler {

    private final MultiTableHandler handler;
    private final SqmDmlStatement<?> statement;

    private ObservedHandler(MultiTableHandler handler, SqmDmlStatement<?> statement) {
        this.handler = handler;
        this.statement = statement;
    }

    static MultiTableHandlerBuildResult of(MultiTableHandlerBuildResult built, SqmDmlStatement<?> statement) {
        return new MultiTableHandlerBuildResult(
                new ObservedHandler(built.multiTableHandler(), statement), built.firstJdbcParameterBindings());
    }

    @Override
    public JdbcParameterBindings createJdbcParameterBindings(DomainQueryExecutionContext query) {
        return handler.createJdbcParameterBindings(query);
    }

    @Override
    public boolean dependsOnParameterBindings() {
        return handler.dependsOnParameterBindings();
    }

    @Override
    public boolean isCompatibleWith(JdbcParameterBindings bindings, QueryOptions options) {
        return handler.isCompatibleWith(bindings, options);
    }

    @Override
    public int execute(JdbcParameterBindings bindings, DomainQueryExecutionContext query) {
        return BulkObserver.of(query.getSession())
                .around(
                        query.getSession(),
                        query instanceof SqmQueryImpl<?> own ? own : null,
                        statement,
                        () -> handler.execute(bindings, query));
    }
}
