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
package dev.ashlar.softdelete.internal.event;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** The journals of running flushes. One that a failed flush leaves behind goes with the session, or at its next flush. */
final class Journals {

    private final Map<SharedSessionContractImplementor, Journal> journals =
            Collections.synchronizedMap(new WeakHashMap<>());

    Journal of(SharedSessionContractImplementor session) {
        return journals.computeIfAbsent(session, any -> new Journal());
    }

    @Nullable
    Journal end(SharedSessionContractImplementor session) {
        return journals.isEmpty() ? null : journals.remove(session);
    }
}
