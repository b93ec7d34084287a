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
package dev.ashlar.pagination;

import dev.ashlar.pagination.internal.Bindings;
import dev.ashlar.pagination.internal.SortedQuery;
import dev.ashlar.pagination.internal.Source;
import dev.ashlar.pagination.internal.StatementStore;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.criteria.CriteriaQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.restriction.Restriction;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.jspecify.annotations.Nullable;

/**
 * A query to be paged, with its parameters and its sort: an immutable value, safe for many threads, best kept in a constant.
 *
 * <p>The sort is made total by what identifies a row, so that each row has one place: an entity's id, what a query groups by, or what a
 * distinct query selects. Nothing is checked before {@link #in} or {@link #walk}, which know the mapping; everything is by then, before
 * a statement runs.
 *
 * <pre>{@code
 * static final Pagination<Post> POSTS = Pagination.of("select p from Post p where p.author.id = :author", Post.class)
 *         .sort(desc("publishedAt").nullsLast());
 *
 * Page<Post> page = POSTS.parameter("author", 7L).in(em).page(1, 20);
 * }</pre>
 *
 * @param <T> what a row becomes
 */
public final class Pagination<T> {

    private final Source source;
    private final Map<String, @Nullable Object> parameters;
    private final List<Sort> sorts;
    private final List<String> uniqueBy;
    private final @Nullable PageRules rules;
    private final int maxSize;
    private final Count count;
    private final @Nullable KeysetForm form;

    private Pagination(
            Source source,
            Map<String, @Nullable Object> parameters,
            List<Sort> sorts,
            List<String> uniqueBy,
            @Nullable PageRules rules,
            int maxSize,
            Count count,
            @Nullable KeysetForm form) {
        this.source = source;
        this.parameters = parameters;
        this.sorts = sorts;
        this.uniqueBy = uniqueBy;
        this.rules = rules;
        this.maxSize = maxSize;
        this.count = count;
        this.form = form;
    }

    private static <T> Pagination<T> of(Source source) {
        return new Pagination<>(
                source, Map.of(), List.of(), List.of(), null, PageRules.DEFAULT_MAX_SIZE, Count.exact(), null);
    }

    /**
     * An HQL query, without {@code order by} and limit.
     *
     * @param resultType what a row becomes: the type of what is selected, {@code Object[]}, {@code Tuple}, {@code Map}, {@code List},
     *     or a class with a constructor for the selected items
     */
    public static <T> Pagination<T> of(String hql, Class<T> resultType) {
        return of(new Source.Hql(Objects.requireNonNull(hql, "hql"), Objects.requireNonNull(resultType, "resultType")));
    }

    /**
     * A criteria query, as it is now: later changes do not reach it.
     *
     * @apiNote Its statements are prepared for this object alone; keep it, and set what differs by named parameters.
     */
    public static <T> Pagination<T> of(CriteriaQuery<T> query) {
        return of(new Source.Criteria(
                (SqmSelectStatement<?>) query, Objects.requireNonNullElse(query.getResultType(), Object.class)));
    }

    /** All rows of an entity; see {@link #where}. */
    public static <T> Pagination<T> of(Class<T> entity) {
        return of(new Source.Restricted<>(Objects.requireNonNull(entity, "entity"), List.of()));
    }

    /**
     * SQL of the database, without {@code order by}, limit and semicolon; it becomes a derived table. It is sorted by its columns, by
     * name, and needs {@link #uniqueBy} with those that identify a row; these must have a value in each row.
     *
     * @param resultType an entity whose columns it selects; or {@code Object[]}, {@code Tuple}, {@code Map}, {@code List}, the type of the
     *     one column, or a class with a constructor for the columns as the driver reads them
     */
    public static <T> Pagination<T> ofNative(String sql, Class<T> resultType) {
        return of(new Source.NativeSql(
                Objects.requireNonNull(sql, "sql"), Objects.requireNonNull(resultType, "resultType")));
    }

    /**
     * With one more restriction.
     *
     * @throws PaginationException if it was not made by {@link #of(Class)}
     */
    public Pagination<T> where(Restriction<? super T> restriction) {
        if (!(source instanceof Source.Restricted<?>)) {
            throw new PaginationException("Only a query made of an entity's class takes restrictions: restriction="
                    + restriction + ". Put the condition into the query.");
        }
        @SuppressWarnings("unchecked")
        Source.Restricted<T> restricted = (Source.Restricted<T>) source;
        List<Restriction<? super T>> more = new ArrayList<>(restricted.restrictions());
        more.add(Objects.requireNonNull(restriction, "restriction"));
        return with(new Source.Restricted<>(restricted.resultType(), List.copyOf(more)));
    }

    /** With a value for a named parameter; a collection for one that takes many. */
    public Pagination<T> parameter(String name, @Nullable Object value) {
        Map<String, @Nullable Object> more = new TreeMap<>(parameters);
        more.put(name, value);
        return new Pagination<>(
                source, Collections.unmodifiableMap(more), sorts, uniqueBy, rules, maxSize, count, form);
    }

    /** With a value for a parameter like {@code ?1}; a collection for one that takes many. */
    public Pagination<T> parameter(int position, @Nullable Object value) {
        return parameter(Integer.toString(position), value);
    }

    /** Sorted by these keys in their order, in place of any others. What identifies a row is appended. */
    public Pagination<T> sort(Sort... keys) {
        return sort(Arrays.asList(keys));
    }

    /** Sorted by these keys in their order, in place of any others. What identifies a row is appended. */
    public Pagination<T> sort(List<Sort> keys) {
        return new Pagination<>(source, parameters, List.copyOf(keys), uniqueBy, rules, maxSize, count, form);
    }

    /**
     * With what identifies a row, for a query of which it cannot be seen: paths as in {@link Sort}. Trusted, not checked: two rows with
     * the same values would be taken for one.
     */
    public Pagination<T> uniqueBy(String... paths) {
        return new Pagination<>(source, parameters, sorts, List.of(paths), rules, maxSize, count, form);
    }

    /** With these rules for what a request may ask for; their default sort holds until {@link #sortedBy}, their cap at once. */
    public Pagination<T> rules(PageRules allowed) {
        return new Pagination<>(
                source, parameters, allowed.defaultSort(), uniqueBy, allowed, allowed.maxSize(), count, form);
    }

    /**
     * Sorted as a request asks, see {@link PageRules#sort}; null stands for the default.
     *
     * @throws PageRequestException if a name is unknown or said twice
     * @throws PaginationException if there are no {@link #rules}
     */
    public Pagination<T> sortedBy(@Nullable String requested) {
        if (rules == null) {
            throw new PaginationException("No rules say what a request may sort by. Set them with rules(...).");
        }
        return sort(rules.sort(requested == null ? "" : requested));
    }

    /**
     * With another cap of the page size.
     *
     * @param rows 1 or more
     * @throws IllegalArgumentException if it is less
     */
    public Pagination<T> maxSize(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("Pages without rows: maxSize=" + rows + ". Give 1 or more.");
        }
        return new Pagination<>(source, parameters, sorts, uniqueBy, rules, rows, count, form);
    }

    /** With another way to learn the total; {@link Count#exact} if nothing is said. */
    public Pagination<T> count(Count policy) {
        return new Pagination<>(
                source, parameters, sorts, uniqueBy, rules, maxSize, Objects.requireNonNull(policy, "policy"), form);
    }

    /**
     * With a form of the predicate other than the one that is chosen by the database, after a look at its plans. The choice is logged at
     * DEBUG.
     */
    public Pagination<T> keyset(KeysetForm chosen) {
        return new Pagination<>(
                source, parameters, sorts, uniqueBy, rules, maxSize, count, Objects.requireNonNull(chosen, "chosen"));
    }

    private Pagination<T> with(Source other) {
        return new Pagination<>(other, parameters, sorts, uniqueBy, rules, maxSize, count, form);
    }

    /**
     * Its pages in this session.
     *
     * @throws PaginationException if the query or its sort cannot be paged, or its parameters do not fit
     */
    public Pages<T> in(EntityManager em) {
        return in(em.unwrap(SharedSessionContractImplementor.class));
    }

    /**
     * Its pages in this session.
     *
     * @throws PaginationException if the query or its sort cannot be paged, or its parameters do not fit
     */
    public Pages<T> in(StatelessSession session) {
        return in((SharedSessionContractImplementor) session);
    }

    private Pages<T> in(SharedSessionContractImplementor session) {
        Bindings bindings = new Bindings(parameters);
        SortedQuery query = query(session.getFactory());
        query.check(bindings);
        return new Pages<>(session, query, bindings, count, maxSize);
    }

    /**
     * A walk over all its rows.
     *
     * @param batchSize rows in a batch, 1 to 100,000; more of them cost memory, fewer cost round trips. 1,000 does for most.
     * @throws IllegalArgumentException if the size is not in its range
     * @throws PaginationException if the query or its sort cannot be paged, or its parameters do not fit
     */
    public Walk<T> walk(EntityManagerFactory emf, int batchSize) {
        if (batchSize < 1 || batchSize > 100_000) {
            throw new IllegalArgumentException(
                    "No such batch: batchSize=" + batchSize + ". Take 1 to 100,000 rows; 1,000 do for most.");
        }
        SessionFactoryImplementor factory = emf.unwrap(SessionFactoryImplementor.class);
        Bindings bindings = new Bindings(parameters);
        SortedQuery query = query(factory);
        query.check(bindings);
        return new Walk<>(factory, query, bindings, batchSize, null, false, false);
    }

    /**
     * The index that each of its sorts needs: all those of the {@link #rules}, or its own.
     *
     * @throws PaginationException if the query or a sort cannot be paged
     */
    public List<IndexAdvice> indexes(EntityManagerFactory emf) {
        SessionFactoryImplementor factory = emf.unwrap(SessionFactoryImplementor.class);
        if (rules == null) {
            return List.of(query(factory).index(sorts.toString()));
        }
        return IndexAdvice.renamed(rules.names().stream()
                .map(name -> sort(rules.sort(name)).query(factory).index(name))
                .toList());
    }

    private SortedQuery query(SessionFactoryImplementor factory) {
        return StatementStore.of(factory).get(source, sorts, uniqueBy, form);
    }
}
