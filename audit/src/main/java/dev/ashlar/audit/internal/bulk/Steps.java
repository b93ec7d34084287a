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

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.hql.internal.QuerySplitter;
import org.hibernate.query.sqm.internal.SqmQueryImpl;
import org.hibernate.query.sqm.mutation.internal.SqmMutationStrategyHelper;
import org.hibernate.query.sqm.tree.SqmDmlStatement;
import org.hibernate.query.sqm.tree.delete.SqmDeleteStatement;
import org.jspecify.annotations.Nullable;

/**
 * The steps in which Hibernate executes a query on entities with one table: one, but for a delete, which goes through the tables of
 * collections first ({@code SimpleDeleteQueryPlan}, 7.4.13), and for each entity where it names a type that is not mapped ({@code
 * QuerySplitter}). Before the first step of a statement its rows are read, after the last one it is logged.
 */
final class Steps {

    private final SqmQueryImpl<?> query;
    private final Deque<Part> parts;
    private @Nullable BulkStatement running;

    private Steps(SqmQueryImpl<?> query, Deque<Part> parts) {
        this.query = query;
        this.parts = parts;
    }

    /** One statement of one entity. */
    private static final class Part {
        private final SqmDmlStatement<?> statement;
        private final int steps;
        private int done;

        Part(SqmDmlStatement<?> statement, int steps) {
            this.statement = statement;
            this.steps = steps;
        }
    }

    static Steps of(SharedSessionContractImplementor session, SqmQueryImpl<?> query) {
        Deque<Part> parts = new ArrayDeque<>();
        if (query.getSqmStatement() instanceof SqmDeleteStatement<?> delete) {
            for (SqmDeleteStatement<?> one : QuerySplitter.split(delete)) {
                EntityPersister entity = session.getFactory()
                        .getMappingMetamodel()
                        .getEntityDescriptor(one.getTarget().getModel().getHibernateEntityName());
                if (entity.getSqmMultiTableMutationStrategy() == null) {
                    parts.add(new Part(one, 1 + collectionTables(entity)));
                }
            }
        } else if (query.getSqmStatement() instanceof SqmDmlStatement<?> statement) {
            parts.add(new Part(statement, 1));
        }
        return new Steps(query, parts);
    }

    private static int collectionTables(EntityPersister entity) {
        int[] count = {0};
        SqmMutationStrategyHelper.visitCollectionTables(entity, collection -> {
            if (collection.getSeparateCollectionTable() != null
                    && !collection.getCollectionDescriptor().isCascadeDeleteEnabled()) {
                count[0]++;
            }
        });
        return count[0];
    }

    @SuppressWarnings("ReferenceEquality") // this execution
    boolean isOf(SqmQueryImpl<?> other) {
        return query == other;
    }

    boolean isDone() {
        return parts.isEmpty();
    }

    int next(Function<SqmDmlStatement<?>, @Nullable BulkStatement> begin, IntSupplier execution) {
        Part part = parts.peek();
        if (part == null) {
            return execution.getAsInt();
        }
        if (part.done == 0) {
            running = begin.apply(part.statement);
        }
        int count = execution.getAsInt();
        part.done++;
        if (part.done == part.steps) {
            parts.remove();
            if (running != null) {
                running.finish(count);
            }
        }
        return count;
    }
}
