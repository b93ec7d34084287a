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

import dev.ashlar.core.ThrowingConsumer;
import dev.ashlar.core.ThrowingFunction;
import dev.ashlar.core.internal.transaction.Changes;
import java.sql.Connection;
import java.util.Objects;
import java.util.function.BiFunction;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Runs blocks between a savepoint and its release, in the transaction of an outer session; see {@link Transactions#nested}.
 *
 * <p>The outer session is flushed first, unless its flush mode is {@code MANUAL}. The block works in a session of its own, on the
 * same connection. When it returns, that session is flushed and the savepoint released; when it throws, it is rolled back to the
 * savepoint, and the exception comes out as it was. Either way the outer session goes on:
 * <ul>
 *   <li>After a success it has what the block wrote: entities that the block changed and the outer session knows are reloaded (one
 *       SELECT each; also each entity of a table that a bulk or native statement changed), what the block removed is detached, and
 *       loaded collections that it changed are reloaded with their owner. What the outer session has not saved yet stays as it is.
 *   <li>After a failure its entities are managed, with their unsaved changes. Instances that the block persisted are new again:
 *       their generated id and version are taken back.
 * </ul>
 *
 * <p>For one thread, the one of the transaction.
 *
 * @param <S> the session that a block is given
 */
public final class NestedBlock<S> {

    private final SharedSessionContractImplementor outer;
    private final BiFunction<Connection, Changes, S> opening;

    NestedBlock(SharedSessionContractImplementor outer, BiFunction<Connection, Changes, S> opening) {
        this.outer = outer;
        this.opening = opening;
    }

    /**
     * Runs a block.
     *
     * @throws X as the block does; what it wrote is undone, the outer transaction goes on
     * @throws IllegalStateException if no transaction is active, if another block nested in the same session is running, if blocks
     *     are nested deeper than 16, or if the block and the outer session changed the same entity
     * @throws RollbackOnlyException if the outer transaction is marked for rollback already, or the block's own part is
     * @throws UnsupportedOperationException if the driver has no savepoints
     */
    public <X extends Throwable> void run(ThrowingConsumer<? super S, X> work) throws X {
        call(Work.<S, X>withResult(work));
    }

    /**
     * Runs a block that has a result; all else as in {@link #run}. An entity in the result is detached.
     *
     * @throws X as the block does
     */
    public <T extends @Nullable Object, X extends Throwable> T call(ThrowingFunction<? super S, ? extends T, X> work)
            throws X {
        return Nesting.<S, T, X>call(outer, opening, Objects.requireNonNull(work, "work"));
    }

    /** Whether a failure has marked more than a block. */
    boolean isOuterMarked() {
        return outer.isTransactionInProgress() && outer.accessTransaction().getRollbackOnly();
    }
}
