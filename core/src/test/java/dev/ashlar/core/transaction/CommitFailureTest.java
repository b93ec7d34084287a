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
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.RollbackException;
import org.hibernate.SessionFactory;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What fails in the flush of a commit, which the JPA bootstrap hides behind a RollbackException. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.ashlar.core.harness.Engine#all")
class CommitFailureTest {

    @Parameter
    private Engine engine;

    private static Database database;
    private static SessionFactory factory;
    private static Transactions transactions;

    private final Account taken = new Account("taken", 1);

    @BeforeParameterizedClassInvocation
    static void open(Engine engine) {
        database = engine.open();
        factory = TestUnit.of(database, Account.class, Entry.class)
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
    void empty() {
        database.execute("delete from accounts");
        transactions.run(em -> em.persist(taken));
    }

    @Test
    void hibernateWrapsIt() {
        assertThatThrownBy(() -> factory.runInTransaction(em -> em.persist(new Account("taken"))))
                .isExactlyInstanceOf(RollbackException.class)
                .hasCauseInstanceOf(ConstraintViolationException.class);
    }

    @Test
    void aConstraintViolationComesOutAsItIs() {
        assertThatThrownBy(() -> transactions.run(em -> em.persist(new Account("taken"))))
                .isInstanceOf(ConstraintViolationException.class);
        assertThatThrownBy(() -> transactions.run(em -> {
                    em.persist(new Account("taken"));
                    em.flush();
                }))
                .isInstanceOf(ConstraintViolationException.class);
    }

    @Test
    void aStaleVersionComesOutAsItIs() {
        assertThatThrownBy(() -> transactions.run(em -> {
                    em.find(Account.class, taken.getId()).balance++;
                    transactions.requiresNew().run(other -> other.find(Account.class, taken.getId()).balance++);
                }))
                .isInstanceOf(OptimisticLockException.class);
    }

    @Test
    void aConflictOfANestedBlockComesOutAsItIs() {
        assertThatThrownBy(() -> transactions.run(em -> {
                    Account outer = em.find(Account.class, taken.getId());
                    transactions.nested(em).run(inner -> {
                        inner.find(Account.class, taken.getId()).balance = 2;
                        outer.balance = 3;
                    });
                }))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageContaining("have both changed an entity")
                .hasMessageContaining("#" + taken.getId());
        assertThat(database.rows("select balance from accounts")).containsExactly("1");
    }
}
