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

import jakarta.persistence.RollbackException;
import org.hibernate.Transaction;
import org.hibernate.resource.transaction.spi.TransactionCoordinator;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.hibernate.resource.transaction.spi.TransactionStatus;

/**
 * Finds out how a transaction ended. Hibernate's status alone does not tell a commit whose follow-up failed from a rollback
 * (either way it is {@code NOT_ACTIVE}); the rules below follow {@code JdbcResourceLocalTransactionCoordinatorImpl} and
 * {@code AbstractLogicalConnectionImplementor}, 7.4.13.
 */
final class Outcome implements TransactionObserver {

    private enum End {
        OPEN,
        COMMITTED,
        NOT_COMMITTED,
        /** To commit failed, or what Hibernate does right after it. */
        COMMIT_FAILED,
        UNCLEAR
    }

    private final Transaction transaction;
    private final Runnable beforeCommit;
    private End end = End.OPEN;

    /**
     * An outcome that is still open.
     *
     * @param beforeCommit called at the last moment, after all flushes and synchronizations; what it throws rolls back
     */
    Outcome(Transaction transaction, Runnable beforeCommit) {
        this.transaction = transaction;
        this.beforeCommit = beforeCommit;
    }

    /** Observes the transaction, which has just begun: as the first synchronization, another one that fails cannot hide its end. */
    void observe(TransactionCoordinator coordinator) {
        transaction.runAfterCompletion(this::ended);
        coordinator.addObserver(this);
    }

    private void ended(TransactionStatus status) {
        if (end == End.OPEN) {
            end = switch (status) {
                case COMMITTED -> End.COMMITTED;
                case FAILED_COMMIT -> End.COMMIT_FAILED;
                default -> End.NOT_COMMITTED;
            };
        }
    }

    /** Whether the transaction has ended. */
    boolean isKnown() {
        return end != End.OPEN;
    }

    boolean isCommitted() {
        return end == End.COMMITTED;
    }

    /** Whether the commit was sent, and nobody can say what became of it. */
    boolean isUnclear() {
        return end == End.UNCLEAR;
    }

    /** Decides by what the commit threw, if the end was not clear before. */
    void commitFailed(Throwable failure) {
        if (end == End.OPEN || end == End.COMMIT_FAILED) {
            end = switch (transaction.getStatus()) {
                // What comes after it failed: giving the connection back, mostly.
                case COMMITTED, NOT_ACTIVE -> End.COMMITTED;
                // The connection's commit threw an SQLException, and Hibernate tried to roll back.
                case FAILED_COMMIT, ROLLED_BACK ->
                    TransientFailures.isCertainRollback(failure) ? End.NOT_COMMITTED : End.UNCLEAR;
                // It threw something else.
                case COMMITTING -> End.UNCLEAR;
                default -> End.NOT_COMMITTED;
            };
        }
    }

    /**
     * What a commit threw, without what the JPA bootstrap alone puts around it ({@code ExceptionConverterImpl}, 7.4.13): so it is the
     * same whether the block, its last flush or the commit failed.
     */
    static RuntimeException unwrapped(RuntimeException failure) {
        return failure.getClass() == RollbackException.class && failure.getCause() instanceof RuntimeException cause
                ? cause
                : failure;
    }

    @Override
    public void afterBegin() {}

    @Override
    public void beforeCompletion() {
        beforeCommit.run();
    }

    @Override
    public void afterCompletion(boolean successful, boolean delayed) {}
}
