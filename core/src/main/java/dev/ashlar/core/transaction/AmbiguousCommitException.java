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

import jakarta.persistence.PersistenceException;

/**
 * The commit was sent, and the answer got lost or says nothing certain: the transaction may be stored, or not. It is never
 * tried again, and neither of its hooks runs.
 *
 * @apiNote Look up by a key that the transaction wrote whether it was stored, then decide.
 */
public final class AmbiguousCommitException extends PersistenceException {

    private static final long serialVersionUID = 1L;

    AmbiguousCommitException(Throwable cause) {
        super(
                "The commit may or may not have happened: failure=[" + cause
                        + "]. Find out by a key that the transaction wrote, before it is tried again.",
                cause);
    }
}
