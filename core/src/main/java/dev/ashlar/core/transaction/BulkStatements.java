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
import dev.ashlar.core.internal.transaction.Block;
import dev.ashlar.core.internal.transaction.Changes;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.SessionEventListener;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;

/**
 * Notes the tables that a nested session changes by bulk and native statements: those sent while it is not flushing. Rows that
 * it flushes are known one by one.
 */
final class BulkStatements implements SessionEventListener {

    private static final long serialVersionUID = 1L;

    /** Behind the verb; MySQL and MariaDB name the alias before {@code from}. Inserted rows are in no other session. */
    private static final Pattern TABLE = Pattern.compile(
            "\\b(?:update|delete\\s+(?:\\S+\\s+)?from|merge\\s+into|truncate(?:\\s+table)?)\\s+(?:only\\s+)?([^\\s(,]+)",
            Pattern.CASE_INSENSITIVE);

    private final transient StatementInspector inspector;
    private final transient Changes changes;
    private transient @Nullable SessionImplementor session;
    private int flushes;

    BulkStatements(StatementInspector inspector, Changes changes) {
        this.inspector = inspector;
        this.changes = changes;
    }

    void listenTo(SessionImplementor child) {
        session = child;
        child.getEventListenerManager().addListener(this);
    }

    @Nullable
    String inspect(String sql) {
        if (flushes == 0 && !isOfABlockWithin() && SqlVerb.writes(sql)) {
            Matcher table = TABLE.matcher(sql);
            while (table.find()) {
                changes.table(name(table.group(1)));
            }
        }
        return inspector.inspect(sql);
    }

    /** A block nested in this one inspects its statements by all inspectors outside of it. */
    private boolean isOfABlockWithin() {
        return session != null && Block.suspends(session);
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
