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

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.audit.AuditAction;
import dev.ashlar.audit.AuditLog;
import dev.ashlar.audit.AuditLogged;
import dev.ashlar.audit.internal.model.AuditModel;
import dev.ashlar.audit.internal.model.LoggedEntity;
import dev.ashlar.core.transaction.Transactions;
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.TestIsolation;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.junit.jupiter.api.Test;

/** A change that is logged before a baseline, and committed after it. */
@PersistenceTest(entities = LateBaselineTest.Memo.class, isolation = TestIsolation.TRUNCATE)
class LateBaselineTest {

    private final Transactions transactions;
    private final SessionFactoryImplementor factory;

    LateBaselineTest(EntityManagerFactory factory, Transactions transactions) {
        this.transactions = transactions;
        this.factory = factory.unwrap(SessionFactoryImplementor.class);
    }

    @Test
    void isFoundAndTheBaselineTakenBack() throws Exception {
        transactions.run(em -> {
            Memo memo = new Memo();
            memo.id = 1L;
            memo.tags.add("tag");
            em.persist(memo);
        });
        transactions.run(em -> em.createQuery("delete from AuditLog").executeUpdate());
        CountDownLatch logged = new CountDownLatch(1);
        CountDownLatch baselined = new CountDownLatch(1);
        CompletableFuture<Void> change = CompletableFuture.runAsync(() -> transactions.run(em -> {
            em.find(Memo.class, 1L).tags.clear();
            em.flush(); // locks rows of the collection, not that of the memo
            afterTheLog(em, () -> {
                logged.countDown();
                await(baselined);
            });
        }));
        await(logged);
        LoggedEntity memo = AuditModel.of(factory).find(Memo.class.getName()).orElseThrow();
        BaselineChunk.Result chunk = transactions
                .stateless()
                .call(session -> new BaselineChunk(
                                (SharedSessionContractImplementor) session,
                                memo,
                                new IdentifierPages(memo.persister(), 10))
                        .run(null));
        assertThat(chunk.written()).isEqualTo(1);
        baselined.countDown();
        change.get(20, TimeUnit.SECONDS);
        assertThat(actions()).containsExactly(AuditAction.UPDATE, AuditAction.BASELINE);

        long undone = transactions
                .stateless()
                .call(session ->
                        BaselineRun.takeBackLate((SharedSessionContractImplementor) session, chunk.transactionId()));

        assertThat(undone).isEqualTo(1);
        assertThat(actions()).containsExactly(AuditAction.UPDATE);
    }

    private static void afterTheLog(EntityManager em, Runnable hook) {
        em.unwrap(SharedSessionContractImplementor.class)
                .getTransactionCoordinator()
                .addObserver(new TransactionObserver() {
                    @Override
                    public void afterBegin() {}

                    @Override
                    public void beforeCompletion() {
                        hook.run();
                    }

                    @Override
                    public void afterCompletion(boolean successful, boolean delayed) {}
                });
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private List<AuditAction> actions() {
        return transactions.call(em -> em.createQuery("from AuditLog order by id", AuditLog.class)
                .getResultStream()
                .map(AuditLog::action)
                .toList());
    }

    @Entity
    @AuditLogged
    static class Memo {

        @Id
        Long id;

        @ElementCollection
        Set<String> tags = new HashSet<>();
    }
}
