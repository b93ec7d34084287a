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

import dev.ashlar.audit.AuditLog;
import dev.ashlar.audit.TouchedByCollections;
import dev.ashlar.audit.UpdatedBy;
import dev.ashlar.core.Actor;
import dev.ashlar.core.ChangeContext;
import dev.ashlar.core.CoreSettings;
import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestTime;
import dev.ashlar.core.harness.TestUnit;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.CustomEntityDirtinessStrategy;
import org.hibernate.Interceptor;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Owners of which only collections changed. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.ashlar.core.harness.Engine#all")
class TouchTest {

    @Parameter
    private Engine engine;

    private static final TestTime time = new TestTime();
    private static Database database;
    private static SessionFactory factory;
    private static long lastId;

    /** Has no annotation. */
    @Entity(name = "Calm")
    static class Calm {
        @Id
        Long id;

        @UpdatedBy
        String updatedBy;

        @ElementCollection
        Set<String> words = new HashSet<>();
    }

    /** Hibernate touches it. */
    @Entity(name = "Counted")
    @TouchedByCollections
    static class Counted {
        @Id
        Long id;

        @Version
        int version;

        @UpdatedBy
        String updatedBy;

        @ElementCollection
        Set<String> words = new HashSet<>();
    }

    @BeforeParameterizedClassInvocation
    static void open(Engine engine) {
        database = engine.open();
        factory = TestUnit.of(
                        database,
                        Board.class,
                        Board.Dynamic.class,
                        Board.Pin.class,
                        Board.Remark.class,
                        Calm.class,
                        Counted.class)
                .with(CoreSettings.TIME_SOURCE, time)
                .with("hibernate.generate_statistics", true)
                .open();
    }

    @AfterParameterizedClassInvocation
    static void close() {
        factory.close();
        database.close();
    }

    private static Arguments change(String name, Consumer<Board> change) {
        return Arguments.of(name, change);
    }

    static Stream<Arguments> changesOfOwned() {
        return Stream.of(
                change("added to a set", board -> board.words.add("x")),
                change("removed from a set", board -> board.words.remove("w")),
                change("cleared", board -> board.words.clear()),
                change("replaced", board -> board.words = new HashSet<>(Set.of("x"))),
                change("set to null", board -> board.words = null),
                change("put into a map", board -> board.counts.put("k", 2)),
                change("set in an array", board -> board.codes[0] = "d"),
                change("added to a bag", board -> board.lines.add(new Board.Line("m"))),
                change("changed within an element", board -> board.lines.get(0).text = "m"),
                change("linked", board -> board.links.add(board)),
                change("given a child", board -> board.pins.add(new Board.Pin(++lastId))),
                change("within an embedded value", board -> board.extras.notes.add("o")),
                change("several", board -> {
                    board.words.add("x");
                    board.counts.clear();
                }));
    }

    static Stream<Arguments> changesOfOthers() {
        return Stream.of(
                change("child's own link", board -> board.remarks.add(new Board.Remark(++lastId, board))),
                change("other side", board -> board.linkedFrom.add(board)),
                change("excluded", board -> board.views.add("v")),
                change("taken back", board -> {
                    board.words.add("x");
                    board.words.remove("x");
                }),
                change("read", board -> board.words.size()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changesOfOwned")
    void aChangeOfAnOwnedCollectionTouchesTheOwnerByOneUpdate(String name, Consumer<Board> change) {
        for (Board board : List.of(inserted(new Board(++lastId)), inserted(new Board.Dynamic(++lastId)))) {
            Instant now = time.tick();
            Board changed = changed(board, change);
            assertThat(changed.updatedBy).isEqualTo("bob");
            assertThat(changed.updatedAt).isEqualTo(now);
            assertRow(board, "alice", "bob");
            assertThat(updates()).isEqualTo(1);
            assertThat(changed.preUpdates).isEqualTo(1);
            assertThat(factory.<Instant>fromSession(session -> session.find(Board.class, board.id).updatedAt))
                    .isEqualTo(now);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changesOfOwned")
    void anOwnerThatChangedTooIsWrittenOnce(String name, Consumer<Board> change) {
        Board board = inserted(new Board(++lastId));
        changed(board, change.andThen(loaded -> loaded.title = "second"));
        assertRow(board, "alice", "bob");
        assertThat(database.rows("select title from Board where id = " + board.id))
                .containsExactly("second");
        assertThat(updates()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changesOfOthers")
    void whatTheOwnerDoesNotOwnDoesNotTouchIt(String name, Consumer<Board> change) {
        for (Board board : List.of(inserted(new Board(++lastId)), inserted(new Board.Dynamic(++lastId)))) {
            changed(board, change);
            assertRow(board, "alice", "alice");
            assertThat(updates()).isZero();
        }
    }

    @Test
    void anInsertIsNotFollowedByAnUpdate() {
        factory.getStatistics().clear();
        factory.inTransaction(session -> {
            Board board = new Board(++lastId);
            session.persist(board);
            board.words.add("x");
            session.flush();
        });
        assertThat(updates()).isZero();
    }

    @Test
    void aCollectionThatChangesAgainAfterAFlushTouchesAgain() {
        Board board = new Board(++lastId);
        factory.getStatistics().clear();
        factory.inTransaction(session -> {
            as("alice", () -> {
                session.persist(board);
                session.flush();
            });
            as("bob", () -> {
                board.words.add("x");
                session.flush();
                session.flush();
            });
            as("carol", () -> {
                board.words.add("y");
                // flushed by the query
                session.createSelectionQuery("from Board b where 'y' member of b.words", Board.class)
                        .getResultList();
            });
        });
        assertRow(board, "alice", "carol");
        assertThat(updates()).isEqualTo(2);
    }

    @Test
    void aFlushThatAQueryDoesNotNeedTouchesOnceAtTheEnd() {
        Board board = inserted(new Board(++lastId));
        factory.getStatistics().clear();
        as(
                "bob",
                () -> factory.inTransaction(session -> {
                    session.find(Board.class, board.id).words.add("x");
                    session.createSelectionQuery("from Calm", Calm.class).getResultList();
                }));
        assertRow(board, "alice", "bob");
        assertThat(updates()).isEqualTo(1);
    }

    @Test
    void aMergedCopyTouchesIfItsCollectionsDiffer() {
        Board board = inserted(new Board(++lastId));
        factory.getStatistics().clear();
        Board same = new Board(board.id);
        as("bob", () -> factory.inTransaction(session -> session.merge(same)));
        assertThat(updates()).isZero();
        assertRow(board, "alice", "alice");
        same.words.add("x");
        as("bob", () -> factory.inTransaction(session -> session.merge(same)));
        assertThat(updates()).isEqualTo(1);
        assertRow(board, "alice", "bob");
    }

    @Test
    void aRemovedOwnerIsNotTouched() {
        Board board = inserted(new Board(++lastId));
        factory.getStatistics().clear();
        factory.inTransaction(session -> {
            Board loaded = session.find(Board.class, board.id);
            loaded.words.add("x");
            session.remove(loaded);
        });
        assertThat(updates()).isZero();
        assertThat(database.rows("select id from Board where id = " + board.id)).isEmpty();
    }

    @Test
    void anEntityWithoutTheAnnotationIsNotTouched() {
        Calm calm = new Calm();
        calm.id = ++lastId;
        as("alice", () -> factory.inTransaction(session -> session.persist(calm)));
        as(
                "bob",
                () -> factory.inTransaction(
                        session -> session.find(Calm.class, calm.id).words.add("x")));
        assertThat(database.rows("select updatedBy from Calm where id = " + calm.id))
                .containsExactly("alice");
    }

    @Test
    void aVersionIsIncrementedOnce() {
        Counted counted = new Counted();
        counted.id = ++lastId;
        as("alice", () -> factory.inTransaction(session -> session.persist(counted)));
        factory.getStatistics().clear();
        as(
                "bob",
                () -> factory.inTransaction(
                        session -> session.find(Counted.class, counted.id).words.add("x")));
        assertThat(database.rows("select updatedBy, version from Counted where id = " + counted.id))
                .containsExactly("bob 1");
        assertThat(updates()).isEqualTo(1);
    }

    @Test
    void aStatelessUpdateTouchesAnyway() {
        Board board = inserted(new Board(++lastId));
        as("bob", () -> factory.inStatelessTransaction(session -> session.update(board)));
        assertRow(board, "alice", "bob");
    }

    /** Corrects titles, and hears of updates. */
    private static final class Correcting implements Interceptor {
        private final List<String> heard = new ArrayList<>();

        @Override
        public boolean onFlushDirty(
                Object entity, Object id, Object[] now, Object[] before, String[] names, Type[] types) {
            heard.add(((Board) entity).title);
            int title = List.of(names).indexOf("title");
            if (now[title].equals("wrong")) {
                now[title] = before[title];
                return true;
            }
            now[title] = "corrected";
            return true;
        }
    }

    /** Knows by itself what changed: nothing. */
    private static final class Blind implements CustomEntityDirtinessStrategy {
        private final List<Object> asked = new ArrayList<>();

        @Override
        public boolean canDirtyCheck(Object entity, EntityPersister persister, Session session) {
            asked.add(entity);
            return true;
        }

        @Override
        public boolean isDirty(Object entity, EntityPersister persister, Session session) {
            return false;
        }

        @Override
        public void resetDirty(Object entity, EntityPersister persister, Session session) {}

        @Override
        public void findDirty(
                Object entity, EntityPersister persister, Session session, DirtyCheckContext dirtyCheckContext) {}
    }

    @Test
    void anInterceptorHearsOfTheTouchAndMayChangeValues() {
        Board board = inserted(new Board(++lastId));
        Board other = inserted(new Board(++lastId));
        Correcting interceptor = new Correcting();
        factory.getStatistics().clear();
        as("bob", () -> {
            try (Session session =
                    factory.withOptions().interceptor(interceptor).openSession()) {
                session.beginTransaction();
                Board loaded = session.find(Board.class, board.id);
                loaded.words.add("x");
                Board reset = session.find(Board.class, other.id);
                reset.title = "wrong";
                reset.words.add("x");
                session.getTransaction().commit();
                assertThat(loaded.title).isEqualTo("corrected");
            }
        });
        assertThat(interceptor.heard).contains("first", "wrong");
        assertThat(database.rows("select title, updatedBy from Board where id in (" + board.id + ", " + other.id
                        + ") order by id"))
                .containsExactly("corrected bob", "first bob");
    }

    @Test
    void aDirtinessStrategyOfTheApplicationIsAskedAsEver() {
        Board board = inserted(new Board(++lastId));
        Blind strategy = new Blind();
        try (SessionFactory own = TestUnit.of(
                        database, Board.class, Board.Dynamic.class, Board.Pin.class, Board.Remark.class)
                .with("jakarta.persistence.schema-generation.database.action", "none")
                .with("hibernate.entity_dirtiness_strategy", strategy)
                .open()) {
            as("bob", () -> own.inTransaction(session -> session.find(Board.class, board.id).title = "unseen"));
            assertRow(board, "alice", "alice");
            as(
                    "carol",
                    () -> own.inTransaction(
                            session -> session.find(Board.class, board.id).words.add("x")));
        }
        assertThat(strategy.asked).isNotEmpty();
        assertRow(board, "alice", "carol");
    }

    @Test
    void theHistoryTellsOfTheCollectionAlone() {
        Board board = inserted(new Board(++lastId));
        changed(board, loaded -> loaded.words.add("x"));
        List<AuditLog> log = factory.fromSession(session -> session.createSelectionQuery(
                        "from AuditLog where tableName = 'Board' and recordId = :id order by id", AuditLog.class)
                .setParameter("id", board.id.toString())
                .getResultList());
        assertThat(log).hasSize(2);
        assertThat(log.get(0).newValues()).containsEntry("createdBy", "alice").doesNotContainKey("updatedBy");
        assertThat(log.get(1).actor()).contains("bob");
        assertThat(log.get(1).newValues()).isEqualTo(Map.of("words", List.of("x")));
    }

    private static Board inserted(Board board) {
        as("alice", () -> factory.inTransaction(session -> session.persist(board)));
        return board;
    }

    private static Board changed(Board board, Consumer<Board> change) {
        factory.getStatistics().clear();
        return ChangeContext.of(Actor.user("bob"))
                .call(() -> factory.fromTransaction(session -> {
                    Board loaded = session.find(Board.class, board.id);
                    change.accept(loaded);
                    return loaded;
                }));
    }

    private static void as(String actor, Runnable work) {
        ChangeContext.of(Actor.user(actor)).run(work::run);
    }

    private static void assertRow(Board board, String created, String updated) {
        assertThat(database.rows("select createdBy, updatedBy from Board where id = " + board.id))
                .containsExactly(created + " " + updated);
    }

    private static long updates() {
        return factory.getStatistics().getEntityUpdateCount();
    }
}
