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

import jakarta.persistence.RollbackException;
import org.jspecify.annotations.Nullable;

/**
 * A block ended well, but its transaction had been marked for rollback before, mostly by a failure that the block caught;
 * so nothing of it is stored. The cause is the <em>first</em> failure that was seen in it.
 *
 * @apiNote To go on after a failure, run what may fail in {@link Transactions#nested}, and catch the exception outside of it.
 */
public final class RollbackOnlyException extends RollbackException {

    private static final long serialVersionUID = 1L;

    RollbackOnlyException(String what, @Nullable Throwable first) {
        super(
                what + " was marked for rollback, and nothing of it is stored: first failure=["
                        + (first == null
                                ? "not seen; setRollbackOnly() was called, or an exception of Hibernate was caught"
                                : describe(first))
                        + "]. Let the exception out of the block, or run what may fail in nested(em).",
                first);
    }

    private static String describe(Throwable failure) {
        return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }
}
