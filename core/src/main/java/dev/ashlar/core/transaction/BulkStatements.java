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
package dev.ashlar.core.transaction;

import dev.ashlar.core.ground.SqlVerb;
import dev.ashlar.core.internal.transaction.Changes;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.SessionEventListener;
import org.jspecify.annotations.Nullable;

/**
 * Notes the tables that a nested session changes by bulk and native statements: those sent while it is not flushing. Rows that
 * it flushes are known one by one. A {@code StatelessSession} never flushes; its rows are noted both ways.
 */
final class BulkStatements implements SessionEventListener {

    private static final long serialVersionUID = 1L;

    /** Behind the verb; MySQL and MariaDB name the alias before {@code from}. */
    private static final Pattern CHANGED = Pattern.compile(
            "\\b(?:update|delete\\s+(?:\\S+\\s+)?from|merge\\s+into|replace\\s+into|truncate(?:\\s+table)?)"
                    + "\\s+(?:only\\s+)?([^\\s(,]+)",
            Pattern.CASE_INSENSITIVE);

    /** Inserted rows are in no other session, unless the statement may update rows instead. */
    private static final Pattern FILLED =
            Pattern.compile("\\binsert\\s+(?:ignore\\s+)?into\\s+([^\\s(,]+)", Pattern.CASE_INSENSITIVE);

    private static final Pattern UPSERT =
            Pattern.compile("\\bon\\s+(?:conflict|duplicate\\s+key)\\b", Pattern.CASE_INSENSITIVE);

    private final transient Changes changes;
    private int flushes;

    BulkStatements(Changes changes) {
        this.changes = changes;
    }

    @Nullable
    String inspect(String sql) {
        if (flushes == 0 && SqlVerb.writes(sql)) {
            boolean upsert = UPSERT.matcher(sql).find();
            note(CHANGED.matcher(sql), changes::table);
            note(FILLED.matcher(sql), upsert ? changes::table : changes::filledTable);
        }
        return changes.inspector().inspect(sql);
    }

    private static void note(Matcher table, Consumer<String> tables) {
        while (table.find()) {
            tables.accept(name(table.group(1)));
        }
    }

    /** A table's name as tables are compared: without quotes and schema, in lower case. */
    static String name(String table) {
        String unquoted = table.replaceAll("[\"`\\[\\]]", "");
        return unquoted.substring(unquoted.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    @Override
    public void flushStart() {
        flushes++;
    }

    @Override
    public void flushEnd(int numberOfEntities, int numberOfCollections) {
        flushes--;
    }

    @Override
    public void partialFlushStart() {
        flushes++;
    }

    @Override
    public void partialFlushEnd(int numberOfEntities, int numberOfCollections) {
        flushes--;
    }
}
