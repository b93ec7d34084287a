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
import dev.ashlar.audit.AuditLogs;
import dev.ashlar.audit.AuditPurgeReport;
import dev.ashlar.audit.AuditTrail;
import dev.ashlar.audit.AuditValue;
import dev.ashlar.audit.BaselineReport;
import dev.ashlar.core.Actor;
import dev.ashlar.core.ChangeContext;
import dev.ashlar.core.transaction.Transactions;
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.TestIsolation;
import jakarta.persistence.EntityManagerFactory;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The snippets of the page on the tasks of the log. */
@PersistenceTest(
        entities = {Article.class, Writer.class},
        isolation = TestIsolation.TRUNCATE)
class TasksGuideTest {

    private final EntityManagerFactory entityManagerFactory;
    private final Transactions transactions;
    private Long id;

    TasksGuideTest(EntityManagerFactory entityManagerFactory, Transactions transactions) {
        this.entityManagerFactory = entityManagerFactory;
        this.transactions = transactions;
    }

    @BeforeEach
    void write() {
        id = transactions.call(em -> {
            Article article = new Article("Personal", new BigDecimal("9.50"));
            em.persist(article);
            return article.getId();
        });
    }

    private AuditLogs logs() {
        // snippet: audit-logs
        AuditLogs logs = AuditLogs.of(entityManagerFactory); // immutable, for many threads
        // end
        return logs;
    }

    private List<AuditLog> changes() {
        return transactions.call(em -> AuditTrail.in(em).of(Article.class, id).changes());
    }

    @Test
    void forgetsARecord() {
        AuditLogs logs = logs();
        // snippet: audit-erase
        int rows = ChangeContext.of(Actor.user("dpo"))
                .reason("asked for by mail")
                .call(() -> logs.erase(Article.class, id));
        // end
        assertThat(rows).isEqualTo(1);
        assertThat(changes().get(0).newValues()).containsEntry("title", new AuditValue.Erased());
        assertThat(changes().get(1).action()).isEqualTo(AuditAction.ERASE);
        // snippet: audit-erase-in
        transactions.run(em -> {
            AuditLogs.in(em).erase(Article.class, id);
            em.remove(em.find(Article.class, id));
        });
        // end
        assertThat(changes().toString()).doesNotContain("Personal");
    }

    @Test
    void keepsLess() {
        AuditLogs logs = logs();
        Set<String> holds = Set.of(id.toString());
        // snippet: audit-purge
        AuditPurgeReport report = logs.purge()
                .olderThan(Duration.ofDays(365))
                .olderThan(Article.class, Duration.ofDays(30)) // another age for one entity
                .holding((entityName, recordId) -> holds.contains(recordId))
                .run();
        // end
        assertThat(report.toString()).isNotEmpty();
        assertThat(changes()).hasSize(1);
    }

    @Test
    void writesAFirstState() {
        AuditLogs logs = logs();
        // snippet: audit-baseline
        BaselineReport report = logs.baseline().run(); // or baseline(Article.class)
        // end
        assertThat(report.toString()).isNotEmpty();
        assertThat(changes()).hasSize(1);
    }
}
