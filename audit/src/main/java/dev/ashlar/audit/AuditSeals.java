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

import dev.ashlar.audit.internal.seal.SealCheck;
import dev.ashlar.audit.internal.seal.SealRequest;
import dev.ashlar.audit.internal.seal.Sealing;
import dev.ashlar.core.transaction.Transactions;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.Objects;
import javax.crypto.SecretKey;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * Seals of the log: a job chains committed rows into signed batches, and a check says what was changed, removed or inserted since. An
 * immutable value, safe for many threads.
 *
 * <pre>{@code
 * AuditSeals seals = AuditSeals.of(factory).key("2026", key);
 * SealReport report = seals.seal();            // every few minutes, by a job
 * SealVerification found = seals.verify(anchor); // anchor: of an earlier report, kept elsewhere
 * }</pre>
 *
 * <p>Writing the log costs nothing more: seals are made afterwards, in tables of their own, {@code audit_seals} and
 * {@code audit_seal_rows}, which {@link AuditSettings#SEALS} maps.
 *
 * <p>Who can write the database but has no key can change nothing that is sealed without being found; what he writes before it is sealed
 * is sealed as it is then. Removing the newest seals together with their rows is found with an {@link SealAnchor anchor} only.
 *
 * <p>Of values only salted digests are kept, and an erasure deletes the salt: nothing tells of an erased value, and the chain still holds.
 * It holds after a purge too, and after months were dropped, as long as rows of action {@link AuditAction#ERASE} and
 * {@link AuditAction#PURGE} account for what is missing.
 *
 * @apiNote The key must not be in the same database, nor with whoever administers it.
 */
public final class AuditSeals {

    private static final int MAX_BATCH = 10_000;

    private final SealRequest request;

    private AuditSeals(SealRequest request) {
        this.request = request;
    }

    /**
     * The seals of a persistence unit.
     *
     * @param factory one of Hibernate, or a proxy that unwraps to one; open, its transactions resource-local
     * @throws IllegalArgumentException if it is of another provider, its transactions are JTA's, or seals are not mapped in it
     * @throws IllegalStateException if it is closed
     */
    public static AuditSeals of(EntityManagerFactory factory) {
        Transactions.of(factory); // refuses what it cannot work with
        SessionFactoryImplementor unit = factory.unwrap(SessionFactoryImplementor.class);
        if (!SealRequest.isMapped(unit)) {
            throw new IllegalArgumentException("Seals are not mapped in the persistence unit: unit=" + unit.getName()
                    + ". Set " + AuditSettings.SEALS + "=true, put @AuditLogged on an entity, and create the tables.");
        }
        return new AuditSeals(SealRequest.of(factory));
    }

    /**
     * The key that signs from now on, and checks what it signed.
     *
     * @param id its name, which is in each seal; up to 100 characters, the same key always by the same name
     * @param key one for HMAC with SHA-256, of 32 random bytes or more
     * @throws IllegalArgumentException if the id is blank, too long or given before, or the key is shorter
     */
    public AuditSeals key(String id, SecretKey key) {
        return with(id, key, true);
    }

    /**
     * A key that signed before, and only checks now.
     *
     * @throws IllegalArgumentException as {@link #key} does
     */
    public AuditSeals formerKey(String id, SecretKey key) {
        return with(id, key, false);
    }

    private AuditSeals with(String id, SecretKey key, boolean signs) {
        return new AuditSeals(request.key(Objects.requireNonNull(id, "id"), Objects.requireNonNull(key, "key"), signs));
    }

    /**
     * How old rows have to be before they are sealed; without it 15 minutes. It must be longer than any transaction takes from its first
     * change to its commit, and than the clocks of all writers differ: rows that come later than that are taken for inserted ones.
     *
     * @param time zero or more; zero is right where nothing is written while it seals
     * @throws IllegalArgumentException if it is negative
     */
    public AuditSeals grace(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException(
                    "Rows cannot be sealed before they are written: grace=" + time + ". Give zero or more.");
        }
        return new AuditSeals(request.grace(time));
    }

    /**
     * The most rows of a seal; without it 1,000. They are locked against erasures and purges while it is made.
     *
     * @param rows 1 to 10,000
     * @throws IllegalArgumentException if it is out of this range
     */
    public AuditSeals batchesOf(int rows) {
        if (rows < 1 || rows > MAX_BATCH) {
            throw new IllegalArgumentException(
                    "A seal has too few or too many rows: rows=" + rows + ". Give 1 to " + MAX_BATCH + ".");
        }
        return new AuditSeals(request.batch(rows));
    }

    /**
     * The most findings that a verification lists; without it 100. It counts all.
     *
     * @param max zero or more
     * @throws IllegalArgumentException if it is negative
     */
    public AuditSeals findings(int max) {
        if (max < 0) {
            throw new IllegalArgumentException("Fewer than no findings: max=" + max + ". Give zero or more.");
        }
        return new AuditSeals(request.findings(max));
    }

    /**
     * Seals late rows too, in seals of their own that say so: those that a verification tells as {@link SealFinding.Kind#INSERTED}, once
     * somebody has looked at them. A transaction that took very long writes such rows, and an import of an older history.
     */
    public AuditSeals acceptingLate() {
        return new AuditSeals(request.acceptingLate());
    }

    /**
     * Seals all rows that are old enough, in batches, each in a transaction of its own. Several may run at once: one waits for the other.
     *
     * @throws IllegalStateException if no key signs, the factory is closed, or this thread is in a transaction of it
     */
    public SealReport seal() {
        return Sealing.run(request);
    }

    /**
     * Checks all seals and all rows. It reads both tables once, in one transaction that sees them as they were when it began, and has a few
     * hundred rows in memory at a time.
     *
     * @throws IllegalStateException if the factory is closed, or this thread is in a transaction of it
     */
    public SealVerification verify() {
        return SealCheck.run(request, null);
    }

    /**
     * Checks that the chain reaches as far as it once did, too.
     *
     * @param anchor the newest that was kept
     * @throws IllegalStateException as {@link #verify()} does
     */
    public SealVerification verify(SealAnchor anchor) {
        return SealCheck.run(request, Objects.requireNonNull(anchor, "anchor"));
    }
}
