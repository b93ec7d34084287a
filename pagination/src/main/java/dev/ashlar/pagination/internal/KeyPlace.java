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

import dev.ashlar.pagination.internal.SortKey.Column;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.query.sqm.tree.expression.SqmExpression;
import org.jspecify.annotations.Nullable;

/** Finds one and the same key in every tree of a source. */
@FunctionalInterface
interface KeyPlace {

    Found in(QueryTree tree);

    /**
     * A key in one tree.
     *
     * @param expression its value
     * @param nullable whether it may have none
     * @param mapping its type
     * @param column where it is stored; null if it is computed
     */
    record Found(
            SqmExpression<?> expression,
            boolean nullable,
            JdbcMapping mapping,
            @Nullable Column column) {}
}
