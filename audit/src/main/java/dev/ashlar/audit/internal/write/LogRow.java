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
package dev.ashlar.audit.internal.write;

import dev.ashlar.audit.AuditAction;
import dev.ashlar.audit.AuditSource;
import dev.ashlar.audit.internal.json.JsonWriter;
import dev.ashlar.core.ChangeContext;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row to write; the values are JSON.
 *
 * @param transactionId id of the transaction
 * @param sequence place within it, from 1
 * @param tableName table of the record
 * @param entityName entity of the record
 * @param recordId identifier of the record
 * @param action what happened
 * @param oldValues values before
 * @param newValues values after
 * @param changedFields names of what changed
 * @param context who and why
 * @param source where it comes from
 * @param revertedId what it takes back
 * @param createdAt instant of the transaction
 */
public record LogRow(
        UUID transactionId,
        int sequence,
        String tableName,
        String entityName,
        @Nullable String recordId,
        AuditAction action,
        @Nullable String oldValues,
        @Nullable String newValues,
        @Nullable String changedFields,
        ChangeContext context,
        AuditSource source,
        @Nullable UUID revertedId,
        Instant createdAt) {

    /** The same without its values. */
    LogRow erased() {
        return new LogRow(
                transactionId,
                sequence,
                tableName,
                entityName,
                recordId,
                action,
                JsonWriter.erased(oldValues),
                JsonWriter.erased(newValues),
                changedFields,
                context,
                source,
                revertedId,
                createdAt);
    }
}
