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

import org.hibernate.engine.internal.TransactionCompletionCallbacksImpl;
import org.hibernate.engine.spi.ActionQueue;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.TransactionCompletionCallbacksImplementor;
import org.hibernate.event.spi.EventSource;

/**
 * What Hibernate wants to do when the transaction of a nested session ends: to unlock what it locked in the second-level cache, to
 * date changed tables for the query cache, to call listeners of commits. It takes the release of the savepoint for that end; so this
 * is taken from the child session before, and handed to the outer one, with whose transaction it happens.
 */
final class Postponed {

    private final TransactionCompletionCallbacksImplementor callbacks;

    private Postponed(TransactionCompletionCallbacksImplementor callbacks) {
        this.callbacks = callbacks;
    }

    /** Takes it away; after everything is flushed, so that nothing is added. */
    static Postponed takeFrom(SessionImplementor child) {
        ActionQueue queue = ((EventSource) child).getActionQueue();
        Postponed taken = new Postponed(queue.getTransactionCompletionCallbacks());
        queue.setTransactionCompletionCallbacks(new TransactionCompletionCallbacksImpl(child), false);
        return taken;
    }

    /** It happens when the outer transaction ends, as that does. */
    void handTo(SharedSessionContractImplementor outer) {
        if (callbacks.hasAfterCompletionCallbacks()) {
            outer.getTransactionCompletionCallbacks()
                    .registerCallback((success, session) -> callbacks.afterTransactionCompletion(success));
        }
    }

    /** It happens now: the block is rolled back after all. */
    void rolledBack() {
        callbacks.afterTransactionCompletion(false);
    }
}
