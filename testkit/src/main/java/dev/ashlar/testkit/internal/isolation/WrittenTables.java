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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the tables that a statement writes to, also from within a {@code with} or {@code from final table}. */
final class WrittenTables {

    private static final Set<String> MODIFIERS =
            Set.of("only", "low_priority", "high_priority", "delayed", "ignore", "quick", "into", "table", "overwrite");

    /** Before an {@code update} that is none: {@code for update}, {@code on duplicate key update}, {@code do update}. */
    private static final Set<String> NOT_BEFORE = Set.of("for", "key", "do", "then", "on", "of", "or");

    private static final Set<String> NOT_A_TABLE = Set.of("set", "values", "default", "select", "using", "from");

    private final List<Token> tokens;
    private final @Nullable Engine engine;
    private final Set<TableName> found;
    private int at;

    WrittenTables(List<Token> tokens, @Nullable Engine engine, Set<TableName> found) {
        this.tokens = tokens;
        this.engine = engine;
        this.found = found;
    }

    void collect() {
        while (at < tokens.size()) {
            Token token = tokens.get(at);
            boolean starts = !token.quoted()
                    && !(at > 0 && NOT_BEFORE.contains(tokens.get(at - 1).text()));
            at++;
            if (!starts) {
                continue;
            }
            switch (token.text()) {
                case "insert", "merge" -> note(name());
                case "update" -> update();
                case "delete" -> delete();
                // Both are functions, too.
                case "replace", "truncate", "copy" -> {
                    if (at == 1) {
                        do {
                            note(name());
                        } while (accept(","));
                    }
                }
                case "load" -> {
                    if (at == 1) {
                        skipTo("table");
                        note(name());
                    }
                }
                default -> {}
            }
        }
    }

    private void update() {
        int start = at;
        TableName table = name();
        if (table == null) {
            return;
        }
        if (engine == Engine.MARIADB && joins(start, "set")) {
            at = start;
            joined("set");
            assigned(aliases(start, at));
        } else {
            note(table);
        }
    }

    private void delete() {
        if (accept("from") || engine != Engine.MARIADB) {
            accept("from");
            int start = at;
            note(name());
            while (engine == Engine.MARIADB && has(at, ",")) {
                at++;
                note(name());
            }
            if (has(at, "using") && engine == Engine.MARIADB) {
                // Behind it stand the tables whose aliases were named.
                Map<String, TableName> aliases = aliases(at + 1, tokens.size());
                retarget(start, at, aliases);
            }
            return;
        }
        int start = at;
        skipTo("from");
        retarget(start, at, aliases(at, tokens.size()));
    }

    /** Names between two places are aliases of tables, or tables. */
    private void retarget(int start, int end, Map<String, TableName> aliases) {
        int after = at;
        at = start;
        while (at < end) {
            TableName named = name();
            if (named != null) {
                found.remove(named);
                note(aliases.getOrDefault(named.table(), named));
            } else {
                at++;
            }
            accept(",");
            accept("*");
        }
        at = Math.max(after, at);
    }

    private boolean joins(int from, String until) {
        for (int i = from; i < tokens.size() && !has(i, until); i++) {
            if (has(i, ",") || has(i, "join")) {
                return true;
            }
        }
        return false;
    }

    private void joined(String until) {
        while (at < tokens.size() && !has(at, until)) {
            at++;
        }
        at++;
    }

    /** The tables whose columns are set; all that are joined, if a column does not say which. */
    private void assigned(Map<String, TableName> aliases) {
        int i = at;
        boolean target = true;
        int depth = 0;
        while (i < tokens.size() && !(depth == 0 && (has(i, "where") || has(i, "order") || has(i, "limit")))) {
            depth += has(i, "(") ? 1 : has(i, ")") ? -1 : 0;
            if (target && depth == 0) {
                TableName table =
                        has(i + 1, ".") ? aliases.get(tokens.get(i).text().toLowerCase(Locale.ROOT)) : null;
                if (table == null) {
                    aliases.values().forEach(this::note);
                } else {
                    note(table);
                }
                target = false;
            } else if (depth == 0 && has(i, ",")) {
                target = true;
            }
            i++;
        }
    }

    /** Tables by their alias and by their name: what stands at the start, and behind a comma or a join. */
    private Map<String, TableName> aliases(int from, int to) {
        Map<String, TableName> aliases = new HashMap<>();
        int before = at;
        at = from;
        boolean expected = true;
        while (at < to && !has(at, "where") && !has(at, "set")) {
            if (expected && tokens.get(at).isName()) {
                TableName table = name();
                if (table != null) {
                    accept("as");
                    boolean aliased = at < to && tokens.get(at).isName() && !has(at, "join") && !has(at, "set");
                    aliases.put(aliased ? tokens.get(at).text().toLowerCase(Locale.ROOT) : table.table(), table);
                    aliases.putIfAbsent(table.table(), table);
                }
                expected = false;
            } else {
                expected = has(at, ",") || has(at, "join") || (expected && has(at, "("));
                at++;
            }
        }
        at = before;
        return aliases;
    }

    private @Nullable TableName name() {
        while (at < tokens.size()
                && !tokens.get(at).quoted()
                && MODIFIERS.contains(tokens.get(at).text())) {
            at++;
        }
        if (at >= tokens.size() || !tokens.get(at).isName() || isKeyword(tokens.get(at))) {
            return null;
        }
        String schema = null;
        String table = tokens.get(at++).text();
        while (has(at, ".") && at + 1 < tokens.size() && tokens.get(at + 1).isName()) {
            schema = table;
            table = tokens.get(at + 1).text();
            at += 2;
        }
        return new TableName(schema, table);
    }

    private static boolean isKeyword(Token token) {
        return !token.quoted() && NOT_A_TABLE.contains(token.text());
    }

    private void note(@Nullable TableName table) {
        if (table != null) {
            found.add(table);
        }
    }

    private boolean has(int index, String word) {
        return index < tokens.size() && tokens.get(index).is(word);
    }

    private boolean accept(String word) {
        boolean there = has(at, word);
        at += there ? 1 : 0;
        return there;
    }

    private void skipTo(String word) {
        while (at < tokens.size() && !has(at, word)) {
            at++;
        }
        at++;
    }
}
