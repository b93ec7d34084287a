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
package dev.ashlar.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.core.naming.NamingSettings;
import dev.ashlar.core.transaction.Isolation;
import dev.ashlar.core.transaction.NestedResult;
import dev.ashlar.core.transaction.Retry;
import dev.ashlar.core.transaction.Transactions;
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.TestIsolation;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.support.TransactionTemplate;

/** The snippets of transactions.md, and the one of the README that is about them. */
@PersistenceTest(
        entities = {Account.class, Booking.class},
        settings = NamingSettings.NAMING + "=" + NamingSettings.PLURAL_SNAKE_CASE,
        isolation = TestIsolation.DIRTY_TABLES) // transactions at the same time
class TransactionsGuideTest {

    private final EntityManagerFactory factory;
    private final Transactions transactions;
    private Long id;

    TransactionsGuideTest(EntityManagerFactory factory, Transactions transactions) {
        this.factory = factory;
        this.transactions = transactions;
    }

    @BeforeEach
    void storeAlice() {
        Account alice = new Account("alice", 100);
        transactions.run(em -> em.persist(alice));
        id = alice.getId();
    }

    private List<String> accounts() {
        return transactions.call(
                em -> em.createQuery("select name || ' ' || balance from Account order by name", String.class)
                        .getResultList());
    }

    @Test
    void theReadmesSample() {
        // snippet: readme-nested
        Transactions transactions = Transactions.of(factory);
        transactions.run(em -> {
            em.persist(new Account("bob", 0));
            try {
                transactions.nested(em).run(inner -> inner.persist(new Account("alice", 0)));
            } catch (ConstraintViolationException e) {
                // taken: the nested block is undone, the transaction goes on, on PostgreSQL too
            }
            em.persist(new Account("carol", 0));
        });
        // end
        assertThat(accounts()).containsExactly("alice 100", "bob 0", "carol 0");
    }

    @Test
    void runAndCall() {
        // snippet: run
        Transactions transactions = Transactions.of(factory); // once; safe for all threads

        transactions.run(em -> em.persist(new Account("bob", 50)));

        long sum = transactions.call(em ->
                em.createQuery("select sum(balance) from Account", Long.class).getSingleResult());

        transactions.stateless().run(session -> session.insert(new Account("carol", 0)));
        // end
        assertThat(sum).isEqualTo(150);
        assertThat(accounts()).containsExactly("alice 100", "bob 50", "carol 0");
    }

    @Test
    void nested() {
        // snippet: nested
        transactions.run(em -> {
            Account alice = em.find(Account.class, id);
            try {
                transactions.nested(em).run(inner -> {
                    inner.persist(new Account("bob", 0));
                    inner.find(Account.class, id).balance -= 500;
                });
            } catch (ConstraintViolationException e) {
                alice.name = "alice (" + e.getConstraintName() + ")"; // still managed
            }
            transactions.nested(em).run(inner -> inner.find(Account.class, id).balance -= 1);
            alice.balance -= 2; // from 99: what a block has changed is here
        });
        // end
        assertThat(accounts()).singleElement().asString().isEqualToIgnoringCase("alice (ck_accounts_balance) 97");
    }

    @Test
    void nestedEach() {
        List<Account> delivery = List.of(
                new Account("bob", 1), new Account("alice", 1), new Account("carol", -1), new Account("dan", 1));
        List<String> report = new ArrayList<>();
        // snippet: each
        NestedResult<Account> result = transactions.call(
                em -> transactions.nestedEach(em, delivery, (inner, account) -> inner.persist(account)));

        for (NestedResult.Rejected<Account> rejected : result.rejected()) {
            report.add(rejected.item().name + ": " + rejected.constraint());
        }
        // end
        assertThat(result.accepted()).containsExactly(delivery.get(0), delivery.get(3));
        assertThat(String.join(", ", report))
                .isEqualToIgnoringCase("alice: uq_accounts_name, carol: ck_accounts_balance");
        assertThat(accounts()).containsExactly("alice 100", "bob 1", "dan 1");
    }

    @Test
    void retry() {
        Account.onLoad = () -> transactions
                .requiresNew()
                .run(em -> em.createQuery("update versioned Account set balance = 500")
                        .executeUpdate());
        AtomicInteger attempts = new AtomicInteger();
        // snippet: retry
        Retry retry = Retry.upTo(5)
                .within(Duration.ofSeconds(10))
                .backoff(Duration.ofMillis(10), Duration.ofMillis(200))
                .alsoOn(failure -> failure instanceof OutOfTokensException);

        transactions.retrying(retry).run(em -> {
            attempts.incrementAndGet();
            em.find(Account.class, id).balance += 10; // loaded anew in each attempt
        });
        // end
        assertThat(attempts).hasValue(2);
        assertThat(accounts()).containsExactly("alice 510");
        assertThat(retry.isWorthwhile(new OutOfTokensException())).isTrue();
    }

    /** What an application knows to be worth another attempt. */
    static final class OutOfTokensException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void hooks() {
        List<String> mails = new ArrayList<>();
        // snippet: hooks
        transactions.run(em -> {
            em.persist(new Account("bob", 0));
            transactions.afterCommit(em, () -> mails.add("welcome, bob"));
            try {
                transactions.nested(em).run(inner -> {
                    transactions.afterCommit(inner, () -> mails.add("welcome, alice")); // dropped with its block
                    inner.persist(new Account("alice", 0));
                });
            } catch (ConstraintViolationException e) {
                transactions.afterCommit(em, () -> mails.add("sorry, alice"));
            }
            transactions.afterRollback(em, () -> mails.add("nothing happened"));
        });
        // end
        assertThat(mails).containsExactly("welcome, bob", "sorry, alice");
    }

    @Test
    void options() {
        // snippet: options
        List<Account> rich = transactions
                .isolation(Isolation.REPEATABLE_READ)
                .readOnly()
                .timeout(Duration.ofSeconds(5))
                .call(em -> em.createQuery("from Account where balance >= 100", Account.class)
                        .getResultList());
        // end
        assertThat(rich).extracting(account -> account.name).containsExactly("alice");
    }

    @Test
    void aChangeInAReadOnlyTransactionIsNotWritten() {
        transactions.readOnly().run(em -> em.find(Account.class, id).balance = 0);
        assertThat(accounts()).containsExactly("alice 100");
        assertThatThrownBy(() -> transactions.readOnly().run(em -> em.persist(new Account("bob", 0))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void withinSpring() {
        TransactionTemplate template = new TransactionTemplate(new JpaTransactionManager(factory));
        EntityManager shared = SharedEntityManagerCreator.createSharedEntityManager(factory); // what Spring injects
        List<String> mails = new ArrayList<>();
        // snippet: spring
        template.executeWithoutResult(
                status -> { // or a @Transactional method
                    shared.persist(new Account("bob", 0));
                    transactions.nested(shared).run(inner -> inner.persist(new Account("carol", 0)));
                    transactions.afterCommit(shared, () -> mails.add("welcome, bob"));
                    long committed = transactions
                            .requiresNew() // a second connection, which does not see bob
                            .call(em -> em.createQuery("select count(*) from Account", Long.class)
                                    .getSingleResult());
                    assertThat(committed).isEqualTo(1);
                });
        // end
        assertThat(accounts()).containsExactly("alice 100", "bob 0", "carol 0");
        assertThat(mails).containsExactly("welcome, bob");
        template.executeWithoutResult(status -> assertThatThrownBy(() -> transactions.run(em -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Spring"));
    }

    @Test
    void springWithinABlockOfOursIsATransactionOfItsOwn() {
        TransactionTemplate template = new TransactionTemplate(new JpaTransactionManager(factory));
        EntityManager shared = SharedEntityManagerCreator.createSharedEntityManager(factory);
        assertThatThrownBy(() -> transactions.run(em -> {
                    template.executeWithoutResult(status -> shared.persist(new Account("bob", 0)));
                    throw new IllegalStateException("ours fails");
                }))
                .hasMessage("ours fails");
        assertThat(accounts()).containsExactly("alice 100", "bob 0");
    }
}
