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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.hibernate.query.criteria.JpaDerivedRoot;
import org.hibernate.query.sqm.NodeBuilder;
import org.hibernate.query.sqm.tree.cte.SqmCteStatement;
import org.hibernate.query.sqm.tree.domain.SqmPath;
import org.hibernate.query.sqm.tree.expression.SqmExpression;
import org.hibernate.query.sqm.tree.from.SqmFrom;
import org.hibernate.query.sqm.tree.select.SqmQueryGroup;
import org.hibernate.query.sqm.tree.select.SqmQueryPart;
import org.hibernate.query.sqm.tree.select.SqmQuerySpec;
import org.hibernate.query.sqm.tree.select.SqmSelectClause;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.hibernate.query.sqm.tree.select.SqmSelection;
import org.hibernate.query.sqm.tree.select.SqmSubQuery;

/** Makes a derived table of a union, intersection or difference, so that its rows can be sorted and cut like others. */
final class SetOperation {

    private final SessionFactoryImplementor factory;
    private final SqmSelectStatement<?> statement;
    private final SqmQueryGroup<?> group;
    private final String shown;

    SetOperation(SessionFactoryImplementor factory, SqmSelectStatement<?> statement, String shown) {
        this.factory = factory;
        this.statement = statement;
        this.group = (SqmQueryGroup<?>) statement.getQueryPart();
        this.shown = shown;
    }

    /** Whether no two of its rows are the same. */
    boolean isDistinct() {
        return switch (group.getSetOperator()) {
            case UNION, INTERSECT, EXCEPT -> true;
            case UNION_ALL, INTERSECT_ALL, EXCEPT_ALL -> false;
        };
    }

    /**
     * Whether it has an order: HQL gives what stands at the end to the last part, where it orders nothing, unless there is a limit too.
     */
    boolean isSorted() {
        return group.getOrderByClause() != null || group.queryParts().stream().anyMatch(SetOperation::isSortedInVain);
    }

    private static boolean isSortedInVain(SqmQueryPart<?> part) {
        boolean sorted = part.getOrderByClause() != null && part.getFetch() == null && part.getOffset() == null;
        return sorted
                || (part instanceof SqmQueryGroup<?> inner
                        && inner.queryParts().stream().anyMatch(SetOperation::isSortedInVain));
    }

    /**
     * The statement that selects its columns from it.
     *
     * @throws PaginationException if they are no plain values
     */
    @SuppressWarnings("unchecked")
    SqmSelectStatement<?> asTable() {
        List<SqmSelection<?>> columns =
                group.getFirstQuerySpec().getSelectClause().getSelections();
        List<String> names = names(columns);
        name(group, names);
        NodeBuilder builder = (NodeBuilder) factory.getCriteriaBuilder();
        JpaCriteriaQuery<Object> outer = builder.createQuery(Object.class);
        Map<String, SqmCteStatement<?>> common = new LinkedHashMap<>();
        statement.getCteStatements().forEach(each -> common.put(each.getName(), each));
        SqmSubQuery<Object> inner = new SqmSubQuery<>(
                (SqmSelectStatement<?>) outer, (SqmQueryPart<Object>) group, Object.class, common, builder);
        JpaDerivedRoot<?> table = outer.from(inner);
        SqmSelectClause clause = new SqmSelectClause(false, names.size(), builder);
        for (int i = 0; i < names.size(); i++) {
            clause.addSelection(new SqmSelection<>(
                    (SqmPath<?>) table.get(names.get(i)), columns.get(i).getAlias(), builder));
        }
        ((SqmSelectStatement<?>) outer).getQuerySpec().setSelectClause(clause);
        return (SqmSelectStatement<?>) outer;
    }

    /** What the first part calls its columns: by alias, else by attribute. */
    private List<String> names(List<SqmSelection<?>> columns) {
        List<String> names = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (SqmSelection<?> column : columns) {
            if (column.getSelectableNode() instanceof SqmFrom
                    || !(column.getSelectableNode() instanceof SqmExpression<?> value)
                    || value.getNodeType() == null
                    || !(value.getNodeType().getSqmType() instanceof JdbcMapping)) {
                throw new PaginationException(
                        "A set operation of something else than plain values cannot be sorted: item="
                                + (names.size() + 1) + " query=[" + shown
                                + "]. Select attributes and expressions of basic types.");
            }
            String name = column.getAlias();
            if (name == null && value instanceof SqmPath<?> path) {
                name = path.getReferencedPathSource().getPathName();
            }
            names.add(name != null && taken.add(name) ? name : "column_" + (names.size() + 1));
        }
        return names;
    }

    private static void name(SqmQueryPart<?> part, List<String> names) {
        if (part instanceof SqmQueryGroup<?> inner) {
            inner.queryParts().forEach(each -> name(each, names));
        } else if (part instanceof SqmQuerySpec<?> spec) {
            SqmSelectClause clause = new SqmSelectClause(spec.isDistinct(), names.size(), spec.nodeBuilder());
            List<SqmSelection<?>> columns = spec.getSelectClause().getSelections();
            for (int i = 0; i < columns.size(); i++) {
                clause.addSelection(
                        new SqmSelection<>(columns.get(i).getSelectableNode(), names.get(i), spec.nodeBuilder()));
            }
            spec.setSelectClause(clause);
        }
    }
}
