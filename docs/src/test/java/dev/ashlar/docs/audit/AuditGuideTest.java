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
import dev.ashlar.audit.AuditTrail;
import dev.ashlar.audit.AuditValue;
import dev.ashlar.audit.RecordHistory;
import dev.ashlar.core.Actor;
import dev.ashlar.core.ChangeContext;
import dev.ashlar.core.transaction.Transactions;
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.TestIsolation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The snippets of the guide to audit. */
@PersistenceTest(
        entities = {Article.class, Writer.class},
        isolation = TestIsolation.TRUNCATE)
class AuditGuideTest {

    private final Transactions transactions;
    private Long id;
    private Instant yesterday;

    AuditGuideTest(Transactions transactions) {
        this.transactions = transactions;
    }

    @BeforeEach
    void write() {
        id = transactions.call(em -> {
            Article article = new Article("Logs", new BigDecimal("9.50"));
            em.persist(article);
            return article.getId();
        });
        yesterday = transactions.call(
                em -> AuditTrail.in(em).newestFirst().limit(1).get(0).createdAt());
    }

    @Test
    void tellsWhoChangedWhatAndWhy() {
        // snippet: audit-change
        ChangeContext.of(Actor.user("alice"))
                .reason("support ticket 4711")
                .run(() -> transactions.run(em -> {
                    Article article = em.find(Article.class, id);
                    article.rename("Audit logs");
                    article.keywords().add("history");
                }));
        // end
        transactions.run(em -> {
            // snippet: audit-history
            List<AuditLog> changes = AuditTrail.in(em).of(Article.class, id).changes();
            AuditLog last = changes.get(changes.size() - 1);
            last.action(); // UPDATE
            last.actor(); // alice
            last.reason(); // support ticket 4711
            last.oldValues(); // {title=Logs, keywords=[]}
            last.newValues(); // {title=Audit logs, keywords=[history]}
            last.changedFields(); // [title, keywords]
            // end
            assertThat(last.action()).isEqualTo(AuditAction.UPDATE);
            assertThat(last.actor()).contains("alice");
            assertThat(last.reason()).contains("support ticket 4711");
            assertThat(last.oldValues()).isEqualTo(Map.of("title", "Logs", "keywords", List.of()));
            assertThat(last.newValues()).isEqualTo(Map.of("title", "Audit logs", "keywords", List.of("history")));
            assertThat(last.changedFields()).containsExactly("title", "keywords");
            assertThat(changes.get(0).newValues()).containsEntry("apiKey", new AuditValue.Masked());
            assertThat(changes.get(0).newValues()).doesNotContainKeys("views", "updatedBy", "version");
        });
    }

    @Test
    void tellsTheStoryInTheReadme() {
        // snippet: readme-audit
        ChangeContext.of(Actor.user("alice"))
                .reason("support ticket 4711")
                .run(() -> transactions.run(em -> em.find(Article.class, id).rename("Audit logs")));

        transactions.run(em -> {
            RecordHistory history = AuditTrail.in(em).of(Article.class, id);
            AuditLog last = history.changes().get(1); // UPDATE by alice: title "Logs" -> "Audit logs", and why
            Object title = history.asOf(yesterday).value("title"); // what it was
            history.revert(last).apply(); // if nobody changed it since; logged as REVERT
        });
        // end
        assertThat(transactions.call(em -> em.find(Article.class, id)).title()).isEqualTo("Logs");
    }
}
