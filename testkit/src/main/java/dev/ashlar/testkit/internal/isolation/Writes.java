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

import dev.ashlar.testkit.internal.isolation.StatementEffects.TableName;
import java.util.LinkedHashSet;
import java.util.Set;

/** Where something wrote to, as far as its statements tell. Safe for many threads. */
final class Writes {

    private final Set<TableName> tables = new LinkedHashSet<>();
    private final Set<String> definitions = new LinkedHashSet<>();
    private boolean unclear;
    private boolean ddl;

    synchronized void add(StatementEffects effects) {
        tables.addAll(effects.tables());
        unclear |= effects.unclear();
        ddl |= effects.ddl();
        if (effects.defines() != null) {
            definitions.add(effects.defines());
        }
    }

    /** Moves what another one holds to this one. */
    void take(Writes other) {
        Set<TableName> moved;
        Set<String> movedDefinitions;
        boolean otherUnclear;
        boolean otherDdl;
        synchronized (other) {
            moved = Set.copyOf(other.tables);
            movedDefinitions = Set.copyOf(other.definitions);
            otherUnclear = other.unclear;
            otherDdl = other.ddl;
            other.clear();
        }
        synchronized (this) {
            tables.addAll(moved);
            definitions.addAll(movedDefinitions);
            unclear |= otherUnclear;
            ddl |= otherDdl;
        }
    }

    /** Something may have been written, or not. */
    synchronized void doubt() {
        unclear = true;
    }

    synchronized void clear() {
        tables.clear();
        definitions.clear();
        unclear = false;
        ddl = false;
    }

    synchronized Set<TableName> tables() {
        return Set.copyOf(tables);
    }

    /** What was defined other than whole tables, by its first words. */
    synchronized Set<String> definitions() {
        return Set.copyOf(definitions);
    }

    synchronized boolean isUnclear() {
        return unclear || ddl;
    }

    synchronized boolean isDdl() {
        return ddl;
    }

    synchronized boolean isEmpty() {
        return tables.isEmpty() && !isUnclear();
    }
}
