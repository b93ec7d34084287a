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
package dev.ashlar.docs.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.audit.AuditAction;
import dev.ashlar.audit.AuditLog;
import dev.ashlar.audit.AuditQuery;
import dev.ashlar.audit.AuditTrail;
import dev.ashlar.audit.RecordDiff;
import dev.ashlar.audit.RecordState;
import dev.ashlar.audit.Revert;
import dev.ashlar.audit.RevertPlan;
import dev.ashlar.core.Actor;
import dev.ashlar.core.ChangeContext;
import dev.ashlar.core.transaction.Transactions;
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.TestIsolation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The snippets of the page on reading the log and taking changes back. */
@PersistenceTest(
        entities = {Article.class, Writer.class},
        isolation = TestIsolation.TRUNCATE)
class ReadingGuideTest {

    private final Transactions transactions;
    private Long id;
    private List<AuditLog> changes;

    ReadingGuideTest(Transactions transactions) {
        this.transactions = transactions;
    }

    @BeforeEach
    void write() {
        id = transactions.call(em -> {
            Article article = new Article("Logs", new BigDecimal("9.50"));
            em.persist(article);
            return article.getId();
        });
        ChangeContext.of(Actor.user("alice"))
                .run(() -> transactions.run(em -> {
                    em.find(Article.class, id).rename("Audit logs");
                    em.find(Article.class, id).sell(new BigDecimal("7.00"));
                }));
        transactions.run(em -> {
            // snippet: audit-changes
            List<AuditLog> changes = AuditTrail.in(em).of(Article.class, id).changes(); // oldest first
            // end
            this.changes = changes;
        });
    }

    @Test
    void findsWhoDidWhat() {
        Instant monday = changes.get(0).createdAt();
        transactions.run(em -> {
            // snippet: audit-by
            AuditQuery byAlice = AuditTrail.in(em).by("alice").since(monday);
            List<AuditLog> page = byAlice.limit(50); // newest first
            // end
            AuditLog last = page.get(page.size() - 1);
            // snippet: audit-after
            List<AuditLog> next = byAlice.after(last).limit(50);
            // end
            assertThat(page).containsExactly(changes.get(1));
            assertThat(next).isEmpty();
        });
    }

    @Test
    void showsWhatARecordWasLike() {
        Instant monday = changes.get(0).createdAt();
        Instant friday = changes.get(1).createdAt();
        transactions.run(em -> {
            // snippet: audit-as-of
            RecordState state = AuditTrail.in(em).of(Article.class, id).asOf(monday);
            state.presence(); // PRESENT, SOFT_DELETED, ABSENT or UNKNOWN
            state.value("title"); // a value, null, or an AuditValue that says why it is not known
            state.knows("apiKey"); // false: it is masked
            // end
            assertThat(state.presence()).isEqualTo(RecordState.Presence.PRESENT);
            assertThat(state.value("title")).isEqualTo("Logs");
            assertThat(state.knows("apiKey")).isFalse();
            // snippet: audit-diff
            RecordDiff diff = AuditTrail.in(em).of(Article.class, id).diff(monday, friday);
            diff.changes().get("title"); // before=Logs, after=Audit logs
            // end
            assertThat(diff.changes()).containsOnlyKeys("title", "price");
        });
    }

    @Test
    void takesChangesBack() {
        AuditLog change = changes.get(1);
        UUID transactionId = change.transactionId();
        transactions.run(em -> {
            // snippet: audit-revert
            Revert revert = AuditTrail.in(em).of(Article.class, id).revert(change);
            RevertPlan plan = revert.plan(); // looks, changes nothing
            revert.fields("title").apply(); // one field
            // end
            assertThat(plan.isPossible()).isTrue();
        });
        transactions.run(em -> {
            assertThat(em.find(Article.class, id).title()).isEqualTo("Logs");
            AuditLog last = AuditTrail.in(em).newestFirst().limit(1).get(0);
            assertThat(last.action()).isEqualTo(AuditAction.REVERT);
            assertThat(last.revertedId()).contains(change.id());
        });
        transactions.run(em -> {
            // snippet: audit-revert-transaction
            AuditTrail.in(em)
                    .revertTransaction(transactionId)
                    .leavingConflicts()
                    .apply(); // all records it changed, newest change first
            // end
        });
        AuditLog last =
                transactions.call(em -> AuditTrail.in(em).newestFirst().limit(1).get(0));
        assertThat(last.changedFields()).containsExactly("price");
    }
}
