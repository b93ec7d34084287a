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

import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestUnit;
import dev.ashlar.core.naming.NamingSettings;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A block and the outer session at the same rows. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.ashlar.core.harness.Engine#all")
class NestedConflictTest {

    @Entity(name = "Numbered")
    static class Numbered {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;
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
        factory = TestUnit.of(database, Account.class, Entry.class, Numbered.class)
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
        List.of("entries", "accounts", "numbereds").forEach(table -> database.execute("delete from " + table));
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

    private static void refused(ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("both changed", "entity=" + Account.class.getName() + "#" + id);
    }

    @Test
    void whatBothChangedIsRefusedAndTheOuterGoesOnWithItsOwn() {
        transactions.run(em -> {
            Account outer = em.find(Account.class, id);
            refused(() -> transactions.nested(em).run(inner -> {
                inner.persist(new Account("lost"));
                inner.find(Account.class, id).balance = 10;
                outer.balance = 20;
            }));
            assertThat(em.getTransaction().getRollbackOnly()).isFalse();
            em.persist(new Account("after"));
        });

        assertThat(accounts()).containsExactly("after 0 0", "stored 20 1");
    }

    @Test
    void whatTheBlockRemovedAndTheOuterChangedIsRefused() {
        transactions.run(em -> {
            Account outer = em.find(Account.class, id);
            refused(() -> transactions.nested(em).run(inner -> {
                inner.remove(inner.find(Account.class, id));
                outer.balance = 20;
            }));
        });

        assertThat(accounts()).containsExactly("stored 20 1");
    }

    @Test
    void whatTheBlockChangedAndTheOuterRemovedIsRefused() {
        transactions.run(em -> {
            Account outer = em.find(Account.class, id);
            refused(() -> transactions.nested(em).run(inner -> {
                inner.find(Account.class, id).balance = 10;
                em.remove(outer);
            }));
        });

        assertThat(accounts()).isEmpty();
    }

    @Test
    void theConflictIsFoundAtTheLevelThatHasIt() {
        transactions.run(em -> {
            Account outer = em.find(Account.class, id);
            refused(() -> transactions.nested(em).run(one -> {
                one.persist(new Account("lost"));
                transactions.nested(one).run(two -> two.find(Account.class, id).balance = 10);
                outer.balance = 20;
            }));
        });

        assertThat(accounts()).containsExactly("stored 20 1");
    }

    @Test
    void whatTheOuterChangedAndTheBlockOnlyReadIsNoConflict() {
        transactions.run(em -> {
            Account outer = em.find(Account.class, id);
            transactions.nested(em).run(inner -> {
                assertThat(inner.find(Account.class, id).entries).hasSize(1);
                outer.balance = 20;
            });
        });

        assertThat(accounts()).containsExactly("stored 20 1");
    }

    @Test
    void anEntityThatTheOuterHasReadOnlyIsNoConflict() {
        transactions.run(em -> {
            Account outer = em.find(Account.class, id);
            em.unwrap(Session.class).setReadOnly(outer, true);
            transactions.nested(em).run(inner -> {
                inner.find(Account.class, id).balance = 10;
                outer.balance = 20;
            });
            assertThat(outer.balance).isEqualTo(10);
        });

        assertThat(accounts()).containsExactly("stored 10 1");
    }

    /** A flush that fails leaves nothing to go on with: the transaction is marked, and says why. */
    private static void refusedAndMarked(ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOf(RollbackOnlyException.class)
                .hasStackTraceContaining("The outer session writes while a nested block runs")
                .hasStackTraceContaining("entity=");
        assertThat(accounts()).containsExactly("stored 1 0");
    }

    private static void refusedToWrite(ThrowingCallable work) {
        assertThatThrownBy(work).hasStackTraceContaining("The outer session writes while a nested block runs");
    }

    @Test
    void aFlushOfTheOuterWhileABlockRunsIsRefused() {
        refusedAndMarked(() -> transactions.run(em -> {
            Account outer = em.find(Account.class, id);
            transactions.nested(em).run(inner -> {
                outer.balance = 20;
                refusedToWrite(em::flush);
            });
        }));
    }

    @Test
    void aRemovalOfTheOuterWhileABlockRunsIsRefused() {
        refusedAndMarked(() -> transactions.run(em -> {
            Account outer = em.find(Account.class, id);
            transactions.nested(em).run(inner -> {
                em.remove(outer);
                refusedToWrite(em::flush);
            });
        }));
    }

    @Test
    void aQueryThatFlushesTheOuterWhileABlockRunsIsRefused() {
        refusedAndMarked(() -> transactions.run(em -> transactions.nested(em).run(inner -> {
            em.persist(new Account("late"));
            refusedToWrite(() -> em.createQuery("from Account").getResultList());
        })));
    }

    @Test
    void anInsertOfTheOuterForItsIdWhileABlockRunsIsRefused() {
        refusedAndMarked(() -> transactions.run(
                em -> transactions.nested(em).run(inner -> refusedToWrite(() -> em.persist(new Numbered())))));

        assertThat(database.rows("select * from numbereds")).isEmpty();
    }

    @Test
    void aCollectionOfTheOuterIsNotWrittenWhileABlockRuns() {
        refusedAndMarked(() -> transactions.run(em -> {
            Account outer = em.find(Account.class, id);
            assertThat(outer.entries).hasSize(1);
            transactions.nested(em).run(inner -> {
                outer.entries.clear();
                refusedToWrite(em::flush);
            });
        }));

        assertThat(database.rows("select text from entries")).containsExactly("first");
    }

    @Test
    void aMiddleLevelMayNotWriteEither() {
        transactions.run(em -> {
            em.find(Account.class, id).name = "outer";
            assertThatThrownBy(() -> transactions.nested(em).run(one -> {
                        Account middle = one.find(Account.class, id);
                        transactions.nested(one).run(two -> {
                            middle.balance = 20;
                            refusedToWrite(one::flush);
                        });
                    }))
                    .isInstanceOf(RollbackOnlyException.class)
                    .hasMessageContaining("The nested block");
        });

        assertThat(accounts()).containsExactly("outer 1 1");
    }

    @ParameterizedTest
    @EnumSource(
            value = FlushMode.class,
            names = {"MANUAL", "COMMIT", "AUTO", "ALWAYS"})
    void theOuterIsFlushedFirstUnlessItIsManual(FlushMode mode) {
        transactions.run(em -> {
            em.unwrap(Session.class).setHibernateFlushMode(mode);
            Account outer = em.find(Account.class, id);
            outer.balance = 20;
            transactions.nested(em).run(inner -> {
                assertThat(inner.unwrap(Session.class).getHibernateFlushMode()).isEqualTo(mode);
                assertThat(inner.find(Account.class, id).balance).isEqualTo(mode == FlushMode.MANUAL ? 1 : 20);
                inner.find(Account.class, id).name = "inner";
            });
            if (mode == FlushMode.MANUAL) {
                assertThat(outer.name).isEqualTo("stored");
                refused(() -> transactions.nested(em).run(inner -> {
                    inner.find(Account.class, id).name = "inner";
                    inner.flush();
                }));
                em.flush();
            }
        });

        assertThat(accounts()).containsExactly(mode == FlushMode.MANUAL ? "stored 20 1" : "inner 20 2");
    }
}
