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
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestUnit;
import dev.ashlar.core.naming.NamingSettings;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.hibernate.PropertyValueException;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Many items, of which some are bad. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.ashlar.core.harness.Engine#all")
class NestedEachTest {

    private static final int ITEMS = 10_000;

    @Parameter
    private Engine engine;

    private static Database database;
    private static SavepointSource source;
    private static SessionFactory factory;
    private static Transactions transactions;

    @BeforeParameterizedClassInvocation
    static void open(Engine engine) {
        database = engine.open();
        source = new SavepointSource(database);
        factory = TestUnit.of(database, Account.class, Entry.class)
                .with(NamingSettings.NAMING, NamingSettings.PLURAL_SNAKE_CASE)
                .with("hibernate.connection.provider_class", source)
                .with("hibernate.jdbc.batch_size", 64)
                .open();
        transactions = Transactions.of(factory);
    }

    @AfterParameterizedClassInvocation
    static void close() {
        factory.close();
        database.close();
    }

    @BeforeEach
    void oneTaken() {
        database.execute("delete from entries");
        database.execute("delete from accounts");
        transactions.run(em -> em.persist(new Account("taken")));
        source.reset();
    }

    private static int stored() {
        return Integer.parseInt(database.rows("select count(*) from accounts").get(0)) - 1;
    }

    private static boolean isBad(int i) {
        return i % 1000 == 617;
    }

    private static List<Account> items(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Account(isBad(i) ? "taken" : "a" + i))
                .toList();
    }

    @Test
    void storesTheGoodOnesOfTenThousandAndNamesTheBad() {
        List<Account> items = items(ITEMS);
        NestedResult<Account> result =
                transactions.call(em -> transactions.nestedEach(em, items, EntityManager::persist));

        assertThat(stored()).isEqualTo(9_990);
        assertThat(result.accepted())
                .containsExactlyElementsOf(
                        items.stream().filter(a -> !a.name.equals("taken")).toList());
        assertThat(result.rejected()).hasSize(10).allSatisfy(rejected -> {
            assertThat(rejected.constraint()).containsIgnoringCase("uq_accounts_name");
            assertThat(rejected.failure()).isInstanceOf(ConstraintViolationException.class);
            assertThat(rejected.item().getId()).isNull();
        });
        assertThat(result.rejected().stream().map(r -> items.indexOf(r.item())))
                .containsExactlyElementsOf(IntStream.range(0, ITEMS)
                        .filter(NestedEachTest::isBad)
                        .boxed()
                        .toList());
        assertThat(source.savepoints()).isLessThanOrEqualTo(400);
    }

    @Test
    void theGoodPathIsBatched() {
        transactions.run(em -> transactions.nestedEach(
                em, IntStream.range(0, 640).mapToObj(i -> new Account("a" + i)).toList(), EntityManager::persist));

        assertThat(stored()).isEqualTo(640);
        assertThat(source.savepoints()).isEqualTo(10);
        assertThat(source.inserts()).isEqualTo(10);
    }

    @Test
    void aStatelessSessionDoesTheSame() {
        NestedResult<Account> result = transactions
                .stateless()
                .call(session -> transactions.nestedEach(session, items(2_000), StatelessSession::insert));

        assertThat(stored()).isEqualTo(1_998);
        assertThat(result.rejected())
                .hasSize(2)
                .allSatisfy(rejected -> assertThat(rejected.constraint()).containsIgnoringCase("uq_accounts_name"));
    }

    @Test
    void whatHibernateItselfRefusesIsRejectedWithoutAConstraint() {
        List<Account> items = List.of(new Account("a"), new Account(null), new Account("b"));
        NestedResult<Account> result =
                transactions.call(em -> transactions.nestedEach(em, items, EntityManager::persist));

        assertThat(stored()).isEqualTo(2);
        assertThat(result.rejected()).singleElement().satisfies(rejected -> {
            assertThat(rejected.item()).isSameAs(items.get(1));
            assertThat(rejected.constraint()).isNull();
            assertThat(rejected.failure()).isInstanceOf(PropertyValueException.class);
        });
    }

    @Test
    void itemsMayHaveChildrenAndBeTriedSeveralTimes() {
        List<Account> items = items(700);
        items.forEach(item -> item.entries.add(new Entry(item, "of " + item.name)));
        NestedResult<Account> result =
                transactions.call(em -> transactions.nestedEach(em, items, EntityManager::persist));

        assertThat(result.rejected()).hasSize(1);
        assertThat(database.rows("select count(*) from entries")).containsExactly("699");
    }

    /** Only the batches before it, and the accepted halves of its own, are in the outer transaction. */
    private static Throwable failing(RuntimeException failure) {
        Throwable[] thrown = new Throwable[1];
        BiConsumer<EntityManager, Integer> work = (em, i) -> {
            if (i == 100) {
                throw failure;
            }
            em.persist(new Account("a" + i));
        };
        transactions.run(em -> {
            thrown[0] = catchThrowable(() ->
                    transactions.nestedEach(em, IntStream.range(0, 640).boxed().toList(), work));
            assertThat(em.getTransaction().getRollbackOnly()).isFalse();
        });
        return thrown[0];
    }

    @Test
    void theWorksOwnExceptionComesOut() {
        IllegalArgumentException failure = new IllegalArgumentException("on purpose");

        assertThat(failing(failure)).isSameAs(failure);
        assertThat(stored()).isEqualTo(64);
        assertThat(source.savepoints()).isEqualTo(2);
    }

    @Test
    void aFailureThatIsWorthARetryComesOut() {
        OptimisticLockException failure = new OptimisticLockException("on purpose");

        assertThat(failing(failure)).isSameAs(failure);
        assertThat(stored()).isEqualTo(64);
        assertThat(source.savepoints()).isEqualTo(2);
    }

    @Test
    void aFailureOfAnItemIsBisected() {
        assertThat(failing(new PersistenceException("on purpose"))).isNull();
        assertThat(stored()).isEqualTo(639);
        assertThat(source.savepoints()).isEqualTo(10 + 2 * 6);
    }

    @Test
    void theItemsAreReadOnce() {
        List<String> log = new ArrayList<>();
        Iterator<Account> once = items(130).iterator();
        NestedResult<Account> result = transactions.call(em -> transactions.nestedEach(
                em,
                () -> {
                    log.add("iterator");
                    return once;
                },
                EntityManager::persist));

        assertThat(log).hasSize(1);
        assertThat(result.accepted()).hasSize(130);
        assertThat(stored()).isEqualTo(130);
    }

    @Test
    void nothingToDoSetsNoSavepoint() {
        NestedResult<Account> result =
                transactions.call(em -> transactions.nestedEach(em, List.<Account>of(), EntityManager::persist));

        assertThat(result.accepted()).isEmpty();
        assertThat(result.rejected()).isEmpty();
        assertThat(source.savepoints()).isZero();
    }
}
