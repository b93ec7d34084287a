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
package dev.ashlar.audit.internal.capture;

import dev.ashlar.audit.AuditAction;
import dev.ashlar.audit.AuditSource;
import dev.ashlar.audit.internal.model.LoggedEntity;
import dev.ashlar.core.ChangeContext;
import org.jspecify.annotations.Nullable;

/**
 * What happened to many records, or to one, of which the log has no values.
 *
 * @param entity their entity
 * @param recordId the one record; null for many
 * @param action what happened
 * @param source where it comes from
 * @param text the statement with its parameters left out, or what was done; null to leave the values out
 * @param count how many rows
 * @param context who and why
 * @param order place among all changes of the transaction
 */
public record Summary(
        LoggedEntity entity,
        @Nullable String recordId,
        AuditAction action,
        AuditSource source,
        @Nullable String text,
        long count,
        ChangeContext context,
        long order) {

    Summary at(long place) {
        return new Summary(entity, recordId, action, source, text, count, context, place);
    }
}
