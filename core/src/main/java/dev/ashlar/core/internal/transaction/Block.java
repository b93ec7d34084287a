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
package dev.ashlar.core.internal.transaction;

import java.sql.SQLException;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * A block that runs on this thread: a transaction, or a part of one between a savepoint and its release. Blocks stand on
 * each other; those of several session factories share the stack.
 */
@SuppressWarnings("ReferenceEquality") // sessions and factories are told apart by identity
public final class Block {

    private static final ThreadLocal<@Nullable Block> INNERMOST = new ThreadLocal<>();

    private final SharedSessionContractImplementor session;
    private final @Nullable Block below;
    private final @Nullable SharedSessionContractImplementor outer;
    private final int depth;
    private final boolean readOnly;
    private final @Nullable Changes changes;
    private @Nullable Hooks hooks;
    private @Nullable Throwable firstFailure;
    private boolean aborted;
    private final IdentityHashMap<Object, EntityKey> readByOuter = new IdentityHashMap<>(0);

    private Block(
            SharedSessionContractImplementor session,
            @Nullable SharedSessionContractImplementor outer,
            @Nullable Changes changes,
            boolean readOnly) {
        this.session = session;
        this.below = INNERMOST.get();
        this.outer = outer;
        Block outerBlock = outer == null ? null : of(outer);
        this.depth = outer == null ? 0 : depthOf(outer) + 1;
        this.readOnly = readOnly || (outerBlock != null && outerBlock.readOnly);
        this.changes = changes;
    }

    /** Enters a transaction of its own. */
    public static Block enter(SharedSessionContractImplementor session, boolean readOnly) {
        return enter(new Block(session, null, null, readOnly));
    }

    /**
     * Enters a block that is nested in the transaction of another session, whoever opened that.
     *
     * @param changes what the block will have changed
     */
    public static Block enterNested(
            SharedSessionContractImplementor session, SharedSessionContractImplementor outer, Changes changes) {
        return enter(new Block(session, outer, changes, false));
    }

    private static Block enter(Block block) {
        INNERMOST.set(block);
        return block;
    }

    /** Leaves this block, the innermost one. */
    public void exit() {
        if (below == null) {
            INNERMOST.remove();
        } else {
            INNERMOST.set(below);
        }
    }

    /** The innermost block of a session factory on this thread. */
    public static @Nullable Block innermost(SessionFactoryImplementor factory) {
        Block block = INNERMOST.get();
        while (block != null && block.session.getFactory() != factory) {
            block = block.below;
        }
        return block;
    }

    /** The block of a session, if this thread is in it. */
    public static @Nullable Block of(SharedSessionContractImplementor session) {
        Block block = INNERMOST.get();
        while (block != null && block.session != session) {
            block = block.below;
        }
        return block;
    }

    /** Whether a block nested in this session's transaction is running, so that the session itself has to wait. */
    public static boolean suspends(SharedSessionContractImplementor session) {
        return suspending(session) != null;
    }

    /** The block that a session has to wait for. */
    static @Nullable Block suspending(SharedSessionContractImplementor session) {
        Block block = INNERMOST.get();
        while (block != null && block.outer != session) {
            block = block.below;
        }
        return block;
    }

    /** Notes an entity that a session reads, or of which it reads a collection, if it waits for a nested block. */
    static void read(SharedSessionContractImplementor session, EntityKey key, Object entity) {
        Block block = suspending(session);
        if (block != null) {
            block.readByOuter.put(entity, key);
        }
    }

    /** The entities that the outer session read while this nested block, and those within, were running. */
    public Set<Object> readByOuter() {
        return readByOuter.keySet();
    }

    /** How deep a session is nested: 0 for one that is not. */
    public static int depthOf(SharedSessionContractImplementor session) {
        Block block = of(session);
        return block == null ? 0 : block.depth;
    }

    /** The session of the block. */
    public SharedSessionContractImplementor session() {
        return session;
    }

    /** Whether nothing may be written. */
    public boolean isReadOnly() {
        return readOnly;
    }

    /** What the nested block of a session has changed; null if it is in none. */
    static @Nullable Changes changes(SharedSessionContractImplementor session) {
        Block block = of(session);
        return block == null ? null : block.changes;
    }

    /** Whether this thread is in any block. */
    static boolean isAny() {
        return INNERMOST.get() != null;
    }

    /** What a nested block has changed; null for a transaction of its own. */
    public @Nullable Changes changes() {
        return changes;
    }

    /** The hooks of the block. */
    public Hooks hooks() {
        if (hooks == null) {
            Block outerBlock = outer == null ? null : of(outer);
            hooks = outerBlock == null ? new Hooks() : outerBlock.hooks().nested();
        }
        return hooks;
    }

    /** The hooks of the block, if it has any. */
    public @Nullable Hooks hooksOrNull() {
        return hooks;
    }

    /** Takes over the hooks and changes of a block nested in this one, which was released. */
    public void release(Block nested) {
        if (nested.hooks != null) {
            hooks().addAll(nested.hooks);
        }
        if (changes != null) {
            changes.addAll(Objects.requireNonNull(nested.changes));
            nested.readByOuter.forEach((entity, key) -> changes.read(key, entity));
        }
    }

    /** Notes a failure; the first one counts. */
    public void failed(Throwable failure) {
        if (firstFailure == null) {
            firstFailure = failure;
        }
    }

    /** Notes a failed statement: by class 40 of the SQL standard the engine has rolled the transaction back. */
    void failed(Throwable failure, SQLException cause) {
        failed(failure);
        String state = cause.getSQLState();
        if (state != null && state.startsWith("40")) {
            aborted = true;
        }
    }

    /** The first failure seen in this block. */
    public @Nullable Throwable firstFailure() {
        return firstFailure;
    }

    /** Whether the engine has ended the transaction on its own. */
    public boolean isAborted() {
        return aborted;
    }
}
