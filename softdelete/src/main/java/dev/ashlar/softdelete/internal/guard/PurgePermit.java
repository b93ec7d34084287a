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
package dev.ashlar.softdelete.internal.guard;

/**
 * Whether this thread is within a scope that deletes physically. A statement inspector is not told of the session, so the
 * permit is the thread's.
 */
public final class PurgePermit implements AutoCloseable {

    private static final ThreadLocal<Integer> DEPTH = ThreadLocal.withInitial(() -> 0);

    private PurgePermit() {}

    /** Permits, until it is closed. */
    public static PurgePermit open() {
        DEPTH.set(DEPTH.get() + 1);
        return new PurgePermit();
    }

    static boolean isGiven() {
        return DEPTH.get() > 0;
    }

    @Override
    public void close() {
        int depth = DEPTH.get() - 1;
        if (depth == 0) {
            DEPTH.remove();
        } else {
            DEPTH.set(depth);
        }
    }
}
