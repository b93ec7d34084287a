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

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page by seeking: its items are in the order of the sort, whichever way it was reached.
 *
 * <p>Its cursors are values for this JVM; {@link #tokens} makes text of them, whose shape in JSON is {@link TokenPage}'s.
 *
 * @param items the rows, at most as many as the page size
 * @param pageSize how many were asked for, 1 or more
 * @param start the cut before the first item; null if the page is empty and was not reached by a cursor
 * @param end the cut after the last item; null if the page is empty and was not reached by a cursor
 * @param hasPrevious whether there are rows before it; the side that was come from is taken to have some, and not asked
 * @param hasNext whether there are rows after it; the side that was come from is taken to have some, and not asked
 */
public record CursorPage<T>(
        List<T> items,
        int pageSize,
        @Nullable Cursor start,
        @Nullable Cursor end,
        boolean hasPrevious,
        boolean hasNext) {

    /**
     * Checks them.
     *
     * @throws IllegalArgumentException if the size is less than 1, there are more items than fit, or a cut is missing
     */
    public CursorPage {
        items = Items.copyOf(items);
        boolean cuts = start != null && end != null;
        boolean needed = !items.isEmpty() || hasPrevious || hasNext;
        if (pageSize < 1 || items.size() > pageSize || (needed && !cuts)) {
            throw new IllegalArgumentException("No page: pageSize=" + pageSize + " items=" + items.size() + " start="
                    + start + " end=" + end + ". A page with items, or with more of them, has a start and an end.");
        }
    }

    /** Where the next page begins; empty if there is none. */
    public Optional<Cursor> next() {
        return hasNext ? Optional.of(Objects.requireNonNull(end)) : Optional.empty();
    }

    /** Where the previous page ends; empty if there is none. */
    public Optional<Cursor> previous() {
        return hasPrevious ? Optional.of(Objects.requireNonNull(start)) : Optional.empty();
    }

    /** The same page with other items in the place of its own. */
    public <R> CursorPage<R> map(Function<? super T, ? extends R> mapper) {
        return new CursorPage<>(Items.map(items, mapper), pageSize, start, end, hasPrevious, hasNext);
    }

    /**
     * The same page with its cursors as signed text.
     *
     * @throws PaginationException if a cursor cannot be written, see {@link CursorTokens#encode}
     */
    public TokenPage<T> tokens(CursorTokens tokens) {
        return new TokenPage<>(
                items,
                pageSize,
                previous().map(tokens::encode).orElse(null),
                next().map(tokens::encode).orElse(null));
    }
}
