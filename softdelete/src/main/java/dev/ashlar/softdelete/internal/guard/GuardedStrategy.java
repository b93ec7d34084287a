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
package dev.ashlar.softdelete.internal.guard;

import org.hibernate.engine.jdbc.connections.spi.JdbcConnectionAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.internal.MappingModelCreationProcess;
import org.hibernate.query.spi.DomainQueryExecutionContext;
import org.hibernate.query.sqm.internal.DomainParameterXref;
import org.hibernate.query.sqm.mutation.spi.MultiTableHandlerBuildResult;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableMutationStrategy;
import org.hibernate.query.sqm.tree.SqmDeleteOrUpdateStatement;
import org.jspecify.annotations.Nullable;

/** Refuses HQL and Criteria deletes of soft-deletable entities with several tables. */
public final class GuardedStrategy implements SqmMultiTableMutationStrategy {

    private final SqmMultiTableMutationStrategy strategy;

    private GuardedStrategy(SqmMultiTableMutationStrategy strategy) {
        this.strategy = strategy;
    }

    /** The strategy, guarded; null if there is none. */
    public static @Nullable SqmMultiTableMutationStrategy of(@Nullable SqmMultiTableMutationStrategy strategy) {
        return strategy == null || strategy instanceof GuardedStrategy ? strategy : new GuardedStrategy(strategy);
    }

    @Override
    public void prepare(
            MappingModelCreationProcess mappingModelCreationProcess, JdbcConnectionAccess connectionAccess) {
        strategy.prepare(mappingModelCreationProcess, connectionAccess);
    }

    @Override
    public void prepare(MappingModelCreationProcess mappingModelCreationProcess) {
        strategy.prepare(mappingModelCreationProcess);
    }

    @Override
    public void release(SessionFactoryImplementor sessionFactory, JdbcConnectionAccess connectionAccess) {
        strategy.release(sessionFactory, connectionAccess);
    }

    @Override
    public MultiTableHandlerBuildResult buildHandler(
            SqmDeleteOrUpdateStatement<?> statement,
            DomainParameterXref domainParameterXref,
            DomainQueryExecutionContext context) {
        EntityGuard.check(
                statement,
                context.getSession().getLoadQueryInfluencers(),
                context.getSession().getFactory().getMappingMetamodel());
        return strategy.buildHandler(statement, domainParameterXref, context);
    }
}
