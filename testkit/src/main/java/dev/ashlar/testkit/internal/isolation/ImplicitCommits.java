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

import dev.ashlar.testkit.Engine;
import dev.ashlar.testkit.internal.isolation.SqlTokens.Token;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Knows the statements that end or begin a transaction, openly or as H2 2.4 and MariaDB 11.4 do at most definitions. */
final class ImplicitCommits {

    private static final Set<String> CONTROL =
            Set.of("commit", "rollback", "begin", "start", "savepoint", "release", "end", "abort", "xa");

    private static final Set<String> H2 = Set.of(
            "create",
            "alter",
            "drop",
            "truncate",
            "analyze",
            "comment",
            "grant",
            "revoke",
            "script",
            "runscript",
            "backup",
            "shutdown");

    /** Other settings commit, such as {@code set referential_integrity}. */
    private static final Set<String> H2_SETTINGS = Set.of(
            "lock_timeout",
            "query_timeout",
            "schema",
            "schema_search_path",
            "time",
            "catalog",
            "variable_binary",
            "non_keywords");

    private static final Set<String> MARIADB = Set.of(
            "create",
            "alter",
            "drop",
            "rename",
            "truncate",
            "analyze",
            "optimize",
            "check",
            "repair",
            "flush",
            "lock",
            "unlock",
            "grant",
            "revoke",
            "reset",
            "cache",
            "install",
            "uninstall",
            "change",
            "stop");

    private static final Set<String> MARIADB_SETTINGS = Set.of("autocommit", "password");

    private final @Nullable Engine engine;

    ImplicitCommits(@Nullable Engine engine) {
        this.engine = engine;
    }

    /** The first words of a statement that ends a transaction, or {@code null}. */
    @Nullable
    String firstWords(List<Token> statement) {
        String verb = statement.get(0).text();
        boolean ends = isControl(verb, statement)
                || (engine == Engine.H2 && isH2(verb, statement))
                || (engine == Engine.MARIADB && isMariadb(verb, statement));
        return ends ? statement.stream().limit(4).map(Token::text).collect(Collectors.joining(" ")) : null;
    }

    private static boolean isControl(String verb, List<Token> statement) {
        return CONTROL.contains(verb) || (verb.equals("prepare") && has(statement, 1, "transaction"));
    }

    private static boolean isH2(String verb, List<Token> statement) {
        if (verb.equals("set")) {
            String setting = statement.size() > 1 ? statement.get(1).text() : "";
            return !setting.startsWith("@") && !H2_SETTINGS.contains(setting);
        }
        boolean keepsTransaction = verb.equals("create")
                && statement.stream().anyMatch(token -> token.is("temporary"))
                && statement.stream().anyMatch(token -> token.is("transactional"));
        return H2.contains(verb) && !keepsTransaction;
    }

    private static boolean isMariadb(String verb, List<Token> statement) {
        if (verb.equals("set")) {
            return statement.size() > 1
                    && MARIADB_SETTINGS.contains(statement.get(1).text().replaceFirst("^@@", ""));
        }
        int next = has(statement, 1, "or") ? 3 : 1;
        return MARIADB.contains(verb) && !has(statement, next, "temporary");
    }

    private static boolean has(List<Token> statement, int at, String word) {
        return at < statement.size() && statement.get(at).is(word);
    }
}
