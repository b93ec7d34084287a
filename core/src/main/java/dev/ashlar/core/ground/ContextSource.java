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
import dev.ashlar.core.spi.ChangeContextProvider;
import jakarta.persistence.PersistenceException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The thread's own context, else the providers' in their order. */
final class ContextSource {

    private static final ThreadLocal<@Nullable ChangeContextProvider> ASKED = new ThreadLocal<>();

    private final List<ChangeContextProvider> providers;

    ContextSource(List<ChangeContextProvider> providers) {
        this.providers = List.copyOf(providers);
    }

    ChangeContext current() {
        Optional<ChangeContext> own = ChangeContext.currentIfAny();
        if (own.isPresent() || providers.isEmpty()) {
            return own.orElseGet(ChangeContext::empty);
        }
        for (ChangeContextProvider provider : providers) {
            Optional<ChangeContext> known = ask(provider);
            if (known.isPresent()) {
                return known.get();
            }
        }
        return ChangeContext.empty();
    }

    private Optional<ChangeContext> ask(ChangeContextProvider provider) {
        ChangeContextProvider before = ASKED.get();
        ASKED.set(provider);
        try {
            return provider.current();
        } finally {
            if (before == null) {
                ASKED.remove();
            } else {
                ASKED.set(before);
            }
        }
    }

    /** An inspector: a provider that queries would be asked again by the flush before its query, without end. */
    @Nullable
    String refuseQueryOfProvider(String sql) {
        ChangeContextProvider provider = ASKED.get();
        if (provider != null) {
            throw new PersistenceException("A change context provider queried the database: provider="
                    + provider.getClass().getName() + " statement=[" + sql
                    + "]. Let it answer from memory, such as from the principal of the request.");
        }
        return null;
    }
}
