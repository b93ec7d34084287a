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

/** The actor has neither a key nor a name of the type that an attribute wants. */
public final class ActorMismatchException extends PersistenceException {

    private static final long serialVersionUID = 1L;

    private final String attribute;
    private final transient Actor actor;

    /** For this library. */
    public ActorMismatchException(Actor actor, String attribute, Class<?> type) {
        super("The actor does not fit the attribute: actor=[" + actor.name() + "] key=[" + actor.key() + "] attribute="
                + attribute + " type=" + type.getName() + ". Give the actor a key of that type, such as Actor.user(\""
                + actor.name() + "\", key).");
        this.attribute = attribute;
        this.actor = actor;
    }

    /** Returns the entity and attribute, as {@code Entity.attribute}. */
    public String attribute() {
        return attribute;
    }

    /** Returns the actor; {@code null} after serialization. */
    public Actor actor() {
        return actor;
    }
}
