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
package dev.ashlar.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Trait of an entity that embeds {@link Timestamps}; the two times are read through it, embedded value or not. */
public interface Timestamped {

    /** Returns the embedded value, {@code null} before the insert and where Hibernate loaded it as null. */
    @Nullable
    Timestamps getTimestamps();

    /** Returns when the row was inserted, {@code null} before. */
    default @Nullable Instant getCreatedAt() {
        Timestamps timestamps = getTimestamps();
        return timestamps == null ? null : timestamps.createdAt();
    }

    /** Returns when the row was last written, {@code null} before the insert. */
    default @Nullable Instant getUpdatedAt() {
        Timestamps timestamps = getTimestamps();
        return timestamps == null ? null : timestamps.updatedAt();
    }
}
