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

import dev.ashlar.testkit.internal.isolation.Frame.LogicalTransaction;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thread at a time use the shared transaction, and while a transaction is open there only the threads that take part in
 * it. The others wait, for so long.
 */
final class TransactionLock {

    private final Duration patience;
    private final Supplier<@Nullable LogicalTransaction> holder;
    /** Fair, or a thread with many short transactions starves the others. */
    private final ReentrantLock lock = new ReentrantLock(true);

    private final Condition freed = lock.newCondition();
    private final Set<Thread> participants = new HashSet<>();
    private volatile @Nullable LogicalTransaction seen;
    private volatile String running = "";

    /**
     * A free lock.
     *
     * @param holder the innermost open transaction, {@code null} if there is none
     */
    TransactionLock(Duration patience, Supplier<@Nullable LogicalTransaction> holder) {
        this.patience = patience;
        this.holder = holder;
    }

    /**
     * Waits for its turn; {@link #exit} must follow.
     *
     * @param takesPart whether the caller has a transaction of its own there already
     * @throws SQLTimeoutException if its turn does not come in time
     */
    void enter(BooleanSupplier takesPart) throws SQLException {
        long left = patience.toNanos();
        long start = System.nanoTime();
        boolean locked = false;
        try {
            locked = lock.tryLock(left, TimeUnit.NANOSECONDS);
            if (!locked) {
                throw late();
            }
            left -= System.nanoTime() - start;
            while (holder.get() != null
                    && !participants.contains(Thread.currentThread())
                    && !takesPart.getAsBoolean()) {
                if (left <= 0) {
                    throw late();
                }
                left = freed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            if (locked) {
                lock.unlock();
            }
            Thread.currentThread().interrupt();
            throw new SQLException("Interrupted while waiting for the shared transaction.", "57014", e);
        } catch (SQLException e) {
            if (locked) {
                lock.unlock();
            }
            throw e;
        }
        participants.add(Thread.currentThread());
        running = Thread.currentThread().getName();
    }

    /**
     * Waits only for statements that run, not for open transactions; {@link #exit} must follow.
     *
     * @throws SQLTimeoutException if they do not end in time
     */
    void enterBriefly() throws SQLException {
        boolean locked;
        try {
            locked = lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            // A test that was interrupted must still be rolled back.
            Thread.currentThread().interrupt();
            locked = lock.tryLock();
        }
        if (!locked) {
            throw late();
        }
        running = Thread.currentThread().getName();
    }

    void exit() {
        seen = holder.get();
        if (seen == null) {
            participants.clear();
            freed.signalAll();
        }
        lock.unlock();
    }

    private SQLTimeoutException late() {
        LogicalTransaction other = seen;
        return new SQLTimeoutException(
                "Another thread's transaction did not end in time, and all share one physical connection: waited="
                        + patience + " thread=[" + Thread.currentThread().getName() + "] holder=["
                        + (other == null ? running : other.thread) + "] began=[" + (other == null ? "" : other.line)
                        + "]. End it before waiting for this thread, or use TestIsolation.DIRTY_TABLES.",
                "HYT00");
    }
}
