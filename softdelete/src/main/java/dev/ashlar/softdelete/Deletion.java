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
package dev.ashlar.softdelete;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The marks of a deletion as one embedded value, for entities that keep their attributes few.
 *
 * <pre>{@code
 * @Entity
 * @SoftDeletable
 * public class Tag implements Deletable {
 *     private Deletion deletion;
 *
 *     public Deletion getDeletion() {
 *         return deletion;
 *     }
 * }
 * }</pre>
 *
 * <p>The application never builds one: {@code remove} does. Hibernate loads that of a live row as null; {@link Deletable} copes
 * with it.
 *
 * @param deletedAt when the row was deleted
 * @param deletedBy the name of the actor who deleted it, {@code null} where none was known
 * @param deletionId the deletion that the row was deleted by
 */
@Embeddable
public record Deletion(
        @DeletedAt @Column(name = "deleted_at") @Nullable Instant deletedAt,

        @DeletedBy @Column(name = "deleted_by") @Nullable String deletedBy,

        @DeletionId @Column(name = "deletion_id") @Nullable UUID deletionId) {}
