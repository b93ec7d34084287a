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
import dev.ashlar.audit.internal.model.LoggedEntity;
import dev.ashlar.core.ground.Ground;
import dev.ashlar.core.transaction.Retry;
import dev.ashlar.core.transaction.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** One purge: entity by entity, chunk by chunk. */
final class Purge {

    /** Of a chunk that a deadlock or a lock timeout ended. */
    private static final Retry RETRY = Retry.upTo(3);

    private final Transactions transactions;
    private final PurgeRequest request;
    private final SessionFactoryImplementor factory;
    private final boolean dry;

    Purge(Transactions transactions, PurgeRequest request, boolean dry) {
        this.transactions = dry ? transactions.readOnly() : transactions.retrying(RETRY);
        this.request = request;
        this.factory = request.factory().unwrap(SessionFactoryImplementor.class);
        this.dry = dry;
    }

    /**
     * The rows of one entity.
     *
     * @param tableName its table in the log
     * @param entityName its name in the log
     * @param createdBefore rows of earlier transactions go
     */
    record Target(String tableName, String entityName, Instant createdBefore) {}

    AuditPurgeReport run() {
        request.refuseUnbounded();
        List<AuditPurgeReport.OfEntity> entities = new ArrayList<>();
        for (Target target : targets()) {
            AuditPurgeReport.OfEntity counts = purge(target);
            if (counts.purged() + counts.held() + counts.newest() > 0) {
                entities.add(counts);
            }
        }
        return new AuditPurgeReport(entities);
    }

    private List<Target> targets() {
        Instant now = Ground.of(factory).now();
        List<Target> targets = new ArrayList<>();
        if (request.type() != null) {
            for (LoggedEntity entity : LoggedClasses.of(factory, request.type())) {
                add(targets, now, entity.tableName(), entity.persister().getEntityName());
            }
        } else {
            // From the log: it has rows of entities that are not mapped any more.
            transactions
                    .stateless()
                    .run(session -> session.createSelectionQuery(
                                    "select distinct l.tableName, l.entityName from AuditLog l order by l.tableName, l.entityName",
                                    Object[].class)
                            .getResultList()
                            .forEach(row -> add(targets, now, (String) row[0], (String) row[1])));
        }
        return targets;
    }

    private void add(List<Target> targets, Instant now, String tableName, String entityName) {
        Duration age = request.ageOf(entityName);
        if (age != null) {
            targets.add(new Target(tableName, entityName, now.minus(age)));
        }
    }

    private AuditPurgeReport.OfEntity purge(Target target) {
        PurgeChunk.Result total = PurgeChunk.Result.BEGIN;
        int chunks = 0;
        boolean more = true;
        while (more) {
            PurgeChunk.Result before = total;
            total = transactions.stateless().call(session -> chunk(session, target, before));
            chunks += total.purged() > before.purged() ? 1 : 0;
            more = !total.isEnd();
        }
        return new AuditPurgeReport.OfEntity(
                target.entityName(), target.createdBefore(), total.purged(), total.held(), total.newest(), chunks);
    }

    /** All of its effects are in its transaction and its result, so that it can be tried again. */
    private PurgeChunk.Result chunk(Object session, Target target, PurgeChunk.Result before) {
        return new PurgeChunk((SharedSessionContractImplementor) session, request, target, dry).run(before);
    }
}
