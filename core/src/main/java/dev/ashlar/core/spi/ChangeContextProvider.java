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
package dev.ashlar.core.spi;

import dev.ashlar.core.ChangeContext;
import java.util.Optional;

/**
 * Tells the change context where a thread runs in no block of {@link ChangeContext#run}, such as from a framework's
 * security context.
 *
 * <p>Found by the service loader, or named in {@link dev.ashlar.core.CoreSettings#CHANGE_CONTEXT_PROVIDER}. Asked once per
 * written row, on the writing thread, by many threads at once: answer from memory. A provider that queries the database
 * through Hibernate would be called again by the flush it causes, and is refused.
 */
@FunctionalInterface
public interface ChangeContextProvider {

    /** The context of this thread, or nothing if this provider knows none. */
    Optional<ChangeContext> current();
}
