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

import dev.ashlar.core.ThrowingFunction;
import dev.ashlar.core.internal.transaction.Block;
import dev.ashlar.core.internal.transaction.Hooks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Transaction;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt: a transaction in a session of its own, and what follows its end.
 *
 * @param <S> the session, as the block sees it
 */
final class OwnTransaction<S> {

    private static final Logger LOG = LoggerFactory.getLogger(OwnTransaction.class);

    private final TransactionOptions options;
    private final S given;
    private final SharedSessionContractImplementor session;
    private final Block block;
    private final Outcome outcome;
    private final Transaction transaction;
    private final long start = System.nanoTime();
    private boolean committing;
    private boolean doomed;
    private @Nullable Throwable followUp;

    /**
     * A transaction that has not begun.
     *
     * @param given the session, open; this closes it
     */
    OwnTransaction(TransactionOptions options, S given) {
        this.options = options;
        this.given = given;
        this.session = (SharedSessionContractImplementor) given;
        this.transaction = session.accessTransaction();
        this.outcome = new Outcome(transaction, this::beforeCommit);
        this.block = Block.enter(session, options.readOnly());
    }

    <T extends @Nullable Object, X extends Throwable> T call(ThrowingFunction<? super S, ? extends T, X> work)
            throws X {
        T result;
        try {
            begin();
            result = work.apply(given);
            commit();
        } catch (Throwable failure) {
            rollBack(failure);
            leave(failure);
            throw failure;
        }
        finish();
        return result;
    }

    private void begin() {
        session.getEventListenerManager().addListener(new OpenTransactionGuard(session, transaction));
        if (options.touchesConnection()) {
            ConnectionSettings.apply(options, session);
            transaction.setTimeout(options.timeoutSeconds());
        }
        transaction.begin();
        outcome.observe(session.getTransactionCoordinator());
    }

    private void commit() {
        if (outcome.isKnown() || !transaction.isActive() || !session.isOpen()) {
            throw new IllegalStateException("The block ended its transaction itself: outcome="
                    + (outcome.isCommitted() ? "committed" : outcome.isKnown() ? "rolled back" : "unknown")
                    + " open=" + session.isOpen()
                    + ". Leave commit, rollback and close to Transactions; to undo everything, throw.");
        }
        refuseLate();
        refuseMarked();
        committing = true;
        try {
            transaction.commit();
        } catch (RuntimeException e) {
            judge(Outcome.unwrapped(e));
        } catch (Error e) {
            judge(e);
        }
    }

    private <F extends Throwable> void judge(F failure) throws F {
        outcome.commitFailed(failure);
        if (outcome.isCommitted()) {
            followUp = failure;
        } else if (outcome.isUnclear()) {
            throw new AmbiguousCommitException(failure);
        } else {
            throw failure;
        }
    }

    private void beforeCommit() {
        if (!committing) {
            throw new IllegalStateException("The block commits its transaction itself, which rolls it back: session="
                    + session + ". Leave the commit to Transactions, which does it when the block returns.");
        }
        refuseMarked();
    }

    private void refuseMarked() {
        Marks.refuse("The transaction", transaction, block);
    }

    private void refuseLate() {
        Duration timeout = options.timeout();
        if (timeout != null) {
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            if (elapsed.compareTo(timeout) > 0) {
                throw new TransactionTimeoutException(timeout, elapsed);
            }
        }
    }

    private void rollBack(Throwable failure) {
        try {
            doomed = Marks.isDoomed(transaction, block);
            if (transaction.isActive()) {
                transaction.rollback();
            }
        } catch (Throwable e) {
            Failures.suppress(failure, e);
        }
    }

    /** After anything but a commit that this made. */
    private void leave(Throwable failure) {
        block.exit();
        try {
            close();
        } catch (Throwable e) {
            Failures.suppress(failure, e);
        }
        Failures.suppressFirst(failure, block.firstFailure());
        Hooks hooks = block.hooksOrNull();
        if (hooks != null && !outcome.isUnclear()) {
            List<Throwable> failures = outcome.isCommitted() ? hooks.committed() : hooks.rolledBack();
            failures.forEach(e -> Failures.suppress(failure, e));
        }
    }

    private void finish() {
        block.exit();
        try {
            close();
        } catch (RuntimeException | Error e) {
            LOG.warn("A session could not be closed after its commit", e);
        }
        Hooks hooks = block.hooksOrNull();
        if (hooks != null || followUp != null) {
            List<Throwable> failures = new ArrayList<>();
            if (followUp != null) {
                failures.add(followUp);
            }
            if (hooks != null) {
                failures.addAll(hooks.committed());
            }
            if (!failures.isEmpty()) {
                throw new AfterCommitException(failures);
            }
        }
    }

    /** The first failure, if it had doomed the transaction before the block ended; all that came out later is a symptom. */
    @Nullable
    Throwable underlying() {
        return doomed ? block.firstFailure() : null;
    }

    private void close() {
        if (session.isOpenOrWaitingForAutoClose()) {
            session.close();
        }
    }
}
