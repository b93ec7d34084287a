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
import dev.ashlar.pagination.NullPlacement;
import dev.ashlar.pagination.PaginationException;
import dev.ashlar.pagination.internal.SortKey.Column;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hibernate.dialect.CockroachDialect;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.query.sqm.ComparisonOperator;
import org.hibernate.query.sqm.tree.domain.SqmPath;
import org.hibernate.query.sqm.tree.expression.SqmExpression;
import org.hibernate.query.sqm.tree.from.SqmRoot;
import org.hibernate.query.sqm.tree.predicate.SqmComparisonPredicate;
import org.hibernate.query.sqm.tree.predicate.SqmJunctionPredicate;
import org.hibernate.query.sqm.tree.predicate.SqmPredicate;
import org.jspecify.annotations.Nullable;

/** Finds the index for a sort: first the columns that the query compares with one value, then the keys in their order. */
final class IndexSearch {

    /** PostgreSQL cuts names at 63 bytes. */
    private static final int LONGEST_NAME = 63;

    private final QueryTree tree;
    private final List<SortKey> keys;
    private final Dialect dialect;
    private final List<String> remarks = new ArrayList<>();

    IndexSearch(QueryTree tree, List<SortKey> keys) {
        this.tree = tree;
        this.keys = keys;
        this.dialect = tree.factory().getJdbcServices().getDialect();
    }

    IndexAdvice find(String sort) {
        String table = "";
        List<String> parts = new ArrayList<>();
        List<String> names = new ArrayList<>();
        Set<String> fixed = equalColumns();
        fixed.forEach(column -> {
            parts.add(column);
            names.add(column);
        });
        boolean served = !tree.isGrouped();
        if (!served) {
            remarks.add("A grouped query is computed as a whole; no index seeks into it.");
        }
        for (SortKey key : keys) {
            Column column = key.column();
            if (column == null || column.formula()) {
                remarks.add("Computed, so it needs a generated column or an index on the expression: " + key.sort());
                served = false;
            } else if (!column.ofRoot()) {
                remarks.add("Of another table, so no one index has it beside the other keys: " + key.sort()
                        + ". Copy the column, or sort by one of the table itself.");
                served = false;
            } else if (key.sort().isIgnoringCase() && !indexesExpressions()) {
                remarks.add("This database indexes no expressions: index a generated column lower(" + column.name()
                        + "), and sort by that: " + key.sort());
                served = false;
            } else if (!fixed.contains(column.name())) {
                table = column.table();
                parts.add(part(key, column, key.equals(keys.get(0))));
                names.add(column.name());
            }
        }
        String ddl = served && !table.isEmpty()
                ? "create index " + name(table, names) + " on " + table + " (" + String.join(", ", parts) + ")"
                : "";
        return new IndexAdvice(sort, table, ddl, remarks);
    }

    private boolean indexesExpressions() {
        return dialect instanceof PostgreSQLDialect || dialect instanceof CockroachDialect;
    }

    private String part(SortKey key, Column column, boolean first) {
        String value = key.sort().isIgnoringCase() ? "lower(" + column.name() + ")" : column.name();
        String nulls =
                first || !key.nullable() || key.nativeNulls() || key.sort().nulls() == NullPlacement.NATIVE
                        ? ""
                        : nulls(key);
        return value + (key.sort().isDescending() ? " desc" : "") + nulls;
    }

    /** A key behind the first one is sorted with its nulls in one go. */
    private String nulls(SortKey key) {
        if (dialect instanceof PostgreSQLDialect || dialect instanceof H2Dialect) {
            return key.nullsFirst() ? " nulls first" : " nulls last";
        }
        remarks.add("This database has no index with nulls elsewhere than it puts them: " + key.sort()
                + ". Leave the place of nulls to it, or make it the first key.");
        return "";
    }

    private static String name(String table, List<String> columns) {
        String name = ("idx_" + table + "_" + String.join("_", columns))
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9_]+", "_");
        return name.length() <= LONGEST_NAME
                ? name
                : name.substring(0, LONGEST_NAME - 9) + "_" + String.format(Locale.ROOT, "%08x", name.hashCode());
    }

    private Set<String> equalColumns() {
        Set<String> columns = new LinkedHashSet<>();
        addEqual(tree.spec().getRestriction(), columns);
        return columns;
    }

    private void addEqual(@Nullable SqmPredicate predicate, Set<String> columns) {
        if (predicate instanceof SqmJunctionPredicate junction
                && junction.getOperator() == jakarta.persistence.criteria.Predicate.BooleanOperator.AND) {
            junction.getPredicates().forEach(part -> addEqual(part, columns));
        } else if (predicate instanceof SqmComparisonPredicate comparison
                && comparison.getSqmOperator() == ComparisonOperator.EQUAL
                && !comparison.isNegated()) {
            addColumn(comparison.getLeftHandExpression(), comparison.getRightHandExpression(), columns);
            addColumn(comparison.getRightHandExpression(), comparison.getLeftHandExpression(), columns);
        }
    }

    private void addColumn(SqmExpression<?> side, SqmExpression<?> other, Set<String> columns) {
        if (!(side instanceof SqmPath<?> path) || other instanceof SqmPath) {
            return;
        }
        PathSteps steps = PathSteps.of(path);
        if (!(steps.from() instanceof SqmRoot<?> root) || steps.names().isEmpty()) {
            return;
        }
        try {
            Column column = Paths.find(tree, root, steps.names()).column();
            if (column != null && column.ofRoot() && !column.formula()) {
                columns.add(column.name());
            }
        } catch (PaginationException e) {
            // Compared as a whole, like an embeddable or an entity: nothing to put in front of the keys.
        }
    }
}
