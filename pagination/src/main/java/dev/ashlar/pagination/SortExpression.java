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

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.From;

/** What to sort by, when it is no plain attribute: built anew for each statement, so it has to give the same expression each time. */
@FunctionalInterface
public interface SortExpression {

    /**
     * The expression.
     *
     * @param builder the factory's own
     * @param root the query's first root; joins made from it have to be left joins, or rows without a partner are lost
     */
    Expression<?> of(CriteriaBuilder builder, From<?, ?> root);
}
