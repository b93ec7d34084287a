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

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a text of one or more statements does, as far as it tells.
 *
 * @param tables into which it writes
 * @param unclear whether it may write somewhere else: it calls something
 * @param ddl whether it defines something
 * @param setting whether it changes a setting of its connection
 * @param constraints whether that is the mode of deferrable constraints
 * @param defines the first words of a definition other than that of a whole table, or {@code null}
 * @param ends its first words, if it would end the transaction that it runs in
 */
record StatementEffects(
        Set<TableName> tables,
        boolean unclear,
        boolean ddl,
        boolean setting,
        boolean constraints,
        @Nullable String defines,
        @Nullable String ends) {

    /** A table as a statement names it, in lower case: more tables than one may be meant. */
    record TableName(@Nullable String schema, String table) {

        TableName {
            schema = schema == null ? null : schema.toLowerCase(Locale.ROOT);
            table = table.toLowerCase(Locale.ROOT);
        }
    }

    /** Whether rows may be changed. */
    boolean writes() {
        return unclear || ddl || !tables.isEmpty();
    }
}
