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
package dev.ashlar.audit.internal.trail;

import dev.ashlar.audit.AuditLog;
import dev.ashlar.audit.AuditSource;

/** What a row of the log says about a record's values. */
enum Effect {
    /** They begin: the new values are all. */
    BEGIN,
    /** Some changed. */
    CHANGE,
    /** They end: the old values are all. */
    END,
    /** It was there, and these were all. */
    BASELINE,
    /** Any may have changed. */
    ANY_CHANGE,
    /** It may have been deleted. */
    ANY_END,
    /** Nothing. */
    NONE;

    /**
     * Of a row.
     *
     * @param exists whether the record was there before
     */
    static Effect of(AuditLog row, boolean exists) {
        if (row.recordId().isEmpty()) {
            return ofSummary(row);
        }
        return switch (row.action()) {
            case INSERT -> BEGIN;
            case UPDATE, BULK_UPDATE, SOFT_DELETE, RESTORE -> CHANGE;
            case DELETE, BULK_DELETE -> END;
            // That of a record's old log rows says nothing of the record.
            case PURGE -> row.source() == AuditSource.TASK ? NONE : END;
            case BASELINE -> BASELINE;
            case ERASE -> NONE;
            case REVERT -> ofRevert(row, exists);
        };
    }

    private static Effect ofRevert(AuditLog row, boolean exists) {
        if (!row.changedFields().isEmpty()) {
            return CHANGE;
        }
        if (!row.newValues().isEmpty() || !row.oldValues().isEmpty()) {
            return row.oldValues().isEmpty() ? BEGIN : END;
        }
        return exists ? END : BEGIN; // of an entity without attributes
    }

    private static Effect ofSummary(AuditLog row) {
        if (row.source() == AuditSource.TASK) {
            return NONE;
        }
        return switch (row.action()) {
            case BULK_UPDATE, SOFT_DELETE, RESTORE -> ANY_CHANGE;
            case BULK_DELETE, PURGE -> ANY_END;
            default -> NONE;
        };
    }
}
