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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page by number. The components, in this order, are its shape in JSON.
 *
 * @param items the rows, at most as many as the page size
 * @param page its number, from 1
 * @param pageSize how many were asked for, 1 or more
 * @param hasMore whether there is a row after it
 * @param total how many rows there are on all pages; null if that is not known
 * @param totalKind what the total says
 * @param totalPages how many pages there are; null if the total is not known, a lower bound if it is one
 */
public record Page<T>(
        List<T> items,
        long page,
        int pageSize,
        boolean hasMore,
        @Nullable Long total,
        TotalKind totalKind,
        @Nullable Long totalPages) {

    /**
     * Checks them.
     *
     * @throws IllegalArgumentException if they contradict each other
     */
    public Page {
        items = Items.copyOf(items);
        if (page < 1 || pageSize < 1 || items.size() > pageSize) {
            throw new IllegalArgumentException("No page: page=" + page + " pageSize=" + pageSize + " items="
                    + items.size() + ". Pages count from 1 and hold no more than their size.");
        }
        if (!Objects.equals(totalPages, pages(new Total(total, totalKind), pageSize))) {
            throw new IllegalArgumentException("No page: total=" + total + " pageSize=" + pageSize + " totalPages="
                    + totalPages + ". Page.of computes the pages.");
        }
    }

    /**
     * A page, for example in a test.
     *
     * @throws IllegalArgumentException if page or size is less than 1, or there are more items than fit
     */
    public static <T> Page<T> of(List<T> items, long page, int pageSize, boolean hasMore, Total total) {
        return new Page<>(items, page, pageSize, hasMore, total.count(), total.kind(), pages(total, pageSize));
    }

    private static @Nullable Long pages(Total total, int pageSize) {
        Long count = total.count();
        return count == null ? null : (Long) (count / pageSize + (count % pageSize == 0 ? 0 : 1));
    }

    /** The same page with other items in the place of its own. */
    public <R> Page<R> map(Function<? super T, ? extends R> mapper) {
        return new Page<>(Items.map(items, mapper), page, pageSize, hasMore, total, totalKind, totalPages);
    }

    /** The same page with a total, as {@link Pages#total} gives it. */
    public Page<T> withTotal(Total counted) {
        return of(items, page, pageSize, hasMore, counted);
    }
}
