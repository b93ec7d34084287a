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

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.internal.ParameterMetadataImpl;
import org.hibernate.query.internal.SimpleHqlInterpretationImpl;
import org.hibernate.query.spi.DomainQueryExecutionContext;
import org.hibernate.query.spi.HqlInterpretation;
import org.hibernate.query.spi.QueryInterpretationCache;
import org.hibernate.query.spi.QueryParameterBindings;
import org.hibernate.query.spi.QueryParameterImplementor;
import org.hibernate.query.sqm.internal.DomainParameterXref;
import org.hibernate.query.sqm.internal.SqmSelectionQueryImpl;
import org.hibernate.query.sqm.tree.SqmCopyContext;
import org.hibernate.query.sqm.tree.expression.SqmJpaCriteriaParameterWrapper;
import org.hibernate.query.sqm.tree.expression.ValueBindJpaCriteriaParameter;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;

/**
 * A tree that is finished, ready to run as often as one likes.
 *
 * <p>Hibernate 7.4 caches the plan of an HQL text and hands the parsed tree of it to every session; a criteria tree it copies, and
 * hashes, for each run, which costs several times a page on a database nearby. So the tree is put into its cache as if it had been
 * parsed from a text, which is its own HQL with a number that makes it unique.
 */
final class Statement<R> {

    private static final AtomicLong NUMBERS = new AtomicLong();

    private final String name;
    private final Class<R> rowType;
    private final HqlInterpretation<R> interpretation;
    private final SqmSelectStatement<R> tree;
    private final Map<QueryParameterImplementor<?>, ValueBindJpaCriteriaParameter<?>> ownValues = new LinkedHashMap<>();
    private final Set<String> parameters = new TreeSet<>();

    Statement(SqmSelectStatement<R> finished, Class<R> rowType) {
        this.rowType = rowType;
        this.tree = finished.copy(SqmCopyContext.simpleContext());
        this.name = tree.toHqlString() + " -- page " + NUMBERS.incrementAndGet();
        DomainParameterXref xref = DomainParameterXref.from(tree);
        this.interpretation = new SimpleHqlInterpretationImpl<>(
                tree,
                xref.hasParameters()
                        ? new ParameterMetadataImpl(xref.getQueryParameters())
                        : ParameterMetadataImpl.EMPTY,
                xref);
        xref.getQueryParameters().forEach((parameter, places) -> {
            if (places.get(0) instanceof SqmJpaCriteriaParameterWrapper<?> wrapper
                    && wrapper.getJpaCriteriaParameter() instanceof ValueBindJpaCriteriaParameter<?> value) {
                ownValues.put(parameter, value);
            } else if (parameter.getName() != null) {
                parameters.add(parameter.getName());
            } else if (parameter.getPosition() != null) {
                parameters.add(parameter.getPosition().toString());
            }
        });
    }

    /** Names of the parameters that have to be set. */
    Set<String> parameters() {
        return parameters;
    }

    String text() {
        return name;
    }

    SelectionQuery<R> open(SharedSessionContractImplementor session) {
        SessionFactoryImplementor factory = session.getFactory();
        QueryInterpretationCache cache = factory.getQueryEngine().getInterpretationCache();
        if (!cache.isEnabled()) {
            // The session's own would make the user's rows of it: a tree that was a criteria query still says so.
            return new SqmSelectionQueryImpl<>(tree, rowType, session);
        }
        cache.cacheHqlInterpretation(name, interpretation);
        SelectionQuery<R> query = session.createSelectionQuery(name, rowType);
        if (!ownValues.isEmpty()) {
            // Hibernate binds the values that a criteria query brings along itself, but not those of a parsed text.
            QueryParameterBindings bindings = ((DomainQueryExecutionContext) query).getQueryParameterBindings();
            ownValues.forEach((parameter, value) -> bind(bindings, parameter, value));
        }
        return query;
    }

    @SuppressWarnings("unchecked")
    private static void bind(
            QueryParameterBindings bindings,
            QueryParameterImplementor<?> parameter,
            ValueBindJpaCriteriaParameter<?> value) {
        ValueBindJpaCriteriaParameter<Object> typed = (ValueBindJpaCriteriaParameter<Object>) value;
        bindings.getBinding((QueryParameterImplementor<Object>) parameter)
                .setBindValue(typed.getValue(), typed.getAnticipatedType());
    }
}
