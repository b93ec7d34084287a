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
package dev.ashlar.pagination;

import dev.ashlar.pagination.internal.Bindings;
import dev.ashlar.pagination.internal.Fingerprint;
import dev.ashlar.pagination.internal.Position;
import dev.ashlar.pagination.internal.RowCount;
import dev.ashlar.pagination.internal.Rows;
import dev.ashlar.pagination.internal.SortedQuery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * The pages of one query in one session; as short-lived as the session, and like it for one thread.
 *
 * <p>A page is one statement. It is one more for each range that it reaches into, when the sort's first key may lack values: those with a
 * value are read apart from those without, so that an index serves both; and again among the latter, when the second key may lack
 * values too. It is two when the query fetches collections. A {@link Page} may need a count besides.
 *
 * @param <T> what a row becomes
 */
public final class Pages<T> {

    private final SharedSessionContractImplementor session;
    private final SortedQuery query;
    private final Bindings bindings;
    private final Count count;
    private final int maxSize;
    private @Nullable Fingerprint fingerprint;

    Pages(SharedSessionContractImplementor session, SortedQuery query, Bindings bindings, Count count, int maxSize) {
        this.session = session;
        this.query = query;
        this.bindings = bindings;
        this.count = count;
        this.maxSize = maxSize;
    }

    /**
     * A page by number. A row that is inserted or deleted on an earlier page moves all rows behind it: who pages through everything
     * takes a cursor.
     *
     * @param number from 1; a page behind the last one is empty
     * @param size from 1 up to the cap
     * @throws PageRequestException if they are not, or the page lies behind the 2,147,483,647th row
     */
    public Page<T> page(long number, int size) {
        Rows rows = skip(number, size);
        return Page.of(items(rows), number, size, rows.more(), total(rows, number, size));
    }

    /**
     * A page by number, without a total.
     *
     * @param number from 1; a page behind the last one is empty
     * @param size from 1 up to the cap
     * @throws PageRequestException if they are not, or the page lies behind the 2,147,483,647th row
     */
    public Slice<T> slice(long number, int size) {
        Rows rows = skip(number, size);
        return new Slice<>(items(rows), number, size, rows.more());
    }

    private Rows skip(long number, int size) {
        checkSize(size);
        if (number < 1) {
            throw new PageRequestException("No such page: page=" + number + ". Pages count from 1.");
        }
        long first = number > Integer.MAX_VALUE ? Long.MAX_VALUE : (number - 1) * size;
        if (first > Integer.MAX_VALUE - 1L) {
            throw new PageRequestException("Too far a page: page=" + number + " pageSize=" + size
                    + ". Pages by number reach " + Integer.MAX_VALUE + " rows; go on by a cursor.");
        }
        return query.skip(session, bindings, (int) first, size);
    }

    private Total total(Rows rows, long number, int size) {
        long before = (number - 1) * size;
        if (!rows.more() && (number == 1 || !rows.items().isEmpty())) {
            return Total.exact(before + rows.items().size());
        }
        RowCount counting = query.counting();
        if (count instanceof Count.UpTo limit) {
            long counted = counting.upTo(session, bindings, limit.limit());
            return counted > limit.limit() ? Total.atLeast(limit.limit()) : Total.exact(counted);
        } else if (count instanceof Count.Exact || (count instanceof Count.Estimated && !counting.canEstimate())) {
            return Total.exact(counting.exact(session, bindings));
        } else if (count instanceof Count.Estimated) {
            return Total.estimated(counting.estimated(session, bindings));
        }
        return count instanceof Count.Deferred ? Total.deferred() : Total.unknown();
    }

    /** How many rows all pages have, by one count. */
    public Total total() {
        return Total.exact(query.counting().exact(session, bindings));
    }

    /**
     * The first page.
     *
     * @param size from 1 up to the cap
     * @throws PageRequestException if it is not
     */
    public CursorPage<T> first(int size) {
        return seek(null, false, size);
    }

    /**
     * The last page, full if there are rows enough.
     *
     * @param size from 1 up to the cap
     * @throws PageRequestException if it is not
     */
    public CursorPage<T> last(int size) {
        return seek(null, true, size);
    }

    /**
     * The page that begins at a cut.
     *
     * @param size from 1 up to the cap
     * @throws PageRequestException if it is not
     * @throws ForeignCursorException if the cursor belongs to another query, sort or set of parameters
     */
    public CursorPage<T> after(Cursor cursor, int size) {
        return seek(cursor, false, size);
    }

    /**
     * The page that ends at a cut.
     *
     * @param size from 1 up to the cap
     * @throws PageRequestException if it is not
     * @throws ForeignCursorException if the cursor belongs to another query, sort or set of parameters
     */
    public CursorPage<T> before(Cursor cursor, int size) {
        return seek(cursor, true, size);
    }

    /**
     * The page where a cursor leads: {@link #after} for a page's {@link CursorPage#next}, {@link #before} for its
     * {@link CursorPage#previous}.
     *
     * @param size from 1 up to the cap
     * @throws PageRequestException if it is not
     * @throws ForeignCursorException if the cursor belongs to another query, sort or set of parameters
     */
    public CursorPage<T> at(Cursor cursor, int size) {
        return seek(cursor, cursor.isBackward(), size);
    }

    /**
     * How PostgreSQL would read the page behind the first row, if it could do no better than use an index: a check, for a test or at
     * start, that the index is there which {@link Pagination#indexes} names. It works on a table of any size, with a row in it.
     *
     * @throws PaginationException on another database, on an empty table, or for a grouped or distinct query
     */
    public SeekPlan plan() {
        Rows rows = query.seek(session, bindings, null, false, 1);
        if (rows.first() == null) {
            throw new PaginationException("No row to seek from. Put one into the table.");
        }
        return query.plan(session, bindings, query.position(rows.first(), true), 20);
    }

    private CursorPage<T> seek(@Nullable Cursor cursor, boolean backward, int size) {
        checkSize(size);
        Rows rows = query.seek(session, bindings, position(cursor), backward, size);
        List<T> items = items(rows);
        if (backward) {
            items = new ArrayList<>(items);
            Collections.reverse(items);
        }
        boolean cameFrom = cursor != null;
        boolean previous = backward ? rows.more() : cameFrom;
        boolean next = backward ? cameFrom : rows.more();
        List<@Nullable Object> first = backward ? rows.last() : rows.first();
        List<@Nullable Object> last = backward ? rows.first() : rows.last();
        if (first == null || last == null) {
            Cursor start = cursor == null ? null : cursor(cursor.keys(), cursor.isAfterRow(), true);
            Cursor end = cursor == null ? null : cursor(cursor.keys(), cursor.isAfterRow(), false);
            return new CursorPage<>(items, size, start, end, previous, next);
        }
        return new CursorPage<>(items, size, cursor(first, false, true), cursor(last, true, false), previous, next);
    }

    /** Made when it is needed: pages by number are without cursors. */
    private Fingerprint fingerprint() {
        Fingerprint made = fingerprint;
        if (made == null) {
            made = query.fingerprint(bindings);
            fingerprint = made;
        }
        return made;
    }

    private Cursor cursor(List<@Nullable Object> keys, boolean afterRow, boolean backward) {
        return new Cursor(fingerprint(), keys, afterRow, backward);
    }

    private @Nullable Position position(@Nullable Cursor cursor) {
        if (cursor == null) {
            return null;
        }
        if (!cursor.fingerprint().equals(fingerprint())) {
            throw new ForeignCursorException("The cursor belongs to another query, sort or set of parameters: cursor="
                    + cursor.fingerprint() + " query=" + fingerprint() + ". Begin with the first page.");
        }
        try {
            return query.position(cursor.keys(), cursor.isAfterRow());
        } catch (IllegalArgumentException e) {
            // Signed by an older version of the application, which had other constants or types.
            throw new ForeignCursorException(
                    "The cursor's values are none of this sort's: query=" + fingerprint()
                            + ". Begin with the first page.",
                    e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> List<T> items(Rows rows) {
        return (List<T>) rows.items();
    }

    private void checkSize(int size) {
        if (size < 1 || size > maxSize) {
            throw new PageRequestException(
                    "No such page size: pageSize=" + size + ". Ask for 1 to " + maxSize + " rows.");
        }
    }
}
