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
package dev.ashlar.testkit.internal.jdbc;

import dev.ashlar.testkit.SqlKind;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells by its text what a statement does. */
public final class SqlText {

    /** Comments and literals, in which a word means nothing. */
    private static final Pattern SILENT = Pattern.compile(
            "--[^\\n]*|/\\*.*?\\*/|'(?:[^']++|'')*+'|\"(?:[^\"]++|\"\")*+\"|`[^`]*`|\\$(\\w*)\\$.*?\\$\\1\\$",
            Pattern.DOTALL);

    private static final Pattern WORD = Pattern.compile("[a-z_]+");

    private static final String NAME = "[\\w.\\[\\]]+";

    /** The next value of a sequence, and nothing else but where it comes from. */
    private static final Pattern NEXT_VALUE = Pattern.compile(
            "^\\W*(?:select|values|call)\\s*\\(?\\s*"
                    + "(?:(?:next|previous)\\s+value\\s+for\\s+" + NAME + "|nextval\\s*\\([^)]*\\)|" + NAME
                    + "\\.nextval|"
                    + "gen_id\\s*\\([^)]*\\))"
                    + "\\s*\\)?(?:\\s+(?:as\\s+)?(?!from\\b)\\w+)?\\s*;?\\s*(?:from\\b.*)?$",
            Pattern.DOTALL);

    private static final Pattern CHANGED_ROWS =
            Pattern.compile("\\b(?:final|new|old)\\s+table\\s*\\(\\s*(insert|update|delete|merge)\\b");

    private static final Pattern CHANGING_PART = Pattern.compile("\\(\\s*(insert|update|delete|merge)\\s+\\w");

    /** What may follow the parts of a {@code with}. */
    private static final Set<String> MAIN = Set.of("select", "values", "table", "insert", "update", "delete", "merge");

    private SqlText() {}

    /** Of a batch of plain statements what all of them do, else {@code OTHER}; if there is none, of the statement. */
    static SqlKind kindOf(List<String> batch, String sql) {
        if (batch.isEmpty()) {
            return kind(sql);
        }
        List<SqlKind> kinds = batch.stream().map(SqlText::kind).distinct().toList();
        return kinds.size() == 1 ? kinds.get(0) : SqlKind.OTHER;
    }

    /** Of one statement. */
    public static SqlKind kind(String sql) {
        // Most begin with a letter, and their first word is enough.
        boolean plain = !sql.isEmpty() && Character.isLetter(sql.charAt(0));
        String text = (plain ? sql : silenced(sql)).toLowerCase(Locale.ROOT);
        Matcher first = WORD.matcher(text);
        if (!first.find()) {
            return SqlKind.OTHER;
        }
        return switch (first.group()) {
            case "select", "values", "table" -> reading(plain ? silenced(text) : text);
            case "with" -> with(plain ? silenced(text) : text, first.end());
            case "call" -> nextValueOr(SqlKind.CALL, plain ? silenced(text) : text);
            default -> byVerb(first.group());
        };
    }

    private static SqlKind byVerb(String verb) {
        return switch (verb) {
            case "select", "values", "table" -> SqlKind.SELECT;
            case "insert" -> SqlKind.INSERT;
            case "update" -> SqlKind.UPDATE;
            case "delete" -> SqlKind.DELETE;
            case "merge", "replace", "upsert" -> SqlKind.MERGE;
            case "call", "exec", "execute" -> SqlKind.CALL;
            case "create", "alter", "drop", "truncate", "comment", "rename", "grant", "revoke" -> SqlKind.DDL;
            default -> SqlKind.OTHER;
        };
    }

    private static SqlKind reading(String text) {
        Matcher changed = CHANGED_ROWS.matcher(text);
        return changed.find() ? byVerb(changed.group(1)) : nextValueOr(SqlKind.SELECT, text);
    }

    private static SqlKind nextValueOr(SqlKind other, String text) {
        return NEXT_VALUE.matcher(text).find() ? SqlKind.SEQUENCE : other;
    }

    /** What the main part does; if that reads, what a part does that changes rows. */
    private static SqlKind with(String text, int from) {
        int depth = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (depth == 0 && Character.isLetter(c)) {
                int end = i;
                while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
                    end++;
                }
                String word = text.substring(i, end);
                if (MAIN.contains(word)) {
                    Matcher changing = CHANGING_PART.matcher(text);
                    boolean reads = byVerb(word) == SqlKind.SELECT;
                    return byVerb(reads && changing.find() ? changing.group(1) : word);
                }
                i = end - 1;
            }
        }
        return SqlKind.OTHER;
    }

    /** Literals become one blank name, so that what stands around them keeps its form. */
    private static String silenced(String sql) {
        return SILENT.matcher(sql)
                .replaceAll(
                        match -> match.group().startsWith("\"") || match.group().startsWith("`") ? "_" : " ");
    }
}
