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
import dev.ashlar.testkit.internal.isolation.Frame.Level;
import dev.ashlar.testkit.internal.isolation.Frame.LogicalTransaction;
import dev.ashlar.testkit.internal.isolation.Frame.LogicalTransaction.Mark;
import dev.ashlar.testkit.internal.isolation.Frame.LogicalTransaction.State;
import dev.ashlar.testkit.internal.jdbc.StatementInterceptor.Call;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The transaction of the one physical connection, and the levels and logical transactions that stand on it, innermost last.
 * Used by one thread at a time.
 */
final class SharedTransaction {

    /** PostgreSQL refuses all statements after one that failed. */
    private static final String ABORTED = "25P02";

    private final Connection connection;
    private final boolean aborts;
    private final DeferredConstraints constraints;
    private final List<Frame> frames = new ArrayList<>();
    private final List<String> lies = new ArrayList<>();
    /** Those that no statement could yet have noticed; a test may well end with the rollback of its outer transaction. */
    private final List<String> unseen = new ArrayList<>();

    SharedTransaction(Connection connection, @Nullable Engine engine) throws SQLException {
        this.connection = connection;
        this.aborts = engine == Engine.POSTGRESQL;
        this.constraints = new DeferredConstraints(engine);
        connection.setAutoCommit(false);
    }

    Connection connection() {
        return connection;
    }

    /** The innermost open transaction, or {@code null}. */
    @Nullable
    LogicalTransaction holder() {
        for (int i = frames.size() - 1; i >= 0; i--) {
            if (frames.get(i) instanceof LogicalTransaction transaction) {
                return transaction;
            }
        }
        return null;
    }

    // Levels.

    void begin(Level level) throws SQLException {
        level.savepoint = savepoint();
        frames.add(level);
    }

    /**
     * Undoes all since the begin of the innermost level.
     *
     * @return what a real database would have kept, and this one did not
     * @throws SQLException if the transaction was ended by something else, or the connection is lost
     */
    List<String> end() throws SQLException {
        int at = frames.size() - 1;
        while (!(frames.get(at) instanceof Level)) {
            ((LogicalTransaction) frames.remove(at--)).state = State.UNDONE;
        }
        Frame level = frames.remove(at);
        connection.rollback(level.savepoint);
        if (frames.isEmpty()) {
            connection.rollback();
            constraints.settled();
        } else {
            connection.releaseSavepoint(level.savepoint);
        }
        List<String> found = List.copyOf(lies);
        lies.clear();
        unseen.clear();
        return found;
    }

    // Transactions.

    LogicalTransaction begin(String line) throws SQLException {
        LogicalTransaction transaction = new LogicalTransaction(line);
        transaction.savepoint = savepoint();
        frames.add(transaction);
        return transaction;
    }

    /**
     * Runs a statement of an open transaction.
     *
     * @param batch whether some of it may be done even if it fails
     */
    @Nullable
    Object execute(LogicalTransaction transaction, StatementEffects effects, boolean batch, Call call)
            throws SQLException {
        if (transaction.state == State.UNDONE) {
            throw undone(transaction);
        }
        refuseIfAborted(transaction);
        boolean succeeded = false;
        try {
            Object result = aborts && !isInnermost(transaction) ? guarded(call) : call.proceed();
            succeeded = true;
            return result;
        } finally {
            // One that PostgreSQL refuses after a failure saw nothing.
            if (succeeded || !transaction.failed) {
                noticeLies();
            }
            note(transaction, effects, succeeded || batch);
            if (!succeeded && aborts) {
                transaction.failed = true;
                transaction.aborted = !isInnermost(transaction);
            }
            LogicalTransaction inner = below(frames.size());
            if (succeeded && effects.writes() && inner != null && inner != transaction) {
                inner.writers.add(transaction);
            }
        }
    }

    /** Runs a statement that is a transaction of its own. */
    @Nullable
    Object executeAlone(String line, StatementEffects effects, boolean batch, Call call) throws SQLException {
        LogicalTransaction alone = new LogicalTransaction(line);
        alone.state = State.COMMITTED;
        boolean succeeded = false;
        try {
            Object result = aborts
                    ? guarded(() -> {
                        Object returned = call.proceed();
                        note(alone, effects, true);
                        check(alone);
                        return returned;
                    })
                    : call.proceed();
            succeeded = true;
            return result;
        } finally {
            noticeLies();
            note(alone, effects, succeeded || (batch && !aborts));
            LogicalTransaction outer = below(frames.size());
            if (alone.wrote && outer != null) {
                outer.writers.add(alone);
            }
        }
    }

    /** After a statement: it saw what was undone before it, also by its own savepoint. */
    private void noticeLies() {
        lies.addAll(unseen);
        unseen.clear();
    }

    private void note(LogicalTransaction transaction, StatementEffects effects, boolean done) {
        transaction.executed = true;
        transaction.wrote |= done && effects.writes();
        transaction.setConstraints |= effects.constraints();
        if (effects.ddl() || effects.unclear()) {
            constraints.changed();
        }
    }

    /**
     * Commits; or rolls back without a word if a statement had failed on PostgreSQL, as that and its driver do.
     *
     * @throws SQLException if a deferred constraint is violated, or an outer transaction undid this one
     */
    void commit(LogicalTransaction transaction) throws SQLException {
        if (transaction.state == State.UNDONE) {
            if (transaction.wrote && !transaction.failed && !transaction.aborted) {
                if (transaction.undoneBy != null) {
                    lie(transaction, transaction.undoneBy);
                }
                throw undone(transaction);
            }
            transaction.state = State.ROLLED_BACK;
            return;
        }
        if (transaction.aborted) {
            rollback(transaction);
            return;
        }
        try {
            if (isInnermost(transaction)) {
                check(transaction);
                connection.releaseSavepoint(transaction.savepoint);
            } else if (aborts && transaction.executed) {
                guarded(() -> {
                    check(transaction);
                    return null;
                });
            }
        } catch (SQLException e) {
            suppressing(e, () -> rollback(transaction));
            if (aborts && ABORTED.equals(e.getSQLState())) {
                return;
            }
            throw e;
        }
        transaction.state = State.COMMITTED;
        if (transaction.undoneBy != null) {
            lie(transaction, transaction.undoneBy);
        }
        LogicalTransaction outer = leave(transaction);
        if (outer != null && transaction.wrote) {
            outer.writers.add(transaction);
        }
    }

    /**
     * Takes a transaction away, but not what was written on it: that stands on the one below from now on.
     *
     * @return the one below
     */
    private @Nullable LogicalTransaction leave(LogicalTransaction transaction) {
        int at = frames.indexOf(transaction);
        frames.remove(at);
        LogicalTransaction outer = below(at);
        if (outer != null) {
            transaction.writers.stream().filter(writer -> writer != outer).forEach(outer.writers::add);
        }
        return outer;
    }

    private void check(LogicalTransaction transaction) throws SQLException {
        if (transaction.executed) {
            constraints.check(connection, transaction.setConstraints);
        }
    }

    void rollback(LogicalTransaction transaction) throws SQLException {
        boolean there = transaction.state == State.OPEN;
        transaction.state = State.ROLLED_BACK;
        if (!there) {
            return;
        }
        if (transaction.savepoint == null) {
            // It was gone back over when it failed; what others have written since stays.
            leave(transaction);
            return;
        }
        int at = frames.indexOf(transaction);
        Savepoint savepoint = transaction.savepoint;
        try {
            connection.rollback(savepoint);
            connection.releaseSavepoint(savepoint);
        } finally {
            List<Level> levels = undoAbove(at, transaction);
            undo(transaction, 0);
            frames.remove(at);
            frames.addAll(levels);
        }
        for (Frame frame : frames.subList(at, frames.size())) {
            frame.savepoint = connection.setSavepoint();
        }
    }

    /** Takes away what stood on a frame; of levels, which go on, it returns those. */
    private List<Level> undoAbove(int at, LogicalTransaction by) {
        List<Level> levels = new ArrayList<>();
        while (frames.size() > at + 1) {
            Frame above = frames.remove(frames.size() - 1);
            if (above instanceof Level level) {
                levels.add(0, level);
            } else if (above instanceof LogicalTransaction inner) {
                inner.state = State.UNDONE;
                inner.undoneBy = by;
                undo(inner, 0);
            }
        }
        return levels;
    }

    /** The writes of others on a transaction, beginning with one of them, are gone. */
    private void undo(LogicalTransaction transaction, int from) {
        List<LogicalTransaction> gone = transaction.writers.subList(from, transaction.writers.size());
        for (LogicalTransaction writer : gone) {
            if (writer.state == State.COMMITTED) {
                lie(writer, transaction);
            } else {
                writer.undoneBy = transaction;
            }
        }
        gone.clear();
    }

    // Savepoints of the code under test.

    Savepoint mark(LogicalTransaction transaction, @Nullable String name) throws SQLException {
        refuseUnlessInnermost(transaction);
        refuseIfAborted(transaction);
        Savepoint savepoint = name == null ? connection.setSavepoint() : connection.setSavepoint(name);
        transaction.marks.add(new Mark(savepoint, transaction.writers.size(), transaction.wrote, transaction.undoneBy));
        return savepoint;
    }

    void rollbackTo(LogicalTransaction transaction, Savepoint savepoint) throws SQLException {
        refuseUnlessInnermost(transaction);
        connection.rollback(savepoint);
        transaction.aborted = false;
        transaction.failed = false;
        int at = find(transaction, savepoint);
        if (at >= 0) {
            Mark mark = transaction.marks.get(at);
            transaction.marks.subList(at + 1, transaction.marks.size()).clear();
            undo(transaction, mark.writers());
            // It went back over all that it wrote since, so that none of that can be lost to another one.
            transaction.wrote = mark.wrote();
            transaction.undoneBy = mark.undoneBy();
        }
    }

    void release(LogicalTransaction transaction, Savepoint savepoint) throws SQLException {
        refuseIfAborted(transaction);
        // What stands on it stays, and so does it: nothing but the code under test ever goes back there.
        if (isInnermost(transaction)) {
            connection.releaseSavepoint(savepoint);
        }
        int at = find(transaction, savepoint);
        if (at >= 0) {
            transaction.marks.subList(at, transaction.marks.size()).clear();
        }
    }

    private static int find(LogicalTransaction transaction, Savepoint savepoint) {
        for (int i = transaction.marks.size() - 1; i >= 0; i--) {
            if (transaction.marks.get(i).savepoint().equals(savepoint)) {
                return i;
            }
        }
        return -1;
    }

    private void refuseUnlessInnermost(LogicalTransaction transaction) throws SQLException {
        if (transaction.state == State.UNDONE) {
            throw undone(transaction);
        } else if (!isInnermost(transaction)) {
            throw new SQLException(
                    "A savepoint cannot be set or gone back to while another transaction is open within: began=["
                            + transaction.line + "]. End the inner one first, or use TestIsolation.DIRTY_TABLES.",
                    "3B000");
        }
    }

    // How.

    private boolean isInnermost(Frame frame) {
        return frames.get(frames.size() - 1) == frame;
    }

    /** The transaction right below a position; a level hides what stands below it. */
    private @Nullable LogicalTransaction below(int at) {
        return at > 0 && frames.get(at - 1) instanceof LogicalTransaction transaction ? transaction : null;
    }

    /** Runs a statement whose failure must not touch what was done before. */
    private @Nullable Object guarded(Call call) throws SQLException {
        Savepoint savepoint = savepoint();
        Object result;
        try {
            result = call.proceed();
        } catch (SQLException | RuntimeException | Error e) {
            suppressing(e, () -> {
                connection.rollback(savepoint);
                connection.releaseSavepoint(savepoint);
            });
            throw e;
        }
        connection.releaseSavepoint(savepoint);
        return result;
    }

    /** A savepoint, even if the innermost transaction was aborted by a failure: a real database would not mind. */
    private Savepoint savepoint() throws SQLException {
        try {
            return connection.setSavepoint();
        } catch (SQLException e) {
            if (!aborts || !ABORTED.equals(e.getSQLState()) || frames.isEmpty()) {
                throw e;
            }
            if (!(frames.get(frames.size() - 1) instanceof LogicalTransaction transaction)) {
                throw e;
            }
            abort(transaction);
            return connection.setSavepoint();
        }
    }

    /** Does early what is all that can still happen to a transaction: the rollback of what follows its last savepoint. */
    private void abort(LogicalTransaction transaction) throws SQLException {
        transaction.aborted = true;
        if (transaction.marks.isEmpty()) {
            connection.rollback(transaction.savepoint);
            connection.releaseSavepoint(transaction.savepoint);
            transaction.savepoint = null;
            undo(transaction, 0);
        } else {
            Mark last = transaction.marks.get(transaction.marks.size() - 1);
            connection.rollback(last.savepoint());
            undo(transaction, last.writers());
        }
    }

    private static void refuseIfAborted(LogicalTransaction transaction) throws SQLException {
        if (transaction.aborted) {
            throw aborted();
        }
    }

    private static SQLException aborted() {
        return new SQLException(
                "The transaction was aborted by a statement that failed before; nothing but a rollback is possible.",
                ABORTED);
    }

    private static SQLException undone(LogicalTransaction inner) {
        LogicalTransaction outer = inner.undoneBy;
        return new SQLException(
                "The transaction was undone by the rollback of the outer one, on the same physical connection: inner=["
                        + inner.line + "] outer=[" + (outer == null ? "" : outer.line)
                        + "]. Let the inner one end first, or use TestIsolation.DIRTY_TABLES.",
                "40000");
    }

    private void lie(LogicalTransaction writer, LogicalTransaction by) {
        unseen.add(
                "What a transaction had committed was undone by the rollback of another one, which a real database would"
                        + " have kept: committed=[" + writer.line + "] rolledBack=[" + by.line
                        + "].");
    }

    private interface Action {
        void run() throws SQLException;
    }

    private static void suppressing(Throwable failure, Action action) {
        try {
            action.run();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }
}
