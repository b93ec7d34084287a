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
package dev.ashlar.testkit.internal.isolation;

import dev.ashlar.testkit.internal.isolation.TableCatalog.Table;
import java.util.Set;

/** A class or a test whose writes are committed for real. */
final class CommittedLevel {

    final String name;
    final Writes writes = new Writes();
    /** What was written before the level within began. */
    final Writes before = new Writes();
    /** The tables that have rows of this level, as the level within found them. */
    Set<Table> filled = Set.of();
    /** Whether a level within was proven to have left nothing. */
    boolean proven;

    CommittedLevel(String name) {
        this.name = name;
    }
}
