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

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on what was executed; a failure shows the statements, grouped by text and line, with bound values.
 *
 * <p>A number is that of executions: a batch is one, and so is a statement that the database refused.
 */
public final class SqlLogAssert extends AbstractAssert<SqlLogAssert, SqlLog> {

    private final Set<SqlKind> asserted = EnumSet.noneOf(SqlKind.class);

    SqlLogAssert(SqlLog actual) {
        super(actual, SqlLogAssert.class);
    }

    /** So many selects; fetches from sequences are none. */
    public SqlLogAssert selects(int expected) {
        return kind(SqlKind.SELECT, expected);
    }

    /** So many inserts. */
    public SqlLogAssert inserts(int expected) {
        return kind(SqlKind.INSERT, expected);
    }

    /** So many updates. */
    public SqlLogAssert updates(int expected) {
        return kind(SqlKind.UPDATE, expected);
    }

    /** So many deletes. */
    public SqlLogAssert deletes(int expected) {
        return kind(SqlKind.DELETE, expected);
    }

    /** So many merges. */
    public SqlLogAssert merges(int expected) {
        return kind(SqlKind.MERGE, expected);
    }

    /** So many calls of procedures. */
    public SqlLogAssert calls(int expected) {
        return kind(SqlKind.CALL, expected);
    }

    /** So many fetches from sequences. */
    public SqlLogAssert sequences(int expected) {
        return kind(SqlKind.SEQUENCE, expected);
    }

    /** So many statements that define something, or truncate. */
    public SqlLogAssert ddl(int expected) {
        return kind(SqlKind.DDL, expected);
    }

    /** So many executions of all kinds. */
    public SqlLogAssert statements(int expected) {
        List<SqlStatement> statements = actualStatements();
        asserted.addAll(EnumSet.allOf(SqlKind.class));
        if (statements.size() != expected) {
            throw refusal(StatementText.count(expected, "execution", "executions"), statements.size(), statements);
        }
        return this;
    }

    /** So many executions that were batches, of whatever kind. */
    public SqlLogAssert batches(int expected) {
        List<SqlStatement> statements = actualStatements();
        int batches = (int) statements.stream().filter(SqlStatement::batch).count();
        if (batches != expected) {
            throw refusal(StatementText.count(expected, "batch", "batches"), batches, statements);
        }
        return this;
    }

    /** At most so many executions of all kinds. */
    public SqlLogAssert noMoreThan(int most) {
        List<SqlStatement> statements = actualStatements();
        if (statements.size() > most) {
            throw refusal(
                    "no more than " + StatementText.count(most, "execution", "executions"),
                    statements.size(),
                    statements);
        }
        return this;
    }

    /** No execution at all. */
    public SqlLogAssert nothing() {
        List<SqlStatement> statements = actualStatements();
        if (!statements.isEmpty()) {
            throw refusal("no execution", statements.size(), statements);
        }
        return this;
    }

    /** Nothing of a kind that was not asserted before in this chain; fetches from sequences may be. */
    public SqlLogAssert nothingElse() {
        List<SqlStatement> others = actualStatements().stream()
                .filter(statement -> statement.kind() != SqlKind.SEQUENCE && !asserted.contains(statement.kind()))
                .toList();
        if (!others.isEmpty()) {
            String known = asserted.isEmpty()
                    ? "nothing"
                    : "nothing but "
                            + asserted.stream()
                                    .map(kind -> StatementText.count(2, kind).substring(2))
                                    .collect(Collectors.joining(", "));
            throw refusal(known, others.size(), others);
        }
        return this;
    }

    /**
     * No association was fetched by two or more statements at one line in one session, one for each parent. No alarm are those for
     * which Hibernate fetches for several parents at once, by {@code @BatchSize}, {@code hibernate.default_batch_fetch_size} or a
     * subselect; nor what came from the second-level cache.
     *
     * <p>What a {@code StatelessSession} fetches is told by the tables of its statements, and its transaction stands for it.
     */
    public SqlLogAssert hasNoNPlusOne() {
        isNotNull();
        List<String> found = actual.nPlusOnes();
        if (!found.isEmpty()) {
            throw failure("%s", "Expected no N+1, but there " + were(found.size()) + ".\n" + String.join("", found));
        }
        return this;
    }

    private SqlLogAssert kind(SqlKind kind, int expected) {
        List<SqlStatement> statements = actualStatements();
        asserted.add(kind);
        int count = (int) statements.stream()
                .filter(statement -> statement.kind() == kind)
                .count();
        if (count != expected) {
            throw refusal(StatementText.count(expected, kind), count, statements);
        }
        return this;
    }

    private List<SqlStatement> actualStatements() {
        isNotNull();
        return actual.statements();
    }

    private AssertionError refusal(String expected, int count, List<SqlStatement> shown) {
        return failure("%s", "Expected " + expected + ", but there " + were(count) + ".\n" + StatementText.all(shown));
    }

    private static String were(int count) {
        return count == 0 ? "was none" : count == 1 ? "was 1" : "were " + count;
    }
}
