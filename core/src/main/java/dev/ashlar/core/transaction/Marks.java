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

import dev.ashlar.core.internal.transaction.Block;
import org.hibernate.Transaction;

/** Refuses to commit what is marked for rollback, or what the engine has rolled back already. */
final class Marks {

    private Marks() {}

    static void refuse(String what, Transaction transaction, Block block) {
        if (isDoomed(transaction, block)) {
            throw new RollbackOnlyException(what, block.firstFailure());
        }
    }

    static boolean isDoomed(Transaction transaction, Block block) {
        return (transaction.isActive() && transaction.getRollbackOnly()) || block.isAborted();
    }
}
