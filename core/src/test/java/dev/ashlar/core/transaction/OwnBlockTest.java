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
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass(name = "{0}")
@MethodSource("setups")
class OwnBlockTest {

    /**
     * Where it runs.
     *
     * @param hikari else Hibernate's own pool
     */
    record Setup(Engine engine, Boot boot, boolean hikari) {}

    static List<Setup> setups() {
        return Engine.all().stream()
                .flatMap(engine -> Stream.of(Boot.values())
                        .flatMap(boot -> Stream.of(new Setup(engine, boot, true), new Setup(engine, boot, false))))
                .toList();
    }

    @Parameter
    private Setup setup;

    private static Database database;
    private static HikariDataSource hikari;
    private static SessionFactory factory;
    private static Transactions transactions;

    @BeforeParameterizedClassInvocation
    static void open(Setup setup) {
        database = setup.engine().open();
        hikari = setup.hikari() ? Boot.hikari(database, 2) : null;
        factory = setup.boot().open(database, hikari, Map.of("hibernate.connection.pool_size", 2));
        transactions = Transactions.of(factory);
    }

    @AfterParameterizedClassInvocation
    static void close() {
        factory.close();
        if (hikari != null) {
            hikari.close();
        }
        database.close();
    }

    @BeforeEach
    void empty() {
        database.execute("delete from accounts");
    }

    private static List<String> accounts() {
        return database.rows("select name from accounts order by name");
    }

    @Test
    void returnsWhatTheBlockReturnsAndCommitsBefore() {
        List<String> seen = transactions.call(em -> {
            em.persist(new Account("stored"));
            return accounts();
        });

        assertThat(seen).isEmpty();
        assertThat(accounts()).containsExactly("stored");
        assertThat(transactions.<Object, RuntimeException>call(em -> null)).isNull();
    }

    @Test
    void aStatelessBlockIsCommitted() {
        long id = transactions.stateless().call(session -> (long) session.insert(new Account("stored")));

        assertThat(id).isPositive();
        assertThat(accounts()).containsExactly("stored");
        transactions.stateless().run(session -> session.delete(session.get(Account.class, id)));
        assertThat(accounts()).isEmpty();
    }

    @Nested
    class WithinABlock {

        @Test
        void anotherOneIsRefusedAndTheWayOutNamed() {
            transactions.run(em -> {
                em.persist(new Account("outer"));
                assertThatIllegalStateException()
                        .isThrownBy(() -> transactions.run(inner -> inner.persist(new Account("inner"))))
                        .withMessage("This thread is in a transaction of the same factory already: depth=0."
                                + " Use nested(em) for a part of it that may fail alone, requiresNew() for a"
                                + " transaction of its own, or hand the EntityManager on and do without a block.");
                assertThatIllegalStateException()
                        .isThrownBy(() -> transactions.stateless().run(inner -> inner.insert(new Account("inner"))))
                        .withMessageContaining("depth=0");
            });

            assertThat(accounts()).containsExactly("outer");
        }

        @Test
        void anotherOneIsRefusedInANestedBlockToo() {
            transactions.run(em -> transactions.nested(em).run(nested -> {
                assertThatIllegalStateException()
                        .isThrownBy(() -> Transactions.of(factory).run(inner -> {}))
                        .withMessageContaining("depth=1");
            }));
        }

        @Test
        void aRefusalIsNotTriedAgain() {
            transactions.run(em -> assertThatIllegalStateException()
                    .isThrownBy(() -> transactions
                            .retrying(Retry.upTo(3).alsoOn(e -> true))
                            .run(inner -> {}))
                    .satisfies(e -> assertThat(e.getSuppressed()).isEmpty()));
        }

        @Test
        void oneOfAnotherFactoryIsIndependent() {
            try (Database otherDatabase = Engine.H2.open();
                    SessionFactory other = Boot.JPA.open(otherDatabase)) {
                Transactions others = Transactions.of(other);
                transactions.run(em -> {
                    others.run(inner -> {
                        inner.persist(new Account("other"));
                        assertThatIllegalStateException()
                                .isThrownBy(() -> transactions.run(third -> {}))
                                .withMessageContaining("depth=0");
                    });
                    assertThatIllegalStateException().isThrownBy(() -> transactions.run(third -> {}));
                    em.persist(new Account("here"));
                });

                assertThat(otherDatabase.rows("select name from accounts")).containsExactly("other");
                assertThat(accounts()).containsExactly("here");
            }
        }

        @Test
        void oneOfAnotherThreadIsIndependent() {
            transactions.run(em -> {
                em.persist(new Account("here"));
                em.flush();
                CompletableFuture.runAsync(() -> transactions.run(other -> other.persist(new Account("there"))))
                        .join();
                assertThat(accounts()).containsExactly("there");
            });

            assertThat(accounts()).containsExactly("here", "there");
        }

        @Test
        void oneThatRequiresNewStaysWhenTheOuterIsRolledBack() {
            IllegalArgumentException failure = new IllegalArgumentException("outer");

            Throwable thrown = catchThrowable(() -> transactions.run(em -> {
                em.persist(new Account("outer"));
                em.flush();
                transactions.requiresNew().run(inner -> inner.persist(new Account("inner")));
                throw failure;
            }));

            assertThat(thrown).isSameAs(failure);
            assertThat(accounts()).containsExactly("inner");
        }

        @Test
        void oneThatRequiresNewIsRolledBackAlone() {
            transactions.run(em -> {
                em.persist(new Account("outer"));
                assertThatThrownBy(() -> transactions.requiresNew().run(inner -> {
                            inner.persist(new Account("inner"));
                            inner.flush();
                            throw new IllegalArgumentException("inner");
                        }))
                        .isInstanceOf(IllegalArgumentException.class);
            });

            assertThat(accounts()).containsExactly("outer");
        }

        @Test
        void theNextOneOnTheThreadIsAllowedWhateverTheLastOneThrew() {
            assertThatThrownBy(() -> transactions.run(em -> {
                        throw new AssertionError("boom");
                    }))
                    .isInstanceOf(AssertionError.class);

            transactions.run(em -> em.persist(new Account("next")));

            assertThat(accounts()).containsExactly("next");
        }
    }
}
