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

import java.util.List;
import org.hibernate.LockMode;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.UnionSubclassEntityPersister;
import org.hibernate.query.spi.QueryParameterBinding;
import org.hibernate.query.spi.QueryParameterBindings;
import org.hibernate.query.spi.QueryParameterImplementor;
import org.hibernate.query.sqm.NodeBuilder;
import org.hibernate.query.sqm.SqmQuerySource;
import org.hibernate.query.sqm.internal.NoParamSqmCopyContext;
import org.hibernate.query.sqm.internal.SqmQueryImpl;
import org.hibernate.query.sqm.tree.SqmCopyContext;
import org.hibernate.query.sqm.tree.SqmDeleteOrUpdateStatement;
import org.hibernate.query.sqm.tree.expression.SqmJpaCriteriaParameterWrapper;
import org.hibernate.query.sqm.tree.expression.SqmParameter;
import org.hibernate.query.sqm.tree.expression.SqmPositionalParameter;
import org.hibernate.query.sqm.tree.from.SqmFromClause;
import org.hibernate.query.sqm.tree.from.SqmRoot;
import org.hibernate.query.sqm.tree.predicate.SqmWhereClause;
import org.hibernate.query.sqm.tree.select.SqmQuerySpec;
import org.hibernate.query.sqm.tree.select.SqmSelectClause;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.jspecify.annotations.Nullable;

/**
 * The identifiers of the rows that a statement is about to change: by its own condition, parameters, filters and flushing, and locked
 * for as long as the transaction lasts.
 */
final class MatchedRows {

    private MatchedRows() {}

    static List<Object> ids(
            SharedSessionContractImplementor session, SqmQueryImpl<?> query, SqmDeleteOrUpdateStatement<?> statement) {
        Positions positions = Positions.of(statement);
        SqmQueryImpl<Object> select =
                new SqmQueryImpl<>(select(statement, positions.copies()), false, Object.class, session);
        // A cached plan would know the parameters of another copy.
        select.setQueryPlanCacheable(false);
        bind(query, positions, select);
        EntityPersister target = session.getFactory()
                .getMappingMetamodel()
                .getEntityDescriptor(statement.getTarget().getModel().getHibernateEntityName());
        // A union of tables cannot be locked (PostgreSQL, H2).
        boolean union = target instanceof UnionSubclassEntityPersister && target.hasSubclasses();
        if (session.isTransactionInProgress() && !union) {
            select.setHibernateLockMode(LockMode.PESSIMISTIC_WRITE);
        }
        return select.getResultList();
    }

    /** Parameters stay the same objects: of some the bindings know nothing else. */
    private static SqmSelectStatement<Object> select(SqmDeleteOrUpdateStatement<?> statement, SqmCopyContext copies) {
        NodeBuilder builder = statement.nodeBuilder();
        SqmRoot<?> target = statement.getTarget().copy(copies);
        SqmSelectStatement<Object> select = new SqmSelectStatement<>(Object.class, builder);
        SqmQuerySpec<Object> rows = new SqmQuerySpec<>(builder);
        rows.setSelectClause(new SqmSelectClause(false, builder));
        rows.setFromClause(new SqmFromClause());
        select.setQueryPart(rows);
        rows.addRoot(target);
        select.select(builder.id(target));
        SqmWhereClause where = statement.getWhereClause();
        if (where != null && where.getPredicate() != null) {
            select.where(where.getPredicate().copy(copies));
        }
        return select;
    }

    /**
     * The numbers of positional parameters in the condition: the other statement may have more of them, and Hibernate wants them to begin
     * with one.
     *
     * @param originals the number that each one has in the statement, in the order of their new numbers
     */
    private record Positions(List<Integer> originals) {

        static Positions of(SqmDeleteOrUpdateStatement<?> statement) {
            SqmCopyContext copies = SqmCopyContext.noParamCopyContext(SqmQuerySource.CRITERIA);
            return new Positions(select(statement, copies).getSqmParameters().stream()
                    .filter(SqmPositionalParameter.class::isInstance)
                    .map(SqmParameter::getPosition)
                    .distinct()
                    .sorted()
                    .toList());
        }

        int original(int position) {
            return originals.get(position - 1);
        }

        SqmCopyContext copies() {
            return originals.isEmpty()
                    ? SqmCopyContext.noParamCopyContext(SqmQuerySource.CRITERIA)
                    : new Renumbering(originals);
        }
    }

    private static final class Renumbering extends NoParamSqmCopyContext {

        private final List<Integer> originals;

        private Renumbering(List<Integer> originals) {
            super(SqmQuerySource.CRITERIA);
            this.originals = originals;
        }

        @Override
        @SuppressWarnings("unchecked") // a copy has the type of what it is of
        public <T> @Nullable T getCopy(T original) {
            return original instanceof SqmPositionalParameter<?> parameter
                    ? (T) renumbered(parameter)
                    : super.getCopy(original);
        }

        private <T> SqmPositionalParameter<T> renumbered(SqmPositionalParameter<T> parameter) {
            return new SqmPositionalParameter<>(
                    originals.indexOf(parameter.getPosition()) + 1,
                    parameter.allowMultiValuedBinding(),
                    parameter.getNodeType(),
                    parameter.nodeBuilder());
        }
    }

    private static void bind(SqmQueryImpl<?> query, Positions positions, SqmQueryImpl<?> select) {
        select.getParameterMetadata()
                .visitRegistrations(parameter -> copy(
                        find(query, positions, select, (QueryParameterImplementor<?>) parameter),
                        select.getQueryParameterBindings().getBinding(parameter)));
    }

    @SuppressWarnings("ReferenceEquality") // the very parameter
    private static @Nullable QueryParameterBinding<?> find(
            SqmQueryImpl<?> query,
            Positions positions,
            SqmQueryImpl<?> select,
            QueryParameterImplementor<?> parameter) {
        QueryParameterBindings bound = query.getQueryParameterBindings();
        if (parameter.getName() != null) {
            return bound.getBinding(parameter.getName());
        }
        if (parameter.getPosition() != null) {
            return bound.getBinding(positions.original(parameter.getPosition()));
        }
        Object expression = expression(select, parameter);
        for (QueryParameterImplementor<?> original :
                query.getDomainParameterXref().getQueryParameters().keySet()) {
            if (expression != null && expression(query, original) == expression) {
                return bound.getBinding(original);
            }
        }
        return null;
    }

    /** What a Criteria query has for a parameter: it numbers those without a name, each query anew. */
    private static @Nullable Object expression(SqmQueryImpl<?> query, QueryParameterImplementor<?> parameter) {
        for (SqmParameter<?> one : query.getDomainParameterXref().getSqmParameters(parameter)) {
            if (one instanceof SqmJpaCriteriaParameterWrapper<?> wrapper) {
                return wrapper.getJpaCriteriaParameter();
            }
        }
        return null;
    }

    @SuppressWarnings("unchecked") // a binding of the same parameter
    private static <T> void copy(@Nullable QueryParameterBinding<?> from, QueryParameterBinding<T> to) {
        QueryParameterBinding<T> bound = (QueryParameterBinding<T>) from;
        if (bound == null || !bound.isBound()) {
            return;
        }
        if (bound.isMultiValued()) {
            to.setBindValues(bound.getBindValues());
        } else {
            to.setBindValue(bound.getBindValue(), bound.getBindType());
        }
    }
}
