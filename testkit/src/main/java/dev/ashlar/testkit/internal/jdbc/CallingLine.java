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

import org.jspecify.annotations.Nullable;

/** The line of the user's code that led to a call, for a message. */
public final class CallingLine {

    private CallingLine() {}

    /** As {@code BlogTest.java:17}. */
    public static String find() {
        @Nullable StackTraceElement line = CallingLines.current().line();
        return line == null ? "unknown line" : line.getFileName() + ":" + line.getLineNumber();
    }
}
