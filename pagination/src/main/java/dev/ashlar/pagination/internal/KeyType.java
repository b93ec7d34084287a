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
package dev.ashlar.pagination.internal;

import org.jspecify.annotations.Nullable;

/** How the values of a sort key are written into a cursor. */
sealed interface KeyType permits MappedKeyType, ReadKeyType {

    /** The value as it is written; itself if there is no way to write it. */
    @Nullable
    Object written(@Nullable Object value);

    /**
     * The value that was written.
     *
     * @throws IllegalArgumentException if it is none of this type
     */
    @Nullable
    Object read(@Nullable Object written);
}
