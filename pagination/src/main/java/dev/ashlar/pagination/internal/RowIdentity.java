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
import dev.ashlar.pagination.Sort;
import dev.ashlar.pagination.internal.KeyPlace.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.hibernate.query.sqm.tree.domain.SqmPath;
import org.hibernate.query.sqm.tree.domain.SqmTreatedPath;
import org.hibernate.query.sqm.tree.expression.SqmExpression;
import org.hibernate.query.sqm.tree.expression.SqmFunction;
import org.hibernate.query.sqm.tree.from.SqmFrom;
import org.hibernate.query.sqm.tree.select.SqmSelectableNode;
import org.hibernate.query.sqm.tree.select.SqmSelection;
import org.jspecify.annotations.Nullable;

/** What tells one row of a query from all others, and so what a sort may use. */
final class RowIdentity {

    private enum Kind {
        /** The ids of roots and joins. */
        IDS,
        /** What a grouped query groups by. */
        GROUP,
        /** What a distinct and grouped query selects. */
        GROUPED_SELECTION,
        /** What a distinct query selects. */
        SELECTION,
        /** The id of the one entity that a distinct query selects. */
        SELECTED_ENTITY,
        /** The columns of a set operation. */
        COLUMNS,
        /** What the user said. */
        DECLARED
    }

    private final Kind kind;
    private final List<KeyPlace> places;

    private RowIdentity(Kind kind, List<KeyPlace> places) {
        this.kind = kind;
        this.places = places;
    }

    List<KeyPlace> places() {
        return places;
    }

    /** Whether the user said what identifies a row. */
    boolean isDeclared() {
        return kind == Kind.DECLARED;
    }

    /** Whether the keys of a row belong behind {@code having}. */
    boolean isGrouped() {
        return kind == Kind.GROUP || kind == Kind.GROUPED_SELECTION;
    }

    static RowIdentity of(QueryTree tree, List<String> uniqueBy, Function<Sort, KeyPlace> declared) {
        IdentityPlaces found = new IdentityPlaces(tree);
        tree.selections().forEach(item -> refuseUnseekable(tree, item.getSelectableNode()));
        if (isOneRow(tree)) {
            throw new PaginationException(
                    "A query of one row has no pages: query=[" + tree.shown() + "]. Run it as it is, or group it.");
        } else if (!uniqueBy.isEmpty()) {
            Kind kind = tree.isGrouped() ? Kind.GROUP : Kind.DECLARED;
            return new RowIdentity(
                    kind, uniqueBy.stream().map(Sort::asc).map(declared).toList());
        } else if (tree.isGrouped() && tree.isDistinct()) {
            return new RowIdentity(Kind.GROUPED_SELECTION, found.selection());
        } else if (tree.isGrouped()) {
            return new RowIdentity(Kind.GROUP, found.grouping());
        } else if (tree.isDistinct()) {
            SqmFrom<?, ?> selected = tree.selectedFrom();
            return selected == null
                    ? new RowIdentity(Kind.SELECTION, found.selection())
                    : new RowIdentity(Kind.SELECTED_ENTITY, found.ids(selected));
        }
        return tree.set().isPresent()
                ? new RowIdentity(Kind.COLUMNS, found.columns())
                : new RowIdentity(Kind.IDS, found.ids());
    }

    private static void refuseUnseekable(QueryTree tree, SqmSelectableNode<?> item) {
        if (Aggregates.isOverWindowIn(item)) {
            throw new PaginationException("A window function sees only the rows of its page: item="
                    + item.toHqlString() + " query=[" + tree.shown()
                    + "]. Put the query into the from clause, and select its column.");
        } else if (item instanceof SqmTreatedPath) {
            // Whether it leaves out other types depends on what else is selected (Hibernate 7.4).
            throw new PaginationException("What is selected by treat may leave out rows or not: item="
                    + item.toHqlString() + " query=[" + tree.shown()
                    + "]. Select from the subtype, or restrict by type(...) and select it without treat.");
        }
    }

    private static boolean isOneRow(QueryTree tree) {
        return !tree.isGrouped()
                && !tree.selections().isEmpty()
                && tree.selections().stream()
                        .map(SqmSelection::getSelectableNode)
                        .anyMatch(Aggregates::isIn);
    }

    /** A key that a row's identity decides: another one would change what is grouped or distinct. */
    KeyPlace checked(QueryTree tree, Sort sort, KeyPlace place) {
        Found found = place.in(tree);
        switch (kind) {
            case GROUP -> {
                if (!isAmong(places, tree, found)
                        && !Aggregates.isIn(found.expression())
                        && !isGroupedBy(tree, found)) {
                    throw notDecided(tree, sort, "grouped by");
                }
            }
            case SELECTION, GROUPED_SELECTION -> {
                if (!isAmong(places, tree, found)) {
                    throw notDecided(tree, sort, "selected as distinct");
                }
            }
            case SELECTED_ENTITY -> {
                SqmFrom<?, ?> from = owner(found.expression());
                if (from == null || !TotalSort.dependsOn(from, Objects.requireNonNull(tree.selectedFrom()), tree)) {
                    throw notDecided(tree, sort, "selected as distinct");
                }
            }
            default -> {
                // Every key is decided by the row.
            }
        }
        return place;
    }

    /**
     * Groups by these keys too, if they belong to a partner of an entity that is grouped by: that makes no other groups, and databases see
     * it in one table alone.
     */
    void groupBy(QueryTree tree, List<SqmExpression<?>> keys) {
        if (kind != Kind.GROUP) {
            return;
        }
        List<SqmExpression<?>> groups = new ArrayList<>(tree.spec().getGroupByClauseExpressions());
        for (SqmExpression<?> key : keys) {
            SqmFrom<?, ?> from = owner(key);
            if (from != null && !groups.contains(from) && !Aggregates.isIn(key) && isGroupedBy(tree, from)) {
                groups.add(key);
            }
        }
        tree.spec().setGroupByClauseExpressions(groups);
    }

    private static boolean isGroupedBy(QueryTree tree, SqmFrom<?, ?> from) {
        return tree.spec().getGroupByClauseExpressions().stream()
                .anyMatch(group -> group instanceof SqmFrom<?, ?> entity && TotalSort.dependsOn(from, entity, tree));
    }

    private static boolean isGroupedBy(QueryTree tree, Found found) {
        SqmFrom<?, ?> from = owner(found.expression());
        return from != null && isGroupedBy(tree, from);
    }

    private static @Nullable SqmFrom<?, ?> owner(SqmExpression<?> expression) {
        if (expression instanceof SqmFunction<?> function
                && !function.getArguments().isEmpty()) {
            return function.getArguments().get(0) instanceof SqmExpression<?> argument ? owner(argument) : null;
        }
        return expression instanceof SqmPath<?> path ? PathSteps.of(path).from() : null;
    }

    private static boolean isAmong(List<KeyPlace> places, QueryTree tree, Found found) {
        String text = found.expression().toHqlString();
        return places.stream()
                .anyMatch(place -> place.in(tree).expression().toHqlString().equals(text));
    }

    private static PaginationException notDecided(QueryTree tree, Sort sort, String what) {
        return new PaginationException("Not among what is " + what + ": sort=[" + sort + "] query=[" + tree.shown()
                + "]. Sort by what is, or add it there.");
    }
}
