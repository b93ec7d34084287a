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

import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import javax.crypto.SecretKey;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * How to seal and check.
 *
 * @param factory the persistence unit
 * @param keys the keys
 * @param grace how old a row has to be
 * @param batch the most rows of a seal
 * @param findings the most findings that are listed
 * @param late whether rows that came late are sealed
 */
public record SealRequest(
        EntityManagerFactory factory, SealKeys keys, Duration grace, int batch, int findings, boolean late) {

    /** With all defaults. */
    public static SealRequest of(EntityManagerFactory factory) {
        return new SealRequest(factory, SealKeys.NONE, Duration.ofMinutes(15), 1_000, 100, false);
    }

    /** Whether seals are mapped in a factory. */
    public static boolean isMapped(SessionFactoryImplementor factory) {
        return factory.getMappingMetamodel().findEntityDescriptor(AuditSealRow.class) != null;
    }

    /** With one more key. */
    public SealRequest key(String id, SecretKey key, boolean signs) {
        return new SealRequest(factory, keys.with(id, key, signs), grace, batch, findings, late);
    }

    /** With another grace. */
    public SealRequest grace(Duration time) {
        return new SealRequest(factory, keys, time, batch, findings, late);
    }

    /** With other batches. */
    public SealRequest batch(int rows) {
        return new SealRequest(factory, keys, grace, rows, findings, late);
    }

    /** With another limit. */
    public SealRequest findings(int max) {
        return new SealRequest(factory, keys, grace, batch, max, late);
    }

    /** Sealing late rows too. */
    public SealRequest acceptingLate() {
        return new SealRequest(factory, keys, grace, batch, findings, true);
    }
}
