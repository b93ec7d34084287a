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
import jakarta.persistence.criteria.Selection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.hibernate.query.sqm.NodeBuilder;
import org.hibernate.query.sqm.SqmBindableType;
import org.hibernate.query.sqm.tree.expression.SqmExpression;
import org.hibernate.query.sqm.tree.expression.SqmNamedParameter;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.jspecify.annotations.Nullable;

/**
 * The second query of a page with fetched collections: the first one pages the roots, this one loads them with their collections.
 *
 * <p>Hibernate 7.4 can do it with one, by a limit in a derived table; but what the query asks of a fetched collection then stands
 * outside of that table, in invalid SQL, and where a database has no limit there it cuts in memory.
 */
final class FetchedCollections {

    private static final String PARAMETER = "ashlar_id_";

    private final SessionFactoryImplementor factory;
    private final Source.Tree source;
    private final RowIdentity identity;
    private final List<Integer> positions;
    /** By how many roots they load. */
    private final Map<Integer, Statement<Object[]>> statements = new ConcurrentHashMap<>();

    FetchedCollections(
            SessionFactoryImplementor factory, Source.Tree source, RowIdentity identity, List<Integer> positions) {
        this.factory = factory;
        this.source = source;
        this.identity = identity;
        this.positions = positions;
    }

    /** The roots of a page, in its order; without those that were deleted since. */
    List<@Nullable Object> load(SharedSessionContractImplementor session, Bindings bindings, List<Object[]> page) {
        List<List<Object>> ids = page.stream().map(this::id).toList();
        Map<List<Object>, Object> loaded = loadById(session, bindings, ids);
        List<@Nullable Object> items = new ArrayList<>();
        for (List<Object> id : ids) {
            Object item = loaded.get(id);
            if (item != null) {
                items.add(item);
            }
        }
        return items;
    }

    private List<Object> id(Object[] row) {
        return positions.stream().map(position -> row[position]).toList();
    }

    private Map<List<Object>, Object> loadById(
            SharedSessionContractImplementor session, Bindings bindings, List<List<Object>> ids) {
        Map<List<Object>, Object> loaded = new HashMap<>();
        if (ids.isEmpty()) {
            return loaded;
        }
        // The next power of two: few statements, each with a plan that is kept.
        int size = Integer.highestOneBit(Math.max(1, 2 * ids.size() - 1));
        SelectionQuery<Object[]> query =
                statements.computeIfAbsent(size, this::prepare).open(session);
        bindings.bind(query);
        for (int i = 0; i < size; i++) {
            List<Object> id = ids.get(Math.min(i, ids.size() - 1));
            for (int j = 0; j < id.size(); j++) {
                query.setParameter(PARAMETER + i + "_" + j, id.get(j));
            }
        }
        for (Object[] row : query.getResultList()) {
            loaded.putIfAbsent(List.of(row).subList(0, positions.size()), row[positions.size()]);
        }
        return loaded;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Statement<Object[]> prepare(int size) {
        QueryTree tree = QueryTree.open(factory, source);
        tree.spec().setDistinct(false);
        List<SqmExpression<?>> ids = new ArrayList<>();
        identity.places().forEach(place -> ids.add(place.in(tree).expression()));
        List<Selection<?>> items = new ArrayList<>(ids);
        items.add(tree.base());
        JpaCriteriaQuery<Object[]> query = (JpaCriteriaQuery) tree.statement();
        Predicate own = query.getRestriction();
        Predicate among = ids.size() == 1 ? oneOf(tree, ids.get(0), size) : anyOf(tree, ids, size);
        query.where(own == null ? new Predicate[] {among} : new Predicate[] {own, among});
        tree.select(items);
        return new Statement<>((SqmSelectStatement<Object[]>) (Object) query, Object[].class);
    }

    private static Predicate oneOf(QueryTree tree, SqmExpression<?> id, int size) {
        List<Expression<?>> values = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            values.add(parameter(tree, id, i, 0));
        }
        return id.in(values.toArray(Expression<?>[]::new));
    }

    private static Predicate anyOf(QueryTree tree, List<SqmExpression<?>> ids, int size) {
        List<Predicate> any = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            List<Predicate> all = new ArrayList<>();
            for (int j = 0; j < ids.size(); j++) {
                all.add(tree.builder().equal(ids.get(j), parameter(tree, ids.get(j), i, j)));
            }
            any.add(tree.builder().and(all.toArray(Predicate[]::new)));
        }
        return tree.builder().or(any.toArray(Predicate[]::new));
    }

    @SuppressWarnings("unchecked")
    private static Expression<?> parameter(QueryTree tree, SqmExpression<?> id, int row, int part) {
        return new SqmNamedParameter<>(
                PARAMETER + row + "_" + part, false, (SqmBindableType<Object>) id.getNodeType(), (NodeBuilder)
                        tree.builder());
    }
}
