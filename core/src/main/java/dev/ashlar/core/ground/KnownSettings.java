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

import java.util.Set;

/**
 * The settings that a module reads, so that one with a slip of the pen is refused at boot and not passed over.
 *
 * <p>Found by the service loader. Every setting of this library starts with {@value #PREFIX}; one that no module on the class
 * path knows is a problem, unless it is a system property of the JVM, which may be meant for something else.
 */
@FunctionalInterface
public interface KnownSettings {

    /** What the names of our settings start with. */
    String PREFIX = "ashlar.";

    /** The full names. */
    Set<String> names();
}
