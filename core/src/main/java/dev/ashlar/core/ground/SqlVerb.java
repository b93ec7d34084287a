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
package dev.ashlar.core.ground;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells from a statement's text whether it writes rows. */
public final class SqlVerb {

    private static final Set<String> WRITING = Set.of("insert", "update", "delete", "merge", "truncate", "replace");

    /** Comments and literals, in which a word means nothing. */
    private static final Pattern SILENT =
            Pattern.compile("--[^\\n]*|/\\*.*?\\*/|'(?:[^']++|'')*+'|\"(?:[^\"]++|\"\")*+\"|`[^`]*`", Pattern.DOTALL);

    private static final Pattern WORD = Pattern.compile("[A-Za-z_]+");

    private static final Pattern WRITING_CTE =
            Pattern.compile("\\(\\s*(insert|update|delete|merge)\\b|\\)\\s*(insert|update|delete|merge)\\b");

    private SqlVerb() {}

    /**
     * Whether a statement inserts, updates, deletes, merges, replaces or truncates, by its first word or, behind
     * {@code with}, by that of one of its parts. A function or procedure that writes is not seen.
     */
    public static boolean writes(String sql) {
        String start = sql.length() > 2 && Character.isLetter(sql.charAt(0)) ? sql : blanked(sql);
        Matcher word = WORD.matcher(start);
        if (!word.find()) {
            return false;
        }
        String verb = word.group().toLowerCase(Locale.ROOT);
        if (verb.equals("with")) {
            return WRITING_CTE.matcher(blanked(sql).toLowerCase(Locale.ROOT)).find();
        }
        return WRITING.contains(verb);
    }

    private static String blanked(String sql) {
        return SILENT.matcher(sql).replaceAll(" ");
    }
}
