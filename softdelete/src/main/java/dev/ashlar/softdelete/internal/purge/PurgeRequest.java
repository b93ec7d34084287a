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
package dev.ashlar.softdelete.internal.purge;

import dev.ashlar.core.transaction.Transactions;
import dev.ashlar.softdelete.LegalHold;
import dev.ashlar.softdelete.PurgeReport;
import dev.ashlar.softdelete.internal.mapping.Marks;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.UnknownEntityTypeException;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * What a purge was asked for.
 *
 * @param factory the persistence unit
 * @param type the entity, null for all that are soft-deletable
 * @param age how long ago rows have to be deleted, null for any time
 * @param chunk how many rows a transaction deletes at most
 * @param holds what keeps rows
 */
public record PurgeRequest(
        EntityManagerFactory factory,
        @Nullable Class<?> type,
        @Nullable Duration age,
        int chunk,
        List<LegalHold<?>> holds) {

    private static final int CHUNK = 1_000;

    /** Copies the list. */
    public PurgeRequest {
        holds = List.copyOf(holds);
    }

    /**
     * Of one entity.
     *
     * @throws IllegalArgumentException if it is not soft-deletable
     */
    public static PurgeRequest of(EntityManagerFactory factory, Class<?> type) {
        if (Marks.of(entity(factory, type)).isEmpty()) {
            throw new IllegalArgumentException("An entity is not soft-deletable: entity=" + type.getName()
                    + ". Its rows are never marked, so none waits for a purge.");
        }
        return new PurgeRequest(factory, type, null, CHUNK, List.of());
    }

    private static EntityPersister entity(EntityManagerFactory factory, Class<?> type) {
        try {
            return factory.unwrap(SessionFactoryImplementor.class)
                    .getMappingMetamodel()
                    .getEntityDescriptor(type);
        } catch (UnknownEntityTypeException e) {
            throw new IllegalArgumentException(
                    "A class is no entity of the factory: class=" + type.getName() + ". Give a soft-deletable entity.",
                    e);
        }
    }

    /** Of all soft-deletable entities. */
    public static PurgeRequest ofAll(EntityManagerFactory factory) {
        return new PurgeRequest(factory, null, null, CHUNK, List.of());
    }

    /** With an age. */
    public PurgeRequest olderThan(Duration other) {
        return new PurgeRequest(factory, type, other, chunk, holds);
    }

    /** With a size of chunks. */
    public PurgeRequest chunksOf(int rows) {
        return new PurgeRequest(factory, type, age, rows, holds);
    }

    /** With one more hold. */
    public PurgeRequest holding(LegalHold<?> hold) {
        List<LegalHold<?>> more = new ArrayList<>(holds);
        more.add(hold);
        return new PurgeRequest(factory, type, age, chunk, more);
    }

    /** Purges. */
    public PurgeReport run() {
        return new Run(Transactions.of(factory), this).run();
    }

    /** Says what would be purged. */
    public PurgeReport dryRun() {
        return new Run(Transactions.of(factory), this).dryRun();
    }
}
