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
package dev.ashlar.audit;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why something cannot be taken back.
 *
 * @param kind why
 * @param entityName the record's entity
 * @param recordId its identifier as text, empty for many records
 * @param attribute the attribute; empty if it is the record as a whole
 * @param logged the value after the change, as the log has it
 * @param current the value now
 * @param wanted the value before the change, as the log has it
 */
public record RevertConflict(
        Kind kind,
        String entityName,
        String recordId,
        String attribute,
        @Nullable Object logged,
        @Nullable Object current,
        @Nullable Object wanted) {

    /** What may be in the way. */
    public enum Kind {
        /** The value is not what the change left: somebody changed it since. */
        CHANGED_SINCE,
        /** The log does not have the value before, or not enough of it: it is masked, erased, a digest, or was not loaded. */
        NOT_KEPT,
        /** There is no such record that the session could see. A soft-deleted one is seen in a block that sees deleted rows. */
        RECORD_MISSING,
        /** A deleted record is there again. */
        RECORD_EXISTS,
        /** The value refers to a record that is not there. */
        REFERENCE_MISSING,
        /** The database makes the identifiers, and would not give the deleted record its own. */
        GENERATED_IDENTIFIER,
        /** There is nothing to take back: a statement without its rows, a baseline, an erasure, or an entity that is not mapped any more. */
        NOT_REVERTIBLE
    }

    /** Checks what must be there. */
    public RevertConflict {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(entityName, "entityName");
        Objects.requireNonNull(recordId, "recordId");
        Objects.requireNonNull(attribute, "attribute");
    }

    @Override
    public String toString() {
        return kind + " " + entityName + "#" + recordId + (attribute.isEmpty() ? "" : "." + attribute) + " logged=["
                + logged + "] current=[" + current + "] wanted=[" + wanted + "]";
    }
}
