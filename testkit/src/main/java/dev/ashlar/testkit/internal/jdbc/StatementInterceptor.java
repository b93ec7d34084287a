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

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Stands around each execution; may refuse it, by throwing. Called by any thread. */
public interface StatementInterceptor {

    /**
     * Runs the execution by {@code call.proceed()}, once, and returns what that returns.
     *
     * @throws SQLException if the execution is refused or fails
     */
    @Nullable
    Object around(Execution execution, Call call) throws SQLException;

    /** The execution itself, or the next interceptor. */
    @FunctionalInterface
    interface Call {

        /** Goes on. */
        @Nullable
        Object proceed() throws SQLException;
    }
}
