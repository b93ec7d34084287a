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

import dev.ashlar.testkit.PersistenceTestException;
import dev.ashlar.testkit.internal.database.TestDatabase;
import dev.ashlar.testkit.internal.isolation.StatementEffects.TableName;
import dev.ashlar.testkit.internal.isolation.TableCatalog.Table;
import dev.ashlar.testkit.internal.jdbc.Execution;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the code under test commit for real, notes where it writes to, and takes that back at the end of a level. */
final class CommittedRestoring implements Restoring {

    /** How the tables that were written are emptied. */
    interface Emptying {

        /**
         * Empties some tables, and maybe more.
         *
         * @return whether it may have emptied tables with rows from before
         */
        boolean empty(Cleaning cleaning, Set<Table> written) throws SQLException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(CommittedRestoring.class);
    /** Between two proofs that nothing else was written; a proof is a query over all tables. */
    private static final int PROOF_EVERY = 50;

    private static final String WAY_OUT = " Use TestIsolation.ROLLBACK for this test, or CLONE on PostgreSQL.";
    private static final String NO_DEFINITIONS =
            " A DatabaseSetup makes what all tests need; on PostgreSQL the tests may define things under ROLLBACK and CLONE.";

    private final TestDatabase database;
    private final Emptying emptying;
    private final StatementReader reader;
    private final RealConnections connections;
    private final Cleaning cleaning;
    private final Deque<CommittedLevel> levels = new ArrayDeque<>();
    private volatile @Nullable CommittedLevel current;
    /** Tables with rows from before the first level, and how many. */
    private @Nullable Map<Table, Long> baseline;

    private Set<Table> tables = Set.of();
    private int unproven;
    private String lastProof = "the begin";

    CommittedRestoring(TestDatabase database, Emptying emptying) {
        this.database = database;
        this.emptying = emptying;
        this.reader = new StatementReader(database.engine());
        this.connections = new RealConnections(database, this::writes);
        this.cleaning = new Cleaning(database);
    }

    private Writes writes() {
        CommittedLevel level = current;
        // A thread that outlived its test: the next one's proof finds what it wrote.
        return level == null ? new Writes() : level.writes;
    }

    @Override
    public @Nullable Object around(Execution execution, Call call) throws SQLException {
        return RealConnection.of(execution.connection()).execute(execution, reader.read(execution.sql()), call);
    }

    @Override
    public Connection connect() throws SQLException {
        CommittedLevel level = current;
        if (level == null) {
            throw new SQLException(
                    "A connection was asked for while no test is running: database=" + database.name()
                            + ". Let threads end before the test does.",
                    "08003");
        }
        return connections.connect(level);
    }

    // Levels.

    @Override
    public void begin(String name) {
        try {
            if (baseline == null) {
                readBaseline();
            }
            CommittedLevel outer = levels.peek();
            if (outer != null && !outer.writes.isEmpty()) {
                outer.before.take(outer.writes);
                outer.filled = filled(Set.of());
            }
        } catch (SQLException e) {
            throw new PersistenceTestException(
                    "The tables could not be read: database=" + database.name() + " url=[" + database.url()
                            + "] before=[" + name + "].",
                    e);
        }
        CommittedLevel level = new CommittedLevel(name);
        levels.push(level);
        current = level;
    }

    private void readBaseline() throws SQLException {
        tables = Set.copyOf(cleaning.catalog().tables());
        baseline = cleaning.counts(cleaning.filled(tables));
    }

    /** Tables with rows that were not there before the first level, except some. */
    private Set<Table> filled(Set<Table> except) throws SQLException {
        Set<Table> asked = new LinkedHashSet<>(cleaning.catalog().tables());
        asked.removeAll(except);
        asked.removeAll(baseline().keySet());
        return cleaning.filled(asked);
    }

    private Map<Table, Long> baseline() {
        return baseline == null ? Map.of() : baseline;
    }

    @Override
    public void end() {
        CommittedLevel level = levels.peek();
        if (level == null) {
            throw new IllegalStateException("No level has begun");
        }
        List<String> problems = new ArrayList<>();
        SQLException cause = null;
        connections.closeOpen(level.name, owner -> owner == level);
        try {
            restore(level, problems);
        } catch (SQLException e) {
            cause = e;
            unproven = PROOF_EVERY;
            problems.add("The tables could not be emptied.");
        } finally {
            levels.pop();
            current = levels.peek();
        }
        if (!problems.isEmpty()) {
            String message = "The isolation was not kept: test=[" + level.name + "] database=" + database.name() + ". "
                    + String.join(" ", problems) + WAY_OUT;
            throw cause == null ? new PersistenceTestException(message) : new PersistenceTestException(message, cause);
        }
    }

    private void restore(CommittedLevel level, List<String> problems) throws SQLException {
        boolean outermost = levels.size() == 1;
        level.writes.take(level.before);
        Writes writes = level.writes;
        unproven += writes.isEmpty() ? 0 : 1;
        if (writes.isDdl()) {
            rereadCatalog(problems);
        }
        if (!writes.definitions().isEmpty()) {
            problems.add("Definitions are not taken back: statements=" + writes.definitions() + "." + NO_DEFINITIONS);
        }
        Set<Table> kept = new HashSet<>(baseline().keySet());
        levels.stream().filter(other -> other != level).forEach(outer -> kept.addAll(outer.filled));

        Set<Table> written = new LinkedHashSet<>(level.filled);
        boolean unclear = resolve(writes, written) || writes.isUnclear();
        Set<Table> spoiled = new LinkedHashSet<>(written);
        spoiled.retainAll(kept);
        written.removeAll(kept);
        if (!spoiled.isEmpty()) {
            problems.add(
                    "Tables were written that had rows before the test, so that emptying them would not restore them:"
                            + " tables=" + spoiled + ".");
        }
        boolean proofDue = unclear
                || (unproven > 0 && (outermost || isFirstWithin(level)))
                || unproven >= PROOF_EVERY
                || !spoiled.isEmpty();
        boolean more = (!written.isEmpty() || unclear) && emptying.empty(cleaning, written);
        if (more) {
            reportLostData(level, problems);
        }
        if (proofDue || more) {
            prove(level, kept, written, unclear, problems);
        }
    }

    /** Data of the levels around that were emptied, too. */
    private void reportLostData(CommittedLevel level, List<String> problems) throws SQLException {
        for (CommittedLevel outer : levels) {
            if (outer != level && !outer.filled.isEmpty()) {
                Set<Table> lost = new LinkedHashSet<>(outer.filled);
                outer.filled = cleaning.filled(outer.filled);
                lost.removeAll(outer.filled);
                if (!lost.isEmpty()) {
                    problems.add("Rows that were prepared for all tests of a class were truncated, too: class=["
                            + outer.name + "] tables=" + lost + ". Prepare them before each test.");
                }
            }
        }
    }

    private boolean isFirstWithin(CommittedLevel level) {
        for (CommittedLevel outer : levels) {
            if (outer != level) {
                boolean first = !outer.proven;
                outer.proven = true;
                return first;
            }
        }
        return true;
    }

    /** Adds the tables that statements name; whether some name none that is known. */
    private boolean resolve(Writes writes, Set<Table> written) throws SQLException {
        boolean unknown = false;
        for (TableName name : writes.tables()) {
            Table table = cleaning.catalog().find(name);
            if (table != null) {
                written.add(table);
            } else {
                unknown |= !cleaning.catalog().isTemporary(name);
            }
        }
        return unknown;
    }

    private void rereadCatalog(List<String> problems) throws SQLException {
        cleaning.forgetCatalog();
        Set<Table> now = Set.copyOf(cleaning.catalog().tables());
        Set<Table> added = new LinkedHashSet<>(now);
        added.removeAll(tables);
        Set<Table> gone = new LinkedHashSet<>(tables);
        gone.removeAll(now);
        if (!added.isEmpty() || !gone.isEmpty()) {
            problems.add(
                    "Definitions are not taken back: created=" + added + " dropped=" + gone + "." + NO_DEFINITIONS);
        }
        tables = now;
        gone.forEach(baseline()::remove);
        levels.forEach(level -> {
            level.filled = new LinkedHashSet<>(level.filled);
            level.filled.removeAll(gone);
        });
    }

    private void prove(
            CommittedLevel level, Set<Table> kept, Set<Table> written, boolean unclear, List<String> problems)
            throws SQLException {
        Set<Table> left = filled(kept);
        if (!left.isEmpty()) {
            cleaning.delete(left);
            Set<Table> unmapped = new LinkedHashSet<>(left);
            unmapped.retainAll(written);
            if (!unmapped.isEmpty()) {
                problems.add(
                        "Rows were left in tables that are not mapped, and are deleted now: tables=" + unmapped + ".");
                left.removeAll(unmapped);
            }
            if (!unclear && !left.isEmpty()) {
                problems.add("Rows were left in tables that no statement names, as by a trigger, and are deleted now:"
                        + " tables=" + left + " after=[" + lastProof + "] until=[" + level.name + "].");
            }
        }
        Map<Table, Long> counts = cleaning.counts(baseline().keySet());
        if (!counts.equals(baseline())) {
            Set<Table> changed = new LinkedHashSet<>(baseline().keySet());
            changed.removeIf(
                    table -> Objects.equals(counts.get(table), baseline().get(table)));
            problems.add("Tables with rows from before the first test have other ones now: tables=" + changed
                    + " after=[" + lastProof + "] until=[" + level.name + "].");
            baseline = counts;
        }
        unproven = 0;
        lastProof = level.name;
    }

    @Override
    public void close() {
        connections.close("the end");
        try {
            cleaning.close();
        } catch (SQLException e) {
            LOG.debug("A connection could not be closed", e);
        }
    }
}
