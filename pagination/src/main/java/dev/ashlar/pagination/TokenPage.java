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
import org.jspecify.annotations.Nullable;

/**
 * A page by seeking, ready to be sent. The components, in this order, are its shape in JSON.
 *
 * @param items the rows, at most as many as the page size
 * @param pageSize how many were asked for, 1 or more
 * @param previous the token of the previous page; null if there is none
 * @param next the token of the next page; null if there is none
 */
public record TokenPage<T>(
        List<T> items,
        int pageSize,
        @Nullable String previous,
        @Nullable String next) {

    /**
     * Checks them.
     *
     * @throws IllegalArgumentException if the size is less than 1, or there are more items than fit
     */
    public TokenPage {
        items = Items.copyOf(items);
        if (pageSize < 1 || items.size() > pageSize) {
            throw new IllegalArgumentException("No page: pageSize=" + pageSize + " items=" + items.size()
                    + ". A page holds no more than its size.");
        }
    }

    /** The same page with other items in the place of its own. */
    public <R> TokenPage<R> map(Function<? super T, ? extends R> mapper) {
        return new TokenPage<>(Items.map(items, mapper), pageSize, previous, next);
    }
}
