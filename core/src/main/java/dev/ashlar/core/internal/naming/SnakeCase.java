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
package dev.ashlar.core.internal.naming;

import java.util.Locale;

/**
 * Java names as lower-case words joined by underscores.
 *
 * <p>Acronyms stay together: {@code orderURL} is {@code order_url}, {@code HTTPServer} is {@code http_server} and
 * {@code userIDs} is {@code user_ids}. Digits belong to the word before them: {@code line2Address} is
 * {@code line2_address}, {@code B2BOrder} is {@code b2b_order}. A name that is snake_case already is returned as it is.
 */
public final class SnakeCase {

    private SnakeCase() {}

    /** The name in snake_case; what cannot stand in an unquoted SQL identifier becomes an underscore. */
    public static String of(String name) {
        int[] letters = name.codePoints().toArray();
        StringBuilder words = new StringBuilder(name.length() + 8);
        for (int i = 0; i < letters.length; i++) {
            if (i > 0 && startsWord(letters, i)) {
                words.append('_');
            }
            words.appendCodePoint(isLegal(letters[i]) ? letters[i] : '_');
        }
        return words.toString().toLowerCase(Locale.ROOT);
    }

    private static boolean startsWord(int[] letters, int i) {
        if (!isUpper(letters, i)) {
            return false;
        }
        if (isUpper(letters, i - 1)) {
            return isLower(letters, i + 1) && !isPluralEnding(letters, i + 1);
        }
        if (Character.isDigit(letters[i - 1])) {
            return isLower(letters, i + 1) || startsAcronym(letters, i);
        }
        return Character.isLetter(letters[i - 1]);
    }

    /** Two upper-case letters at least, of which none starts the next word. */
    private static boolean startsAcronym(int[] letters, int i) {
        return isUpper(letters, i + 1) && (!isLower(letters, i + 2) || isPluralEnding(letters, i + 2));
    }

    /** The {@code s} of {@code IDs} or {@code URLsOfUser}. */
    private static boolean isPluralEnding(int[] letters, int i) {
        return letters[i] == 's' && !isLower(letters, i + 1);
    }

    private static boolean isUpper(int[] letters, int i) {
        return i < letters.length && (Character.isUpperCase(letters[i]) || Character.isTitleCase(letters[i]));
    }

    private static boolean isLower(int[] letters, int i) {
        return i < letters.length && Character.isLowerCase(letters[i]);
    }

    private static boolean isLegal(int letter) {
        return Character.isUnicodeIdentifierPart(letter) && !Character.isIdentifierIgnorable(letter);
    }
}
