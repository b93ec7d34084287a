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

import dev.ashlar.core.internal.transaction.Hooks;
import java.util.List;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.transaction.spi.TransactionCoordinator;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hooks of a transaction that somebody else runs. They are called at its end, from within its commit; what they throw is logged,
 * since it would look there as if the commit had failed.
 */
final class ForeignHooks implements TransactionObserver {

    private static final Logger LOG = LoggerFactory.getLogger(ForeignHooks.class);

    private final TransactionCoordinator coordinator;
    private final Hooks hooks;

    private ForeignHooks(TransactionCoordinator coordinator, Hooks hooks) {
        this.coordinator = coordinator;
        this.hooks = hooks;
    }

    static void register(SharedSessionContractImplementor session, Hooks hooks) {
        TransactionCoordinator coordinator = session.getTransactionCoordinator();
        coordinator.addObserver(new ForeignHooks(coordinator, hooks));
    }

    @Override
    public void afterBegin() {
        // Nobody told of the end of the transaction before.
        coordinator.removeObserver(this);
    }

    @Override
    public void beforeCompletion() {}

    @Override
    public void afterCompletion(boolean successful, boolean delayed) {
        coordinator.removeObserver(this);
        List<Throwable> failures = successful ? hooks.committed() : hooks.rolledBack();
        for (Throwable failure : failures) {
            LOG.error(
                    "A hook failed after a transaction that it cannot change any more: committed={}",
                    successful,
                    failure);
        }
    }
}
