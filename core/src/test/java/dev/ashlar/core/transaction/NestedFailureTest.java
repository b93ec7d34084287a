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
package dev.ashlar.core.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ashlar.core.ThrowingConsumer;
import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestUnit;
import dev.ashlar.core.naming.NamingSettings;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.util.List;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What is left of a block that failed: nothing, in the database, in the outer session and in what it persisted. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.ashlar.core.harness.Engine#all")
class NestedFailureTest {

    @Entity(name = "Numbered")
    static class Numbered {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        @Version
        Integer version;
    }

    @Entity(name = "Random")
    static class Random {
        @Id
        @GeneratedValue
        UUID id;

        @Version
        int version;
    }

    @Entity(name = "Assigned")
    static class Assigned {
        @Id
        String id;

        @Version
        Long version;
    }

    @Parameter
    private Engine engine;

    private static Database database;
    private static SessionFactory factory;
    private static Transactions transactions;
    private static Long id;

    @BeforeParameterizedClassInvocation
    static void open(Engine engine) {
        database = engine.open();
        factory = TestUnit.of(database, Account.class, Entry.class, Numbered.class, Random.class, Assigned.class)
                .with(NamingSettings.NAMING, NamingSettings.PLURAL_SNAKE_CASE)
                .open();
        transactions = Transactions.of(factory);
    }

    @AfterParameterizedClassInvocation
    static void close() {
        factory.close();
        database.close();
    }

    @BeforeEach
    void oneAccount() {
        List.of("entries", "accounts", "numbereds", "randoms", "assigneds")
                .forEach(table -> database.execute("delete from " + table));
        id = transactions.call(em -> {
            Account account = new Account("stored", 1);
            account.entries.add(new Entry(account, "first"));
            em.persist(account);
            return account.getId();
        });
    }

    private static List<String> accounts() {
        return database.rows("select name, balance, version from accounts order by name");
    }

    private static List<String> entries() {
        return database.rows("select text from entries order by text");
    }

    private static void fail(EntityManager em, ThrowingConsumer<EntityManager, RuntimeException> work) {
        UnsupportedOperationException failure = new UnsupportedOperationException("on purpose");
        assertThat(catchThrowable(() -> transactions.nested(em).run(inner -> {
                    work.accept(inner);
                    inner.flush();
                    throw failure;
                })))
                .isSameAs(failure)
                .hasNoSuppressedExceptions();
    }

    @Test
    void theOuterKeepsItsEntitiesAndTheirUnsavedChanges() {
        transactions.run(em -> {
            Account outer = em.find(Account.class, id);
            outer.balance = 2;
            fail(em, inner -> {
                inner.find(Account.class, id).balance = 10;
                inner.find(Account.class, id).entries.clear();
                outer.name = "meanwhile";
            });
            assertThat(em.contains(outer)).isTrue();
            assertThat(outer.balance).isEqualTo(2);
            assertThat(outer.name).isEqualTo("meanwhile");
            assertThat(outer.entries).hasSize(1);
            outer.balance++;
        });

        assertThat(accounts()).containsExactly("meanwhile 3 2");
        assertThat(entries()).containsExactly("first");
    }

    @Test
    void whatTheBlockPersistedIsNewAgainAndCanBePersisted() {
        Account account = new Account("again");
        account.entries.add(new Entry(account, "of it"));
        Numbered numbered = new Numbered();
        Random random = new Random();
        Assigned assigned = new Assigned();
        assigned.id = "kept";
        List<Object> all = List.of(account, numbered, random, assigned);
        transactions.run(em -> {
            for (int i = 0; i < 3; i++) {
                fail(em, inner -> {
                    all.forEach(inner::persist);
                    inner.flush();
                    account.balance++;
                });
                assertThat(account.getId()).isNull();
                assertThat(account.entries.get(0).id).isNull();
                assertThat(numbered.id).isNull();
                assertThat(numbered.version).isNull();
                assertThat(random.id).isNull();
                assertThat(random.version).isZero();
                assertThat(assigned.id).isEqualTo("kept");
                assertThat(assigned.version).isNull();
            }
            all.forEach(em::persist);
        });

        assertThat(accounts()).containsExactly("again 3 0", "stored 1 0");
        assertThat(entries()).containsExactly("first", "of it");
        assertThat(database.rows("select version from numbereds")).containsExactly("0");
        assertThat(database.rows("select version from randoms")).containsExactly("0");
        assertThat(database.rows("select id, version from assigneds")).containsExactly("kept 0");
    }

    @Test
    void whatTwoLevelsPersistedIsNewAgainWhenTheUpperOneFails() {
        Account deep = new Account("deep");
        transactions.run(em -> {
            fail(em, one -> transactions.nested(one).run(two -> two.persist(deep)));
            assertThat(deep.getId()).isNull();
            em.persist(deep);
        });

        assertThat(accounts()).containsExactly("deep 0 0", "stored 1 0");
    }

    @Test
    void whatTheBlockPersistedAndNeverFlushedIsNewAgain() {
        Account account = new Account("unflushed");
        transactions.run(em -> {
            assertThatThrownBy(() -> transactions.nested(em).run(inner -> {
                        inner.persist(account);
                        throw new UnsupportedOperationException();
                    }))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThat(account.getId()).isNull();
            em.persist(account);
        });

        assertThat(accounts()).contains("unflushed 0 0");
    }

    @Test
    void aNewRowThatTheOuterReadMeanwhileIsNoPhantom() {
        transactions.run(em -> {
            Account[] read = new Account[1];
            fail(em, inner -> {
                inner.persist(new Account("phantom"));
                inner.flush();
                read[0] = em.createQuery("from Account where name = 'phantom'", Account.class)
                        .getSingleResult();
            });
            assertThat(em.contains(read[0])).isFalse();
            read[0].name = "not stored";
        });

        assertThat(accounts()).containsExactly("stored 1 0");
    }

    @Test
    void aChangedRowThatTheOuterReadMeanwhileIsAsBefore() {
        transactions.run(em -> {
            Account[] read = new Account[1];
            fail(em, inner -> {
                inner.find(Account.class, id).balance = 99;
                inner.flush();
                read[0] = em.find(Account.class, id);
                assertThat(read[0].balance).isEqualTo(99);
            });
            assertThat(read[0].balance).isEqualTo(1);
            read[0].balance++;
        });

        assertThat(accounts()).containsExactly("stored 2 1");
    }

    @Test
    void aRowThatTheOuterRefreshedMeanwhileIsAsBefore() {
        transactions.run(em -> {
            Account outer = em.find(Account.class, id);
            fail(em, inner -> {
                inner.find(Account.class, id).balance = 99;
                inner.flush();
                em.refresh(outer);
                assertThat(outer.balance).isEqualTo(99);
            });
            assertThat(outer.balance).isEqualTo(1);
            outer.balance++;
        });

        assertThat(accounts()).containsExactly("stored 2 1");
    }

    @Test
    void aCollectionThatTheOuterLoadedMeanwhileIsAsBefore() {
        transactions.run(em -> {
            Account outer = em.find(Account.class, id);
            fail(em, inner -> {
                inner.find(Account.class, id).entries.add(new Entry(inner.find(Account.class, id), "phantom"));
                inner.flush();
                assertThat(outer.entries).hasSize(2);
            });
            assertThat(outer.entries).hasSize(1);
            outer.balance++;
        });

        assertThat(accounts()).containsExactly("stored 2 1");
        assertThat(entries()).containsExactly("first");
    }

    @Test
    void whatTheOuterReadOfABulkStatementIsAsBefore() {
        transactions.run(em -> {
            Account[] read = new Account[1];
            fail(em, inner -> {
                inner.createQuery("update Account set balance = 99").executeUpdate();
                read[0] = em.find(Account.class, id);
            });
            assertThat(read[0].balance).isEqualTo(1);
        });
    }

    @Test
    void whatTheOuterReadOfADeeperBlockThatFailedIsAsBefore() {
        transactions.run(em -> {
            Account[] read = new Account[1];
            transactions
                    .nested(em)
                    .run(one -> fail(one, two -> {
                        two.find(Account.class, id).balance = 99;
                        two.flush();
                        read[0] = em.find(Account.class, id);
                    }));
            assertThat(read[0].balance).isEqualTo(1);
        });
    }

    @Test
    void anErrorAndACheckedExceptionUndoTheBlockToo() {
        AssertionError error = new AssertionError("on purpose");
        InterruptedException checked = new InterruptedException("on purpose");
        transactions.run(em -> {
            assertThat(catchThrowable(() -> transactions.nested(em).run(inner -> {
                        inner.persist(new Account("lost"));
                        inner.flush();
                        throw error;
                    })))
                    .isSameAs(error);
            assertThat(catchThrowable(() -> transactions.nested(em).call(inner -> {
                        inner.persist(new Account("lost"));
                        inner.flush();
                        throw checked;
                    })))
                    .isSameAs(checked);
        });

        assertThat(accounts()).containsExactly("stored 1 0");
    }

    @Test
    void aBlockGivesItsResult() {
        assertThat(transactions.<Long, RuntimeException>call(em ->
                        transactions.nested(em).call(inner -> inner.find(Account.class, id).balance)))
                .isEqualTo(1);
    }
}
