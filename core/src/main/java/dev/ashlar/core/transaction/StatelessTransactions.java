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
import java.util.Objects;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Runs transactions of {@code StatelessSession}s, otherwise as {@link Transactions} does; see {@link Transactions#stateless}. An
 * immutable value, safe for many threads.
 */
public final class StatelessTransactions {

    private final Transactions transactions;

    StatelessTransactions(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Runs a block in a transaction, as {@link Transactions#run} does.
     *
     * @throws X as the block does
     */
    public <X extends Throwable> void run(ThrowingConsumer<? super StatelessSession, X> work) throws X {
        call(Work.<StatelessSession, X>withResult(work));
    }

    /**
     * Runs a block that has a result in a transaction, as {@link Transactions#call} does.
     *
     * @throws X as the block does
     */
    public <T extends @Nullable Object, X extends Throwable> T call(
            ThrowingFunction<? super StatelessSession, ? extends T, X> work) throws X {
        return transactions.execute(transactions::openStateless, Objects.requireNonNull(work, "work"));
    }
}
