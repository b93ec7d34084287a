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

import dev.ashlar.pagination.IndexAdvice;
import dev.ashlar.pagination.KeysetForm;
import dev.ashlar.pagination.PaginationException;
import dev.ashlar.pagination.SeekPlan;
import dev.ashlar.pagination.Sort;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Nulls;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.hibernate.query.sqm.tree.expression.SqmExpression;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One that Hibernate has as a tree: HQL, a criteria query, or an entity with restrictions. */
final class TreeQuery extends SortedQuery {

    private static final Logger LOG = LoggerFactory.getLogger(TreeQuery.class);

    private final SessionFactoryImplementor factory;
    private final Source.Tree source;
    private final String shown;
    private final boolean distinct;
    private final List<KeyPlace> places;
    private final RowIdentity identity;
    private final KeysetForm form;
    private final RowMapping rows;
    private final @Nullable FetchedCollections collections;
    private final TreeCount counting;
    private final Set<String> parameters;
    private final byte[] digest;
    private final Map<Cut, Statement<Object[]>> statements = new ConcurrentHashMap<>();

    static TreeQuery of(
            SessionFactoryImplementor factory,
            Source.Tree source,
            List<Sort> sorts,
            List<String> uniqueBy,
            @Nullable KeysetForm form) {
        QueryTree tree = QueryTree.open(factory, source);
        RowMapping rows = RowMapping.of(tree, source.resultType());
        TotalSort sort = new TotalSort(tree, sorts, uniqueBy);
        if (sort.keys().size() > Integer.SIZE - 1) {
            throw new PaginationException(
                    "Too many keys: keys=" + sort.keys().size() + " query=[" + tree.shown() + "]. Sort by fewer.");
        }
        return new TreeQuery(factory, source, tree, rows, sort, form, uniqueBy);
    }

    private TreeQuery(
            SessionFactoryImplementor factory,
            Source.Tree source,
            QueryTree tree,
            RowMapping rows,
            TotalSort sort,
            @Nullable KeysetForm form,
            List<String> uniqueBy) {
        super(List.copyOf(sort.keys()));
        this.factory = factory;
        this.source = source;
        this.shown = tree.shown();
        this.distinct = tree.isDistinct();
        this.rows = rows;
        this.places = List.copyOf(sort.places());
        this.identity = sort.identity();
        this.form = form == null ? KeysetForms.of(dialect()) : KeysetForms.checked(form, dialect());
        this.collections = tree.fetchedMany().isEmpty()
                ? null
                : new FetchedCollections(factory, source, identity, sort.identityPositions());
        this.counting = new TreeCount(factory, source, identity);
        this.parameters = statement(Cut.ALL).parameters();
        this.digest = Digests.of(source.text(factory), source.resultType(), keys(), uniqueBy);
        LOG.debug("Prepared [{}] sorted by {} in the form {}", shown, keys(), this.form);
    }

    private Dialect dialect() {
        return factory.getJdbcServices().getDialect();
    }

    @Override
    public IndexAdvice index(String sort) {
        return new IndexSearch(QueryTree.open(factory, source), keys()).find(sort);
    }

    @Override
    public RowCount counting() {
        return counting;
    }

    @Override
    public void check(Bindings bindings) {
        bindings.check(parameters, shown);
    }

    @Override
    public Fingerprint fingerprint(Bindings bindings) {
        return Digests.with(digest, bindings, factory);
    }

    @Override
    List<@Nullable Object[]> read(
            SharedSessionContractImplementor session,
            Bindings bindings,
            Cut cut,
            List<@Nullable Object> values,
            int first,
            int limit) {
        return run(statement(cut).open(session), bindings, cut, values, first, limit);
    }

    @Override
    List<@Nullable Object> items(
            SharedSessionContractImplementor session, Bindings bindings, List<@Nullable Object[]> read) {
        if (collections != null) {
            return collections.load(session, bindings, read);
        }
        List<@Nullable Object> items = new ArrayList<>(read.size());
        for (@Nullable Object[] row : read) {
            items.add(rows.row(row, keys().size()));
        }
        return items;
    }

    @Override
    SeekPlan plan(
            SharedSessionContractImplementor session,
            Bindings bindings,
            Cut cut,
            List<@Nullable Object> values,
            int limit) {
        if (identity.isGrouped() || distinct) {
            throw new PaginationException(
                    "A grouped or distinct query is computed as a whole; no index seeks into it: query=[" + shown
                            + "]. Look at the plan of what it is computed from.");
        }
        return Explained.runSeeking(session, prepare(cut, true), query -> {
                    bindings.bind(query);
                    bind(query, cut, values);
                    query.setMaxResults(limit);
                })
                .seekPlan();
    }

    private Statement<Object[]> statement(Cut cut) {
        Statement<Object[]> known = statements.get(cut);
        return known != null ? known : statements.computeIfAbsent(cut, made -> prepare(made, false));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Statement<Object[]> prepare(Cut cut, boolean explained) {
        QueryTree tree = QueryTree.open(factory, source);
        if (collections != null && tree.unfetch()) {
            tree.spec().setDistinct(true);
        }
        List<SqmExpression<?>> expressions = new ArrayList<>();
        places.forEach(place -> expressions.add(place.in(tree).expression()));
        identity.groupBy(tree, expressions);
        List<Predicate> conditions = CutPredicate.conditions(
                new TreeTerms(tree.builder(), expressions),
                keys(),
                cut,
                form,
                KeysetForms.comparesRowsWithNulls(dialect()));
        JpaCriteriaQuery<Object[]> query = (JpaCriteriaQuery) tree.statement();
        if (!conditions.isEmpty() && identity.isGrouped()) {
            Predicate own = query.getGroupRestriction();
            query.having(with(own, conditions));
        } else if (!conditions.isEmpty()) {
            Predicate own = query.getRestriction();
            query.where(with(own, conditions));
        }
        query.orderBy(order(tree.builder(), cut, expressions));
        // The keys come first: Hibernate orders by the position of an item, and finds it inside of others too.
        List<Selection<?>> items = new ArrayList<>(expressions);
        if (collections == null) {
            items.addAll(rows.selected(tree));
        }
        if (explained) {
            items = List.of(tree.builder().literal("row")); // the plan comes as text
        } else if (items.size() == 1) {
            items.add(expressions.get(0)); // two make an array
        }
        tree.select(items);
        Statement<Object[]> statement = new Statement<>((SqmSelectStatement<Object[]>) (Object) query, Object[].class);
        LOG.debug("{} makes [{}]", cut, statement.text());
        return statement;
    }

    private static Predicate[] with(@Nullable Predicate own, List<Predicate> conditions) {
        List<Predicate> all = new ArrayList<>();
        if (own != null) {
            all.add(own);
        }
        all.addAll(conditions);
        return all.toArray(Predicate[]::new);
    }

    private List<Order> order(HibernateCriteriaBuilder builder, Cut cut, List<SqmExpression<?>> expressions) {
        List<Order> order = new ArrayList<>();
        for (int i = 0; i < keys().size(); i++) {
            boolean descending = keys().get(i).descending(cut.backward());
            boolean without = !keys().get(i).nullable() || cut.isSettled(i);
            boolean nullsFirst = without
                    ? SortKey.nullsFirstByItself(dialect(), descending)
                    : keys().get(i).nullsFirst(cut.backward());
            // Said even where it goes without saying, for a setting may say otherwise; then Hibernate writes nothing.
            Nulls nulls = nullsFirst ? Nulls.FIRST : Nulls.LAST;
            Expression<?> expression = expressions.get(i);
            order.add(descending ? builder.desc(expression, nulls) : builder.asc(expression, nulls));
        }
        return order;
    }
}
