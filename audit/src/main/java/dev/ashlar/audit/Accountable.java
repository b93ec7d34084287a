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

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Trait of an entity that embeds {@link AuditColumns}; who and when are read through it, embedded value or not. */
public interface Accountable {

    /** Returns the embedded value, {@code null} before the insert and where Hibernate loaded it as null. */
    @Nullable
    AuditColumns getAuditColumns();

    /** When the row was inserted; empty before. */
    default Optional<Instant> createdAt() {
        return Optional.ofNullable(getAuditColumns()).map(AuditColumns::createdAt);
    }

    /** The name of the actor who inserted the row; empty before and where none was known. */
    default Optional<String> createdBy() {
        return Optional.ofNullable(getAuditColumns()).map(AuditColumns::createdBy);
    }

    /** When the row was last written; empty before the insert. */
    default Optional<Instant> updatedAt() {
        return Optional.ofNullable(getAuditColumns()).map(AuditColumns::updatedAt);
    }

    /** The name of the actor who last wrote the row; empty before the insert and where none was known. */
    default Optional<String> updatedBy() {
        return Optional.ofNullable(getAuditColumns()).map(AuditColumns::updatedBy);
    }
}
