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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.hibernate.query.sqm.NodeBuilder;
import org.hibernate.query.sqm.internal.SqmPathVisitor;
import org.hibernate.query.sqm.tree.SqmVisitableNode;
import org.hibernate.query.sqm.tree.domain.SqmEntityValuedSimplePath;
import org.hibernate.query.sqm.tree.domain.SqmPath;
import org.hibernate.query.sqm.tree.expression.SqmExpression;
import org.hibernate.query.sqm.tree.expression.SqmNamedParameter;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.hibernate.query.sqm.tree.select.SqmSubQuery;

/**
 * Counts the rows of a tree.
 *
 * <p>Either the rows as they are joined, or, where several of them make one, what identifies a row, in a subquery. Whatever decides
 * which rows there are stays: Hibernate's own count drops the joins that only the select clause asks for, and counts the elements of a
 * collection that is fetched by an inner join.
 */
final class TreeCount implements RowCount {

    private static final String LIMIT = "ashlar_limit";

    private final SessionFactoryImplementor factory;
    private final Source.Tree source;
    private final RowIdentity identity;
    private final Map<Form, Statement<?>> statements = new ConcurrentHashMap<>();

    private enum Form {
        EXACT,
        LIMITED,
        EXPLAINED
    }

    TreeCount(SessionFactoryImplementor factory, Source.Tree source, RowIdentity identity) {
        this.factory = factory;
        this.source = source;
        this.identity = identity;
    }

    @Override
    public long exact(SharedSessionContractImplementor session, Bindings bindings) {
        SelectionQuery<Long> query = counting(Form.EXACT).open(session);
        bindings.bind(query);
        return query.getSingleResult();
    }

    @Override
    public long upTo(SharedSessionContractImplementor session, Bindings bindings, int limit) {
        SelectionQuery<Long> query = counting(Form.LIMITED).open(session);
        bindings.bind(query);
        query.setParameter(LIMIT, limit == Integer.MAX_VALUE ? limit : limit + 1);
        return query.getSingleResult();
    }

    @Override
    public boolean canEstimate() {
        return factory.getJdbcServices().getDialect() instanceof PostgreSQLDialect;
    }

    @Override
    public long estimated(SharedSessionContractImplementor session, Bindings bindings) {
        Statement<?> statement = statements.computeIfAbsent(Form.EXPLAINED, this::prepare);
        return Explained.run(session, statement, bindings::bind).rows();
    }

    @SuppressWarnings("unchecked")
    private Statement<Long> counting(Form form) {
        return (Statement<Long>) statements.computeIfAbsent(form, this::prepare);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Statement<?> prepare(Form form) {
        QueryTree tree = QueryTree.open(factory, source);
        boolean severalMakeOne = tree.unfetch();
        Map<String, SqmExpression<?>> joined = implicitlyJoined(tree);
        boolean plain = !severalMakeOne && !tree.isDistinct() && !tree.isGrouped();
        if (form == Form.EXACT && plain && joined.isEmpty()) {
            return new Statement<>(tree.statement().createCountQuery(), Long.class);
        }
        Map<String, SqmExpression<?>> items = new LinkedHashMap<>();
        for (KeyPlace place : identity.places()) {
            SqmExpression<?> expression = place.in(tree).expression();
            items.put(expression.toHqlString(), expression);
        }
        if (plain) {
            items.putAll(joined);
        }
        if (severalMakeOne) {
            tree.spec().setDistinct(true);
        }
        if (!(tree.isDistinct() && identity.isDeclared())) {
            List<SqmExpression<?>> selected = new ArrayList<>(items.values());
            for (int i = 0; i < selected.size(); i++) {
                selected.get(i).alias("item_" + i); // items of a subquery need names
            }
            tree.select(selected);
        }
        if (form == Form.LIMITED) {
            NodeBuilder builder = (NodeBuilder) tree.builder();
            tree.spec().setFetch(new SqmNamedParameter<>(LIMIT, false, builder.getIntegerType(), builder));
        }
        SqmSelectStatement<?> counting = over(tree, plain);
        if (form == Form.EXPLAINED) {
            ((JpaCriteriaQuery) counting).select(tree.builder().literal("row"));
            return new Statement<>((SqmSelectStatement<String>) counting, String.class);
        }
        return new Statement<>((SqmSelectStatement<Long>) counting, Long.class);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static SqmSelectStatement<Long> over(QueryTree tree, boolean plain) {
        if (!plain || !tree.statement().getCteStatements().isEmpty()) {
            // Hibernate takes along the common table expressions, but puts only these into a subquery; the items are
            // distinct.
            tree.spec().setDistinct(tree.isDistinct() || plain);
            return tree.statement().createCountQuery();
        }
        HibernateCriteriaBuilder builder = tree.builder();
        JpaCriteriaQuery<Long> query = builder.createQuery(Long.class);
        SqmSelectStatement<Long> outer = (SqmSelectStatement<Long>) query;
        query.from(new SqmSubQuery(outer, tree.statement().getQueryPart(), Object.class, (NodeBuilder) builder));
        query.select(builder.count());
        return outer;
    }

    /** Attributes of a partner that only the select clause asks for: the join leaves out rows that have none. */
    private static Map<String, SqmExpression<?>> implicitlyJoined(QueryTree tree) {
        Map<String, SqmExpression<?>> joined = new LinkedHashMap<>();
        SqmPathVisitor visitor = new SqmPathVisitor(path -> {
            if (isImplicit(path)) {
                joined.put(path.toHqlString(), path);
            }
        });
        tree.selections().forEach(item -> ((SqmVisitableNode) item.getSelectableNode()).accept(visitor));
        return joined;
    }

    private static boolean isImplicit(SqmPath<?> path) {
        return path.getLhs() instanceof SqmEntityValuedSimplePath<?>
                || (path.getLhs() != null && isImplicit(path.getLhs()));
    }
}
