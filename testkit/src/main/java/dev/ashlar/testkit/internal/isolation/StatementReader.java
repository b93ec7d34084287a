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
import dev.ashlar.testkit.internal.isolation.StatementEffects.TableName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells from the text of statements what they do; remembers the texts. */
final class StatementReader {

    private static final Set<String> DEFINING =
            Set.of("create", "alter", "drop", "rename", "grant", "revoke", "comment", "reindex", "refresh");

    private static final Set<String> SETTING = Set.of("set", "reset", "use", "discard");

    /** Those that may not name a table to write to, and are yet harmless. */
    private static final Set<String> CLEAR = Set.of(
            "select",
            "values",
            "table",
            "with",
            "insert",
            "update",
            "delete",
            "merge",
            "replace",
            "truncate",
            "show",
            "describe",
            "desc",
            "explain",
            "analyze",
            "lock",
            "unlock",
            "commit",
            "rollback",
            "begin",
            "start",
            "end",
            "savepoint",
            "release",
            "vacuum",
            "checkpoint",
            "declare",
            "fetch",
            "close",
            "listen",
            "notify");

    /** Texts beyond this number are read anew: a test that writes values into its SQL has as many as rows. */
    private static final int REMEMBERED = 2_000;

    private final @Nullable Engine engine;
    private final ImplicitCommits commits;
    private final Map<String, StatementEffects> known = new ConcurrentHashMap<>();

    StatementReader(@Nullable Engine engine) {
        this.engine = engine;
        this.commits = new ImplicitCommits(engine);
    }

    StatementEffects read(String sql) {
        if (known.size() > REMEMBERED) {
            known.clear();
        }
        return known.computeIfAbsent(sql, this::effects);
    }

    private StatementEffects effects(String sql) {
        Set<TableName> tables = new LinkedHashSet<>();
        boolean unclear = false;
        boolean ddl = false;
        boolean setting = false;
        boolean constraints = false;
        String defines = null;
        String ends = null;
        for (List<Token> statement : SqlTokens.statements(sql, engine == Engine.MARIADB)) {
            int first = 0;
            while (first < statement.size() - 1 && !statement.get(first).isName()) {
                first++;
            }
            String verb = statement.get(first).text();
            if (DEFINING.contains(verb)) {
                ddl = true;
                defines = defines == null ? definition(statement, first) : defines;
            } else if (SETTING.contains(verb)) {
                setting = true;
                constraints |= statement.size() > 1 && statement.get(1).is("constraints");
                // MariaDB: settings for one statement.
                unclear |= statement.size() > 1 && statement.get(1).is("statement");
            } else {
                new WrittenTables(statement, engine, tables).collect();
                unclear |= !CLEAR.contains(verb);
            }
            if (ends == null) {
                ends = commits.firstWords(statement);
            }
        }
        return new StatementEffects(Set.copyOf(tables), unclear, ddl, setting, constraints, defines, ends);
    }

    /** The first words of a definition that no list of tables shows; of created and dropped tables that tells, but of their columns. */
    private static @Nullable String definition(List<Token> statement, int first) {
        List<Token> words = statement.subList(first, Math.min(first + 5, statement.size()));
        boolean ofTable = !words.get(0).is("alter") && words.stream().anyMatch(word -> word.is("table"));
        boolean temporary = words.stream().anyMatch(word -> word.is("temporary") || word.is("temp"));
        return ofTable || temporary
                ? null
                : words.stream().limit(3).map(Token::text).collect(Collectors.joining(" "));
    }
}
