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

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How many rows a query has, and how sure that is.
 *
 * @param count 0 or more; null if it is unknown or deferred
 * @param kind what the number says
 */
public record Total(@Nullable Long count, TotalKind kind) {

    private static final Total UNKNOWN = new Total(null, TotalKind.UNKNOWN);
    private static final Total DEFERRED = new Total(null, TotalKind.DEFERRED);

    /**
     * Checks them.
     *
     * @throws IllegalArgumentException if the count is negative, missing, or given for an unknown total
     */
    public Total {
        Objects.requireNonNull(kind, "kind");
        boolean uncounted = kind == TotalKind.UNKNOWN || kind == TotalKind.DEFERRED;
        if ((count == null) != uncounted || (count != null && count < 0)) {
            throw new IllegalArgumentException("No total: count=" + count + " kind=" + kind
                    + ". Give 0 or more, or null and UNKNOWN or DEFERRED.");
        }
    }

    /** So many rows there are. */
    public static Total exact(long count) {
        return new Total(count, TotalKind.EXACT);
    }

    /** So many rows there are, or more. */
    public static Total atLeast(long count) {
        return new Total(count, TotalKind.AT_LEAST);
    }

    /** About so many rows there are. */
    public static Total estimated(long count) {
        return new Total(count, TotalKind.ESTIMATED);
    }

    /** Nobody counted. */
    public static Total unknown() {
        return UNKNOWN;
    }

    /** Not counted yet. */
    public static Total deferred() {
        return DEFERRED;
    }
}
