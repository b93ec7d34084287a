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

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Lines as one text, asked for when they are needed. */
final class LineReader extends Reader {

    /** Tells a line by its number, {@code null} after the last one. */
    @FunctionalInterface
    interface Lines {
        @Nullable
        String at(int index) throws IOException;
    }

    private final Lines lines;
    private int next;
    private String line = "";
    private int position;

    LineReader(Lines lines) {
        this.lines = lines;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (position == line.length()) {
            String following = lines.at(next);
            if (following == null) {
                return -1;
            }
            next++;
            line = following;
            position = 0;
        }
        int count = Math.min(length, line.length() - position);
        line.getChars(position, position + count, target, offset);
        position += count;
        return count;
    }

    @Override
    public void close() {}
}
