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
import java.util.function.Function;

/**
 * A page by number without a total. The components, in this order, are its shape in JSON.
 *
 * @param items the rows, at most as many as the page size
 * @param page its number, from 1
 * @param pageSize how many were asked for, 1 or more
 * @param hasMore whether there is a row after it
 */
public record Slice<T>(List<T> items, long page, int pageSize, boolean hasMore) {

    /**
     * Checks them.
     *
     * @throws IllegalArgumentException if page or size is less than 1, or there are more items than fit
     */
    public Slice {
        items = Items.copyOf(items);
        if (page < 1 || pageSize < 1 || items.size() > pageSize) {
            throw new IllegalArgumentException("No slice: page=" + page + " pageSize=" + pageSize + " items="
                    + items.size() + ". Pages count from 1 and hold no more than their size.");
        }
    }

    /** The same slice with other items in the place of its own. */
    public <R> Slice<R> map(Function<? super T, ? extends R> mapper) {
        return new Slice<>(Items.map(items, mapper), page, pageSize, hasMore);
    }
}
