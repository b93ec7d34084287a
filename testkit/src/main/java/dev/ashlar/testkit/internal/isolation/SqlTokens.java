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
package dev.ashlar.testkit.internal.isolation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Cuts SQL into statements of tokens; comments and literals are left out. */
final class SqlTokens {

    /**
     * A word, a quoted identifier or a single sign.
     *
     * @param text without quotes; a word that is not quoted in lower case
     */
    record Token(String text, boolean quoted) {

        boolean is(String word) {
            return !quoted && text.equals(word);
        }

        boolean isName() {
            return quoted || Character.isJavaIdentifierStart(text.charAt(0));
        }
    }

    private final String sql;
    private final boolean backslashes;
    private final List<List<Token>> statements = new ArrayList<>();
    private List<Token> statement = new ArrayList<>();
    private int at;

    private SqlTokens(String sql, boolean backslashes) {
        this.sql = sql;
        this.backslashes = backslashes;
    }

    /**
     * The statements of a text, none of them empty.
     *
     * @param backslashes whether a backslash escapes in literals, as in MariaDB
     */
    static List<List<Token>> statements(String sql, boolean backslashes) {
        SqlTokens tokens = new SqlTokens(sql, backslashes);
        while (tokens.at < sql.length()) {
            tokens.next();
        }
        tokens.endStatement();
        return tokens.statements;
    }

    private void next() {
        char c = sql.charAt(at);
        String dollars = c == '$' ? dollarQuote() : null;
        if (Character.isWhitespace(c)) {
            at++;
        } else if (sql.startsWith("--", at)) {
            skipPast("\n");
        } else if (sql.startsWith("/*", at)) {
            skipPast("*/");
        } else if (c == '\'') {
            literal();
        } else if (c == '"' || c == '`') {
            identifier(c);
        } else if (dollars != null) {
            at += dollars.length();
            skipPast(dollars);
        } else if (Character.isJavaIdentifierStart(c) || c == '@') {
            word();
        } else if (c == ';') {
            at++;
            endStatement();
        } else {
            at++;
            statement.add(new Token(String.valueOf(c), false));
        }
    }

    private void skipPast(String end) {
        int found = sql.indexOf(end, at);
        at = found < 0 ? sql.length() : found + end.length();
    }

    private void literal() {
        Token before = statement.isEmpty() ? null : statement.get(statement.size() - 1);
        boolean escapes =
                backslashes || (before != null && before.is("e") && at > 0 && Character.isLetter(sql.charAt(at - 1)));
        at++;
        while (at < sql.length() && sql.charAt(at) != '\'') {
            at += escapes && sql.charAt(at) == '\\' ? 2 : 1;
        }
        // A doubled quote is taken for two literals, which makes no difference.
        at++;
    }

    private void identifier(char quote) {
        StringBuilder name = new StringBuilder();
        at++;
        while (at < sql.length()) {
            char c = sql.charAt(at++);
            if (c == quote && (at >= sql.length() || sql.charAt(at) != quote)) {
                break;
            } else if (c == quote) {
                at++;
            }
            name.append(c);
        }
        statement.add(new Token(name.toString(), true));
    }

    private void word() {
        int start = at++;
        while (at < sql.length() && Character.isJavaIdentifierPart(sql.charAt(at))) {
            at++;
        }
        statement.add(new Token(sql.substring(start, at).toLowerCase(Locale.ROOT), false));
    }

    /** The sign that begins and ends a literal of PostgreSQL, such as {@code $body$}, or {@code null}. */
    private @Nullable String dollarQuote() {
        int end = at + 1;
        while (end < sql.length() && Character.isJavaIdentifierPart(sql.charAt(end)) && sql.charAt(end) != '$') {
            end++;
        }
        return end < sql.length() && sql.charAt(end) == '$' && !Character.isDigit(sql.charAt(at + 1))
                ? sql.substring(at, end + 1)
                : null;
    }

    private void endStatement() {
        if (!statement.isEmpty()) {
            statements.add(statement);
            statement = new ArrayList<>();
        }
    }
}
