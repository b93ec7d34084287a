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

import dev.ashlar.core.Actor;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** What one row is stamped with; the instant is asked for once, so that all stamps of the row agree. */
final class StampValues {

    private final SharedSessionContractImplementor session;
    private final ChangeScope scope;

    StampValues(SharedSessionContractImplementor session) {
        this.session = session;
        this.scope = Ground.of(session).scope(session);
    }

    SharedSessionContractImplementor session() {
        return session;
    }

    Instant instant() {
        return scope.instant();
    }

    Optional<Actor> actor() {
        return scope.context().actor();
    }
}
