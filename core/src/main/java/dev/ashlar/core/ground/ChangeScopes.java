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

import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import java.util.WeakHashMap;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.hibernate.resource.transaction.spi.TransactionCoordinator;
import org.hibernate.resource.transaction.spi.TransactionObserver;

/**
 * The scopes of running transactions, by their coordinator: that is what child sessions on the same connection share.
 *
 * <p>An entry goes when its transaction ends. Hibernate does not tell of every end (a rollback that fails, a session closed
 * with its transaction open), so nothing here keeps a coordinator alive: its own observer keeps the scope.
 */
final class ChangeScopes {

    private final Ground ground;
    private final Map<TransactionCoordinator, WeakReference<ChangeScope>> scopes =
            Collections.synchronizedMap(new WeakHashMap<>());

    ChangeScopes(Ground ground) {
        this.ground = ground;
    }

    ChangeScope of(SharedSessionContractImplementor session) {
        if (!session.isTransactionInProgress()) {
            return begin(session, false);
        }
        TransactionCoordinator coordinator = session.getTransactionCoordinator();
        WeakReference<ChangeScope> known = scopes.get(coordinator);
        ChangeScope scope = known == null ? null : known.get();
        if (scope == null) {
            scope = begin(session, true);
            scopes.put(coordinator, new WeakReference<>(scope));
            coordinator.addObserver(new End(coordinator, scope));
        }
        return scope;
    }

    /** Lets a child session, which works in the transaction of the scope's session, share the scope. */
    void nest(SharedSessionContractImplementor child, ChangeScope scope) {
        scopes.put(child.getTransactionCoordinator(), new WeakReference<>(scope));
    }

    /** Takes back what {@link #nest} did. */
    void unnest(SharedSessionContractImplementor child) {
        scopes.remove(child.getTransactionCoordinator());
    }

    private ChangeScope begin(SharedSessionContractImplementor session, boolean transactional) {
        UUID id = UuidVersion7Strategy.INSTANCE.generateUuid(session);
        return new ChangeScope(ground, session, id, ground.now(), transactional);
    }

    /**
     * An observer and not a synchronization: observers run after all synchronizations, so that changes these flush late are
     * still heard ({@code JdbcResourceLocalTransactionCoordinatorImpl.beforeCompletionCallback}, 7.4.13).
     */
    private final class End implements TransactionObserver {

        private final TransactionCoordinator coordinator;
        private final ChangeScope scope;

        private End(TransactionCoordinator coordinator, ChangeScope scope) {
            this.coordinator = coordinator;
            this.scope = scope;
        }

        @Override
        public void afterBegin() {
            // Nobody told of the end of the transaction before.
            forget();
        }

        private void forget() {
            scopes.remove(coordinator);
            coordinator.removeObserver(this);
        }

        @Override
        public void beforeCompletion() {
            scope.beforeCompletion();
        }

        @Override
        public void afterCompletion(boolean successful, boolean delayed) {
            forget();
            scope.ended(successful);
        }
    }
}
