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
import java.sql.SQLException;
import org.hibernate.Transaction;
import org.hibernate.TransactionException;
import org.hibernate.resource.transaction.LocalSynchronizationException;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.hibernate.resource.transaction.spi.TransactionStatus;

/**
 * Finds out how a transaction ended. Hibernate's status does not tell a commit whose follow-up failed from a rollback (either way
 * it is {@code NOT_ACTIVE}); the rules below follow {@code JdbcResourceLocalTransactionCoordinatorImpl}, 7.4.13.
 */
final class Outcome implements TransactionObserver {

    private enum End {
        OPEN,
        COMMITTED,
        NOT_COMMITTED
    }

    private final Transaction transaction;
    private final Runnable beforeCommit;
    private boolean flushed;
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

    /** Whether the transaction has ended. */
    boolean isKnown() {
        return end != End.OPEN;
    }

    boolean isCommitted() {
        return end == End.COMMITTED;
    }

    /** Whether the transaction is committed although its commit threw this: then something failed that came after. */
    boolean isCommittedDespite(Throwable failure) {
        if (end == End.OPEN && flushed && failure instanceof LocalSynchronizationException) {
            // Synchronizations run before the observers when it begins to commit, and before them too when it has.
            end = End.COMMITTED;
        }
        return isCommitted();
    }

    /** Whether the commit was sent, failed with this, and nobody can say what became of it. */
    boolean isAmbiguousAfter(Throwable failure) {
        if (failure instanceof TransactionException e && e.getCause() instanceof SQLException) {
            // Thrown by the commit of the connection alone.
            return !TransientFailures.isCertainRollback(failure);
        }
        return transaction.getStatus() == TransactionStatus.COMMITTING // it threw no SQLException
                || flushed && end == End.OPEN; // what follows an end failed before it told which
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
        flushed = true;
    }

    @Override
    public void afterCompletion(boolean successful, boolean delayed) {
        if (end == End.OPEN) {
            end = successful ? End.COMMITTED : End.NOT_COMMITTED;
        }
    }
}
