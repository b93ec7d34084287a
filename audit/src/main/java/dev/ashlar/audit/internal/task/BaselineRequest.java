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

import dev.ashlar.audit.BaselineReport;
import dev.ashlar.audit.internal.model.LoggedEntity;
import dev.ashlar.core.transaction.Transactions;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * What a baseline was asked for.
 *
 * @param factory the persistence unit
 * @param entities the entities
 * @param chunk how many records a transaction reads
 */
public record BaselineRequest(EntityManagerFactory factory, List<LoggedEntity> entities, int chunk) {

    private static final int CHUNK = 200;

    /** Copies the list. */
    public BaselineRequest {
        entities = List.copyOf(entities);
    }

    /** Of one entity. */
    public static BaselineRequest of(EntityManagerFactory factory, Class<?> type) {
        return new BaselineRequest(
                factory, LoggedClasses.of(factory.unwrap(SessionFactoryImplementor.class), type), CHUNK);
    }

    /** Of all that are logged. */
    public static BaselineRequest ofAll(EntityManagerFactory factory) {
        return new BaselineRequest(factory, LoggedClasses.all(factory.unwrap(SessionFactoryImplementor.class)), CHUNK);
    }

    /** With a size of chunks. */
    public BaselineRequest chunksOf(int records) {
        return new BaselineRequest(factory, entities, records);
    }

    /** Writes what is missing. */
    public BaselineReport run() {
        return new BaselineRun(Transactions.of(factory), this).run();
    }
}
