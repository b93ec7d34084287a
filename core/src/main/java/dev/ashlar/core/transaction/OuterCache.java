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

import org.hibernate.CacheMode;
import org.hibernate.boot.spi.SessionFactoryOptions;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Keeps an outer session away from the second-level cache once a nested block has changed something, until its transaction ends: it
 * would put there what it reads of the block's uncommitted rows, or find there what is older than them.
 */
final class OuterCache {

    private OuterCache() {}

    static void leave(SharedSessionContractImplementor outer) {
        SessionFactoryOptions options = outer.getFactory().getSessionFactoryOptions();
        CacheMode before = outer.getCacheMode();
        if (before != CacheMode.IGNORE && (options.isSecondLevelCacheEnabled() || options.isQueryCacheEnabled())) {
            outer.setCacheMode(CacheMode.IGNORE);
            outer.getTransactionCompletionCallbacks()
                    .registerCallback((success, session) -> outer.setCacheMode(before));
        }
    }
}
