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

import java.sql.PreparedStatement;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.sqm.internal.SqmQueryImpl;
import org.hibernate.sql.exec.internal.JdbcOperationQueryMutationNative;
import org.hibernate.sql.exec.spi.ExecutionContext;
import org.hibernate.sql.exec.spi.JdbcMutationExecutor;
import org.hibernate.sql.exec.spi.JdbcOperationQueryMutation;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;

/** Sees set-based statements of entities with one table, and native ones. */
final class ObservedMutations implements JdbcMutationExecutor {

    private final JdbcMutationExecutor executor;

    ObservedMutations(JdbcMutationExecutor executor) {
        this.executor = executor;
    }

    @Override
    public int execute(
            JdbcOperationQueryMutation mutation,
            JdbcParameterBindings bindings,
            Function<String, PreparedStatement> creator,
            BiConsumer<Integer, PreparedStatement> expectation,
            ExecutionContext context) {
        SharedSessionContractImplementor session = context.getSession();
        BulkObserver observer = BulkObserver.of(session);
        IntSupplier execution = () -> executor.execute(mutation, bindings, creator, expectation, context);
        if (mutation instanceof JdbcOperationQueryMutationNative) {
            observer.checkNative(session, mutation.getSqlString());
            return execution.getAsInt();
        }
        if (observer.isIdle() || observer.isWithin(session)) {
            return execution.getAsInt();
        }
        SqmQueryImpl<?> query = ExecutedQuery.of(context);
        return query == null ? execution.getAsInt() : observer.step(session, query, execution);
    }
}
