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
package dev.ashlar.core.transaction;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of the items given to {@link Transactions#nestedEach}.
 *
 * @param accepted the items whose work is part of the outer transaction now, in their order
 * @param rejected the items whose work failed and was undone, in their order
 * @param <T> the items
 */
public record NestedResult<T>(List<T> accepted, List<Rejected<T>> rejected) {

    /** Copies the lists. */
    public NestedResult {
        accepted = List.copyOf(accepted);
        rejected = List.copyOf(rejected);
    }

    /**
     * An item whose work was undone.
     *
     * @param item the item
     * @param constraint the name of the violated constraint, without a schema, in the case that the database says it in (H2: upper
     *     case); for a missing value most engines name the column instead; {@code null} if the failure names none
     * @param failure why
     * @param <T> the item
     */
    public record Rejected<T>(T item, @Nullable String constraint, RuntimeException failure) {}
}
