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

import dev.ashlar.core.ThrowingFunction;
import dev.ashlar.core.ground.Ground;
import dev.ashlar.core.transaction.Retry;
import dev.ashlar.core.transaction.Transactions;
import dev.ashlar.softdelete.PurgeReport;
import dev.ashlar.softdelete.internal.guard.PurgePermit;
import dev.ashlar.softdelete.internal.mapping.DeletionModel;
import dev.ashlar.softdelete.internal.mapping.Marks;
import dev.ashlar.softdelete.internal.mapping.Scope;
import dev.ashlar.softdelete.internal.mapping.ScopeSwitch;
import java.util.List;
import java.util.Set;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.persister.entity.EntityPersister;

/** One purge: reads what can go, then deletes it chunk by chunk. */
final class Run {

    /** Of a chunk that a deadlock or a lock timeout ended. */
    private static final Retry RETRY = Retry.upTo(3);

    private final Transactions transactions;
    private final PurgeRequest request;
    private final SessionFactoryImplementor factory;
    private final CutOff cutOff;
    private final Holds holds;
    private final ForeignKeys keys;
    private final Tally tally = new Tally();

    Run(Transactions transactions, PurgeRequest request) {
        this.transactions = transactions;
        this.request = request;
        this.factory = request.factory().unwrap(SessionFactoryImplementor.class);
        this.cutOff = CutOff.of(Ground.of(factory), request.age());
        this.holds = new Holds(request.type(), request.holds());
        this.keys = ForeignKeys.of(factory);
    }

    PurgeReport dryRun() {
        for (List<Row> chunk : plan()) {
            tally.purged(chunk);
        }
        return tally.report(cutOff);
    }

    PurgeReport run() {
        for (List<Row> chunk : plan()) {
            purge(chunk);
        }
        return tally.report(cutOff);
    }

    private List<List<Row>> plan() {
        return in(transactions.readOnly(), session -> {
            Rows rows = Candidates.find(session, types(), cutOff, holds, tally);
            Plan plan = Plan.of(session, rows, keys);
            plan.count(tally);
            return plan.chunks(request.chunk());
        });
    }

    private List<EntityPersister> types() {
        return request.type() == null
                ? DeletionModel.of(factory).roots().stream()
                        .map(Marks::persister)
                        .toList()
                : List.of(factory.getMappingMetamodel().getEntityDescriptor(request.type()));
    }

    private void purge(List<Row> chunk) {
        try {
            count(erase(chunk));
        } catch (ConstraintViolationException e) {
            if (chunk.size() > 1) {
                // One of them is referred to by what Hibernate does not know: the others go alone.
                chunk.forEach(row -> purge(List.of(row)));
            } else {
                String name = e.getConstraintName() == null ? "a constraint" : e.getConstraintName();
                tally.stays(chunk.get(0).type(), Set.of(name));
            }
        }
    }

    private Chunk.Outcome erase(List<Row> chunk) {
        return in(transactions.retrying(RETRY), session -> new Chunk(session, cutOff, holds, keys).purge(chunk));
    }

    private void count(Chunk.Outcome outcome) {
        tally.purged(outcome.purged());
        outcome.held().forEach(row -> tally.held(row.type()));
        outcome.staying().forEach((row, by) -> tally.stays(row.type(), by));
    }

    @SuppressWarnings("try") // the scope acts by being open
    private static <T> T in(
            Transactions transactions, ThrowingFunction<SharedSessionContractImplementor, T, RuntimeException> work) {
        return transactions.call(em -> {
            SharedSessionContractImplementor session = em.unwrap(SharedSessionContractImplementor.class);
            try (PurgePermit permit = PurgePermit.open();
                    ScopeSwitch scope = ScopeSwitch.to(Scope.PURGE, session)) {
                return work.apply(session);
            }
        });
    }
}
