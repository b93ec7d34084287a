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
import dev.ashlar.core.ground.ChangeScope;
import dev.ashlar.core.ground.Ground;
import dev.ashlar.core.internal.transaction.Block;
import dev.ashlar.core.internal.transaction.Changes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.BiFunction;
import org.hibernate.FlushMode;
import org.hibernate.Transaction;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One nested block: a child session over a savepoint of the outer session's connection.
 *
 * <p>The child has a status of its own, so that a failure marks it alone, on PostgreSQL too, where Hibernate marks for every failed
 * statement ({@code JdbcCoordinatorImpl.afterFailedStatementExecution}, 7.4.13); and a persistence context of its own, so that a
 * rollback leaves nothing wrong in the outer one.
 *
 * @param <S> the session, as the block sees it
 */
final class Nesting<S> {

    static final int DEEPEST = 16;

    private static final Logger LOG = LoggerFactory.getLogger(Nesting.class);

    private final SharedSessionContractImplementor outer;
    private final @Nullable Block outerBlock;
    private final SavepointConnection savepoint;
    private final Changes changes;
    private final S given;
    private final SharedSessionContractImplementor child;
    private final Block block;
    private final ChangeScope scope;
    private final Outcome outcome;
    private final Transaction transaction;
    private final @Nullable OuterSession outerSession;
    private boolean begun;
    private @Nullable Postponed postponed;

    private Nesting(SharedSessionContractImplementor outer, BiFunction<Connection, Changes, S> opening) {
        this.outer = outer;
        this.outerBlock = Block.of(outer);
        this.changes = new Changes(inspector());
        refuse();
        if (outer instanceof SessionImplementor stateful && stateful.getHibernateFlushMode() != FlushMode.MANUAL) {
            stateful.flush();
        }
        this.savepoint = SavepointConnection.over(
                outer.getJdbcCoordinator().getLogicalConnection().getPhysicalConnection());
        refuseWithoutSavepoints();
        this.scope = Ground.of(outer).scope(outer);
        this.given = opening.apply(savepoint.asConnection(), changes);
        this.child = (SharedSessionContractImplementor) given;
        this.transaction = child.accessTransaction();
        this.outcome = new Outcome(transaction, this::beforeRelease);
        this.block = Block.enterNested(child, outer, changes);
        this.outerSession = outer instanceof SessionImplementor stateful ? new OuterSession(stateful, changes) : null;
    }

    static <S, T extends @Nullable Object, X extends Throwable> T call(
            SharedSessionContractImplementor outer,
            BiFunction<Connection, Changes, S> opening,
            ThrowingFunction<? super S, ? extends T, X> work)
            throws X {
        return new Nesting<>(outer, opening).call(work);
    }

    /** The statement inspector of the outer session, below what a block around it has put there. */
    private StatementInspector inspector() {
        Changes outerChanges = outerBlock == null ? null : outerBlock.changes();
        return outerChanges == null ? outer.getJdbcSessionContext().getStatementInspector() : outerChanges.inspector();
    }

    private void refuse() {
        if (Block.suspends(outer)) {
            throw new IllegalStateException(
                    "A nested block is asked for from a session that waits for another one: depth="
                            + Block.depthOf(outer) + ". Nest in the EntityManager that the running block is given.");
        }
        if (!outer.isTransactionInProgress()) {
            throw new IllegalStateException("A nested block is asked for outside of a transaction: session=" + outer
                    + ". Call it within run, call, or a transaction that is active on that session.");
        }
        if (outer.accessTransaction().getRollbackOnly()) {
            throw new RollbackOnlyException(
                    "The outer transaction", outerBlock == null ? null : outerBlock.firstFailure());
        }
        int depth = Block.depthOf(outer) + 1;
        if (depth > DEEPEST) {
            throw new IllegalStateException("Blocks are nested too deep: depth=" + depth + " at most=" + DEEPEST
                    + ". Use a loop instead of a recursion, or one block around several steps.");
        }
    }

    private void refuseWithoutSavepoints() {
        try {
            if (!savepoint.supportsSavepoints()) {
                throw new UnsupportedOperationException("The driver has no savepoints: driver=[" + savepoint.driver()
                        + "]. Use requiresNew() for what may fail alone.");
            }
        } catch (SQLException e) {
            throw outer.getJdbcServices()
                    .getSqlExceptionHelper()
                    .convert(e, "The driver does not say whether it has savepoints");
        }
    }

    private <T extends @Nullable Object, X extends Throwable> T call(ThrowingFunction<? super S, ? extends T, X> work)
            throws X {
        T result;
        try {
            begin();
            result = work.apply(given);
            release();
        } catch (Throwable failure) {
            undo(failure);
            throw failure;
        }
        complete();
        return result;
    }

    private void begin() {
        Ground.of(outer).nest(child, scope);
        int seconds = outer.getJdbcCoordinator().determineRemainingTransactionTimeOutPeriod();
        if (seconds > 0) {
            transaction.setTimeout(seconds);
        }
        transaction.begin();
        outcome.observe(child.getTransactionCoordinator());
        begun = true;
        scope.savepoint();
    }

    private void release() {
        if (outcome.isKnown() || !transaction.isActive() || !child.isOpen()) {
            throw new IllegalStateException("The nested block ended its transaction itself: open=" + child.isOpen()
                    + ". Leave commit, rollback and close to Transactions; to undo the block, throw.");
        }
        Marks.refuse("The nested block", transaction, block);
        if (child instanceof SessionImplementor stateful && stateful.getHibernateFlushMode() != FlushMode.MANUAL) {
            stateful.flush();
        }
        savepoint.allowRelease();
        try {
            transaction.commit();
        } catch (RuntimeException e) {
            throw Outcome.unwrapped(e);
        }
    }

    private void beforeRelease() {
        Marks.refuse("The nested block", transaction, block);
        if (outerSession != null) {
            outerSession.refuseConflicts();
        }
        if (child instanceof SessionImplementor stateful) {
            postponed = Postponed.takeFrom(stateful);
        }
    }

    private void undo(Throwable failure) {
        IdentifierReset reset = child instanceof SessionImplementor from && outer instanceof SessionImplementor to
                ? new IdentifierReset(from, to, changes)
                : null;
        try {
            if (transaction.isActive()) {
                transaction.rollback();
            }
            savepoint.rollBack();
        } catch (Throwable e) {
            Failures.suppress(failure, e);
        }
        if (!savepoint.isUndone()) {
            // The engine threw the savepoint away, and perhaps all that stood before it.
            outer.markForRollbackOnly();
        }
        try {
            if (reset != null) {
                reset.run();
            }
            leave();
            if (postponed != null) {
                postponed.rolledBack();
            }
            if (begun) {
                scope.rolledBack();
            }
            if (outerSession != null && savepoint.isUndone()) {
                outerSession.readAgain(block.readByOuter());
            }
        } catch (Throwable e) {
            Failures.suppress(failure, e);
            outer.markForRollbackOnly();
        }
        Failures.suppressFirst(failure, block.firstFailure());
        if (outerBlock != null && outer.accessTransaction().getRollbackOnly()) {
            outerBlock.failed(failure);
        }
    }

    /** What fails from here on would leave the two sessions apart: then nothing is committed. */
    private void complete() {
        try {
            leave();
            scope.released();
            if (outerBlock != null) {
                outerBlock.release(block);
            } else if (block.hooksOrNull() != null) {
                ForeignHooks.register(outer, block.hooks());
            }
            if (postponed != null) {
                postponed.handTo(outer);
            }
            if (!changes.isEmpty()) {
                CacheBypass.untilEnd(outer);
            }
            if (outerSession != null) {
                outerSession.update(block.readByOuter());
            }
        } catch (Throwable failure) {
            outer.markForRollbackOnly();
            if (outerBlock != null) {
                outerBlock.failed(failure);
            }
            throw failure;
        }
    }

    private void leave() {
        block.exit();
        Ground.of(outer).unnest(child);
        try {
            if (child.isOpenOrWaitingForAutoClose()) {
                child.close();
            }
        } catch (RuntimeException e) {
            LOG.warn("The session of a nested block could not be closed", e);
        }
    }
}
