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
package dev.ashlar.audit.internal.bulk;

import dev.ashlar.core.ground.SqlVerb;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables that SQL writes to, as far as its text tells: not what a function, a procedure or a trigger does. */
final class WrittenTables {

    /** Comments and literals, in which a word means nothing; and quoted names, in which a quote means nothing. */
    private static final Pattern SILENT =
            Pattern.compile("\"[^\"]*\"|`[^`]*`|--[^\\n]*|/\\*.*?\\*/|'(?:[^']++|'')*+'", Pattern.DOTALL);

    private static final String NAME = "(?:[\\p{L}\\w$]+|\"[^\"]+\"|`[^`]+`|\\[[^\\]]+\\])";
    private static final String QUALIFIED = NAME + "(?:\\s*\\.\\s*" + NAME + ")*";
    private static final String NOISE =
            "(?:(?:low_priority|delayed|high_priority|quick|ignore|only|into|from|table|overwrite)\\b\\s*)*";

    private static final Pattern WRITING = Pattern.compile(
            "\\b(?:insert|update|delete|merge|truncate|replace)\\b\\s*" + NOISE + "(" + QUALIFIED + "(?:\\s*,\\s*"
                    + QUALIFIED + ")*)",
            Pattern.CASE_INSENSITIVE);

    /** What is written may be an alias, which MariaDB explains behind it. */
    private static final Pattern ALIASED = Pattern.compile(
            "\\b(?:from|join|using|update)\\s+(" + QUALIFIED + ")\\s+(?:as\\s+)?(" + NAME + ")|,\\s*(" + QUALIFIED
                    + ")\\s+(?:as\\s+)?(" + NAME + ")",
            Pattern.CASE_INSENSITIVE);

    /** Joined tables of an update: any of them may be written. */
    private static final Pattern JOINED_UPDATE =
            Pattern.compile("\\bupdate\\b(.*?)\\bset\\b", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern JOINED = Pattern.compile("\\bjoin\\s+(" + QUALIFIED + ")", Pattern.CASE_INSENSITIVE);

    private WrittenTables() {}

    /** The names, without schema and quotes, in lower case. */
    static Set<String> of(String sql) {
        Set<String> names = new LinkedHashSet<>();
        for (String part : spoken(sql).split(";", -1)) {
            if (SqlVerb.writes(part)) {
                collect(part, names);
            }
        }
        return names;
    }

    private static void collect(String spoken, Set<String> names) {
        Matcher writing = WRITING.matcher(spoken);
        while (writing.find()) {
            for (String target : writing.group(1).split(",", -1)) {
                names.add(bare(target));
            }
        }
        Matcher aliased = ALIASED.matcher(spoken);
        int from = 0;
        while (aliased.find(from)) {
            boolean listed = aliased.group(1) == null;
            if (names.contains(bare(aliased.group(listed ? 4 : 2)))) {
                names.add(bare(aliased.group(listed ? 3 : 1)));
            }
            from = aliased.start(listed ? 4 : 2);
        }
        Matcher update = JOINED_UPDATE.matcher(spoken);
        while (update.find()) {
            Matcher joined = JOINED.matcher(update.group(1));
            while (joined.find()) {
                names.add(bare(joined.group(1)));
            }
        }
    }

    private static String spoken(String sql) {
        return SILENT.matcher(sql)
                .replaceAll(
                        found -> found.group().startsWith("\"") || found.group().startsWith("`")
                                ? Matcher.quoteReplacement(found.group())
                                : " ");
    }

    /** The last part of a name, without its quotes; a name that differs in case alone counts as the same. */
    static String bare(String name) {
        String last = name.substring(name.lastIndexOf('.') + 1).strip();
        return last.replaceAll("[\"`\\[\\]]", "").toLowerCase(Locale.ROOT);
    }
}
