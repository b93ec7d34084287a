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

/**
 * How a {@link Page} learns its total: an immutable value for {@link Pagination#count}.
 *
 * <p>Whatever it says, no count is asked for when the page itself proves the total: when it is the last one, and not empty unless it is
 * the first.
 */
public sealed interface Count {

    /** Counted each time, as many as walking all pages would return. */
    static Count exact() {
        return Exact.EXACT;
    }

    /**
     * Counted up to a limit, for "10,000 or more"; the database reads no further.
     *
     * @param limit 1 or more
     * @throws IllegalArgumentException if it is less
     */
    static Count upTo(int limit) {
        return new UpTo(limit);
    }

    /** Not counted. */
    static Count none() {
        return None.NONE;
    }

    /**
     * Not counted with the page, only when {@link Pages#total} is called, then exactly; {@link Page#withTotal} puts it in.
     *
     * @apiNote {@code posts.in(em)::total} is a {@code Supplier<Total>} to hand on.
     */
    static Count deferred() {
        return Deferred.DEFERRED;
    }

    /**
     * The planner's guess on PostgreSQL, from {@code EXPLAIN} and the table's statistics; it costs no more than planning the query. On
     * other databases counted exactly.
     */
    static Count estimated() {
        return Estimated.ESTIMATED;
    }

    /** See {@link Count#exact}. */
    enum Exact implements Count {
        /** The only one. */
        EXACT
    }

    /** See {@link Count#none}. */
    enum None implements Count {
        /** The only one. */
        NONE
    }

    /** See {@link Count#deferred}. */
    enum Deferred implements Count {
        /** The only one. */
        DEFERRED
    }

    /** See {@link Count#estimated}. */
    enum Estimated implements Count {
        /** The only one. */
        ESTIMATED
    }

    /**
     * See {@link Count#upTo}.
     *
     * @param limit 1 or more
     */
    record UpTo(int limit) implements Count {
        /**
         * Checks it.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        public UpTo {
            if (limit < 1) {
                throw new IllegalArgumentException("A count up to nothing: limit=" + limit + ". Give 1 or more.");
            }
        }
    }
}
