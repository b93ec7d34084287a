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
package dev.ashlar.audit.internal.task;

import dev.ashlar.audit.AuditPurgeReport;
import dev.ashlar.audit.HistoryHold;
import dev.ashlar.audit.internal.model.LoggedEntity;
import dev.ashlar.core.transaction.Transactions;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * What a purge was asked for.
 *
 * @param factory the persistence unit
 * @param type the entity, null for all
 * @param age how long ago rows have to be written, null for any time
 * @param ages other ages, by entity
 * @param newest how many rows of a record are kept, 0 for none
 * @param holds what keeps histories
 * @param chunk how many rows a transaction looks at
 */
public record PurgeRequest(
        EntityManagerFactory factory,
        @Nullable Class<?> type,
        @Nullable Duration age,
        Map<String, Duration> ages,
        int newest,
        List<HistoryHold> holds,
        int chunk) {

    private static final int CHUNK = 1_000;

    /** Copies what is not immutable. */
    public PurgeRequest {
        ages = Map.copyOf(ages);
        holds = List.copyOf(holds);
    }

    /** Of one entity. */
    public static PurgeRequest of(EntityManagerFactory factory, Class<?> type) {
        LoggedClasses.of(factory.unwrap(SessionFactoryImplementor.class), type);
        return new PurgeRequest(factory, type, null, Map.of(), 0, List.of(), CHUNK);
    }

    /** Of all entities. */
    public static PurgeRequest ofAll(EntityManagerFactory factory) {
        return new PurgeRequest(factory, null, null, Map.of(), 0, List.of(), CHUNK);
    }

    /** With an age. */
    public PurgeRequest olderThan(Duration other) {
        return new PurgeRequest(factory, type, other, ages, newest, holds, chunk);
    }

    /** With an age for an entity. */
    public PurgeRequest olderThan(Class<?> of, Duration other) {
        Map<String, Duration> more = new HashMap<>(ages);
        for (LoggedEntity entity : LoggedClasses.of(factory.unwrap(SessionFactoryImplementor.class), of)) {
            more.put(entity.persister().getEntityName(), other);
        }
        return new PurgeRequest(factory, type, age, more, newest, holds, chunk);
    }

    /** With rows to keep. */
    public PurgeRequest keepingNewest(int rows) {
        return new PurgeRequest(factory, type, age, ages, rows, holds, chunk);
    }

    /** With one more hold. */
    public PurgeRequest holding(HistoryHold hold) {
        List<HistoryHold> more = new ArrayList<>(holds);
        more.add(hold);
        return new PurgeRequest(factory, type, age, ages, newest, more, chunk);
    }

    /** With a size of chunks. */
    public PurgeRequest chunksOf(int rows) {
        return new PurgeRequest(factory, type, age, ages, newest, holds, rows);
    }

    /** Purges. */
    public AuditPurgeReport run() {
        return new Purge(Transactions.of(factory), this, false).run();
    }

    /** Says what would be purged. */
    public AuditPurgeReport dryRun() {
        return new Purge(Transactions.of(factory), this, true).run();
    }

    /** How old rows of an entity have to be; null if they stay. */
    @Nullable
    Duration ageOf(String entityName) {
        Duration own = ages.get(entityName);
        if (own != null) {
            return own;
        }
        return age == null && ages.isEmpty() ? Duration.ZERO : age;
    }

    void refuseUnbounded() {
        if (age == null && ages.isEmpty() && newest == 0) {
            throw new IllegalStateException("A purge of the log has no bound, and would delete all of it: type="
                    + (type == null ? "all" : type.getName()) + ". Give it olderThan, or keepingNewest.");
        }
    }
}
