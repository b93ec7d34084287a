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

import dev.ashlar.audit.AuditSeals;
import dev.ashlar.audit.SealAnchor;
import dev.ashlar.audit.SealReport;
import dev.ashlar.audit.SealVerification;
import dev.ashlar.core.transaction.Transactions;
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.TestIsolation;
import jakarta.persistence.EntityManagerFactory;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** The snippets of the page on seals. */
@PersistenceTest(
        entities = {Article.class, Writer.class},
        isolation = TestIsolation.TRUNCATE,
        settings = "ashlar.audit.seals=true")
class SealsGuideTest {

    private final EntityManagerFactory factory;
    private final Transactions transactions;
    private final SecretKey key = new SecretKeySpec("a key of thirty-two bytes, or so.".getBytes(), "HmacSHA256");
    private final SecretKey former = new SecretKeySpec("another key, of the year before .".getBytes(), "HmacSHA256");
    private final List<String> mailed = new ArrayList<>();
    private final List<String> alarms = new ArrayList<>();

    SealsGuideTest(EntityManagerFactory factory, Transactions transactions) {
        this.factory = factory;
        this.transactions = transactions;
    }

    private void mail(String text) {
        mailed.add(text);
    }

    private void alarm(String text) {
        alarms.add(text);
    }

    @Test
    void sealsAndChecks() {
        transactions.run(em -> em.persist(new Article("One", new BigDecimal("2.00"))));
        AuditSeals.of(factory).key("2026", key).grace(Duration.ZERO).seal();
        // snippet: audit-seal
        AuditSeals seals = AuditSeals.of(factory).key("2026", key); // 32 random bytes or more, from your secret store

        SealReport report = seals.seal(); // a job, every few minutes
        report.anchor()
                .ifPresent(
                        anchor -> mail(anchor.toString())); // now and then, to where no database administrator reaches
        // end
        String kept = seals.verify().anchor().orElseThrow().toString();
        // snippet: audit-verify
        SealVerification found = seals.verify(SealAnchor.parse(kept));
        if (!found.isIntact()) {
            found.findings().forEach(finding -> alarm(finding.kind() + " " + finding.row() + " " + finding.parts()));
        }
        // end
        assertThat(alarms).isEmpty();
        assertThat(mailed).hasSizeLessThan(2);
    }

    @Test
    void signsWithAnotherKey() {
        transactions.run(em -> em.persist(new Article("One", new BigDecimal("2.00"))));
        AuditSeals.of(factory).key("2026", former).grace(Duration.ZERO).seal();
        // snippet: audit-seal-key
        AuditSeals seals = AuditSeals.of(factory)
                .key("2027", key) // signs from now on
                .formerKey("2026", former); // still checks what it signed
        // end
        assertThat(seals.verify().isIntact()).isTrue();
    }
}
