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

/** Gives work without a result one that nobody reads, so that both kinds are run alike. */
final class Work {

    private Work() {}

    static <S, X extends Throwable> ThrowingFunction<S, Boolean, X> withResult(ThrowingConsumer<? super S, X> work) {
        Objects.requireNonNull(work, "work");
        return session -> {
            work.accept(session);
            return true;
        };
    }
}
