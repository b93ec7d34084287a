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

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a page is made of, in the order in which it was read.
 *
 * @param items the rows; fewer than were found, if some were deleted before they were loaded
 * @param first the keys of the first row that was found, as they are written into cursors; null if there is none
 * @param last those of the last one
 * @param more whether there is a row behind it
 */
public record Rows(
        List<@Nullable Object> items,
        @Nullable List<@Nullable Object> first,
        @Nullable List<@Nullable Object> last,
        boolean more) {}
