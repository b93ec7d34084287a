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
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass(name = "{0}")
@MethodSource("dev.ashlar.core.harness.Engine#all")
class NestedBlockTest {

    @Parameter
    private Engine engine;

    private static Database database;
    private static SessionFactory factory;
    private static Transactions transactions;

    @BeforeParameterizedClassInvocation
    static void open(Engine engine) {
        database = engine.open();
        factory = TestUnit.of(database, Account.class, Entry.class)
                .with(NamingSettings.NAMING, NamingSettings.PLURAL_SNAKE_CASE)
                .with("hibernate.jdbc.batch_size", 50)
                .open();
        transactions = Transactions.of(factory);
    }

    @AfterParameterizedClassInvocation
    static void close() {
        factory.close();
        database.close();
    }

    @BeforeEach
    void empty() {
        database.execute("delete from entries");
        database.execute("delete from accounts");
        transactions.run(em -> em.persist(new Account("taken")));
    }

    private static List<String> accounts() {
        return database.rows("select name, balance, version from accounts order by name");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16})
    void keepsTheOuterTransactionAliveWhenABlockFails(int depth) {
        transactions.run(em -> {
            Account outer = new Account("outer", 1);
            em.persist(outer);
            Account taken = em.createQuery("from Account", Account.class)
                    .getResultList()
                    .get(0);
            taken.balance = 5;
            failAt(em, depth);
            assertThat(em.getTransaction().getRollbackOnly()).isFalse();
            assertThat(em.contains(outer)).isTrue();
            assertThat(em.contains(taken)).isTrue();
            outer.balance = 2;
            em.persist(new Account("after"));
        });

        List<String> expected = new ArrayList<>(List.of("after 0 0", "outer 2 1", "taken 5 1"));
        IntStream.range(1, depth).forEach(i -> expected.add("level" + i + " 0 0"));
        assertThat(accounts()).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** Blocks nested to a depth, of which the innermost fails. */
    private static void failAt(EntityManager em, int depth) {
        if (depth == 1) {
            assertThatThrownBy(() -> transactions.nested(em).run(inner -> {
                        inner.persist(new Account("lost"));
                        inner.persist(new Account("taken"));
                    }))
                    .isInstanceOf(ConstraintViolationException.class);
        } else {
            transactions.nested(em).run(inner -> {
                inner.persist(new Account("level" + (depth - 1)));
                failAt(inner, depth - 1);
            });
        }
    }

    @Test
    void givesTheOuterSessionWhatABlockChanged() {
        transactions.run(em -> {
            Account outer = new Account("outer", 1);
            em.persist(outer);
            transactions.nested(em).run(inner -> inner.find(Account.class, outer.getId()).balance = 10);
            assertThat(outer.balance).isEqualTo(10);
            outer.balance++;
        });

        assertThat(accounts()).containsExactly("outer 11 2", "taken 0 0");
    }

    @Test
    void nestedEachRejectsTheBadOnes() {
        List<Account> items = IntStream.range(0, 200)
                .mapToObj(i -> new Account(i == 77 ? "taken" : "a" + i))
                .toList();
        NestedResult<Account> result =
                transactions.call(em -> transactions.nestedEach(em, items, EntityManager::persist));

        assertThat(result.accepted()).hasSize(199);
        assertThat(result.rejected()).hasSize(1);
        assertThat(result.rejected().get(0).item()).isSameAs(items.get(77));
        assertThat(result.rejected().get(0).constraint()).containsIgnoringCase("uq_accounts_name");
        assertThat(accounts()).hasSize(200);
    }
}
