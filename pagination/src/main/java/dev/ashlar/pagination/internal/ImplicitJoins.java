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

import jakarta.persistence.criteria.JoinType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.metamodel.mapping.CollectionPart;
import org.hibernate.metamodel.model.domain.EmbeddableDomainType;
import org.hibernate.metamodel.model.domain.EntityDomainType;
import org.hibernate.query.sqm.NodeBuilder;
import org.hibernate.query.sqm.tree.domain.AbstractSqmPluralJoin;
import org.hibernate.query.sqm.tree.domain.SqmPath;
import org.hibernate.query.sqm.tree.expression.SqmExpression;
import org.hibernate.query.sqm.tree.from.SqmFrom;
import org.hibernate.query.sqm.tree.select.SqmQuerySpec;
import org.hibernate.query.sqm.tree.select.SqmSelectClause;
import org.hibernate.query.sqm.tree.select.SqmSelection;

/**
 * Makes joins of the entities that are selected or grouped by as paths, so {@code select b.author} becomes
 * {@code select a from … join b.author a}, which is the same. Only a join can be sorted by, and stays when rows are counted.
 */
final class ImplicitJoins {

    private final SqmQuerySpec<?> spec;
    private final Map<String, SqmFrom<?, ?>> made = new HashMap<>();

    ImplicitJoins(SqmQuerySpec<?> spec) {
        this.spec = spec;
    }

    void makeExplicit() {
        List<SqmSelection<?>> selections = spec.getSelectClause().getSelections();
        NodeBuilder builder = spec.nodeBuilder();
        SqmSelectClause clause = new SqmSelectClause(spec.isDistinct(), selections.size(), builder);
        for (SqmSelection<?> selection : selections) {
            clause.addSelection(
                    selection.getSelectableNode() instanceof SqmPath<?> path && needsJoin(path)
                            ? new SqmSelection<>(explicit(path), selection.getAlias(), builder)
                            : selection);
        }
        spec.setSelectClause(clause);
        List<SqmExpression<?>> groups = new ArrayList<>();
        for (SqmExpression<?> group : spec.getGroupByClauseExpressions()) {
            groups.add(group instanceof SqmPath<?> path && needsJoin(path) ? explicit(path) : group);
        }
        if (!groups.isEmpty()) {
            spec.setGroupByClauseExpressions(groups);
        }
    }

    private static boolean needsJoin(SqmPath<?> path) {
        return !(path instanceof SqmFrom)
                && (isEntity(path)
                        || (path.getNodeType().getSqmType() instanceof EmbeddableDomainType && isAcrossEntity(path)))
                && isPlain(path);
    }

    private static boolean isEntity(SqmPath<?> path) {
        return path.getNodeType().getSqmType() instanceof EntityDomainType;
    }

    private static boolean isAcrossEntity(SqmPath<?> path) {
        SqmPath<?> owner = path.getLhs();
        return owner != null && !(owner instanceof SqmFrom) && (isEntity(owner) || isAcrossEntity(owner));
    }

    /** Of attributes alone, down from a root or join: no key of a map, no treat. */
    private static boolean isPlain(SqmPath<?> path) {
        if (path instanceof SqmFrom<?, ?> from) {
            return QueryTree.entity(from) != null;
        }
        SqmPath<?> owner = path.getLhs();
        return owner != null
                && (isElement(path) || !name(path).startsWith("{"))
                && owner.getReferencedPathSource().findSubPathSource(name(path)) != null
                && isPlain(owner);
    }

    private SqmPath<?> explicit(SqmPath<?> path) {
        if (path instanceof SqmFrom) {
            return path;
        }
        SqmPath<?> owner = explicit(path.getLhs());
        if (isElement(path)) {
            return owner;
        } else if (!isEntity(path)) {
            return owner.get(name(path));
        }
        return made.computeIfAbsent(path.getNavigablePath().getFullPath(), key ->
                (SqmFrom<?, ?>) joinable(owner).join(name(path), JoinType.INNER));
    }

    /** An embedded attribute has to be joined before what is in it can be. */
    private static SqmFrom<?, ?> joinable(SqmPath<?> path) {
        return path instanceof SqmFrom<?, ?> from
                ? from
                : (SqmFrom<?, ?>) joinable(path.getLhs()).join(name(path), JoinType.INNER);
    }

    /** What a collection's join is called when it is selected. */
    private static boolean isElement(SqmPath<?> path) {
        return path.getLhs() instanceof AbstractSqmPluralJoin
                && name(path).equals(CollectionPart.Nature.ELEMENT.getName());
    }

    private static String name(SqmPath<?> path) {
        return path.getReferencedPathSource().getPathName();
    }
}
