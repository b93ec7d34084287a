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
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What a block must leave to the runner. Nothing of it is stored, and the connection comes back. */
@ParameterizedClass(name = "{0}")
@MethodSource("setups")
class SelfEndedBlockTest {

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

    private final List<String> hooks = new ArrayList<>();

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

    private void hook(EntityManager em) {
        transactions.afterCommit(em, () -> hooks.add("committed"));
        transactions.afterRollback(em, () -> hooks.add("rolled back"));
    }

    private void assertNothingIsLost() {
        assertThat(hooks).containsExactly("rolled back");
        assertThat(accounts()).isEmpty();
        if (hikari != null) {
            assertThat(hikari.getHikariPoolMXBean().getActiveConnections()).isZero();
        }
        transactions.run(
                em -> transactions.requiresNew().run(inner -> inner.persist(new Account("both connections serve"))));
        assertThat(accounts()).hasSize(1);
    }

    @Test
    void aCommitIsRefused() {
        assertThatThrownBy(() -> transactions.run(em -> {
                    hook(em);
                    em.persist(new Account("lost"));
                    em.getTransaction().commit();
                }))
                .hasStackTraceContaining("IllegalStateException: The block commits its transaction itself, which"
                        + " rolls it back: session=")
                .hasMessageContaining("Leave the commit to Transactions");
        assertNothingIsLost();
    }

    @Test
    void aCommitIsRefusedInAStatelessSession() {
        assertThatThrownBy(() -> transactions.stateless().run(session -> {
                    transactions.afterRollback(session, () -> hooks.add("rolled back"));
                    session.insert(new Account("lost"));
                    session.getTransaction().commit();
                }))
                .hasMessageContaining("The block commits its transaction itself");
        assertNothingIsLost();
    }

    @Test
    void aCommitWhoseRefusalIsSwallowedIsRefusedAgain() {
        assertThatIllegalStateException()
                .isThrownBy(() -> transactions.run(em -> {
                    hook(em);
                    em.persist(new Account("lost"));
                    assertThatThrownBy(() -> em.getTransaction().commit()).isInstanceOf(RuntimeException.class);
                    em.persist(new Account("lost too"));
                }))
                .withMessageStartingWith("The block ended its transaction itself: outcome=rolled back open=true.")
                .withMessageContaining("to undo everything, throw");
        assertNothingIsLost();
    }

    @Test
    void aRollbackIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> transactions.run(em -> {
                    hook(em);
                    em.persist(new Account("lost"));
                    em.flush();
                    em.getTransaction().rollback();
                }))
                .withMessageStartingWith("The block ended its transaction itself: outcome=rolled back open=true.");
        assertNothingIsLost();
    }

    @Test
    void anotherTransactionAfterARollbackIsRefusedToo() {
        assertThatIllegalStateException()
                .isThrownBy(() -> transactions.run(em -> {
                    hook(em);
                    em.getTransaction().rollback();
                    em.getTransaction().begin();
                    em.persist(new Account("lost"));
                    em.flush();
                }))
                .withMessageStartingWith("The block ended its transaction itself: outcome=rolled back open=true.");
        assertNothingIsLost();
    }

    @Test
    void aCloseIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> transactions.run(em -> {
                    hook(em);
                    em.persist(new Account("lost"));
                    em.flush();
                    em.close();
                }))
                .withMessageStartingWith("The block ended its transaction itself: outcome=")
                .withMessageContaining("open=false");
        assertNothingIsLost();
    }

    @Test
    void aCloseIsRefusedInAStatelessSession() {
        assertThatIllegalStateException()
                .isThrownBy(() -> transactions.stateless().run(session -> {
                    transactions.afterRollback(session, () -> hooks.add("rolled back"));
                    session.insert(new Account("lost"));
                    session.close();
                }))
                .withMessageContaining("open=false");
        assertNothingIsLost();
    }

    @Test
    void aFailureAfterACloseComesOut() {
        IllegalArgumentException failure = new IllegalArgumentException("after close");

        Throwable thrown = catchThrowable(() -> transactions.run(em -> {
            hook(em);
            em.persist(new Account("lost"));
            em.flush();
            em.close();
            throw failure;
        }));

        assertThat(thrown).isSameAs(failure);
        assertNothingIsLost();
    }
}
