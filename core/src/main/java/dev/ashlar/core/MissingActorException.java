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

import jakarta.persistence.PersistenceException;

/** A write was refused because strict mode is on and nobody says who acts. */
public final class MissingActorException extends PersistenceException {

    private static final long serialVersionUID = 1L;

    private final String statement;

    /** For this library. */
    public MissingActorException(String statement) {
        super("A write without an actor was refused: statement=[" + statement + "] " + CoreSettings.REQUIRE_ACTOR
                + "=true. Run it in ChangeContext.of(Actor.user(…)).run(() -> …), with the flush inside the block,"
                + " or set a provider in " + CoreSettings.CHANGE_CONTEXT_PROVIDER + ".");
        this.statement = statement;
    }

    /** Returns the SQL that was not sent; for a row, what was to be done with which entity, as {@code insert Post#1}. */
    public String statement() {
        return statement;
    }
}
