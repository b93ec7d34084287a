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
package dev.ashlar.pagination.model;

import dev.ashlar.pagination.KeysetForm;
import dev.ashlar.pagination.Sort;
import org.jspecify.annotations.Nullable;

/** What a case is made of; any of them may be left out. */
sealed interface Step {

    /** A row, made from a seed. */
    record Row(long seed) implements Step {}

    /** One more key of the sort. */
    record Key(Sort sort) implements Step {}

    /** The query, and the condition it has. */
    record Asked(
            QueryKind kind,
            Filter filter,
            boolean stateless,
            @Nullable KeysetForm form) implements Step {}

    /** Rows on a page. */
    record Size(int size) implements Step {}

    /** A step of the walk that turns round. */
    enum Move implements Step {
        NEXT,
        PREVIOUS,
        /** By a token that was written and read. */
        NEXT_BY_TOKEN,
        PREVIOUS_BY_TOKEN,
        FIRST,
        LAST
    }
}
