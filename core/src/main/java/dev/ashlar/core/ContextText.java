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
package dev.ashlar.core;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Limits of the texts in a change context: they end up in columns. */
final class ContextText {

    private ContextText() {}

    /** What the application chose itself is refused when it is too long: cutting it would change what it says. */
    static String requireFits(String what, String text, int max) {
        if (text.length() > max) {
            throw new IllegalArgumentException("A context value is too long: " + what + ".length=" + text.length()
                    + " max=" + max + " start=[" + text.substring(0, Math.min(40, text.length()))
                    + "]. Shorten it before it enters the context.");
        }
        return text;
    }

    static String requireText(String what, String text, int max) {
        Objects.requireNonNull(text, what);
        if (text.isBlank()) {
            throw new IllegalArgumentException(
                    "A context value is blank: " + what + "=[" + text + "]. Leave it out instead.");
        }
        return requireFits(what, text, max);
    }

    /** What comes from outside must never fail a request: it is cut, visibly, and null or blank means absent. */
    static @Nullable String cut(@Nullable String text, int max) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.length() <= max) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(max - 2)) ? max - 2 : max - 1;
        return text.substring(0, end) + '…';
    }
}
