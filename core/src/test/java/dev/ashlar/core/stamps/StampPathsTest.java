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
package dev.ashlar.core.stamps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.core.CoreSettings;
import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestTime;
import dev.ashlar.core.harness.TestUnit;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every placement on every path: the times are right in memory and in the row, and no other column is lost. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.ashlar.core.harness.Engine#all")
class StampPathsTest {

    private static final Class<?>[] ENTITIES = Stream.concat(
                    Placement.ALL.stream(),
                    Stream.of(Placement.JoinedRoot.class, Placement.PlainRoot.class, Placement.SingleTableRoot.class))
            .toArray(Class<?>[]::new);

    @Parameter
    private Engine engine;

    private static final TestTime time = new TestTime();
    private static Database database;
    private static SessionFactory factory;
    private static long lastId;

    static List<Class<? extends Placement>> placements() {
        return Placement.ALL;
    }

    @BeforeParameterizedClassInvocation
    static void open(Engine engine) {
        database = engine.open();
        factory = TestUnit.of(database, ENTITIES)
                .with(CoreSettings.TIME_SOURCE, time)
                .open();
    }

    @AfterParameterizedClassInvocation
    static void close() {
        factory.close();
        database.close();
    }

    @ParameterizedTest
    @MethodSource("placements")
    void persist(Class<? extends Placement> type) {
        Instant now = time.tick();
        Placement row = fresh(type, ++lastId, "first");
        factory.inTransaction(session -> session.persist(row));
        assertStamps(row, now, now, "first");
    }

    @ParameterizedTest
    @MethodSource("placements")
    void updateOfALoadedInstance(Class<? extends Placement> type) {
        Instant created = inserted(type);
        Instant now = time.tick();
        Placement row = factory.fromTransaction(session -> {
            Placement loaded = session.find(type, lastId);
            loaded.title = "second";
            return loaded;
        });
        assertStamps(row, created, now, "second");
    }

    @ParameterizedTest
    @MethodSource("placements")
    void nothingIsWrittenForALoadedInstanceThatDidNotChange(Class<? extends Placement> type) {
        Instant created = inserted(type);
        time.tick();
        Placement row = factory.fromTransaction(session -> session.find(type, lastId));
        assertStamps(row, created, created, "first");
        assertThat(row.version).isZero();
    }

    @ParameterizedTest
    @MethodSource("placements")
    void mergeOfACopyWithoutStamps(Class<? extends Placement> type) {
        Instant created = inserted(type);
        Instant now = time.tick();
        Placement copy = fresh(type, lastId, "second");
        copy.version = 0;
        Placement row = factory.fromTransaction(session -> session.merge(copy));
        assertStamps(row, created, now, "second");
    }

    @ParameterizedTest
    @MethodSource("placements")
    void mergeOfACopyThatDiffersInStampsAlone(Class<? extends Placement> type) {
        Instant created = inserted(type);
        time.tick();
        Placement copy = fresh(type, lastId, "first");
        copy.version = 0;
        Placement row = factory.fromTransaction(session -> session.merge(copy));
        assertStamps(row, created, created, "first");
        assertThat(row.version).isZero();
    }

    @ParameterizedTest
    @MethodSource("placements")
    void mergeOfANewInstance(Class<? extends Placement> type) {
        Instant now = time.tick();
        Placement row = factory.fromTransaction(session -> session.merge(fresh(type, ++lastId, "first")));
        assertStamps(row, now, now, "first");
    }

    @ParameterizedTest
    @MethodSource("placements")
    void statelessInsert(Class<? extends Placement> type) {
        Instant now = time.tick();
        Placement row = fresh(type, ++lastId, "first");
        factory.inStatelessTransaction(session -> session.insert(row));
        assertStamps(row, now, now, "first");
    }

    @ParameterizedTest
    @MethodSource("placements")
    void statelessInsertWithoutTransaction(Class<? extends Placement> type) {
        Instant now = time.tick();
        Placement row = fresh(type, ++lastId, "first");
        factory.inStatelessSession(session -> session.insert(row));
        assertStamps(row, now, now, "first");
    }

    @ParameterizedTest
    @MethodSource("placements")
    void statelessUpdateOfALoadedInstance(Class<? extends Placement> type) {
        Instant created = inserted(type);
        Instant now = time.tick();
        Placement row = factory.fromStatelessTransaction(session -> {
            Placement loaded = session.get(type, (Object) lastId);
            loaded.title = "second";
            session.update(loaded);
            return loaded;
        });
        assertStamps(row, created, now, "second");
    }

    @ParameterizedTest
    @MethodSource("placements")
    void statelessUpdateOfAnInstanceWithoutStamps(Class<? extends Placement> type) {
        Instant created = inserted(type);
        Instant now = time.tick();
        Placement row = fresh(type, lastId, "second");
        row.version = 0;
        factory.inStatelessTransaction(session -> session.update(row));
        assertStamps(row, created, now, "second");
    }

    @ParameterizedTest
    @MethodSource("placements")
    void upsertThatInserts(Class<? extends Placement> type) {
        Instant now = time.tick();
        Placement row = fresh(type, ++lastId, "first");
        factory.inStatelessTransaction(session -> session.upsert(row));
        assertStamps(row, now, now, "first");
    }

    @ParameterizedTest
    @MethodSource("placements")
    void upsertOfALoadedInstance(Class<? extends Placement> type) {
        Instant created = inserted(type);
        Instant now = time.tick();
        Placement row = factory.fromStatelessTransaction(session -> {
            Placement loaded = session.get(type, (Object) lastId);
            loaded.title = "second";
            session.upsert(loaded);
            return loaded;
        });
        assertStamps(row, created, now, "second");
    }

    @ParameterizedTest
    @MethodSource("placements")
    void upsertOfAnInstanceWithoutStampsWhoseRowExists(Class<? extends Placement> type) {
        Instant created = inserted(type);
        Instant now = time.tick();
        Placement row = fresh(type, lastId, "second");
        row.version = 0;
        factory.inStatelessTransaction(session -> session.upsert(row));
        assertStamps(row, created, now, "second");
    }

    @ParameterizedTest
    @MethodSource("placements")
    void upsertOfSeveralInOneBatch(Class<? extends Placement> type) {
        Instant created = inserted(type);
        Instant now = time.tick();
        Placement old = fresh(type, lastId, "second");
        old.version = 0;
        Placement young = fresh(type, ++lastId, "first");
        factory.inStatelessTransaction(session -> session.upsertMultiple(List.of(old, young)));
        assertStamps(old, created, now, "second");
        assertStamps(young, now, now, "first");
    }

    private Instant inserted(Class<? extends Placement> type) {
        Instant now = time.tick();
        factory.inTransaction(session -> session.persist(fresh(type, ++lastId, "first")));
        return now;
    }

    private static Placement fresh(Class<? extends Placement> type, long id, String title) {
        try {
            Placement row = type.getDeclaredConstructor().newInstance();
            row.id = id;
            row.title = title;
            row.note = "note of " + title;
            return row;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertStamps(Placement row, Instant created, Instant updated, String title) {
        assertThat(row.created()).as("created in memory").isEqualTo(created);
        assertThat(row.updated()).as("updated in memory").isEqualTo(updated);
        factory.inStatelessSession(session -> {
            for (String[] column :
                    new String[][] {{"created_at", created.toString()}, {"updated_at", updated.toString()}}) {
                assertThat(session.createNativeQuery(
                                        "select " + column[0] + " from " + row.table() + " where id = " + row.id,
                                        Instant.class)
                                .getSingleResult())
                        .as(column[0] + " in the row")
                        .isEqualTo(column[1]);
            }
            Placement stored = session.get(row.getClass(), (Object) row.id);
            assertThat(stored.title).isEqualTo(title);
            assertThat(stored.note).isEqualTo("note of " + title.replace("second", stored.note.substring(8)));
        });
    }
}
