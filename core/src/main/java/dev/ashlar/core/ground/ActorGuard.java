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

import dev.ashlar.core.MissingActorException;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;

/** Strict mode for what is sent to the database; rows that join a running batch are checked by the event listeners. */
final class ActorGuard implements StatementInspector {

    private static final long serialVersionUID = 1L;

    private final transient ContextSource contexts;

    ActorGuard(ContextSource contexts) {
        this.contexts = contexts;
    }

    @Override
    public @Nullable String inspect(String sql) {
        if (SqlVerb.writes(sql) && contexts.current().actor().isEmpty()) {
            throw new MissingActorException(sql);
        }
        return null;
    }
}
