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
package dev.ashlar.audit.internal.seal;

import dev.ashlar.audit.NotLogged;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a seal keeps of one log row. It outlives the row, and holds none of its values: only commitments, and the salt without which they
 * tell nothing, which goes when the values are erased.
 */
@Entity
@Table(name = AuditSealRow.TABLE, comment = "What the seals keep of each log row; it outlives the row")
@NotLogged
public class AuditSealRow {

    /** Name of the table, before a naming strategy of the application. */
    public static final String TABLE = "audit_seal_rows";

    static final int SALT = 16;
    static final int SUBJECT = 16;

    /** So that no engine needs a large object for it; an entity would need tens of thousands of attributes. */
    private static final int MAX_COMMITMENTS = 1_000_000;

    @Id
    @Column(
            name = "log_id",
            nullable = false,
            updatable = false,
            comment = "The log row; no foreign key, for the row may be purged")
    UUID logId;

    @SuppressWarnings("UnusedVariable") // by queries
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "seal_id", nullable = false, updatable = false)
    private AuditSeal seal;

    @Column(name = "place", nullable = false, updatable = false, comment = "Place within the seal, from 1")
    int place;

    @Column(name = "logged_at", nullable = false, updatable = false, comment = "When the log row says it was created")
    Instant loggedAt;

    @Column(
            name = "subject",
            nullable = false,
            updatable = false,
            length = SUBJECT,
            comment = "Digest of the names of table and entity")
    byte[] subject;

    @Column(
            name = "purged_rows",
            updatable = false,
            comment = "Of a row that tells of a purge: how many sealed rows it took")
    @Nullable
    Long purgedRows;

    @Column(name = "purged_before", updatable = false, comment = "Of a row that tells of a purge: its bound")
    @Nullable
    Instant purgedBefore;

    @Column(
            name = "content",
            nullable = false,
            updatable = false,
            length = AuditSeal.SHA_256,
            comment = "Digest of the row")
    byte[] content;

    @Column(name = "salt", length = SALT, comment = "Absent once the values of the row are erased, or it is purged")
    byte @Nullable [] salt;

    @Column(
            name = "commitments",
            length = MAX_COMMITMENTS,
            comment = "Salted digests of the values; absent once the row is purged")
    byte @Nullable [] commitments;

    @Column(name = "erased_by", comment = "The transaction whose log row tells of the erasure")
    @Nullable
    UUID erasedBy;

    @Column(name = "purged_by", comment = "The log row that tells of the purge")
    @Nullable
    UUID purgedBy;

    @Column(name = "created_at", nullable = false, updatable = false)
    Instant createdAt;

    @Column(name = "updated_at", nullable = false)
    Instant updatedAt;

    /** For Hibernate. */
    protected AuditSealRow() {
        this(new UUID(0, 0), new AuditSeal(), 0);
    }

    AuditSealRow(UUID logId, AuditSeal seal, int place) {
        this.logId = logId;
        this.seal = seal;
        this.place = place;
        this.loggedAt = Instant.EPOCH;
        this.subject = new byte[0];
        this.content = new byte[0];
        this.createdAt = Instant.EPOCH;
        this.updatedAt = Instant.EPOCH;
    }

    /** What the seal is made of: all that never changes. */
    byte[] fingerprint() {
        return Fingerprint.of("ashlar audit seal row 1")
                .add(logId)
                .add(place)
                .add(loggedAt)
                .add(subject)
                .add(purgedRows)
                .add(purgedBefore)
                .add(content)
                .end();
    }
}
