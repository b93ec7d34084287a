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

/** How long the texts of the blog may be. */
final class Text {

    /** In characters as people count them: Unicode code points. */
    static final int MAX_CHARACTERS = 200;

    /** In what H2 counts: UTF-16 units, of which an emoji takes two. */
    static final int COLUMN_LENGTH = 2 * MAX_CHARACTERS;

    private static final int EXCERPT = 60;

    private Text() {}

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The start of a text on one line, for messages. */
    static String excerpt(String text) {
        int end = Math.min(EXCERPT, length(text));
        String start = text.substring(0, text.offsetByCodePoints(0, end));
        String oneLine = start.replace("\r", "\\r").replace("\n", "\\n");
        return end < length(text) ? oneLine + "..." : oneLine;
    }
}
