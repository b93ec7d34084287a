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
package dev.ashlar.testkit;

import static java.util.stream.Collectors.groupingBy;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Renders executions for the reader of a failed test: those of one text and line together. */
final class StatementText {

    private static final int ROWS_SHOWN = 3;
    private static final int BATCHES_SHOWN = 5;

    private record Group(SqlKind kind, String sql, String place, boolean batch, boolean failed) {

        static Group of(SqlStatement statement) {
            return new Group(
                    statement.kind(),
                    statement.sql(),
                    StatementText.where("      ", statement),
                    statement.batch(),
                    statement.failed());
        }
    }

    private StatementText() {}

    /** The total by kind, and each group on lines of its own. */
    static String all(List<SqlStatement> statements) {
        if (statements.isEmpty()) {
            return "Nothing was executed.\n";
        }
        StringBuilder text = new StringBuilder(count(statements.size(), "execution", "executions"));
        text.append(": ").append(byKind(statements)).append('\n');
        groups(statements).forEach((group, members) -> append(text, String.valueOf(members.size()), group, members));
        return text.toString();
    }

    /** The groups that have become larger, with both sizes. */
    static String grown(List<SqlStatement> before, List<SqlStatement> after) {
        Map<Group, List<SqlStatement>> old = groups(before);
        StringBuilder text = new StringBuilder();
        groups(after).forEach((group, members) -> {
            int was = old.getOrDefault(group, List.of()).size();
            if (members.size() > was) {
                append(text, was + " → " + members.size(), group, members);
            }
        });
        return text.toString();
    }

    private static Map<Group, List<SqlStatement>> groups(List<SqlStatement> statements) {
        return statements.stream().collect(groupingBy(Group::of, LinkedHashMap::new, Collectors.toList()));
    }

    private static void append(StringBuilder text, String size, Group group, List<SqlStatement> members) {
        text.append("  ").append(size).append(" × ").append(oneLine(group.sql));
        if (group.failed) {
            text.append(" (failed)");
        }
        text.append('\n');
        List<List<String>> rows =
                members.stream().flatMap(member -> member.values().stream()).toList();
        if (group.batch) {
            text.append("      in ").append(batch(members, rows)).append('\n');
        }
        if (rows.stream().anyMatch(row -> !row.isEmpty())) {
            text.append("      with ").append(values(rows)).append('\n');
        }
        text.append(group.place);
    }

    private static String batch(List<SqlStatement> members, List<List<String>> rows) {
        String batches = count(members.size(), "batch", "batches");
        if (rows.isEmpty()) {
            return batches;
        }
        String sizes = members.size() > BATCHES_SHOWN
                ? count(rows.size(), "row", "rows") + " in all"
                : members.stream()
                                .map(member -> String.valueOf(member.values().size()))
                                .collect(Collectors.joining(", "))
                        + (rows.size() == 1 ? " row" : " rows");
        return batches + " of " + sizes;
    }

    private static String values(List<List<String>> rows) {
        String shown = rows.stream()
                .limit(ROWS_SHOWN)
                .map(row -> "[" + String.join(", ", row) + "]")
                .collect(Collectors.joining(", "));
        return rows.size() > ROWS_SHOWN ? shown + " and " + (rows.size() - ROWS_SHOWN) + " more" : shown;
    }

    /** A line that a development environment makes a link of. */
    static String where(String indent, SqlStatement statement) {
        StackTraceElement line = statement.line();
        return indent
                + (line == null
                        ? "in thread " + statement.thread()
                        : "at " + line.getClassName() + "." + line.getMethodName() + "(" + line.getFileName() + ":"
                                + line.getLineNumber() + ")")
                + "\n";
    }

    static String oneLine(String sql) {
        return sql.strip().replaceAll("\\s+", " ");
    }

    /** Such as {@code 3 selects, 1 insert}. */
    static String byKind(List<SqlStatement> statements) {
        Map<SqlKind, Long> counts = statements.stream()
                .collect(groupingBy(SqlStatement::kind, () -> new EnumMap<>(SqlKind.class), Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> count(entry.getValue().intValue(), entry.getKey()))
                .collect(Collectors.joining(", "));
    }

    static String count(int count, SqlKind kind) {
        return switch (kind) {
            case SEQUENCE -> count(count, "sequence fetch", "sequence fetches");
            case DDL -> count(count, "DDL statement", "DDL statements");
            case OTHER -> count(count, "other statement", "other statements");
            case SELECT -> count(count, "select", "selects");
            case INSERT -> count(count, "insert", "inserts");
            case UPDATE -> count(count, "update", "updates");
            case DELETE -> count(count, "delete", "deletes");
            case MERGE -> count(count, "merge", "merges");
            case CALL -> count(count, "call", "calls");
        };
    }

    static String count(int count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }
}
