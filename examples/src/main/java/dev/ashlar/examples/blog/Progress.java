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

/** Says now and then how far an import is, more rarely the longer it takes. */
final class Progress {

    private static final int FIRST = 5_000;
    private static final int LINES_PER_INTERVAL = 10;

    private final Console console;
    private final long start = System.nanoTime();
    private long interval = FIRST;
    private long next = FIRST;

    Progress(Console console) {
        this.console = console;
    }

    void count(long rows) {
        if (rows < next) {
            return;
        }
        console.line("%d rows, %d rows/s", rows, perSecond(rows));
        if (rows == LINES_PER_INTERVAL * interval) {
            interval = rows;
        }
        next = rows + interval;
    }

    long perSecond(long rows) {
        return Math.round(rows / seconds());
    }

    double seconds() {
        return Math.max(1, System.nanoTime() - start) / 1e9;
    }
}
