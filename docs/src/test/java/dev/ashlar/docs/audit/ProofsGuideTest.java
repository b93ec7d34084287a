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

import static dev.ashlar.audit.AuditAction.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.contracts.AuditContracts;
import dev.ashlar.contracts.LoggedChanges;
import dev.ashlar.core.Actor;
import dev.ashlar.core.ChangeContext;
import dev.ashlar.core.transaction.Transactions;
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.TestIsolation;
import jakarta.persistence.EntityManagerFactory;
import java.math.BigDecimal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The snippets of the page on proofs. */
@PersistenceTest(
        entities = {Article.class, Writer.class},
        isolation = TestIsolation.TRUNCATE)
class ProofsGuideTest {

    private final EntityManagerFactory factory;
    private final Transactions transactions;
    private final Service service = new Service();
    private Long id;

    ProofsGuideTest(EntityManagerFactory factory, Transactions transactions) {
        this.factory = factory;
        this.transactions = transactions;
    }

    private final class Service {
        void rename(Long id, String to) {
            transactions.run(em -> em.find(Article.class, id).rename(to));
        }
    }

    @BeforeEach
    void write() {
        id = transactions.call(em -> {
            Article article = new Article("old", new BigDecimal("9.50"));
            em.persist(article);
            return article.getId();
        });
    }

    // snippet: audit-proof
    @Test
    void renamesWithoutLosingHistory() {
        AuditContracts.assertEveryChangeIsLogged(factory, () -> service.rename(id, "new"));
    }
    // end

    @Test
    void assertsWhatWasLogged() {
        // snippet: audit-assert
        LoggedChanges log = AuditContracts.log(factory); // the rows from now on

        ChangeContext.of(Actor.user("alice")).reason("ticket 4711").run(() -> service.rename(id, "new"));

        assertThat(log)
                .has(UPDATE, Article.class, id)
                .by("alice")
                .because("ticket 4711")
                .changed("title", "old", "new")
                .nothingElse();
        // end
    }
}
