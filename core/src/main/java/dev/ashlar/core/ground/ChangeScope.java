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
package dev.ashlar.core.ground;

import dev.ashlar.core.ChangeContext;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * What all changes of one transaction have in common: an id and an instant. Who changes and why is read per change.
 *
 * <p>Got from {@link Ground#scope(SharedSessionContractImplementor)}: it begins with the first change that asks, is the
 * same for every session on the transaction, also one that shares the connection with its parent, and ends with the
 * transaction. A change outside of any transaction (a {@code StatelessSession} that commits by itself) has a scope of its
 * own each time.
 *
 * <p>Used by the thread that owns the transaction.
 */
public final class ChangeScope {

    private final Ground ground;
    private final UUID id;
    private final Instant instant;
    private final boolean transactional;
    private final SharedSessionContractImplementor session;
    private final Map<Class<?>, Object> attachments = new HashMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private int savepoints;

    ChangeScope(
            Ground ground, SharedSessionContractImplementor session, UUID id, Instant instant, boolean transactional) {
        this.ground = ground;
        this.session = session;
        this.id = id;
        this.instant = instant;
        this.transactional = transactional;
    }

    /** The transaction's id: a UUID of version 7, so that ids order as their transactions began to change things. */
    public UUID id() {
        return id;
    }

    /** The instant of all changes of the transaction, with microseconds. */
    public Instant instant() {
        return instant;
    }

    /** The context of the change that is being made now. */
    public ChangeContext context() {
        return ground.context();
    }

    /** Whether the scope lasts until a transaction ends; else nothing tells its listeners, and nothing needs to wait. */
    public boolean isTransactional() {
        return transactional;
    }

    /** The session of the first change; of a transaction that child sessions share, the one that began it where core knows it. */
    public SharedSessionContractImplementor session() {
        return session;
    }

    /** What a module keeps for the scope: the same for each caller, made by the first one. */
    public <T> T attachment(Class<T> type, Function<ChangeScope, T> make) {
        return type.cast(attachments.computeIfAbsent(type, any -> make.apply(this)));
    }

    /** Tells a listener of the end of the transaction; of a scope without transaction it never hears. */
    public void addListener(Listener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
        for (int i = 0; i < savepoints; i++) {
            listener.savepoint();
        }
    }

    /** For core's transactions: a savepoint was set, for a block nested in the transaction. */
    public void savepoint() {
        savepoints++;
        listeners.forEach(Listener::savepoint);
    }

    /** For core's transactions: the last savepoint was released; what happened since is part of the transaction. */
    public void released() {
        savepoints--;
        listeners.forEach(Listener::released);
    }

    /** For core's transactions: what happened since the last savepoint was undone. */
    public void rolledBack() {
        savepoints--;
        listeners.forEach(Listener::rolledBack);
    }

    void beforeCompletion() {
        // By index: one listener's writing may bring another one, which has to be told too.
        for (int i = 0; i < listeners.size(); i++) {
            listeners.get(i).beforeCompletion();
        }
    }

    void ended(boolean committed) {
        RuntimeException first = null;
        for (Listener listener : listeners) {
            try {
                listener.ended(committed);
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /** Hears of the end of a scope. */
    public interface Listener {

        /**
         * The transaction is about to commit: sessions are flushed, synchronizations have run, and what is written now on
         * the same connection commits with it. What is thrown here rolls the transaction back.
         */
        default void beforeCompletion() {}

        /**
         * A savepoint was set. A listener that joins behind one hears it while it is added, so that each savepoint is
         * followed by its release or its rollback, in the order of a stack, unless the transaction ends before.
         */
        default void savepoint() {}

        /** The last savepoint was released: what happened since is part of the transaction. */
        default void released() {}

        /** What happened since the last savepoint was undone. */
        default void rolledBack() {}

        /** The transaction has ended. All listeners hear it, also when one throws; throwing undoes nothing any more. */
        default void ended(boolean committed) {}
    }
}
