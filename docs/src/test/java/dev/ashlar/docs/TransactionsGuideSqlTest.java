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
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ashlar.core.naming.NamingSettings;
import dev.ashlar.core.transaction.AfterCommitException;
import dev.ashlar.core.transaction.Isolation;
import dev.ashlar.core.transaction.RollbackOnlyException;
import dev.ashlar.core.transaction.Transactions;
import dev.ashlar.testkit.Engine;
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.TestIsolation;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the tables of transactions.md say of SQL and locks. */
@PersistenceTest(
        entities = {Account.class, Booking.class},
        settings = {
            NamingSettings.NAMING + "=" + NamingSettings.PLURAL_SNAKE_CASE,
            "hibernate.jdbc.batch_size=100",
            "hibernate.connection.provider_class=dev.ashlar.docs.JdbcLog"
        },
        isolation = TestIsolation.DIRTY_TABLES) // locks
class TransactionsGuideSqlTest {

    private final JdbcLog log;
    private final Transactions transactions;
    private Long id;

    TransactionsGuideSqlTest(SessionFactory factory, Transactions transactions) {
        this.log = JdbcLog.of(factory);
        this.transactions = transactions;
    }

    @BeforeEach
    void storeAlice() {
        Account alice = new Account("alice", 100);
        transactions.run(em -> em.persist(alice));
        id = alice.getId();
    }

    private List<String> during(Transactions transactions, Consumer<EntityManager> work) {
        return log.during(() -> transactions.run(work::accept));
    }

    /** Of a transaction that loads alice and then runs one nested block, without the begin and the commit. */
    private List<String> nested(Consumer<EntityManager> block) {
        List<String> words = during(transactions, em -> {
            em.find(Account.class, id);
            catchThrowable(() -> transactions.nested(em).run(block::accept));
        });
        assertThat(words).startsWith("BEGIN", "SELECT").endsWith("COMMIT");
        return words.subList(2, words.size() - 1);
    }

    @Test
    void aTransactionAddsNothing() {
        assertThat(during(transactions, em -> em.find(Account.class, id))).containsExactly("BEGIN", "SELECT", "COMMIT");
        assertThat(during(transactions.timeout(Duration.ofSeconds(5)), em -> em.find(Account.class, id)))
                .containsExactly("BEGIN", "SELECT", "COMMIT");
        assertThat(log.during(() -> transactions.stateless().run(session -> session.get(Account.class, id))))
                .containsExactly("BEGIN", "SELECT", "COMMIT");
    }

    @Test
    void readOnlyTellsTheConnection() {
        assertThat(during(transactions.readOnly(), em -> em.find(Account.class, id)))
                .containsExactly("read-only true", "BEGIN", "SELECT", "COMMIT", "read-only false");
    }

    @Test
    void isolationIsAskedSetVerifiedAndRestored(Engine engine) {
        assertThat(during(transactions.isolation(Isolation.SERIALIZABLE), em -> em.find(Account.class, id)))
                .containsExactly("isolation?", "isolation", "isolation?", "BEGIN", "SELECT", "COMMIT", "isolation");
        Isolation isDefault = engine == Engine.MARIADB ? Isolation.REPEATABLE_READ : Isolation.READ_COMMITTED;
        assertThat(during(transactions.isolation(isDefault), em -> em.find(Account.class, id)))
                .containsExactly("isolation?", "BEGIN", "SELECT", "COMMIT");
    }

    @Test
    void aFailureRollsBack() {
        assertThat(log.during(() -> assertThatThrownBy(() -> transactions.run(em -> {
                            em.persist(new Account("bob", 0));
                            em.flush();
                            throw new AssertionError();
                        }))
                        .isInstanceOf(AssertionError.class)))
                .containsExactly("BEGIN", "INSERT", "ROLLBACK");
        assertThat(log.during(() -> assertThatThrownBy(() -> transactions.run(em -> {
                            em.persist(new Account("alice", 0));
                            catchThrowable(em::flush);
                        }))
                        .isInstanceOf(RollbackOnlyException.class)))
                .containsExactly("BEGIN", "INSERT", "ROLLBACK");
        assertThat(log.during(() -> assertThatThrownBy(() -> transactions.run(em -> {
                            em.persist(new Account("bob", 0));
                            transactions.afterCommit(em, () -> {
                                throw new AssertionError();
                            });
                        }))
                        .isInstanceOf(AfterCommitException.class)))
                .containsExactly("BEGIN", "INSERT", "COMMIT");
    }

    @Test
    void aNestedBlockIsTheTimeBetweenASavepointAndItsRelease() {
        assertThat(nested(inner -> {})).containsExactly("SAVEPOINT", "RELEASE");
        assertThat(nested(inner -> inner.persist(new Account("bob", 0))))
                .containsExactly("SAVEPOINT", "INSERT", "RELEASE");
        assertThat(nested(inner -> inner.find(Account.class, id))).containsExactly("SAVEPOINT", "SELECT", "RELEASE");
    }

    @Test
    void theOuterSessionIsFlushedFirst() {
        List<String> words = during(transactions, em -> {
            em.persist(new Account("bob", 0));
            transactions.nested(em).run(inner -> {});
        });
        assertThat(words).containsExactly("BEGIN", "INSERT", "SAVEPOINT", "RELEASE", "COMMIT");
    }

    @Test
    void whatBothSessionsKnowIsReloaded() {
        assertThat(nested(inner -> inner.find(Account.class, id).balance++))
                .containsExactly("SAVEPOINT", "SELECT", "UPDATE", "RELEASE", "SELECT");
        assertThat(nested(inner ->
                        inner.createQuery("update Account set balance = 7").executeUpdate()))
                .containsExactly("SAVEPOINT", "UPDATE", "RELEASE", "SELECT");
        assertThat(nested(inner -> inner.remove(inner.find(Account.class, id))))
                .containsExactly("SAVEPOINT", "SELECT", "DELETE", "RELEASE");
    }

    @Test
    void theOwnerOfALoadedCollectionIsReloaded() {
        List<String> words = during(transactions, em -> {
            Account alice = em.find(Account.class, id);
            assertThat(alice.bookings).isEmpty();
            transactions.nested(em).run(inner -> inner.persist(new Booking(inner.getReference(Account.class, id))));
            assertThat(alice.bookings).hasSize(1);
        });
        assertThat(words)
                .containsExactly(
                        "BEGIN", "SELECT", "SELECT", "SAVEPOINT", "INSERT", "RELEASE", "SELECT", "SELECT", "COMMIT");
    }

    @Test
    void aFailedBlockGoesBackToItsSavepoint() {
        assertThat(nested(inner -> {
                    inner.find(Account.class, id).balance++;
                    inner.persist(new Account("alice", 0));
                }))
                .containsExactly("SAVEPOINT", "SELECT", "INSERT", "ROLLBACK TO", "RELEASE");
        assertThat(nested(inner -> {
                    throw new AssertionError();
                }))
                .containsExactly("SAVEPOINT", "ROLLBACK TO", "RELEASE");
    }

    @Test
    void nestedEachTakesASavepointForAGoodBatchAnd13ForOneBadItemAmong64() {
        assertThat(savepointsOfEach(128, -1)).isEqualTo(2);
        assertThat(savepointsOfEach(64, 17)).isEqualTo(13);
    }

    private long savepointsOfEach(int size, int bad) {
        List<Account> items = IntStream.range(0, size)
                .mapToObj(i -> new Account(i == bad ? "alice" : size + "-" + i, 0))
                .toList();
        return during(transactions, em -> transactions.nestedEach(em, items, EntityManager::persist)).stream()
                .filter("SAVEPOINT"::equals)
                .count();
    }

    @Test
    void aFailedBlockGivesItsLocksBackAndAReleasedOneKeepsThem() {
        List<CompletableFuture<Void>> waiting = new ArrayList<>();
        transactions.run(em -> {
            assertThatThrownBy(() -> transactions.nested(em).run(inner -> {
                        inner.find(Account.class, id).balance = 1;
                        inner.flush();
                        throw new PersistenceException();
                    }))
                    .isInstanceOf(PersistenceException.class);
            assertThat(updateElsewhere()).succeedsWithin(20, TimeUnit.SECONDS);

            transactions.nested(em).run(inner -> inner.find(Account.class, id).balance = 2);
            CompletableFuture<Void> update = updateElsewhere();
            assertThatThrownBy(() -> update.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            waiting.add(update);
        });
        assertThat(waiting).hasSize(1);
        assertThat(waiting.get(0)).succeedsWithin(20, TimeUnit.SECONDS);
    }

    private CompletableFuture<Void> updateElsewhere() {
        return CompletableFuture.runAsync(() -> transactions.run(
                em -> em.createQuery("update Account set balance = balance + 1").executeUpdate()));
    }
}
