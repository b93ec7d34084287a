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
import dev.ashlar.pagination.SeekPlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/**
 * A query with a sort that is total, and the statements that its pages need: each is made once, when it is needed first. Immutable but
 * for that; safe for many threads.
 */
public abstract sealed class SortedQuery permits TreeQuery, NativeSqlQuery {

    private final List<SortKey> keys;
    private final List<Segment> forward;
    private final List<Segment> backward;
    private final boolean nativeNulls;

    SortedQuery(List<SortKey> keys) {
        this.keys = keys;
        this.forward = Segment.of(keys, false);
        this.backward = Segment.of(keys, true);
        this.nativeNulls = keys.stream().allMatch(key -> !key.nullable() || key.nativeNulls());
    }

    /** The keys that make the sort total. */
    final List<SortKey> keys() {
        return keys;
    }

    /** The index with which its pages seek. */
    public abstract IndexAdvice index(String sort);

    /** What it counts by. */
    public abstract RowCount counting();

    /**
     * Checks that each parameter of the query has a value, and each value a parameter.
     *
     * @throws dev.ashlar.pagination.PaginationException otherwise
     */
    public abstract void check(Bindings bindings);

    /** What cursors of this query with these parameters belong to. */
    public abstract Fingerprint fingerprint(Bindings bindings);

    /** Runs one statement: the keys of a row stand first. */
    abstract List<@Nullable Object[]> read(
            SharedSessionContractImplementor session,
            Bindings bindings,
            Cut cut,
            List<@Nullable Object> values,
            int first,
            int limit);

    /** What was read, as the user's rows. */
    abstract List<@Nullable Object> items(
            SharedSessionContractImplementor session, Bindings bindings, List<@Nullable Object[]> read);

    /** How PostgreSQL reads the rows of a statement. */
    abstract SeekPlan plan(
            SharedSessionContractImplementor session,
            Bindings bindings,
            Cut cut,
            List<@Nullable Object> values,
            int limit);

    /**
     * How PostgreSQL reads the rows behind a cut.
     *
     * @throws dev.ashlar.pagination.PaginationException on another database
     */
    public final SeekPlan plan(
            SharedSessionContractImplementor session, Bindings bindings, Position position, int limit) {
        List<@Nullable Object> values = position.keys();
        Segment segment = forward.stream()
                .filter(range -> holds(range, values))
                .findFirst()
                .orElseThrow();
        return plan(session, bindings, new Cut(segment, false, true, false, nulls(values)), values, limit);
    }

    /**
     * A cut, as a cursor has it.
     *
     * @param written the values of the row beside it, in the form in which they are written
     * @param afterRow whether that row lies before the cut
     * @throws IllegalArgumentException if they are no values of the sort's keys
     */
    public final Position position(List<@Nullable Object> written, boolean afterRow) {
        if (written.size() != keys.size()) {
            throw new IllegalArgumentException("keys=" + written.size() + " expected=" + keys.size());
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            values.add(keys.get(i).type().read(written.get(i)));
        }
        return new Position(values, afterRow);
    }

    /**
     * The first rows on one side of a cut.
     *
     * @param position the cut; null for the end of the rows that lies on that side's back
     * @param back whether the rows before it are meant, the nearest first
     * @param limit how many, 1 or more
     */
    public final Rows seek(
            SharedSessionContractImplementor session,
            Bindings bindings,
            @Nullable Position position,
            boolean back,
            int limit) {
        if (position == null && nativeNulls) {
            Cut all = new Cut(null, back, false, false, 0);
            return rows(session, bindings, read(session, bindings, all, List.of(), 0, limit + 1), limit);
        }
        List<@Nullable Object> values = position == null ? List.of() : position.keys();
        List<@Nullable Object[]> read = new ArrayList<>();
        boolean reached = position == null;
        for (Segment segment : back ? backward : forward) {
            boolean holdsCut = position != null && holds(segment, values);
            if (!reached && !holdsCut) {
                continue;
            }
            reached = true;
            boolean inclusive = position != null && holdsCut && position.afterRow() == back;
            if (holdsCut && segment.nulls() == keys.size() && !inclusive) {
                continue; // nothing but nulls: the only row there may be is the one beside the cut
            }
            Cut cut = new Cut(segment, back, holdsCut, inclusive, holdsCut ? nulls(values) : 0);
            read.addAll(read(session, bindings, cut, values, 0, limit + 1 - read.size()));
            if (read.size() > limit) {
                break;
            }
        }
        return rows(session, bindings, read, limit);
    }

    /**
     * Rows by their number.
     *
     * @param first how many to leave out
     * @param limit how many, 1 or more
     */
    public final Rows skip(SharedSessionContractImplementor session, Bindings bindings, int first, int limit) {
        return rows(session, bindings, read(session, bindings, Cut.ALL, List.of(), first, limit + 1), limit);
    }

    private Rows rows(
            SharedSessionContractImplementor session, Bindings bindings, List<@Nullable Object[]> read, int limit) {
        boolean more = read.size() > limit;
        List<@Nullable Object[]> page = more ? read.subList(0, limit) : read;
        if (page.isEmpty()) {
            return new Rows(List.of(), null, null, more);
        }
        return new Rows(items(session, bindings, page), written(page.get(0)), written(page.get(page.size() - 1)), more);
    }

    private List<@Nullable Object> written(@Nullable Object[] row) {
        List<@Nullable Object> values = new ArrayList<>(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            values.add(keys.get(i).type().written(row[i]));
        }
        return Collections.unmodifiableList(values);
    }

    private static boolean holds(Segment segment, List<@Nullable Object> values) {
        for (int i = 0; i < segment.nulls(); i++) {
            if (values.get(i) != null) {
                return false;
            }
        }
        return !segment.valued() || values.get(segment.nulls()) != null;
    }

    private static int nulls(List<@Nullable Object> values) {
        int nulls = 0;
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) == null) {
                nulls |= 1 << i;
            }
        }
        return nulls;
    }

    static <R> List<R> run(
            SelectionQuery<R> query, Bindings bindings, Cut cut, List<@Nullable Object> values, int first, int limit) {
        bindings.bind(query);
        bind(query, cut, values);
        if (first > 0) {
            query.setFirstResult(first);
        }
        return query.setMaxResults(limit).getResultList();
    }

    static void bind(SelectionQuery<?> query, Cut cut, List<@Nullable Object> values) {
        if (!cut.fromCut()) {
            return;
        }
        for (int i = Objects.requireNonNull(cut.segment()).nulls(); i < values.size(); i++) {
            if (values.get(i) != null) {
                query.setParameter(CutPredicate.PARAMETER + i, values.get(i));
            }
        }
    }
}
