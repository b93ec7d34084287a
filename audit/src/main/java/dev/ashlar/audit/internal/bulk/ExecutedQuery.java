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
package dev.ashlar.audit.internal.bulk;

import java.lang.reflect.Field;
import org.hibernate.query.sqm.internal.SqmJdbcExecutionContextAdapter;
import org.hibernate.query.sqm.internal.SqmQueryImpl;
import org.hibernate.sql.exec.spi.ExecutionContext;
import org.jspecify.annotations.Nullable;

/**
 * The query that a statement is executed for. Hibernate's context holds it and does not give it ({@code
 * SqmJdbcExecutionContextAdapter}, 7.4.13); its module is an automatic one, and so an open one.
 */
final class ExecutedQuery {

    private static final @Nullable Field QUERY = field();

    private ExecutedQuery() {}

    private static @Nullable Field field() {
        try {
            Field field = SqmJdbcExecutionContextAdapter.class.getDeclaredField("sqmExecutionContext");
            field.setAccessible(true);
            return field;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null; // told at boot
        }
    }

    /** Whether this version of Hibernate lets us see it. */
    static boolean isSeen() {
        return QUERY != null;
    }

    /** Of a context; null if it is not one of HQL or Criteria. */
    static @Nullable SqmQueryImpl<?> of(ExecutionContext context) {
        if (QUERY == null || !(context instanceof SqmJdbcExecutionContextAdapter)) {
            return null;
        }
        try {
            return QUERY.get(context) instanceof SqmQueryImpl<?> query ? query : null;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("A field that was opened is closed: field=" + QUERY + ".", e);
        }
    }
}
