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

import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Predicate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.sqm.NodeBuilder;
import org.hibernate.query.sqm.SqmBindableType;
import org.hibernate.query.sqm.tree.expression.SqmExpression;
import org.hibernate.query.sqm.tree.expression.SqmNamedParameter;

/** Conditions of a tree. */
final class TreeTerms implements CutPredicate.Terms<Predicate> {

    private final HibernateCriteriaBuilder builder;
    private final List<SqmExpression<?>> expressions;
    private final Map<Integer, Expression<?>> parameters = new HashMap<>();

    TreeTerms(HibernateCriteriaBuilder builder, List<SqmExpression<?>> expressions) {
        this.builder = builder;
        this.expressions = expressions;
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public Predicate compare(int key, String operator) {
        Expression value = expressions.get(key);
        Expression cut = parameter(key);
        return switch (operator) {
            case "<" -> builder.lessThan(value, cut);
            case "<=" -> builder.lessThanOrEqualTo(value, cut);
            case ">" -> builder.greaterThan(value, cut);
            case ">=" -> builder.greaterThanOrEqualTo(value, cut);
            default -> builder.equal(value, cut);
        };
    }

    /** Not as Hibernate's tuple, whose parameters have the type of their value, not that of the column. */
    @Override
    public Predicate compareRow(int first, int length, String operator) {
        String marks = IntStream.range(0, length).mapToObj(i -> "?").collect(Collectors.joining(", ", "(", ")"));
        List<Expression<?>> arguments = new ArrayList<>(expressions.subList(first, first + length));
        for (int i = first; i < first + length; i++) {
            arguments.add(parameter(i));
        }
        return builder.isTrue(builder.sql(
                marks + " " + operator + " " + marks, Boolean.class, arguments.toArray(Expression<?>[]::new)));
    }

    @Override
    public Predicate isNull(int key) {
        return expressions.get(key).isNull();
    }

    @Override
    public Predicate isNotNull(int key) {
        return expressions.get(key).isNotNull();
    }

    @Override
    public Predicate always() {
        return builder.conjunction();
    }

    @Override
    public Predicate never() {
        return builder.disjunction();
    }

    @Override
    public Predicate and(List<Predicate> all) {
        return builder.and(all.toArray(Predicate[]::new));
    }

    @Override
    public Predicate or(List<Predicate> any) {
        return builder.or(any.toArray(Predicate[]::new));
    }

    /**
     * Of the key's own type: what a parameter's class says is not how the column is written. One object for each: Hibernate knows the
     * parameters of a tree by identity, and those of one name only once.
     */
    private Expression<?> parameter(int key) {
        return parameters.computeIfAbsent(key, this::newParameter);
    }

    @SuppressWarnings("unchecked")
    private Expression<?> newParameter(int key) {
        SqmBindableType<Object> type =
                (SqmBindableType<Object>) expressions.get(key).getNodeType();
        return new SqmNamedParameter<>(CutPredicate.PARAMETER + key, false, type, (NodeBuilder) builder);
    }
}
