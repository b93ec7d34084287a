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
package dev.ashlar.pagination.model;

import dev.ashlar.pagination.Pagination;
import jakarta.persistence.Tuple;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.range.Range;
import org.hibernate.query.restriction.Restriction;

/** A way to ask for things, and how to see which one a row is. */
enum QueryKind {
    ENTITY("from Thing t %s", Thing.class, row -> ((Thing) row).id),
    SELECTED("select t from Thing t left join t.parent p %s", Thing.class, row -> ((Thing) row).id),
    ID("select t.id from Thing t %s", Long.class, row -> row),
    ITEMS("select t.title, t.id from Thing t %s", Object[].class, row -> ((Object[]) row)[1]),
    TUPLE("select t.title as title, t.id as thing from Thing t %s", Tuple.class, row -> ((Tuple) row).get("thing")),
    CONSTRUCTED("select t.title, t.id from Thing t %s", Titled.class, row -> ((Titled) row).id()),
    INSTANTIATED(
            "select new dev.ashlar.pagination.model.QueryKind$Titled(t.title, t.id) from Thing t %s",
            Titled.class, row -> ((Titled) row).id()),
    FETCHED_ONE("from Thing t left join fetch t.parent %s", Thing.class, row -> ((Thing) row).id),
    FETCHED_MANY("from Thing t left join fetch t.tags %s", Thing.class, row -> ((Thing) row).id),
    DISTINCT("select distinct t from Thing t left join t.tags g %s", Thing.class, row -> ((Thing) row).id),
    GROUPED(
            "select t.id as thing, count(g) as tags from Thing t left join t.tags g %s group by t.id, t.title, t.stars, t.text, t.number",
            Object[].class, row -> ((Object[]) row)[0]),
    CRITERIA("", Thing.class, row -> ((Thing) row).id),
    RESTRICTED("", Thing.class, row -> ((Thing) row).id),
    NATIVE(
            "select t.id, t.title, t.text, t.number from Thing t %s",
            Object[].class, row -> ((Number) ((Object[]) row)[0]).longValue()),
    /** Parts in the place of things. */
    COMPOSITE("from Part t %s", Part.class, row -> ((Part) row).id);

    /** What is grouped by, or what parts have too. */
    static final List<String> FEW = List.of("title", "text", "number");

    record Titled(String title, Long id) {}

    private final String hql;
    private final Class<?> type;
    private final Function<Object, Object> id;

    QueryKind(String hql, Class<?> type, Function<Object, Object> id) {
        this.hql = hql;
        this.type = type;
        this.id = id;
    }

    /** Whether it is sorted by any attribute, not only by those few. */
    boolean isSortedByAny() {
        return this != GROUPED && this != NATIVE && this != COMPOSITE;
    }

    Object id(Object row) {
        return id.apply(row);
    }

    Pagination<?> pagination(Filter filter, SessionFactory factory) {
        if (this == CRITERIA) {
            return Pagination.of(criteria(filter, factory.getCriteriaBuilder()));
        } else if (this == RESTRICTED) {
            return restricted(filter);
        }
        String text = hql.formatted(filter.hql());
        Pagination<?> pagination =
                this == NATIVE ? Pagination.ofNative(text, type).uniqueBy("id") : Pagination.of(text, type);
        for (Map.Entry<String, Object> parameter : filter.parameters().entrySet()) {
            pagination = pagination.parameter(parameter.getKey(), parameter.getValue());
        }
        return pagination;
    }

    private static CriteriaQuery<Thing> criteria(Filter filter, HibernateCriteriaBuilder builder) {
        CriteriaQuery<Thing> query = builder.createQuery(Thing.class);
        Root<Thing> thing = query.from(Thing.class);
        Predicate condition = switch (filter) {
            case NONE, TOP_LEVEL_OR -> builder.conjunction();
            case EITHER ->
                builder.or(
                        builder.equal(thing.get("text"), "ab"), builder.greaterThan(thing.<Integer>get("number"), -1));
            case MISSING ->
                builder.or(thing.get("number").isNull(), thing.get("text").isNull());
            case AMONG -> thing.get("title").in("title", "titlexx");
        };
        return query.select(thing).where(condition);
    }

    private static Pagination<Thing> restricted(Filter filter) {
        Pagination<Thing> all = Pagination.of(Thing.class);
        return switch (filter) {
            case NONE, TOP_LEVEL_OR -> all;
            case EITHER ->
                all.where(Restriction.restrict(Thing.class, "text", Range.singleValue("ab"))
                        .or(Restriction.restrict(Thing.class, "number", Range.greaterThan(-1))));
            case MISSING ->
                all.where(Restriction.restrict(Thing.class, "number", Range.notNull(Integer.class))
                        .negated()
                        .or(Restriction.restrict(Thing.class, "text", Range.notNull(String.class))
                                .negated()));
            case AMONG ->
                all.where(Restriction.restrict(Thing.class, "title", Range.valueList(List.of("title", "titlexx"))));
        };
    }
}
