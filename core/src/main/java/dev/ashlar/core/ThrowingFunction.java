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
package dev.ashlar.core;

import org.jspecify.annotations.Nullable;

/**
 * Work on a value that has a result and may throw one kind of checked exception. A lambda that throws none makes it throw none.
 *
 * @param <T> what the work is done on
 * @param <R> the result
 * @param <X> what the work may throw
 */
@FunctionalInterface
public interface ThrowingFunction<T extends @Nullable Object, R extends @Nullable Object, X extends Throwable> {

    /**
     * Does the work.
     *
     * @throws X as the work does
     */
    R apply(T value) throws X;
}
