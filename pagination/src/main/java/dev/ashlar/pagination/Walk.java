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
package dev.ashlar.pagination;

import dev.ashlar.pagination.internal.Bindings;
import dev.ashlar.pagination.internal.SortedQuery;
import jakarta.persistence.RollbackException;
import java.util.Objects;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.hibernate.Transaction;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * All rows of a query in batches: an immutable value, safe for many threads.
 *
 * <p>Each batch has a session and a transaction of its own, short ones, so that nothing is locked and no memory is held for longer than
 * a batch. Each seeks to where the last one ended: rows that are inserted or deleted meanwhile neither move others nor repeat them. A
 * row whose sort key is changed during the walk may be seen again, or never; without a sort the walk goes by the id, which does not
 * change.
 *
 * @param <T> what a row becomes
 */
public final class Walk<T> {

    private final SessionFactoryImplementor factory;
    private final SortedQuery query;
    private final Bindings bindings;
    private final int batchSize;
    private final @Nullable Cursor start;
    private final boolean stateless;
    private final boolean oneTransaction;

    Walk(
            SessionFactoryImplementor factory,
            SortedQuery query,
            Bindings bindings,
            int batchSize,
            @Nullable Cursor start,
            boolean stateless,
            boolean oneTransaction) {
        this.factory = factory;
        this.query = query;
        this.bindings = bindings;
        this.batchSize = batchSize;
        this.start = start;
        this.stateless = stateless;
        this.oneTransaction = oneTransaction;
    }

    /**
     * From a cut on, see {@link WalkBatch#end}.
     *
     * @throws ForeignCursorException if it belongs to another query, sort or set of parameters
     */
    public Walk<T> from(Cursor cursor) {
        if (!cursor.fingerprint().equals(query.fingerprint(bindings))) {
            throw new ForeignCursorException("The cursor belongs to another query, sort or set of parameters: cursor="
                    + cursor.fingerprint() + ". Walk from the beginning.");
        }
        return new Walk<>(factory, query, bindings, batchSize, cursor, stateless, oneTransaction);
    }

    /** In stateless sessions: for what is only read, or changed by the session's own insert, update and delete. */
    public Walk<T> stateless() {
        return new Walk<>(factory, query, bindings, batchSize, start, true, oneTransaction);
    }

    /**
     * In one session with one transaction, committed at the end; a batch is flushed and cleared before the next one. For what has to
     * happen as a whole, at the price of a long transaction.
     */
    public Walk<T> inOneTransaction() {
        return new Walk<>(factory, query, bindings, batchSize, start, stateless, true);
    }

    /**
     * What to do with a batch.
     *
     * @param <T> what a row becomes
     * @param <X> what it may throw
     */
    @FunctionalInterface
    public interface Action<T, X extends Exception> {

        /** Does it, within the batch's transaction. */
        void accept(WalkBatch<T> batch) throws X;
    }

    /**
     * Walks. What the action throws ends the walk: its batch is rolled back, those before it stay, unless all are in one transaction.
     *
     * @return how many rows were seen
     * @throws X what the action throws
     * @throws RollbackException if a batch's transaction was marked for rollback; the walk ends with it
     */
    public <X extends Exception> long forEach(Action<T, X> action) throws X {
        Objects.requireNonNull(action, "action");
        return oneTransaction ? inOne(action) : inMany(action);
    }

    private <X extends Exception> long inMany(Action<T, X> action) throws X {
        long seen = 0;
        Cursor cursor = start;
        boolean more = true;
        while (more) {
            try (SharedSessionContract session = open()) {
                long before = seen;
                Cursor from = cursor;
                CursorPage<T> page = inTransaction(session, () -> batch(session, from, before, action));
                seen += page.items().size();
                cursor = page.end();
                more = page.hasNext();
            }
        }
        return seen;
    }

    private <X extends Exception> long inOne(Action<T, X> action) throws X {
        try (SharedSessionContract session = open()) {
            return inTransaction(session, () -> {
                long seen = 0;
                Cursor cursor = start;
                boolean more = true;
                while (more) {
                    CursorPage<T> page = batch(session, cursor, seen, action);
                    seen += page.items().size();
                    cursor = page.end();
                    more = page.hasNext();
                    if (session instanceof Session stateful) {
                        stateful.flush();
                        stateful.clear();
                    }
                }
                return seen;
            });
        }
    }

    /** The page that was worked on; it has no next one if the action said stop. */
    private <X extends Exception> CursorPage<T> batch(
            SharedSessionContract session, @Nullable Cursor cursor, long before, Action<T, X> action) throws X {
        Pages<T> pages = new Pages<>(
                (SharedSessionContractImplementor) session, query, bindings, Count.none(), Integer.MAX_VALUE);
        CursorPage<T> page = cursor == null ? pages.first(batchSize) : pages.after(cursor, batchSize);
        if (page.items().isEmpty()) {
            return page;
        }
        WalkBatch<T> batch = new WalkBatch<>(session, page.items(), Objects.requireNonNull(page.end()), before);
        action.accept(batch);
        return batch.isStopped()
                ? new CursorPage<>(page.items(), batchSize, page.start(), page.end(), page.hasPrevious(), false)
                : page;
    }

    private SharedSessionContract open() {
        return stateless ? factory.openStatelessSession() : factory.openSession();
    }

    @FunctionalInterface
    private interface Work<R, X extends Exception> {
        R run() throws X;
    }

    private static <R, X extends Exception> R inTransaction(SharedSessionContract session, Work<R, X> work) throws X {
        Transaction transaction = session.beginTransaction();
        R result;
        try {
            result = work.run();
        } catch (Throwable e) {
            rollback(transaction, e);
            throw e;
        }
        // Hibernate's own commit of a marked transaction may roll back without a word.
        if (transaction.getRollbackOnly()) {
            RollbackException marked = new RollbackException(
                    "The batch's transaction was marked for rollback and is rolled back. Its cause was caught inside.");
            rollback(transaction, marked);
            throw marked;
        }
        transaction.commit();
        return result;
    }

    private static void rollback(Transaction transaction, Throwable cause) {
        try {
            transaction.rollback();
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }
}
