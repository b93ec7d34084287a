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
package dev.ashlar.softdelete;

import dev.ashlar.core.ThrowingRunnable;
import dev.ashlar.core.ThrowingSupplier;
import dev.ashlar.softdelete.internal.api.SessionScopes;
import dev.ashlar.softdelete.internal.mapping.Scope;
import jakarta.persistence.EntityManager;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Scopes and restores of one session. Used by the thread that uses the session.
 *
 * <p>A scope lasts for a block, on this session only; scopes nest, and the one before is back when the block ends or throws. While
 * a scope is open Hibernate compiles queries anew.
 */
public final class SoftDeletes {

    private final SharedSessionContractImplementor session;

    private SoftDeletes(SharedSessionContractImplementor session) {
        this.session = session;
    }

    /**
     * Soft deletes of a session.
     *
     * @param session one of Hibernate, or a proxy that unwraps to one
     * @throws IllegalArgumentException if it is of another provider
     */
    public static SoftDeletes in(EntityManager session) {
        return new SoftDeletes(SessionScopes.unwrap(session));
    }

    /** Soft deletes of a stateless session. */
    public static SoftDeletes in(StatelessSession session) {
        return new SoftDeletes((SharedSessionContractImplementor) session);
    }

    /**
     * Runs a block that sees live and deleted rows.
     *
     * @throws IllegalStateException if the session is closed
     */
    public <X extends Throwable> void withDeleted(ThrowingRunnable<X> block) throws X {
        SessionScopes.run(session, Scope.WITH_DELETED, block);
    }

    /**
     * Runs a block that sees live and deleted rows, and answers its result.
     *
     * @throws IllegalStateException if the session is closed
     */
    public <T extends @Nullable Object, X extends Throwable> T withDeleted(ThrowingSupplier<T, X> block) throws X {
        return SessionScopes.call(session, Scope.WITH_DELETED, block);
    }

    /**
     * Runs a block that sees deleted rows only.
     *
     * @throws IllegalStateException if the session is closed
     */
    public <X extends Throwable> void onlyDeleted(ThrowingRunnable<X> block) throws X {
        SessionScopes.run(session, Scope.ONLY_DELETED, block);
    }

    /**
     * Runs a block that sees deleted rows only, and answers its result.
     *
     * @throws IllegalStateException if the session is closed
     */
    public <T extends @Nullable Object, X extends Throwable> T onlyDeleted(ThrowingSupplier<T, X> block) throws X {
        return SessionScopes.call(session, Scope.ONLY_DELETED, block);
    }
}
