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

import dev.ashlar.core.CoreSettings;
import dev.ashlar.core.ground.ChangeScope;
import dev.ashlar.core.ground.Ground;
import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestTime;
import dev.ashlar.core.harness.TestUnit;
import dev.ashlar.core.naming.NamingSettings;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A transaction has one scope, whatever is nested in it. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.ashlar.core.harness.Engine#all")
class NestedScopeTest {

    @Parameter
    private Engine engine;

    private static final TestTime TIME = new TestTime();
    private static Database database;
    private static SessionFactory factory;
    private static Transactions transactions;

    @BeforeParameterizedClassInvocation
    static void open(Engine engine) {
        database = engine.open();
        factory = TestUnit.of(database, Account.class, Entry.class)
                .with(NamingSettings.NAMING, NamingSettings.PLURAL_SNAKE_CASE)
                .with(CoreSettings.TIME_SOURCE, TIME)
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
    }

    private static ChangeScope scope(Object session) {
        SharedSessionContractImplementor implementor = (SharedSessionContractImplementor) session;
        return Ground.of(implementor).scope(implementor);
    }

    private static final class Heard implements ChangeScope.Listener {
        private final List<String> events = new ArrayList<>();

        @Override
        public void beforeCompletion() {
            events.add("before");
        }

        @Override
        public void savepoint() {
            events.add("savepoint");
        }

        @Override
        public void released() {
            events.add("released");
        }

        @Override
        public void rolledBack() {
            events.add("rolledBack");
        }

        @Override
        public void ended(boolean committed) {
            events.add(committed ? "committed" : "not committed");
        }
    }

    private static void fail(EntityManager em, Runnable work) {
        assertThatThrownBy(() -> transactions.nested(em).run(inner -> {
                    work.run();
                    throw new UnsupportedOperationException("on purpose");
                }))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void everyLevelHasTheScopeOfTheTransaction() {
        transactions.run(em -> {
            transactions.nested(em).run(one -> {
                ChangeScope inBlock = scope(one);
                TIME.tick();
                assertThat(scope(em)).isSameAs(inBlock);
                transactions.nested(one).run(two -> assertThat(scope(two)).isSameAs(inBlock));
                assertThat(scope(one)).isSameAs(inBlock);
                fail(one, () -> {});
                assertThat(scope(one)).isSameAs(inBlock);
            });
            ChangeScope after = scope(em);
            fail(em, () -> {});
            assertThat(scope(em)).isSameAs(after);
        });
    }

    @Test
    void aStatelessSessionHasItToo() {
        transactions.stateless().run(session -> {
            ChangeScope outer = scope(session);
            transactions.nested(session).run(inner -> assertThat(scope(inner)).isSameAs(outer));
        });
    }

    @Test
    void aSessionThatSomebodyElseOpenedHasItToo() {
        try (Session session = factory.openSession()) {
            session.beginTransaction();
            ChangeScope outer = scope(session);
            transactions.nested(session).run(inner -> assertThat(scope(inner)).isSameAs(outer));
            session.getTransaction().commit();
            session.beginTransaction();
            assertThat(scope(session)).isNotSameAs(outer);
            session.getTransaction().rollback();
        }
    }

    @Test
    void stampsOfABlockAreThoseOfTheTransaction() {
        transactions.run(em -> {
            em.persist(new Account("outer"));
            em.flush();
            TIME.tick();
            transactions.nested(em).run(one -> {
                one.persist(new Account("one"));
                TIME.tick();
                transactions.nested(one).run(two -> two.persist(new Account("two")));
            });
        });

        assertThat(database.rows("select distinct created_at from accounts")).hasSize(1);
    }

    @Test
    void aListenerHearsTheBlocksInTheOrderOfAStack() {
        Heard heard = new Heard();
        transactions.run(em -> {
            scope(em).addListener(heard);
            transactions.nested(em).run(one -> {
                transactions.nested(one).run(two -> {});
                fail(one, () -> heard.events.add("work"));
            });
            fail(em, () -> heard.events.add("work"));
        });

        assertThat(heard.events)
                .containsExactly(
                        "savepoint",
                        "savepoint",
                        "released",
                        "savepoint",
                        "work",
                        "rolledBack",
                        "released",
                        "savepoint",
                        "work",
                        "rolledBack",
                        "before",
                        "committed");
    }

    @Test
    void aListenerThatJoinsInADeepBlockHearsTheSavepointsBelowIt() {
        Heard heard = new Heard();
        transactions.run(em -> transactions
                .nested(em)
                .run(one -> transactions.nested(one).run(two -> scope(two).addListener(heard))));

        assertThat(heard.events)
                .containsExactly("savepoint", "savepoint", "released", "released", "before", "committed");
    }

    @Test
    void whatAListenerThrowsAtARollbackMarksTheOuter() {
        assertThatThrownBy(() -> transactions.run(em -> {
                    em.persist(new Account("outer"));
                    scope(em).addListener(new ChangeScope.Listener() {
                        @Override
                        public void rolledBack() {
                            throw new IllegalStateException("the log is torn");
                        }
                    });
                    fail(em, () -> {});
                }))
                .isInstanceOf(RollbackOnlyException.class)
                .hasStackTraceContaining("the log is torn");
        assertThat(database.rows("select * from accounts")).isEmpty();
    }

    @Test
    void whatAListenerThrowsAtAReleaseMarksTheOuter() {
        assertThatThrownBy(() -> transactions.run(em -> {
                    em.persist(new Account("outer"));
                    scope(em).addListener(new ChangeScope.Listener() {
                        @Override
                        public void released() {
                            throw new IllegalStateException("the log is torn");
                        }
                    });
                    assertThatThrownBy(() -> transactions.nested(em).run(inner -> inner.persist(new Account("inner"))))
                            .hasMessage("the log is torn");
                }))
                .isInstanceOf(RollbackOnlyException.class)
                .hasStackTraceContaining("the log is torn");
        assertThat(database.rows("select * from accounts")).isEmpty();
    }

    @Test
    void whatAListenerThrowsAtASavepointUndoesTheBlockOnly() {
        transactions.run(em -> {
            em.persist(new Account("outer"));
            scope(em).addListener(new ChangeScope.Listener() {
                @Override
                public void savepoint() {
                    throw new IllegalStateException("no more");
                }
            });
            assertThatThrownBy(() -> transactions.nested(em).run(inner -> inner.persist(new Account("inner"))))
                    .hasMessage("no more");
        });

        assertThat(database.rows("select name from accounts")).containsExactly("outer");
    }
}
