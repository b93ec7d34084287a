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

import org.hibernate.query.sqm.function.SelfRenderingSqmAggregateFunction;
import org.hibernate.query.sqm.spi.BaseSemanticQueryWalker;
import org.hibernate.query.sqm.tree.SqmVisitableNode;
import org.hibernate.query.sqm.tree.expression.SqmFunction;
import org.hibernate.query.sqm.tree.expression.SqmOver;
import org.hibernate.query.sqm.tree.select.SqmSubQuery;

/** Looks for functions that make one value of many rows, of all or of those of a window; those of a subquery are not meant. */
final class Aggregates extends BaseSemanticQueryWalker {

    private boolean found;
    private boolean windowFound;

    private Aggregates() {}

    /** Whether there is one of all rows. */
    static boolean isIn(Object node) {
        return walked(node).found;
    }

    /** Whether there is one of a window. */
    static boolean isOverWindowIn(Object node) {
        return walked(node).windowFound;
    }

    private static Aggregates walked(Object node) {
        Aggregates walker = new Aggregates();
        if (node instanceof SqmVisitableNode visitable) {
            visitable.accept(walker);
        }
        return walker;
    }

    @Override
    public Object visitFunction(SqmFunction<?> function) {
        if (function instanceof SelfRenderingSqmAggregateFunction) {
            found = true;
            return function;
        }
        return super.visitFunction(function);
    }

    @Override
    public Object visitOver(SqmOver<?> over) {
        windowFound = true;
        return over;
    }

    @Override
    public Object visitSubQueryExpression(SqmSubQuery<?> subquery) {
        return subquery;
    }
}
