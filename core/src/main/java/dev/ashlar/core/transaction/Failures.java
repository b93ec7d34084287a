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
package dev.ashlar.core.transaction;

import org.jspecify.annotations.Nullable;

/** Keeps secondary failures with the first one. */
@SuppressWarnings("ReferenceEquality") // the very exception is meant
final class Failures {

    private Failures() {}

    static void suppress(Throwable failure, Throwable secondary) {
        if (secondary != failure) { // it may be thrown again, and cannot suppress itself
            failure.addSuppressed(secondary);
        }
    }

    /** Adds the failure that came first, if another one came out: its symptom, mostly. */
    static void suppressFirst(Throwable failure, @Nullable Throwable first) {
        if (first == null) {
            return;
        }
        Throwable cause = failure;
        for (int i = 0; cause != null && i < 100; i++) {
            if (cause == first) {
                return;
            }
            cause = cause.getCause();
        }
        failure.addSuppressed(first);
    }
}
