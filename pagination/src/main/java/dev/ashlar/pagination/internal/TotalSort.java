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
import dev.ashlar.pagination.internal.SortKey.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.dialect.MySQLDialect;
import org.hibernate.query.sqm.tree.domain.SqmPath;
import org.hibernate.query.sqm.tree.expression.SqmExpression;
import org.hibernate.query.sqm.tree.from.SqmFrom;
import org.hibernate.query.sqm.tree.from.SqmJoin;
import org.hibernate.query.sqm.tree.select.SqmSelectableNode;
import org.hibernate.query.sqm.tree.select.SqmSelection;

/** Makes a sort total: finds its keys, and appends what identifies a row. */
final class TotalSort {

    /** Characters of four bytes. */
    private static final int LONGEST_SORTED_TEXT = 255;

    private final QueryTree tree;
    private final List<Sort> sorts;
    private final RowIdentity identity;
    private final List<SortKey> keys = new ArrayList<>();
    private final List<KeyPlace> places = new ArrayList<>();
    /** Keys as the tree writes them, so that none is there twice. */
    private final Set<String> written = new HashSet<>();

    TotalSort(QueryTree tree, List<Sort> sorts, List<String> uniqueBy) {
        if (tree.isSorted() && !sorts.isEmpty()) {
            throw new PaginationException("Sorted twice: query=[" + tree.shown() + "] sort=" + sorts
                    + ". Take the order by out of the query.");
        } else if (tree.isSorted()) {
            throw new PaginationException("The query's own order is not total and cannot be sought: query=["
                    + tree.shown() + "]. Take the order by out, and say it with sort(...).");
        }
        this.tree = tree;
        this.sorts = sorts;
        this.identity = RowIdentity.of(tree, uniqueBy, this::place);
        collect();
    }

    List<SortKey> keys() {
        return keys;
    }

    List<KeyPlace> places() {
        return places;
    }

    RowIdentity identity() {
        return identity;
    }

    /** Where each part of the identity stands among the keys. */
    List<Integer> identityPositions() {
        List<String> all = places.stream().map(place -> text(place.in(tree))).toList();
        return identity.places().stream()
                .map(place -> all.indexOf(text(place.in(tree))))
                .toList();
    }

    private void collect() {
        Set<String> missing = new HashSet<>();
        identity.places().forEach(place -> missing.add(text(place.in(tree))));
        for (Sort sort : sorts) {
            KeyPlace place = place(sort);
            if (add(sort, place)) {
                missing.remove(text(place.in(tree)));
            }
            if (missing.isEmpty()) {
                return; // what follows cannot decide anything any more
            }
        }
        for (KeyPlace place : identity.places()) {
            add(SortKey.appended(sorts, "id"), place);
        }
    }

    private boolean add(Sort sort, KeyPlace place) {
        Found found = place.in(tree);
        if (!written.add(text(found))) {
            return false;
        }
        MappedKeyType type = new MappedKeyType(found.mapping());
        Optional<String> refusal = type.refusal();
        if (refusal.isPresent()) {
            throw new PaginationException(
                    "No sort by " + refusal.get() + ": sort=[" + sort + "] query=[" + tree.shown() + "].");
        }
        refuseCutText(sort, found, type);
        keys.add(SortKey.of(
                sort,
                found.nullable(),
                type,
                found.column(),
                tree.factory().getJdbcServices().getDialect()));
        places.add(place);
        return true;
    }

    /**
     * MySQL and MariaDB sort by the first bytes of a text alone (1,024 of them, their manuals on {@code max_sort_length}), but compare
     * all of it: rows that differ behind would be lost between two pages.
     */
    private void refuseCutText(Sort sort, Found found, MappedKeyType type) {
        Column column = found.column();
        if (tree.factory().getJdbcServices().getDialect() instanceof MySQLDialect
                && type.isText()
                && column != null
                && column.length() != null
                && column.length() > LONGEST_SORTED_TEXT) {
            throw new PaginationException("No sort by a text of which this database sorts only the beginning: sort=["
                    + sort + "] length=" + column.length() + " sorted=" + LONGEST_SORTED_TEXT + " query=["
                    + tree.shown() + "]. Sort by an expression like the substring of its first " + LONGEST_SORTED_TEXT
                    + " characters.");
        }
    }

    private static String text(Found found) {
        return found.expression().toHqlString();
    }

    /** Finds a sort's key; a lower-case one is another key than its attribute. */
    private KeyPlace place(Sort sort) {
        KeyPlace plain = plainPlace(sort);
        plain.in(tree); // tells now what is wrong
        if (!sort.isIgnoringCase()) {
            return plain;
        }
        return in -> {
            Found found = plain.in(in);
            if (!new MappedKeyType(found.mapping()).isText()) {
                throw new PaginationException("Only text has upper and lower case: sort=[" + sort + "] query=["
                        + in.shown() + "]. Leave ignoreCase() out.");
            }
            return lowered(in, found);
        };
    }

    @SuppressWarnings("unchecked")
    private static Found lowered(QueryTree in, Found found) {
        SqmExpression<String> text = (SqmExpression<String>) found.expression();
        return new Found(
                (SqmExpression<?>) in.builder().lower(text), found.nullable(), found.mapping(), found.column());
    }

    private KeyPlace plainPlace(Sort sort) {
        if (sort.expression().isPresent()) {
            var expression = sort.expression().get();
            return in -> Paths.computed(in, sort.name(), (SqmExpression<?>) expression.of(in.builder(), in.base()));
        }
        KeyPlace place = selected(sort.name()).or(() -> aliased(sort)).orElseGet(() -> based(sort));
        return identity == null ? place : identity.checked(tree, sort, place);
    }

    private Optional<KeyPlace> selected(String name) {
        List<SqmSelection<?>> selections = tree.selections();
        for (int i = 0; i < selections.size(); i++) {
            if (name.equals(selections.get(i).getAlias())
                    && selections.get(i).getSelectableNode() instanceof SqmExpression<?> expression
                    && !(expression instanceof SqmFrom)) {
                int index = i;
                return Optional.of(in -> selectedItem(in, name, index));
            }
        }
        return Optional.empty();
    }

    static Found selectedItem(QueryTree in, String name, int index) {
        SqmSelectableNode<?> node = in.selections().get(index).getSelectableNode();
        return located(in, name, (SqmExpression<?>) node);
    }

    /** What is known of an expression of the query itself. */
    static Found located(QueryTree in, String name, SqmExpression<?> expression) {
        if (expression instanceof SqmPath<?> path) {
            PathSteps steps = PathSteps.of(path);
            // A path across an association is an inner join of the query's own: it stays what it is.
            if (steps.from() != null && steps.names().size() == 1) {
                return Paths.find(in, steps.from(), steps.names());
            }
        }
        return Paths.computed(in, name, expression);
    }

    private Optional<KeyPlace> aliased(Sort sort) {
        List<String> steps = Arrays.asList(sort.name().split("\\.", -1));
        if (steps.size() == 1) {
            return Optional.empty();
        }
        List<SqmFrom<?, ?>> all = tree.all();
        for (int i = 0; i < all.size(); i++) {
            if (steps.get(0).equals(all.get(i).getExplicitAlias())) {
                int index = i;
                refuseFetched(sort, all.get(i));
                return Optional.of(in -> Paths.find(in, in.all().get(index), steps.subList(1, steps.size())));
            }
        }
        return Optional.empty();
    }

    private void refuseFetched(Sort sort, SqmFrom<?, ?> from) {
        if (tree.isWithinFetchedMany(from)) {
            throw new PaginationException("A sort across a collection gives a row several places: sort=[" + sort
                    + "] query=[" + tree.shown()
                    + "]. Sort by an attribute of what is selected, or by an expression like a subquery's minimum.");
        }
    }

    private static KeyPlace based(Sort sort) {
        List<String> steps = Arrays.asList(sort.name().split("\\.", -1));
        return in -> Paths.find(in, in.base(), steps);
    }

    /** Whether one is joined to the other by to-one joins alone. */
    @SuppressWarnings("ReferenceEquality") // two joins that look alike are two
    static boolean dependsOn(SqmFrom<?, ?> from, SqmFrom<?, ?> base, QueryTree tree) {
        SqmPath<?> path = from;
        while (path != null && path != base) {
            if (!(path instanceof SqmJoin)
                    || tree.multiplying().contains(path)
                    || tree.fetchedMany().contains(path)) {
                return false;
            }
            path = path.getLhs();
        }
        return path == base;
    }
}
