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
package dev.ashlar.softdelete.internal.check;

import dev.ashlar.softdelete.internal.guard.TableGuard;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of an SQL text outside of literals and comments, in lower case and without quotes.
 *
 * @param words each once
 */
record SqlWords(Set<String> words) {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\w$]+|\"[^\"]+\"|`[^`]+`");

    static SqlWords of(String sql) {
        Set<String> words = new HashSet<>();
        Matcher found = WORD.matcher(TableGuard.spoken(sql));
        while (found.find()) {
            words.add(bare(found.group()));
        }
        return new SqlWords(words);
    }

    boolean contains(String name) {
        return words.contains(bare(name));
    }

    private static String bare(String name) {
        return name.replace("\"", "").replace("`", "").toLowerCase(Locale.ROOT);
    }
}
