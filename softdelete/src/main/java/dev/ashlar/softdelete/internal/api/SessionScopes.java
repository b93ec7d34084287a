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
package dev.ashlar.softdelete.internal.api;

import dev.ashlar.core.ThrowingRunnable;
import dev.ashlar.core.ThrowingSupplier;
import dev.ashlar.softdelete.internal.guard.PurgePermit;
import dev.ashlar.softdelete.internal.mapping.Scope;
import dev.ashlar.softdelete.internal.mapping.ScopeSwitch;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Blocks of a session within a scope. */
public final class SessionScopes {

    private SessionScopes() {}

    /** Hibernate's session behind an entity manager. */
    public static SharedSessionContractImplementor unwrap(EntityManager session) {
        if (session instanceof SharedSessionContractImplementor own) {
            return own;
        }
        try {
            return session.unwrap(SharedSessionContractImplementor.class);
        } catch (PersistenceException e) {
            throw new IllegalArgumentException(
                    "An entity manager is of another provider: type="
                            + session.getClass().getName() + ". Give one of Hibernate.",
                    e);
        }
    }

    /** Runs a block. */
    public static <X extends Throwable> void run(
            SharedSessionContractImplementor session, Scope scope, ThrowingRunnable<X> block) throws X {
        SessionScopes.<Boolean, X>call(session, scope, () -> {
            block.run();
            return true;
        });
    }

    /** Runs a block and answers its result. */
    @SuppressWarnings("try") // the scope acts by being open
    public static <T extends @Nullable Object, X extends Throwable> T call(
            SharedSessionContractImplementor session, Scope scope, ThrowingSupplier<T, X> block) throws X {
        refuseClosed(session, scope);
        try (ScopeSwitch opened = ScopeSwitch.to(scope, session);
                LoadedCollections collections = LoadedCollections.watch(session)) {
            return block.get();
        }
    }

    /** Runs a block that deletes physically, and writes its deletions. */
    @SuppressWarnings("try") // the scope acts by being open
    public static <T extends @Nullable Object, X extends Throwable> T purge(
            SharedSessionContractImplementor session, ThrowingSupplier<T, X> block) throws X {
        refuseClosed(session, Scope.PURGE);
        flush(session);
        LoadedCollections.forget(session);
        try (PurgePermit permit = PurgePermit.open()) {
            return call(session, Scope.PURGE, () -> {
                T result = block.get();
                flush(session);
                return result;
            });
        }
    }

    private static void refuseClosed(SharedSessionContractImplementor session, Scope scope) {
        if (!session.isOpenOrWaitingForAutoClose()) {
            throw new IllegalStateException(
                    "A scope was opened on a closed session: scope=" + scope + ". Open it on the session that reads.");
        }
    }

    private static void flush(SharedSessionContractImplementor session) {
        if (session instanceof Session stateful && session.isTransactionInProgress()) {
            stateful.flush();
        }
    }
}
