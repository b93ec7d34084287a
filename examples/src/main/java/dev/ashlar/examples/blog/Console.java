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

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Prints what happens as numbered steps. */
final class Console {

    private static final String INDENT = "   ";
    private static final int WIDTH = 100;

    private final PrintStream out;
    private int step;

    Console(PrintStream out) {
        this.out = out;
    }

    void heading(String text) {
        step++;
        out.println();
        out.println(step + ". " + text);
    }

    @SuppressWarnings("AnnotateFormatMethod") // its annotation would be a dependency
    void line(String format, @Nullable Object... values) {
        out.println(INDENT + String.format(Locale.ROOT, format, values));
    }

    /** Names under each other, aligned, with the words of each in as many lines as they need. */
    void words(String name, List<String> words) {
        String start = String.format(Locale.ROOT, "%-14s", name);
        StringBuilder text = new StringBuilder(start);
        for (String word : words) {
            if (INDENT.length() + text.length() + 1 + word.length() > WIDTH) {
                line("%s", text);
                text.setLength(0);
                text.append(" ".repeat(start.length()));
            }
            text.append(' ').append(word);
        }
        line("%s", text);
    }
}
