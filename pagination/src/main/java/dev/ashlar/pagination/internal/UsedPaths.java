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

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.query.sqm.internal.SqmPathVisitor;
import org.hibernate.query.sqm.tree.SqmJoinType;
import org.hibernate.query.sqm.tree.SqmVisitableNode;
import org.hibernate.query.sqm.tree.domain.SqmPath;
import org.hibernate.query.sqm.tree.from.SqmAttributeJoin;
import org.hibernate.query.sqm.tree.from.SqmFrom;
import org.hibernate.query.sqm.tree.from.SqmJoin;
import org.hibernate.query.sqm.tree.predicate.SqmPredicate;
import org.hibernate.query.sqm.tree.select.SqmQuerySpec;
import org.hibernate.query.sqm.tree.select.SqmSelection;

/** Finds the roots and joins of a query that something but their own fetch asks for. */
final class UsedPaths {

    private final QueryTree tree;
    private final Set<SqmPath<?>> used = new HashSet<>();

    UsedPaths(QueryTree tree) {
        this.tree = tree;
    }

    Set<SqmPath<?>> find() {
        List<SqmVisitableNode> clauses = clauses();
        SqmPathVisitor visitor = new SqmPathVisitor(this::use);
        clauses.forEach(clause -> clause.accept(visitor));
        // A subquery that starts at a join refers to it by its name alone.
        String text = clauses.stream().map(SqmVisitableNode::toHqlString).collect(Collectors.joining(" "));
        for (SqmFrom<?, ?> from : tree.all()) {
            String alias = from.getExplicitAlias();
            if (alias != null
                    && Pattern.compile("\\b" + Pattern.quote(alias) + "\\b")
                            .matcher(text)
                            .find()) {
                use(from);
            }
            if (from instanceof SqmAttributeJoin<?, ?> join
                    && (!join.isFetched() || join.getSqmJoinType() != SqmJoinType.LEFT)) {
                use(join);
            } else if (from instanceof SqmJoin<?, ?> && !(from instanceof SqmAttributeJoin)) {
                use(from);
            }
        }
        return used;
    }

    private List<SqmVisitableNode> clauses() {
        SqmQuerySpec<?> spec = tree.spec();
        Stream<SqmPredicate> predicates = Stream.concat(
                Stream.of(spec.getRestriction(), spec.getHavingClausePredicate()),
                tree.all().stream()
                        .filter(SqmJoin.class::isInstance)
                        .map(from -> ((SqmJoin<?, ?>) from).getJoinPredicate()));
        Stream<SqmVisitableNode> selected = spec.getSelectClause().getSelections().stream()
                .map(SqmSelection::getSelectableNode)
                .map(SqmVisitableNode.class::cast);
        return Stream.of(predicates, selected, spec.getGroupByClauseExpressions().stream())
                .flatMap(stream -> stream)
                .filter(node -> node != null)
                .map(SqmVisitableNode.class::cast)
                .toList();
    }

    private void use(SqmPath<?> path) {
        for (SqmPath<?> step = path; step != null; step = step.getLhs()) {
            used.add(step);
        }
    }
}
