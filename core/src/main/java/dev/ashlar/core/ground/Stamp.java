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

/**
 * What an attribute is filled with, and when.
 *
 * @param annotation the annotation that asks for it, with its at sign, for messages
 * @param source what it is filled with
 * @param moment when it is filled
 */
public record Stamp(String annotation, Source source, Moment moment) {

    /** What an attribute is filled with. */
    public enum Source {
        /** The instant of the transaction. */
        TIME,
        /** The actor of the change, or null if there is none. */
        ACTOR
    }

    /** When an attribute is filled. */
    public enum Moment {
        /** On the insert, unless the application assigned a value; never updated. */
        INSERT,
        /** On every write. */
        WRITE
    }
}
