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
package dev.ashlar.core;

import jakarta.persistence.Column;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Base of entities identified by a {@code Long} from a sequence, fetched 50 at a time, with a version and the two times.
 *
 * <p>Extend it and add attributes; nothing is to be overridden. {@code equals} and {@code hashCode} are final and follow
 * {@link Entities}: same root entity and same id, right for proxies without loading them and for an instance that was put
 * into a set before it was persisted. No other module of this library asks for this class: an entity with another
 * superclass uses the annotations.
 *
 * <p>The sequence is the entity's own (its name comes from the naming strategy), with an increment of 50: Hibernate's pooled
 * optimizer asks the database once per 50 inserts, and inserts are batched, at most 50 to a batch: the next ask ends the batch.
 *
 * <p>The id is given by {@code persist} or {@code insert} and has no setter, so {@code StatelessSession.upsert} is for
 * instances that were loaded; an entity that is upserted by an id from elsewhere declares its own.
 *
 * <p>Columns: {@code id}, {@code version}, {@code created_at}, {@code updated_at}, none of them nullable.
 */
@MappedSuperclass
public abstract class LongEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    @SequenceGenerator(allocationSize = 50)
    private @Nullable Long id;

    @Version
    @Column(nullable = false)
    private @Nullable Integer version;

    @CreatedAt
    @Column(name = "created_at", nullable = false)
    private @Nullable Instant createdAt;

    @UpdatedAt
    @Column(name = "updated_at", nullable = false)
    private @Nullable Instant updatedAt;

    /** For subclasses and Hibernate. */
    protected LongEntity() {}

    /** Returns the id, {@code null} before {@code persist}. */
    public @Nullable Long getId() {
        return id;
    }

    /** Returns how often the row was updated since its insert, {@code null} before the insert. */
    public @Nullable Integer getVersion() {
        return version;
    }

    /** Returns when the row was inserted, {@code null} before. */
    public @Nullable Instant getCreatedAt() {
        return createdAt;
    }

    /** Returns when the row was last written, {@code null} before the insert. */
    public @Nullable Instant getUpdatedAt() {
        return updatedAt;
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return Entities.equal(this, other, LongEntity::getId);
    }

    @Override
    public final int hashCode() {
        return Entities.hash(this);
    }
}
