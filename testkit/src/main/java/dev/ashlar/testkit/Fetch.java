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
package dev.ashlar.testkit;

import org.jspecify.annotations.Nullable;

/**
 * How often a session went to the database for one association at one line of the user's code.
 *
 * @param association such as {@code Author.books}; the name of an entity if it cannot be told by which association it was reached
 * @param trips how many statements were executed for it
 * @param line that caused them; {@code null} if it is in no code of the user
 */
public record Fetch(String association, int trips, @Nullable StackTraceElement line) {

    /** Such as {@code 50 × Author.books at BlogTest.java:42}. */
    @Override
    public String toString() {
        String where = line == null ? "" : " at " + line.getFileName() + ":" + line.getLineNumber();
        return trips + " × " + association + where;
    }
}
