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
package dev.ashlar.testkit.internal.jdbc;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a statement was for: an association, or an entity where it cannot be told by which one it was reached.
 *
 * @param association such as {@code Author.books}
 * @param batched whether one statement fetches it for several parents
 * @param batchSize where a {@code @BatchSize} would do that; {@code null} if none would
 * @param session the identifier of a {@code Session}; in a {@code StatelessSession}, which is not known, its connection
 * @param parents the tables of those who have the association
 */
public record Fetched(
        String association, boolean batched, @Nullable String batchSize, Object session, Set<String> parents) {}
