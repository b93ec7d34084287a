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
import dev.ashlar.pagination.internal.KeyPlace.Found;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.metamodel.mapping.CollectionPart;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.metamodel.model.domain.EmbeddableDomainType;
import org.hibernate.metamodel.model.domain.EntityDomainType;
import org.hibernate.query.sqm.tree.domain.AbstractSqmPluralJoin;
import org.hibernate.query.sqm.tree.domain.SqmCteRoot;
import org.hibernate.query.sqm.tree.domain.SqmPath;
import org.hibernate.query.sqm.tree.domain.SqmSetJoin;
import org.hibernate.query.sqm.tree.expression.SqmExpression;
import org.hibernate.query.sqm.tree.from.SqmAttributeJoin;
import org.hibernate.query.sqm.tree.from.SqmCteJoin;
import org.hibernate.query.sqm.tree.from.SqmFrom;
import org.hibernate.query.sqm.tree.select.SqmDynamicInstantiation;
import org.hibernate.query.sqm.tree.select.SqmSelectableNode;

/** Finds what may tell one row of a query from all others. */
final class IdentityPlaces {

    private final QueryTree tree;

    IdentityPlaces(QueryTree tree) {
        this.tree = tree;
    }

    /** The ids of roots and joins. */
    List<KeyPlace> ids() {
        SqmFrom<?, ?> selected = tree.selectedFrom();
        if (selected != null && tree.multiplying().size() > 1) {
            refuseRepeated(selected);
        }
        List<KeyPlace> places = new ArrayList<>();
        for (SqmFrom<?, ?> from : tree.multiplying()) {
            places.addAll(ids(from));
        }
        return places;
    }

    /** A selected entity is there once for each of the others: nobody asks for that. */
    @SuppressWarnings("ReferenceEquality") // two joins that look alike are two
    private void refuseRepeated(SqmFrom<?, ?> selected) {
        for (SqmFrom<?, ?> other : tree.multiplying()) {
            boolean above = false;
            for (SqmPath<?> path = selected; path != null; path = path.getLhs()) {
                above |= path == other;
            }
            if (!above) {
                throw new PaginationException("A join repeats the rows: selected=" + name(selected) + " joined="
                        + name(other) + " query=[" + tree.shown()
                        + "]. Ask with exists (...), or select distinct; if each row has one partner at most, say what"
                        + " identifies a row with uniqueBy(...).");
            }
        }
    }

    private static String name(SqmFrom<?, ?> from) {
        String alias = from.getExplicitAlias();
        String what = from.getReferencedPathSource().getPathName();
        if (from instanceof SqmCteRoot<?> table) {
            what = table.getCte().getName();
        } else if (from instanceof SqmCteJoin<?> table) {
            what = table.getCte().getName();
        } else if (QueryTree.entity(from) == null && !(from instanceof SqmAttributeJoin)) {
            what = "(...)"; // a subquery or function
        }
        return alias == null ? what : what + " as " + alias;
    }

    /** The id of one of them. */
    List<KeyPlace> ids(SqmFrom<?, ?> from) {
        EntityDomainType<?> entity = QueryTree.entity(from);
        if (entity == null && from instanceof SqmSetJoin && isBasic(from)) {
            return List.of(element(from)); // with its owner's id, which is there too
        } else if (entity == null) {
            throw new PaginationException("Nothing identifies a row: from=" + name(from) + " query=[" + tree.shown()
                    + "]. Say what does with uniqueBy(...).");
        }
        int index = tree.all().indexOf(from);
        return Paths.idPaths(Paths.mapping(tree, entity)).stream()
                .<KeyPlace>map(path -> in -> Paths.find(in, in.all().get(index), path))
                .toList();
    }

    private static boolean isBasic(SqmFrom<?, ?> from) {
        return from instanceof AbstractSqmPluralJoin && from.getNodeType().getSqmType() instanceof JdbcMapping;
    }

    private KeyPlace element(SqmFrom<?, ?> from) {
        int index = tree.all().indexOf(from);
        return in -> Paths.computed(
                in, name(from), (SqmExpression<?>) in.all().get(index).get(CollectionPart.Nature.ELEMENT.getName()));
    }

    /** What is grouped by. */
    List<KeyPlace> grouping() {
        List<KeyPlace> places = new ArrayList<>();
        List<SqmExpression<?>> groups = tree.spec().getGroupByClauseExpressions();
        for (int i = 0; i < groups.size(); i++) {
            int index = i;
            if (groups.get(i) instanceof SqmFrom<?, ?> from) {
                places.addAll(isBasic(from) ? List.of(element(from)) : ids(from));
            } else {
                places.addAll(parts(
                        groups.get(i),
                        in -> TotalSort.located(
                                in,
                                "group by",
                                in.spec().getGroupByClauseExpressions().get(index))));
            }
        }
        return places;
    }

    /** What is selected. */
    List<KeyPlace> selection() {
        List<KeyPlace> places = new ArrayList<>();
        for (int i = 0; i < tree.selections().size(); i++) {
            int index = i;
            SqmSelectableNode<?> node = tree.selections().get(i).getSelectableNode();
            if (node instanceof SqmFrom<?, ?> from) {
                places.addAll(ids(from));
            } else if (node instanceof SqmDynamicInstantiation<?> instantiation) {
                for (int j = 0; j < instantiation.getArguments().size(); j++) {
                    int argument = j;
                    places.add(in -> argument(in, index, argument));
                }
            } else {
                places.addAll(parts(node, in -> TotalSort.selectedItem(in, "item " + (index + 1), index)));
            }
        }
        return places;
    }

    /** The attributes of an embedded one; of anything else, itself. */
    private List<KeyPlace> parts(SqmSelectableNode<?> node, KeyPlace itself) {
        if (!(node instanceof SqmPath<?> path) || !(path.getNodeType().getSqmType() instanceof EmbeddableDomainType)) {
            return List.of(itself);
        }
        PathSteps steps = PathSteps.of(path);
        SqmFrom<?, ?> from = steps.from();
        List<List<String>> parts = from == null ? List.of() : Paths.partPaths(tree, from, steps.names());
        if (parts.isEmpty()) {
            throw new PaginationException("Nothing identifies a row: item=" + path.toHqlString() + " query=["
                    + tree.shown() + "]. Say what does with uniqueBy(...).");
        }
        int index = tree.all().indexOf(from);
        return parts.stream()
                .<KeyPlace>map(part -> in -> Paths.find(in, in.all().get(index), part))
                .toList();
    }

    /**
     * The columns of a set operation.
     *
     * @throws PaginationException if several of its rows may be the same
     */
    List<KeyPlace> columns() {
        if (!tree.set().map(SetOperation::isDistinct).orElse(false)) {
            throw new PaginationException("A set operation that keeps equal rows: query=[" + tree.shown()
                    + "]. Leave all out, or say what identifies a row with uniqueBy(...).");
        }
        return selection();
    }

    private static Found argument(QueryTree in, int index, int argument) {
        SqmDynamicInstantiation<?> instantiation =
                (SqmDynamicInstantiation<?>) in.selections().get(index).getSelectableNode();
        SqmSelectableNode<?> node = instantiation.getArguments().get(argument).getSelectableNode();
        if (!(node instanceof SqmExpression<?> expression) || node instanceof SqmFrom) {
            throw new PaginationException("Nothing identifies a row: item=" + (index + 1) + " argument="
                    + (argument + 1) + " query=[" + in.shown() + "]. Say what does with uniqueBy(...).");
        }
        return TotalSort.located(in, "argument " + (argument + 1), expression);
    }
}
