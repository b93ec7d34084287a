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

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.core.harness.Engine;
import dev.ashlar.testkit.PersistenceTestException;
import dev.ashlar.testkit.internal.isolation.ModelStep.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Savepoint;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * The model is one log of all writes that still count: a transaction begins at a place of it, and a rollback cuts it there,
 * whoever wrote what is cut off.
 */
final class RollbackModel {

    private record Write(int id, @Nullable Integer value, Transaction writer) {}

    private record Mark(Savepoint savepoint, int place, boolean wrote, boolean robbed) {}

    private static final class Transaction {
        int place;
        boolean wrote;
        boolean committed;
        boolean aborted;
        boolean undone;
        /** All that it did was undone when it failed; what others did since stays. */
        boolean detached;
        /** Some of its writes were cut off by the rollback of another one. */
        boolean robbed;

        final List<Mark> marks = new ArrayList<>();

        Transaction(int place) {
            this.place = place;
        }
    }

    private static final class Client {
        final Connection connection;
        final int level;
        boolean autoCommit = true;

        @Nullable
        Transaction transaction;

        Client(Connection connection, int level) {
            this.connection = connection;
            this.level = level;
        }
    }

    private final Lane lane;
    private final ExecutorService other;
    private final boolean aborts;
    private final Client[] clients = new Client[3];
    private final List<Write> log = new ArrayList<>();
    /** Open ones, in the order of their begin. */
    private final List<Transaction> open = new ArrayList<>();

    private final Deque<Integer> levels = new ArrayDeque<>();
    private final List<Kind> done = new ArrayList<>();
    private boolean unseen;
    private boolean lie;

    private RollbackModel(Lane lane, ExecutorService other) {
        this.lane = lane;
        this.other = other;
        this.aborts = lane.engine() == Engine.POSTGRESQL;
    }

    /** Runs all steps in a level. */
    static List<Kind> run(Lane lane, ExecutorService other, List<ModelStep> steps) {
        RollbackModel model = new RollbackModel(lane, other);
        try {
            model.beginLevel();
            for (ModelStep step : steps) {
                if (model.perform(step)) {
                    model.done.add(step.kind());
                }
            }
            while (!model.levels.isEmpty()) {
                model.endLevel();
            }
            assertThat(lane.database.rows("select id from items")).containsExactly("0");
        } catch (SQLException e) {
            throw new AssertionError("The code fails where the model does not", e);
        } finally {
            model.endLevelsUnchecked();
        }
        return model.done;
    }

    private boolean perform(ModelStep step) throws SQLException {
        Client client = clients[step.connection()];
        if (client == null) {
            client = new Client(lane.source.getConnection(), levels.size());
            clients[step.connection()] = client;
        }
        int id = 1 + step.value() % 9;
        return switch (step.kind()) {
            case INSERT ->
                !rows().containsKey(id)
                        && write(
                                client,
                                id,
                                step.value(),
                                "insert into items values (" + id + ", " + step.value() + ")");
            case UPDATE ->
                rows().containsKey(id)
                        && write(
                                client, id, step.value(), "update items set v = " + step.value() + " where id = " + id);
            case DELETE -> rows().containsKey(id) && write(client, id, null, "delete from items where id = " + id);
            case READ -> read(client);
            case FAIL -> fail(client);
            case BEGIN -> begin(client);
            case COMMIT -> !client.autoCommit && commit(client, client.connection::commit);
            case ROLLBACK -> !client.autoCommit && rollback(client);
            case AUTO_COMMIT -> autoCommit(client);
            case SAVEPOINT -> savepoint(innermost(client));
            case ROLLBACK_TO -> rollbackTo(innermost(client), step.value());
            case RELEASE -> release(innermost(client), step.value());
            case CLOSE -> close(step.connection());
            case OTHER_THREAD -> otherThread(id, step.value());
            case BEGIN_LEVEL -> levels.size() < 3 && open.isEmpty() && beginLevel();
            case END_LEVEL -> levels.size() > 1 && endLevel();
        };
    }

    private Map<Integer, Integer> rows() {
        Map<Integer, Integer> rows = new TreeMap<>();
        rows.put(0, 0);
        for (Write write : log) {
            if (write.value() == null) {
                rows.remove(write.id());
            } else {
                rows.put(write.id(), write.value());
            }
        }
        return rows;
    }

    private void cut(int place, Transaction by) {
        List<Write> gone = log.subList(place, log.size());
        Set<Transaction> robbed = new HashSet<>();
        gone.forEach(write -> robbed.add(write.writer()));
        robbed.remove(by);
        gone.clear();
        for (Transaction transaction : robbed) {
            unseen |= transaction.committed;
            transaction.robbed |= !transaction.committed;
        }
    }

    /** Undoes a transaction, and those that began within. */
    private void undo(Transaction transaction) {
        if (!transaction.detached) {
            cut(transaction.place, transaction);
            List<Transaction> inner = open.subList(open.indexOf(transaction) + 1, open.size());
            inner.forEach(undone -> undone.undone = true);
            inner.clear();
        }
        open.remove(transaction);
    }

    private Transaction transaction(Client client) {
        Transaction transaction = client.transaction;
        if (transaction == null || (transaction.undone && !transaction.wrote && !transaction.aborted)) {
            transaction = new Transaction(log.size());
            client.transaction = transaction;
            open.add(transaction);
        }
        return transaction;
    }

    private boolean execute(Client client, String sql, @Nullable Write write) throws SQLException {
        Transaction transaction = client.autoCommit ? new Transaction(log.size()) : transaction(client);
        if (transaction.undone || transaction.aborted) {
            fails(() -> Lane.execute(client.connection, sql), transaction.undone ? "40000" : "25P02");
            return true;
        }
        lie |= unseen;
        unseen = false;
        Lane.execute(client.connection, sql);
        if (write != null) {
            log.add(new Write(write.id(), write.value(), transaction));
            transaction.wrote = true;
        }
        transaction.committed = client.autoCommit;
        return true;
    }

    private boolean write(Client client, int id, @Nullable Integer value, String sql) throws SQLException {
        return execute(client, sql, new Write(id, value, new Transaction(0)));
    }

    private boolean read(Client client) throws SQLException {
        Transaction transaction = client.autoCommit ? new Transaction(log.size()) : transaction(client);
        if (transaction.undone || transaction.aborted) {
            return execute(client, "select 1", null);
        }
        lie |= unseen;
        unseen = false;
        List<String> expected = rows().entrySet().stream()
                .map(row -> row.getKey() + "=" + row.getValue())
                .toList();
        assertThat(Lane.rows(client.connection, "select concat(id, '=', v) from items order by id"))
                .isEqualTo(expected);
        return true;
    }

    private boolean fail(Client client) throws SQLException {
        Transaction transaction = client.autoCommit ? new Transaction(log.size()) : transaction(client);
        if (transaction.undone || transaction.aborted) {
            return execute(client, "select 1", null);
        }
        lie |= unseen;
        unseen = false;
        boolean innermost = !open.isEmpty() && open.get(open.size() - 1) == transaction;
        fails(() -> Lane.execute(client.connection, "insert into items values (0, 0)"), "23");
        if (aborts && !client.autoCommit) {
            transaction.aborted = true;
            if (innermost) {
                // Nobody can see what it did since: it can only go back there.
                int place = transaction.marks.isEmpty()
                        ? transaction.place
                        : transaction.marks.get(transaction.marks.size() - 1).place();
                cut(place, transaction);
                transaction.detached = transaction.marks.isEmpty();
            }
        }
        return true;
    }

    private boolean begin(Client client) throws SQLException {
        client.connection.setAutoCommit(false);
        client.autoCommit = false;
        return true;
    }

    private boolean autoCommit(Client client) throws SQLException {
        if (client.autoCommit) {
            client.connection.setAutoCommit(true);
            return true;
        }
        boolean committed = commit(client, () -> client.connection.setAutoCommit(true));
        // A failed commit leaves the mode as it was.
        client.connection.setAutoCommit(true);
        client.autoCommit = true;
        return committed;
    }

    private boolean commit(Client client, Action action) throws SQLException {
        Transaction transaction = client.transaction;
        client.transaction = null;
        if (transaction == null) {
            action.run();
        } else if (transaction.undone) {
            if (transaction.wrote && !transaction.aborted) {
                fails(action, "40000");
                unseen = true;
            } else {
                action.run();
            }
        } else if (transaction.aborted) {
            action.run();
            undo(transaction);
        } else {
            action.run();
            transaction.committed = true;
            unseen |= transaction.robbed;
            open.remove(transaction);
        }
        return true;
    }

    private boolean rollback(Client client) throws SQLException {
        client.connection.rollback();
        rolledBack(client);
        return true;
    }

    private void rolledBack(Client client) {
        Transaction transaction = client.transaction;
        client.transaction = null;
        if (transaction != null && !transaction.undone) {
            undo(transaction);
        }
    }

    /** Whose transaction is the innermost, or the given one: the others' savepoints are out of reach. */
    private Client innermost(Client client) {
        for (Client candidate : clients) {
            if (candidate != null
                    && candidate.transaction != null
                    && !open.isEmpty()
                    && candidate.transaction == open.get(open.size() - 1)) {
                return candidate;
            }
        }
        return client;
    }

    private boolean isInnermost(Client client) {
        Transaction transaction = client.transaction;
        return transaction == null || transaction.undone || open.get(open.size() - 1) == transaction;
    }

    private boolean savepoint(Client client) throws SQLException {
        if (client.autoCommit || !isInnermost(client)) {
            return false;
        }
        Transaction transaction = transaction(client);
        if (transaction.undone || transaction.aborted) {
            fails(client.connection::setSavepoint, transaction.undone ? "40000" : "25P02");
        } else {
            transaction.marks.add(
                    new Mark(client.connection.setSavepoint(), log.size(), transaction.wrote, transaction.robbed));
        }
        return true;
    }

    private @Nullable Integer mark(Client client, int value) {
        Transaction transaction = client.transaction;
        return client.autoCommit
                        || transaction == null
                        || transaction.undone
                        || transaction.marks.isEmpty()
                        || !isInnermost(client)
                ? null
                : value % transaction.marks.size();
    }

    private boolean rollbackTo(Client client, int value) throws SQLException {
        Integer at = mark(client, value);
        if (at == null) {
            return false;
        }
        Transaction transaction = client.transaction;
        Mark mark = transaction.marks.get(at);
        client.connection.rollback(mark.savepoint());
        transaction.aborted = false;
        cut(mark.place(), transaction);
        transaction.wrote = mark.wrote();
        transaction.robbed = mark.robbed();
        transaction.marks.subList(at + 1, transaction.marks.size()).clear();
        return true;
    }

    private boolean release(Client client, int value) throws SQLException {
        Integer at = mark(client, value);
        if (at == null || client.transaction.aborted) {
            return false;
        }
        client.connection.releaseSavepoint(client.transaction.marks.get(at).savepoint());
        client.transaction.marks.subList(at, client.transaction.marks.size()).clear();
        return true;
    }

    private boolean close(int number) throws SQLException {
        Client client = clients[number];
        client.connection.close();
        rolledBack(client);
        clients[number] = null;
        return true;
    }

    private boolean otherThread(int id, int value) throws SQLException {
        if (rows().containsKey(id) || (!open.isEmpty() && value % 5 > 0)) {
            return false;
        }
        String sql = "insert into items values (" + id + ", " + value + ")";
        try {
            other.submit(() -> {
                        lane.execute(sql);
                        return null;
                    })
                    .get();
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(SQLTimeoutException.class);
            assertThat(open).isNotEmpty();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertThat(open).isEmpty();
        lie |= unseen;
        unseen = false;
        Transaction alone = new Transaction(log.size());
        alone.committed = true;
        log.add(new Write(id, value, alone));
        return true;
    }

    private boolean beginLevel() {
        lane.restoring.begin("level");
        levels.push(log.size());
        return true;
    }

    private boolean endLevel() throws SQLException {
        for (int i = 0; i < clients.length; i++) {
            Client client = clients[i];
            if (client != null && client.level < levels.size() && !client.autoCommit) {
                rollback(client);
            } else if (client != null && client.level == levels.size()) {
                rolledBack(client);
                clients[i] = null;
            }
        }
        log.subList(levels.pop(), log.size()).clear();
        boolean expected = lie;
        lie = false;
        unseen = false;
        try {
            lane.restoring.end();
            assertThat(expected).as("something was undone, and nothing said").isFalse();
        } catch (PersistenceTestException e) {
            assertThat(expected).as(e.getMessage()).isTrue();
        }
        return true;
    }

    /** What a run that failed leaves would fail the next one. */
    private void endLevelsUnchecked() {
        while (!levels.isEmpty()) {
            levels.pop();
            try {
                lane.restoring.end();
            } catch (PersistenceTestException e) {
                // The failure of the run says more.
            }
        }
    }

    private interface Action {
        void run() throws SQLException;
    }

    private static void fails(Action action, String state) {
        try {
            action.run();
        } catch (SQLException e) {
            assertThat(e.getSQLState()).startsWith(state);
            return;
        }
        throw new AssertionError("It does not fail with " + state);
    }
}
