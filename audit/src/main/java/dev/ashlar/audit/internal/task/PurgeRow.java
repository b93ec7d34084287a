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
package dev.ashlar.audit.internal.task;

import dev.ashlar.audit.AuditAction;
import dev.ashlar.audit.AuditSource;
import dev.ashlar.audit.internal.json.JsonWriter;
import dev.ashlar.audit.internal.seal.SealedRows;
import dev.ashlar.audit.internal.write.LogRow;
import dev.ashlar.audit.internal.write.LogWriter;
import dev.ashlar.core.ground.ChangeScope;
import dev.ashlar.core.ground.Ground;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * The row in which a purge tells of itself.
 *
 * @param transactionId the transaction that wrote it
 * @param createdBefore the bound
 * @param rows how many rows were deleted until now
 */
record PurgeRow(UUID transactionId, Instant createdBefore, long rows) {

    /** Its place in a transaction that writes no other. */
    static final int SEQUENCE = 1;

    /** Whether it may count on: a seal that has it has its count too. */
    boolean isOpen(SharedSessionContractImplementor session) {
        return SealedRows.isOpen(session, transactionId, SEQUENCE);
    }

    /** With the first rows that were deleted. */
    static PurgeRow write(SharedSessionContractImplementor session, Purge.Target target, long rows) {
        return write(session, target, rows, SEQUENCE);
    }

    /** As one of several of its transaction. */
    static PurgeRow write(SharedSessionContractImplementor session, Purge.Target target, long rows, int sequence) {
        ChangeScope scope = Ground.of(session).scope(session);
        LogWriter.of(session)
                .write(
                        session,
                        List.of(new LogRow(
                                scope.id(),
                                sequence,
                                target.tableName(),
                                target.entityName(),
                                null,
                                AuditAction.PURGE,
                                null,
                                values(target.createdBefore(), rows),
                                null,
                                scope.context(),
                                AuditSource.TASK,
                                null,
                                scope.instant())));
        return new PurgeRow(scope.id(), target.createdBefore(), rows);
    }

    /** With more of them; the row is in the database already. */
    PurgeRow plus(SharedSessionContractImplementor session, long more) {
        LogColumns.of(session).replaceOf(session, transactionId, SEQUENCE, values(createdBefore, rows + more));
        return new PurgeRow(transactionId, createdBefore, rows + more);
    }

    private static String values(Instant createdBefore, long rows) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("createdBefore", createdBefore.toString());
        values.put("rows", rows);
        try (JsonWriter writer = new JsonWriter(Integer.MAX_VALUE)) {
            writer.any(values);
            return writer.finish();
        }
    }
}
