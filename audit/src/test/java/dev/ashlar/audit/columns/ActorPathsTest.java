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
package dev.ashlar.audit.columns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.core.ChangeContext;
import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestUnit;
import dev.ashlar.core.transaction.Transactions;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every placement on every path: the actors are right in memory and in the row, and no other column is lost. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.ashlar.core.harness.Engine#all")
class ActorPathsTest {

    private static final int NOBODY = 0;
    private static final int ALICE = 1;
    private static final int BOB = 2;

    private static final Class<?>[] ENTITIES = Stream.concat(
                    Placement.ALL.stream(),
                    Stream.of(
                            Placement.Account.class,
                            Placement.JoinedRoot.class,
                            Placement.PlainRoot.class,
                            Placement.SingleTableRoot.class,
                            Placement.UnionRoot.class))
            .toArray(Class<?>[]::new);

    @Parameter
    private Engine engine;

    private static Database database;
    private static SessionFactory factory;
    private static long lastId = 1_000_000;

    static List<Class<? extends Placement>> placements() {
        return Placement.ALL;
    }

    /** Those whose identifier the application knows before. */
    static List<Class<? extends Placement>> assigned() {
        return Placement.ALL.stream()
                .filter(type -> !Placement.Identity.class.isAssignableFrom(type))
                .toList();
    }

    @BeforeParameterizedClassInvocation
    static void open(Engine engine) {
        database = engine.open();
        factory = TestUnit.of(database, ENTITIES).open();
        factory.inTransaction(session -> {
            session.persist(new Placement.Account((long) ALICE));
            session.persist(new Placement.Account((long) BOB));
        });
    }

    @AfterParameterizedClassInvocation
    static void close() {
        factory.close();
        database.close();
    }

    @ParameterizedTest
    @MethodSource("placements")
    void persist(Class<? extends Placement> type) {
        Placement row = fresh(type, "first");
        as(ALICE, row, () -> factory.inTransaction(session -> session.persist(row)));
        assertActors(row, ALICE, ALICE, "first");
    }

    @ParameterizedTest
    @MethodSource("placements")
    void persistByNobody(Class<? extends Placement> type) {
        Placement row = fresh(type, "first");
        factory.inTransaction(session -> session.persist(row));
        assertActors(row, NOBODY, NOBODY, "first");
    }

    @ParameterizedTest
    @MethodSource("placements")
    void updateOfALoadedInstance(Class<? extends Placement> type) {
        Placement old = inserted(type);
        Placement row = as(BOB, old, () -> retitled(old));
        assertActors(row, ALICE, BOB, "second");
    }

    @ParameterizedTest
    @MethodSource("placements")
    void updateByNobody(Class<? extends Placement> type) {
        Placement row = retitled(inserted(type));
        assertActors(row, ALICE, NOBODY, "second");
    }

    @ParameterizedTest
    @MethodSource("placements")
    void updateOfWhatNobodyInserted(Class<? extends Placement> type) {
        Placement old = insertedByNobody(type);
        Placement row = as(BOB, old, () -> retitled(old));
        assertActors(row, NOBODY, BOB, "second");
    }

    @ParameterizedTest
    @MethodSource("placements")
    void nothingIsWrittenForALoadedInstanceThatDidNotChange(Class<? extends Placement> type) {
        Placement old = inserted(type);
        Placement row = as(BOB, old, () -> factory.fromTransaction(session -> session.find(type, old.id())));
        assertActors(row, ALICE, ALICE, "first");
    }

    @ParameterizedTest
    @MethodSource("placements")
    void theActorIsTheOneOfTheFlush(Class<? extends Placement> type) {
        Placement row = fresh(type, "first");
        factory.inTransaction(session -> {
            as(ALICE, row, () -> {
                session.persist(row);
                session.flush();
            });
            as(BOB, row, () -> {
                row.title = "second";
                session.flush();
            });
        });
        assertActors(row, ALICE, BOB, "second");
    }

    @ParameterizedTest
    @MethodSource("placements")
    void nestedTransactions(Class<? extends Placement> type) {
        Transactions transactions = Transactions.of(factory);
        Placement row = fresh(type, "first");
        Placement undone = fresh(type, "undone");
        as(
                ALICE,
                row,
                () -> transactions.run(outer -> {
                    outer.persist(row);
                    outer.flush();
                    as(
                            BOB,
                            row,
                            () -> transactions.nested(outer).run(inner -> inner.find(type, row.id()).title = "second"));
                    try {
                        transactions.nested(outer).run(inner -> {
                            inner.persist(undone);
                            inner.flush();
                            throw new IllegalStateException("taken back");
                        });
                    } catch (IllegalStateException e) {
                        assertThat(e).hasMessage("taken back");
                    }
                }));
        Placement stored = factory.fromSession(session -> session.find(type, row.id()));
        assertActors(stored, ALICE, BOB, "second");
    }

    @ParameterizedTest
    @MethodSource("placements")
    void mergeOfACopyWithoutStamps(Class<? extends Placement> type) {
        Placement old = inserted(type);
        Placement copy = copy(old, "second");
        Placement row = as(BOB, old, () -> factory.fromTransaction(session -> session.merge(copy)));
        assertActors(row, ALICE, BOB, "second");
    }

    @ParameterizedTest
    @MethodSource("placements")
    void mergeOfACopyThatDiffersInStampsAlone(Class<? extends Placement> type) {
        Placement old = inserted(type);
        Placement copy = copy(old, "first");
        Placement row = as(BOB, old, () -> factory.fromTransaction(session -> session.merge(copy)));
        assertActors(row, ALICE, ALICE, "first");
    }

    @ParameterizedTest
    @MethodSource("placements")
    void mergeOfANewInstance(Class<? extends Placement> type) {
        Placement fresh = fresh(type, "first");
        Placement row = as(ALICE, fresh, () -> factory.fromTransaction(session -> session.merge(fresh)));
        assertActors(row, ALICE, ALICE, "first");
    }

    @ParameterizedTest
    @MethodSource("placements")
    void statelessInsert(Class<? extends Placement> type) {
        Placement row = fresh(type, "first");
        as(ALICE, row, () -> factory.inStatelessTransaction(session -> session.insert(row)));
        assertActors(row, ALICE, ALICE, "first");
    }

    @ParameterizedTest
    @MethodSource("placements")
    void statelessInsertWithoutTransaction(Class<? extends Placement> type) {
        Placement row = fresh(type, "first");
        as(ALICE, row, () -> factory.inStatelessSession(session -> session.insert(row)));
        assertActors(row, ALICE, ALICE, "first");
    }

    @ParameterizedTest
    @MethodSource("placements")
    void statelessInsertOfSeveralInOneBatch(Class<? extends Placement> type) {
        Placement one = fresh(type, "first");
        Placement other = fresh(type, "first");
        as(ALICE, one, () -> factory.inStatelessTransaction(session -> session.insertMultiple(List.of(one, other))));
        assertActors(one, ALICE, ALICE, "first");
        assertActors(other, ALICE, ALICE, "first");
    }

    @ParameterizedTest
    @MethodSource("placements")
    void statelessUpdateOfALoadedInstance(Class<? extends Placement> type) {
        Placement old = inserted(type);
        Placement row = as(
                BOB,
                old,
                () -> factory.fromStatelessTransaction(session -> {
                    Placement loaded = session.get(type, (Object) old.id());
                    loaded.title = "second";
                    session.update(loaded);
                    return loaded;
                }));
        assertActors(row, ALICE, BOB, "second");
    }

    @ParameterizedTest
    @MethodSource("placements")
    void statelessUpdateOfInstancesWithoutStampsInOneBatch(Class<? extends Placement> type) {
        Placement row = copy(inserted(type), "second");
        Placement nobodys = copy(insertedByNobody(type), "second");
        as(BOB, row, () -> factory.inStatelessTransaction(session -> session.updateMultiple(List.of(row, nobodys))));
        assertActors(row, ALICE, BOB, "second");
        assertActors(nobodys, NOBODY, BOB, "second");
    }

    @ParameterizedTest
    @MethodSource("assigned")
    void upsertThatInserts(Class<? extends Placement> type) {
        Placement row = fresh(type, "first");
        as(ALICE, row, () -> factory.inStatelessTransaction(session -> session.upsert(row)));
        assertActors(row, ALICE, ALICE, "first");
    }

    @ParameterizedTest
    @MethodSource("assigned")
    void upsertOfALoadedInstance(Class<? extends Placement> type) {
        Placement old = inserted(type);
        Placement row = as(
                BOB,
                old,
                () -> factory.fromStatelessTransaction(session -> {
                    Placement loaded = session.get(type, (Object) old.id());
                    loaded.title = "second";
                    session.upsert(loaded);
                    return loaded;
                }));
        assertActors(row, ALICE, BOB, "second");
    }

    @ParameterizedTest
    @MethodSource("assigned")
    void upsertOfSeveralWithoutStampsInOneBatch(Class<? extends Placement> type) {
        Placement old = copy(inserted(type), "second");
        Placement nobodys = copy(insertedByNobody(type), "second");
        Placement young = fresh(type, "first");
        as(
                BOB,
                old,
                () -> factory.inStatelessTransaction(session -> session.upsertMultiple(List.of(old, nobodys, young))));
        assertActors(old, ALICE, BOB, "second");
        assertActors(nobodys, NOBODY, BOB, "second");
        assertActors(young, BOB, BOB, "first");
    }

    private static Placement inserted(Class<? extends Placement> type) {
        Placement row = fresh(type, "first");
        as(ALICE, row, () -> factory.inTransaction(session -> session.persist(row)));
        return row;
    }

    private static Placement insertedByNobody(Class<? extends Placement> type) {
        Placement row = fresh(type, "first");
        factory.inTransaction(session -> session.persist(row));
        return row;
    }

    private static Placement retitled(Placement row) {
        return factory.fromTransaction(session -> {
            Placement loaded = session.find(row.getClass(), row.id());
            loaded.title = "second";
            return loaded;
        });
    }

    private static Placement fresh(Class<? extends Placement> type, String title) {
        try {
            Placement row = type.getDeclaredConstructor().newInstance();
            if (assigned().contains(type)) {
                row.identify(++lastId);
            }
            row.title = title;
            row.note = "note";
            return row;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a client sends back: no stamps. */
    private static Placement copy(Placement row, String title) {
        Placement copy = fresh(row.getClass(), title);
        copy.identify(row.id());
        copy.versioned();
        return copy;
    }

    private static void as(int actor, Placement row, Runnable work) {
        ChangeContext.of(row.key().actor(actor)).run(work::run);
    }

    private static <T> T as(int actor, Placement row, Supplier<T> work) {
        return ChangeContext.of(row.key().actor(actor)).call(work::get);
    }

    private static void assertActors(Placement row, int created, int updated, String title) {
        assertThat(plain(row.created())).as("created in memory").isEqualTo(expected(row, created));
        assertThat(plain(row.updated())).as("updated in memory").isEqualTo(expected(row, updated));
        assertThat(database.rows("select created_by, updated_by from " + row.table() + " where id = " + row.id()))
                .containsExactly(expected(row, created) + " " + expected(row, updated));
        Placement stored = factory.fromSession(session -> session.find(row.getClass(), row.id()));
        assertThat(stored.title).isEqualTo(title);
        assertThat(stored.note).isEqualTo("note");
    }

    private static Object expected(Placement row, int actor) {
        return actor == NOBODY ? null : row.key().value(actor);
    }

    private static Object plain(Object value) {
        return value instanceof Placement.Account account
                ? factory.getPersistenceUnitUtil().getIdentifier(account)
                : value;
    }
}
