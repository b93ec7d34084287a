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
import dev.ashlar.pagination.KeysetForm;
import dev.ashlar.pagination.PaginationException;
import dev.ashlar.pagination.SeekPlan;
import dev.ashlar.pagination.Sort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * SQL of the database, put into a derived table. Of its columns nothing is known: all but those that identify a row may be null, and
 * their types are those that the driver reads.
 */
final class NativeSqlQuery extends SortedQuery {

    /** What the derived table is called. */
    static final String ROWS = "page_rows";

    private final SessionFactoryImplementor factory;
    private final Source.NativeSql source;
    private final KeysetForm form;
    private final NativeRows rows;
    private final byte[] digest;

    static NativeSqlQuery of(
            SessionFactoryImplementor factory,
            Source.NativeSql source,
            List<Sort> sorts,
            List<String> uniqueBy,
            @Nullable KeysetForm form) {
        if (uniqueBy.isEmpty()) {
            throw new PaginationException("Nothing is known of the rows of native SQL: query=[" + source.sql()
                    + "]. Say with uniqueBy(...) which of its columns identify a row.");
        }
        SqlText.check(source.sql());
        Dialect dialect = factory.getJdbcServices().getDialect();
        Map<String, SortKey> keys = new LinkedHashMap<>();
        TreeSet<String> missing = new TreeSet<>(uniqueBy);
        for (Sort sort : sorts) {
            if (!missing.isEmpty()) {
                keys.putIfAbsent(sort.name() + sort.isIgnoringCase(), key(source, sort, dialect, uniqueBy));
                if (!sort.isIgnoringCase()) {
                    missing.remove(sort.name());
                }
            }
        }
        for (String unique : uniqueBy) {
            if (missing.contains(unique)) {
                keys.put(unique + false, key(source, SortKey.appended(sorts, unique), dialect, uniqueBy));
            }
        }
        return new NativeSqlQuery(factory, source, List.copyOf(keys.values()), uniqueBy, form);
    }

    private static SortKey key(Source.NativeSql source, Sort sort, Dialect dialect, List<String> uniqueBy) {
        if (sort.expression().isPresent() || !sort.name().matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new PaginationException("Native SQL is sorted by its columns: sort=[" + sort + "] query=["
                    + source.sql() + "]. Give the expression a name in the query, of letters, digits and underscores.");
        }
        boolean nullable = sort.isIgnoringCase() || !uniqueBy.contains(sort.name());
        return SortKey.of(sort, nullable, new ReadKeyType(sort.name()), null, dialect);
    }

    private NativeSqlQuery(
            SessionFactoryImplementor factory,
            Source.NativeSql source,
            List<SortKey> keys,
            List<String> uniqueBy,
            @Nullable KeysetForm form) {
        super(keys);
        Dialect dialect = factory.getJdbcServices().getDialect();
        this.factory = factory;
        this.source = source;
        this.form = form == null ? KeysetForms.of(dialect) : KeysetForms.checked(form, dialect);
        this.rows = new NativeRows(factory, source, keys.size());
        this.digest = Digests.of(source.sql(), source.resultType(), keys, uniqueBy);
    }

    @Override
    public IndexAdvice index(String sort) {
        return new IndexAdvice(sort, "", "", List.of("Native SQL is not looked into. Ask the database's EXPLAIN."));
    }

    @Override
    public RowCount counting() {
        return new NativeCount(factory, source.sql());
    }

    /** Hibernate finds the parameters of SQL when it runs, and says what is missing. */
    @Override
    public void check(Bindings bindings) {
        for (String name : bindings.values().keySet()) {
            if (!source.sql().contains(":" + name) && !source.sql().contains("?" + name)) {
                bindings.check(new TreeSet<>(), source.sql());
            }
        }
    }

    @Override
    public Fingerprint fingerprint(Bindings bindings) {
        return Digests.with(digest, bindings, factory);
    }

    @Override
    List<@Nullable Object[]> read(
            SharedSessionContractImplementor session,
            Bindings bindings,
            Cut cut,
            List<@Nullable Object> values,
            int first,
            int limit) {
        return rows.withKeys(run(rows.open(session, statement(cut)), bindings, cut, values, first, limit));
    }

    @Override
    List<@Nullable Object> items(
            SharedSessionContractImplementor session, Bindings bindings, List<@Nullable Object[]> read) {
        List<@Nullable Object> items = new ArrayList<>(read.size());
        for (@Nullable Object[] row : read) {
            items.add(row[keys().size()]);
        }
        return items;
    }

    @Override
    SeekPlan plan(
            SharedSessionContractImplementor session,
            Bindings bindings,
            Cut cut,
            List<@Nullable Object> values,
            int limit) {
        throw new PaginationException(
                "The plan of native SQL is not looked into: query=[" + source.sql() + "]. Ask the database's EXPLAIN.");
    }

    private String statement(Cut cut) {
        NativeTerms terms = new NativeTerms(keys());
        List<String> conditions = CutPredicate.conditions(
                terms,
                keys(),
                cut,
                form,
                KeysetForms.comparesRowsWithNulls(factory.getJdbcServices().getDialect()));
        return "select " + rows.selected(terms) + " from (" + source.sql() + "\n) " + ROWS
                + (conditions.isEmpty() ? "" : " where " + terms.and(conditions))
                + order(terms, cut);
    }

    private String order(NativeTerms terms, Cut cut) {
        List<String> order = new ArrayList<>();
        for (int i = 0; i < keys().size(); i++) {
            SortKey key = keys().get(i);
            boolean descending = key.descending(cut.backward());
            boolean natively =
                    SortKey.nullsFirstByItself(factory.getJdbcServices().getDialect(), descending);
            if (key.nullable() && !cut.isSettled(i) && key.nullsFirst(cut.backward()) != natively) {
                order.add("case when " + terms.isNull(i) + " then 0 else 1 end"
                        + (key.nullsFirst(cut.backward()) ? "" : " desc"));
            }
            order.add(terms.key(i) + (descending ? " desc" : ""));
        }
        return order.isEmpty() ? "" : " order by " + String.join(", ", order);
    }
}
