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

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What Hibernate is loading in each thread, by its events; the innermost counts. */
final class FetchCauses {

    /** Why something is loaded; asked only if a statement is executed for it, at the line of the user's code. */
    @FunctionalInterface
    interface Cause {

        /** For what the user asked for by itself. */
        Cause NO_ASSOCIATION = line -> null;

        @Nullable
        Supplier<Fetched> fetched(@Nullable StackTraceElement line);
    }

    @SuppressWarnings("ThreadLocalUsage") // one for each recorder, of which there are few
    private final ThreadLocal<Deque<Cause>> causes = new ThreadLocal<>();

    /** Does the work, be it in vain, for a cause. */
    void during(Cause cause, Runnable work) {
        Deque<Cause> open = causes.get();
        if (open == null) {
            open = new ArrayDeque<>();
            causes.set(open);
        }
        open.push(cause);
        try {
            work.run();
        } finally {
            open.pop();
            if (open.isEmpty()) {
                causes.remove();
            }
        }
    }

    /** Of the innermost cause of this thread. */
    @Nullable
    Supplier<Fetched> fetched(@Nullable StackTraceElement line) {
        Deque<Cause> open = causes.get();
        return open == null ? null : open.element().fetched(line);
    }
}
