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
package dev.ashlar.examples.blog;

/** Counts the rows that an import leaves out, and reports the first of them. */
final class BadRows {

    /** How many are reported one by one. */
    static final int REPORTED = 20;

    private final Console console;
    private long count;

    BadRows(Console console) {
        this.console = console;
    }

    void skipped(CsvRow row, BadRowException problem) {
        count++;
        if (count <= REPORTED) {
            String lines = row.firstLine() == row.lastLine()
                    ? "line " + row.firstLine()
                    : "line " + row.firstLine() + " to " + row.lastLine();
            console.line("%s: %s - skipped", lines, problem.getMessage());
        } else if (count == REPORTED + 1) {
            console.line("more bad rows are skipped and counted");
        }
    }

    long count() {
        return count;
    }
}
