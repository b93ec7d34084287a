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
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One signed batch of log rows. */
@Entity
@Table(name = AuditSeal.TABLE, comment = "Signed batches of log rows, each chained to the one before")
@Immutable
@NotLogged
public class AuditSeal {

    /** Name of the table, before a naming strategy of the application. */
    public static final String TABLE = "audit_seals";

    static final int MAX_KEY_ID = 100;
    static final int SHA_256 = 32;

    @Id
    @Column(name = "id", nullable = false, updatable = false, comment = "From 1, without gaps")
    long id;

    @Column(name = "row_count", nullable = false, updatable = false)
    int rowCount;

    @Column(
            name = "last_log_id",
            nullable = false,
            updatable = false,
            comment = "Rows up to it are sealed; what comes with a smaller id is late")
    UUID lastLogId;

    @Column(
            name = "sealed_until",
            nullable = false,
            updatable = false,
            comment = "Rows of transactions before it are sealed; what comes with an earlier time is late")
    Instant sealedUntil;

    @Column(
            name = "late_rows",
            nullable = false,
            updatable = false,
            comment = "Whether its rows were late, and were accepted")
    boolean late;

    @Column(name = "rows_digest", nullable = false, updatable = false, length = SHA_256)
    byte[] rowsDigest;

    @Column(name = "key_id", nullable = false, updatable = false, length = MAX_KEY_ID)
    String keyId;

    @Column(name = "previous_signature", updatable = false, length = SHA_256, comment = "Absent in the first")
    byte @Nullable [] previousSignature;

    @Column(name = "signature", nullable = false, updatable = false, length = SHA_256, comment = "HMAC with SHA-256")
    byte[] signature;

    @Column(name = "created_at", nullable = false, updatable = false)
    Instant createdAt;

    /** For Hibernate. */
    protected AuditSeal() {
        lastLogId = new UUID(0, 0);
        sealedUntil = Instant.EPOCH;
        rowsDigest = new byte[0];
        keyId = "";
        signature = new byte[0];
        createdAt = Instant.EPOCH;
    }

    /** What is signed. */
    byte[] fingerprint() {
        return Fingerprint.of("ashlar audit seal 1")
                .add(id)
                .add(rowCount)
                .add(lastLogId)
                .add(sealedUntil)
                .add(late)
                .add(rowsDigest)
                .add(keyId)
                .add(previousSignature)
                .add(createdAt)
                .end();
    }
}
