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
import dev.ashlar.core.CoreSettings;
import dev.ashlar.core.MissingActorException;
import dev.ashlar.core.ground.Ground;
import dev.ashlar.core.transaction.Isolation;
import dev.ashlar.core.transaction.Retry;
import dev.ashlar.core.transaction.StatelessTransactions;
import dev.ashlar.core.transaction.Transactions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** One baseline: entity by entity, chunk by chunk. */
final class BaselineRun {

    /** Of a chunk that a deadlock or a lock timeout ended. */
    private static final Retry RETRY = Retry.upTo(3);

    private final StatelessTransactions transactions;
    private final BaselineRequest request;

    BaselineRun(Transactions transactions, BaselineRequest request) {
        // With a snapshot of its beginning, a transaction would not see what was committed before it got its locks.
        this.transactions =
                transactions.isolation(Isolation.READ_COMMITTED).retrying(RETRY).stateless();
        this.request = request;
    }

    BaselineReport run() {
        refuseWithoutActor();
        List<BaselineReport.OfEntity> entities = new ArrayList<>();
        for (LoggedEntity entity : request.entities()) {
            BaselineReport.OfEntity counts = run(entity);
            if (counts.written() + counts.known() > 0) {
                entities.add(counts);
            }
        }
        return new BaselineReport(entities);
    }

    /** Its rows are the log's own, which no guard looks at. */
    private void refuseWithoutActor() {
        SessionFactoryImplementor factory = request.factory().unwrap(SessionFactoryImplementor.class);
        if (Boolean.parseBoolean(String.valueOf(factory.getProperties().get(CoreSettings.REQUIRE_ACTOR)))
                && Ground.of(factory).context().actor().isEmpty()) {
            throw new MissingActorException("baseline of the log");
        }
    }

    private BaselineReport.OfEntity run(LoggedEntity entity) {
        IdentifierPages pages = new IdentifierPages(entity.persister(), request.chunk());
        long written = 0;
        long known = 0;
        Object last = null;
        boolean more = true;
        while (more) {
            Object after = last;
            BaselineChunk.Result result =
                    transactions.call(session -> new BaselineChunk(implementor(session), entity, pages).run(after));
            long undone = result.written() > 0 && BaselineChunk.mayBeLate(entity)
                    ? transactions.call(session -> takeBackLate(implementor(session), result.transactionId()))
                    : 0;
            written += result.written() - undone;
            known += result.known() + undone;
            last = result.last();
            more = last != null;
        }
        return new BaselineReport.OfEntity(entity.persister().getEntityName(), written, known);
    }

    private static SharedSessionContractImplementor implementor(StatelessSession session) {
        return (SharedSessionContractImplementor) session;
    }

    /**
     * A change of a collection alone, of a record without version, does not lock the record's row: it may have been logged, and not been
     * committed, when the baseline was made without it. It comes before the baseline, which is wrong then, and not needed.
     */
    static long takeBackLate(SharedSessionContractImplementor session, @Nullable UUID transactionId) {
        List<UUID> late = session.createSelectionQuery(
                        "select b.id from AuditLog b where b.transactionId = :transaction and b.action = BASELINE"
                                + " and exists (select 1 from AuditLog o where o.tableName = b.tableName"
                                + " and o.recordId = b.recordId and o.id < b.id)",
                        UUID.class)
                .setParameter("transaction", transactionId)
                .getResultList();
        return late.isEmpty()
                ? 0
                : session.createMutationQuery("delete from AuditLog l where l.id in (:ids)")
                        .setParameterList("ids", late)
                        .executeUpdate();
    }
}
