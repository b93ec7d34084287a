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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.audit.AuditAction;
import dev.ashlar.audit.AuditLog;
import dev.ashlar.audit.AuditTrail;
import dev.ashlar.audit.BulkChanges;
import dev.ashlar.audit.UnloggedStatementException;
import dev.ashlar.core.transaction.Transactions;
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.TestIsolation;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The snippets of the page on statements. */
@PersistenceTest(
        entities = {Article.class, Writer.class},
        isolation = TestIsolation.TRUNCATE,
        settings = "ashlar.audit.native_dml=refuse")
class BulkGuideTest {

    private final Transactions transactions;

    BulkGuideTest(Transactions transactions) {
        this.transactions = transactions;
    }

    @BeforeEach
    void write() {
        transactions.run(em -> {
            em.persist(new Article("One", new BigDecimal("2.00")));
            em.persist(new Article("Two", new BigDecimal("4.00")));
        });
    }

    private AuditLog last() {
        return transactions.call(em -> AuditTrail.in(em).newestFirst().limit(1)).get(0);
    }

    @Test
    void tellsOfAStatementByRecord() {
        transactions.run(em -> {
            // snippet: audit-bulk
            em.createQuery("update Article a set a.title = concat(a.title, :more) where a.price >= :least")
                    .setParameter("more", "!")
                    .setParameter("least", new BigDecimal(3))
                    .executeUpdate(); // BULK_UPDATE for each article, title "Two" -> "Two!"
            // end
        });
        List<AuditLog> rows = transactions.call(
                em -> AuditTrail.in(em).actions(AuditAction.BULK_UPDATE).limit(9));
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).oldValues()).containsEntry("title", "Two");
        assertThat(rows.get(0).newValues()).containsEntry("title", "Two!");
    }

    @Test
    void sumsAStatementUp() {
        transactions.run(em -> {
            // snippet: audit-bulk-summary
            BulkChanges.in(em)
                    .asSummary(() -> em.createQuery("update Article a set a.title = :title")
                            .setParameter("title", "x")
                            .executeUpdate()); // one row, with the text and how many
            // end
        });
        assertThat(last().recordId()).isEmpty();
        assertThat(last().newValues().toString()).contains("update").doesNotContain("'x'");
    }

    @Test
    void refusesNativeSqlThatSaysNothing() {
        assertThatThrownBy(() -> transactions.run(em -> {
                    // snippet: audit-native
                    em.createNativeQuery("update Article set price = price * 2").executeUpdate(); // refused
                    // end
                }))
                .isInstanceOf(UnloggedStatementException.class);
        transactions.run(em -> {
            // snippet: audit-native-described
            int count = BulkChanges.in(em)
                    .described(
                            Article.class,
                            AuditAction.BULK_UPDATE,
                            "prices doubled",
                            () -> em.createNativeQuery("update Article set price = price * 2")
                                    .executeUpdate());
            // end
            assertThat(count).isEqualTo(2);
        });
        assertThat(last().newValues().toString()).contains("prices doubled");
    }
}
