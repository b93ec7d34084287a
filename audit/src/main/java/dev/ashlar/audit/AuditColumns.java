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

import dev.ashlar.core.Actor;
import dev.ashlar.core.CreatedAt;
import dev.ashlar.core.UpdatedAt;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who created and last wrote a row, and when, as one embedded value, for entities that keep their superclass.
 *
 * <pre>{@code
 * @Entity
 * public class Page implements Accountable {
 *     private AuditColumns columns;
 *
 *     public AuditColumns getAuditColumns() {
 *         return columns;
 *     }
 * }
 * }</pre>
 *
 * <p>The application never builds one: the first insert does. A copy held from before an update keeps the old values. An entity that
 * has the two times already, from {@link dev.ashlar.core.LongEntity} for example, adds {@link CreatedBy} and {@link UpdatedBy} as
 * attributes instead: the columns would clash.
 *
 * @param createdAt when the row was inserted, {@code null} before
 * @param createdBy the name of the actor who inserted it, {@code null} before and where none was known
 * @param updatedAt when the row was last written, {@code null} before the insert
 * @param updatedBy the name of the actor who last wrote it, {@code null} before the insert and where none was known
 */
@Embeddable
public record AuditColumns(
        @CreatedAt @Column(name = "created_at", nullable = false) @Nullable
        Instant createdAt,

        @CreatedBy @Column(name = "created_by", length = Actor.MAX_NAME) @Nullable
        String createdBy,

        @UpdatedAt @Column(name = "updated_at", nullable = false) @Nullable
        Instant updatedAt,

        @UpdatedBy @Column(name = "updated_by", length = Actor.MAX_NAME) @Nullable
        String updatedBy) {}
