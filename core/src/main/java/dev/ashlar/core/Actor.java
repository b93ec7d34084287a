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

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who acts: a name for people to read, and, where rows refer to the actor by another value, the key.
 *
 * <p>{@code Actor.user("alice")} fits attributes of type String. An attribute of type Long or UUID, and a to-one to the
 * application's user, takes the key: {@code Actor.user("alice", 7L)}. Without a key the name is parsed, so
 * {@code Actor.user("7")} fits a Long too.
 *
 * @param kind what sort of actor it is
 * @param name not blank, at most {@value #MAX_NAME} characters
 * @param key the id of the actor's row: what a to-one has as identifier, or a Long or UUID attribute holds
 */
public record Actor(Kind kind, String name, @Nullable Object key) {

    /** Longest name, in characters. */
    public static final int MAX_NAME = 255;

    /** Sorts of actors. */
    public enum Kind {
        /** A person, or a client that acts for one. */
        USER,
        /** The application itself, without anybody asking. */
        SYSTEM,
        /** A scheduled or queued job. */
        JOB,
        /** Somebody who did not say who they are. */
        ANONYMOUS
    }

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the name is blank or longer than {@value #MAX_NAME} characters
     */
    public Actor {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        if (name.isBlank()) {
            throw new IllegalArgumentException("An actor needs a name: kind=" + kind + " name=[" + name
                    + "]. For somebody unknown use Actor.anonymous(), for the application itself Actor.system(\"…\").");
        }
        ContextText.requireFits("actor", name, MAX_NAME);
    }

    /** A user known by name alone. */
    public static Actor user(String name) {
        return new Actor(Kind.USER, name, null);
    }

    /** A user whose row has the given id. */
    public static Actor user(String name, Object key) {
        return new Actor(Kind.USER, name, Objects.requireNonNull(key, "key"));
    }

    /** A part of the application that acts on its own. */
    public static Actor system(String name) {
        return new Actor(Kind.SYSTEM, name, null);
    }

    /** A scheduled or queued job. */
    public static Actor job(String name) {
        return new Actor(Kind.JOB, name, null);
    }

    /** Somebody unknown, named {@code anonymous}. */
    public static Actor anonymous() {
        return new Actor(Kind.ANONYMOUS, "anonymous", null);
    }

    /** The same actor with the id of its row. */
    public Actor withKey(Object key) {
        return new Actor(kind, name, Objects.requireNonNull(key, "key"));
    }
}
