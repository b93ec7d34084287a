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

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Trait of an entity that embeds {@link Deletion}; the marks are read through it, embedded value or not. */
public interface Deletable {

    /** Returns the embedded value, {@code null} of a live row. */
    @Nullable
    Deletion getDeletion();

    /** Whether the row is marked as deleted. */
    default boolean isDeleted() {
        return deletedAt().isPresent();
    }

    /** When the row was deleted; empty while it is live. */
    default Optional<Instant> deletedAt() {
        return Optional.ofNullable(getDeletion()).map(Deletion::deletedAt);
    }

    /** The name of the actor who deleted the row; empty while it is live and where none was known. */
    default Optional<String> deletedBy() {
        return Optional.ofNullable(getDeletion()).map(Deletion::deletedBy);
    }

    /** The deletion that the row was deleted by, for {@link SoftDeletes#restoreDeletion}; empty while it is live. */
    default Optional<UUID> deletionId() {
        return Optional.ofNullable(getDeletion()).map(Deletion::deletionId);
    }
}
