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

import static org.hibernate.cfg.CacheSettings.JAKARTA_SHARED_CACHE_RETRIEVE_MODE;
import static org.hibernate.cfg.CacheSettings.JAKARTA_SHARED_CACHE_STORE_MODE;

import jakarta.persistence.CacheRetrieveMode;
import jakarta.persistence.CacheStoreMode;
import org.hibernate.CacheMode;
import org.hibernate.boot.spi.SessionFactoryOptions;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Keeps sessions away from the second-level cache: where they would put what is not committed, or find what is older than that.
 *
 * <p>The cache mode alone would not do: {@code EntityManager.find} goes by the properties ({@code SessionImpl}, Hibernate 7.4.13).
 */
final class CacheBypass {

    private CacheBypass() {}

    /** For the whole life of a session. */
    static void always(SharedSessionContractImplementor session) {
        if (isCaching(session)) {
            set(session, CacheRetrieveMode.BYPASS, CacheStoreMode.BYPASS);
        }
    }

    /** From now until the transaction ends. */
    static void untilEnd(SharedSessionContractImplementor session) {
        CacheMode before = session.getCacheMode();
        if (before == CacheMode.IGNORE || !isCaching(session)) {
            return;
        }
        set(session, CacheRetrieveMode.BYPASS, CacheStoreMode.BYPASS);
        session.getTransactionCompletionCallbacks().registerCallback((success, ended) -> {
            if (session.isOpen()) {
                set(session, before.getJpaRetrieveMode(), before.getJpaStoreMode());
            }
        });
    }

    private static boolean isCaching(SharedSessionContractImplementor session) {
        SessionFactoryOptions options = session.getFactory().getSessionFactoryOptions();
        return options.isSecondLevelCacheEnabled() || options.isQueryCacheEnabled();
    }

    private static void set(
            SharedSessionContractImplementor session, CacheRetrieveMode retrieve, CacheStoreMode store) {
        if (session instanceof SessionImplementor stateful) {
            stateful.setProperty(JAKARTA_SHARED_CACHE_RETRIEVE_MODE, retrieve);
            stateful.setProperty(JAKARTA_SHARED_CACHE_STORE_MODE, store);
        }
        session.setCacheMode(CacheMode.fromJpaModes(retrieve, store));
    }
}
