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

import dev.ashlar.pagination.PaginationException;
import jakarta.persistence.criteria.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.model.domain.EntityDomainType;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.sqm.NodeBuilder;
import org.hibernate.query.sqm.tree.SqmJoinType;
import org.hibernate.query.sqm.tree.domain.AbstractSqmFrom;
import org.hibernate.query.sqm.tree.domain.AbstractSqmPluralJoin;
import org.hibernate.query.sqm.tree.domain.SqmPath;
import org.hibernate.query.sqm.tree.from.SqmAttributeJoin;
import org.hibernate.query.sqm.tree.from.SqmFrom;
import org.hibernate.query.sqm.tree.from.SqmJoin;
import org.hibernate.query.sqm.tree.from.SqmRoot;
import org.hibernate.query.sqm.tree.select.SqmQueryGroup;
import org.hibernate.query.sqm.tree.select.SqmQuerySpec;
import org.hibernate.query.sqm.tree.select.SqmSelectClause;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.hibernate.query.sqm.tree.select.SqmSelectableNode;
import org.hibernate.query.sqm.tree.select.SqmSelection;
import org.jspecify.annotations.Nullable;

/**
 * A query's tree, open to changes. Trees of one source are alike: what stands at a place in one stands at the same place in the others.
 */
final class QueryTree {

    private final SessionFactoryImplementor factory;
    private final SqmSelectStatement<?> statement;
    private final SqmQuerySpec<?> spec;
    private final String shown;
    /** The roots and the joins that give a root several rows, in the order of the query. */
    private final List<SqmFrom<?, ?>> multiplying = new ArrayList<>();

    private final List<SqmAttributeJoin<?, ?>> fetchedMany = new ArrayList<>();
    private final List<SqmFrom<?, ?>> all = new ArrayList<>();

    private final boolean sorted;
    private final @Nullable SetOperation set;

    private QueryTree(SessionFactoryImplementor factory, SqmSelectStatement<?> written, String shown) {
        this.factory = factory;
        this.shown = shown;
        this.set = written.getQueryPart() instanceof SqmQueryGroup ? new SetOperation(factory, written, shown) : null;
        this.sorted = set == null ? !written.getOrderList().isEmpty() : set.isSorted();
        this.statement = set == null ? written : set.asTable();
        this.spec = statement.getQuerySpec();
        new ImplicitJoins(spec).makeExplicit();
        spec.getRootList().forEach(this::collect);
    }

    /**
     * A new one.
     *
     * @throws PaginationException if it has a limit already, or is a set operation of something else than plain values
     */
    static QueryTree open(SessionFactoryImplementor factory, Source.Tree source) {
        SqmSelectStatement<?> statement = source.open(factory);
        String shown = source.shown(factory);
        if (statement.getFetch() != null || statement.getOffset() != null) {
            throw new PaginationException("The query has a limit of its own: query=[" + shown
                    + "]. Leave limit, offset and fetch to the page; to page within the first rows, put them into the"
                    + " from clause.");
        }
        return new QueryTree(factory, statement, shown);
    }

    private void collect(SqmFrom<?, ?> from) {
        all.add(from);
        if (from instanceof SqmRoot) {
            multiplying.add(from);
        } else if (from instanceof AbstractSqmPluralJoin<?, ?, ?> many && many.isFetched()) {
            fetchedMany.add(many);
        } else if (from instanceof AbstractSqmPluralJoin || !(from instanceof SqmAttributeJoin)) {
            multiplying.add(from);
        }
        from.getSqmJoins().forEach(this::collectJoin);
        from.getSqmTreats().forEach(treat -> treat.getSqmJoins().forEach(this::collectJoin));
    }

    private void collectJoin(SqmJoin<?, ?> join) {
        collect((SqmFrom<?, ?>) join);
    }

    SessionFactoryImplementor factory() {
        return factory;
    }

    SqmSelectStatement<?> statement() {
        return statement;
    }

    SqmQuerySpec<?> spec() {
        return spec;
    }

    HibernateCriteriaBuilder builder() {
        return factory.getCriteriaBuilder();
    }

    /** What the user wrote. */
    String shown() {
        return shown;
    }

    List<SqmFrom<?, ?>> multiplying() {
        return multiplying;
    }

    List<SqmAttributeJoin<?, ?>> fetchedMany() {
        return fetchedMany;
    }

    /** Roots and joins. */
    List<SqmFrom<?, ?>> all() {
        return all;
    }

    boolean isSorted() {
        return sorted;
    }

    /** The union, intersection or difference that it selects from, if that is what was written. */
    Optional<SetOperation> set() {
        return Optional.ofNullable(set);
    }

    boolean isGrouped() {
        return !spec.getGroupByClauseExpressions().isEmpty();
    }

    boolean isDistinct() {
        return spec.isDistinct();
    }

    List<SqmSelection<?>> selections() {
        return spec.getSelectClause().getSelections();
    }

    /** Selects these, in the place of all others, under the names that they have. */
    void select(List<? extends Selection<?>> items) {
        NodeBuilder builder = (NodeBuilder) builder();
        SqmSelectClause clause = new SqmSelectClause(spec.isDistinct(), items.size(), builder);
        for (Selection<?> item : items) {
            clause.addSelection(new SqmSelection<>((SqmSelectableNode<?>) item, item.getAlias(), builder));
        }
        spec.setSelectClause(clause);
    }

    /** The root or join that is all the query selects; null if it selects something else. */
    @Nullable
    SqmFrom<?, ?> selectedFrom() {
        List<SqmSelection<?>> selections = selections();
        if (selections.isEmpty()) {
            return spec.getRootList().get(0);
        }
        return selections.size() == 1 && selections.get(0).getSelectableNode() instanceof SqmFrom<?, ?> from
                ? from
                : null;
    }

    /** Where paths start. */
    SqmFrom<?, ?> base() {
        SqmFrom<?, ?> selected = selectedFrom();
        return selected != null ? selected : spec.getRootList().get(0);
    }

    static @Nullable EntityDomainType<?> entity(SqmFrom<?, ?> from) {
        return from.getNodeType().getSqmType() instanceof EntityDomainType<?> entity ? entity : null;
    }

    /** Whether it is one of these collections, or joined to one. */
    boolean isWithinFetchedMany(SqmPath<?> from) {
        for (SqmPath<?> path = from; path != null; path = path.getLhs()) {
            if (fetchedMany.contains(path)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Turns fetches into plain joins, and leaves out those that can be left out: left ones that nothing else asks for.
     *
     * @return whether a row of the rest may be there several times
     */
    boolean unfetch() {
        Set<SqmPath<?>> used = new UsedPaths(this).find();
        boolean multiplied = false;
        for (SqmFrom<?, ?> from : all) {
            if (from instanceof SqmAttributeJoin<?, ?> join
                    && join.isFetched()
                    && (used.contains(join) || join.getSqmJoinType() != SqmJoinType.LEFT)) {
                join.clearFetched();
                multiplied |= fetchedMany.contains(join);
            }
        }
        // What is fetched still is a left join that nobody uses.
        all.forEach(from -> {
            if (from instanceof AbstractSqmFrom<?, ?> owner) {
                owner.removeLeftFetchJoins();
            }
        });
        return multiplied;
    }
}
