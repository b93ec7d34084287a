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
package dev.ashlar.core.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.core.Actor;
import dev.ashlar.core.ChangeContext;
import dev.ashlar.core.CoreSettings;
import dev.ashlar.core.MissingActorException;
import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestUnit;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass(name = "{0}")
@MethodSource("dev.ashlar.core.harness.Engine#all")
class StrictModeTest {

    @Entity(name = "Stone")
    static class Stone {
        @Id
        Long id;

        String name;

        @ElementCollection
        Set<String> marks = new HashSet<>();
    }

    private static final ChangeContext ALICE = ChangeContext.of(Actor.user("alice"));

    @Parameter
    private Engine engine;

    private static Database database;
    private static SessionFactory factory;
    private static long lastId;

    @BeforeParameterizedClassInvocation
    static void open(Engine engine) {
        database = engine.open();
        factory = TestUnit.of(database, Stone.class)
                .with(CoreSettings.REQUIRE_ACTOR, "true")
                .open();
    }

    @AfterParameterizedClassInvocation
    static void close() {
        factory.close();
        database.close();
    }

    private static Stone stone() {
        Stone stone = new Stone();
        stone.id = ++lastId;
        stone.name = "granite";
        return stone;
    }

    private static Stone stored() {
        Stone stone = stone();
        ALICE.run(() -> factory.inTransaction(session -> session.persist(stone)));
        return stone;
    }

    /** Refused without an actor, with the facts and without an effect; done with one. */
    private static void assertNeedsActor(String fact, Consumer<Session> work) {
        List<String> before = rows();
        assertThatThrownBy(() -> factory.inTransaction(work))
                .hasStackTraceContaining(MissingActorException.class.getName())
                .hasStackTraceContaining(fact)
                .hasStackTraceContaining("ChangeContext.of(Actor.user(…))");
        assertThat(rows()).isEqualTo(before);
        ALICE.run(() -> factory.inTransaction(work));
        assertThat(rows()).isNotEqualTo(before);
    }

    private static void assertStatelessNeedsActor(String fact, Consumer<StatelessSession> work) {
        List<String> before = rows();
        assertThatThrownBy(() -> factory.inStatelessTransaction(work))
                .isInstanceOfSatisfying(
                        MissingActorException.class,
                        e -> assertThat(e.statement()).contains(fact));
        assertThat(rows()).isEqualTo(before);
        ALICE.run(() -> factory.inStatelessTransaction(work));
        assertThat(rows()).isNotEqualTo(before);
    }

    private static List<String> rows() {
        return database.rows("select s.id, s.name, m.marks from Stone s left join Stone_marks m on m.Stone_id = s.id"
                + " order by 1, 3");
    }

    @Test
    void insertUpdateAndDelete() {
        Stone stone = stone();
        assertNeedsActor(
                "insert dev.ashlar", session -> session.persist(session.contains(stone) ? stone : copy(stone)));
        assertNeedsActor("update dev.ashlar", session -> session.find(Stone.class, stone.id).name = "slate");
        assertNeedsActor("delete from Stone_marks", session -> session.remove(session.find(Stone.class, stone.id)));
    }

    private static Stone copy(Stone stone) {
        Stone copy = new Stone();
        copy.id = stone.id;
        copy.name = stone.name;
        return copy;
    }

    @Test
    void aChangeOfACollectionAlone() {
        Stone stone = stored();
        assertNeedsActor(
                "insert into Stone_marks",
                session -> session.find(Stone.class, stone.id).marks.add("x"));
        assertNeedsActor(
                "delete from Stone_marks",
                session -> session.find(Stone.class, stone.id).marks.clear());
    }

    @Test
    void bulkAndNativeStatements() {
        stored();
        assertNeedsActor(
                "update Stone",
                session -> session.createMutationQuery("update Stone set name = 'a'")
                        .executeUpdate());
        assertNeedsActor(
                "update Stone",
                session -> session.createNativeMutationQuery("/* why */ update Stone set name = 'b'")
                        .executeUpdate());
        assertNeedsActor(
                "statement=[delete ",
                session -> session.createMutationQuery("delete from Stone").executeUpdate());
    }

    @Test
    void statelessSessions() {
        Stone stone = stone();
        assertStatelessNeedsActor("insert", session -> session.insert(stone));
        assertStatelessNeedsActor("update", session -> {
            stone.name = "slate";
            session.update(stone);
        });
        assertStatelessNeedsActor("upsert", session -> {
            stone.name = "marble";
            session.upsert(stone);
        });
        assertStatelessNeedsActor("delete", session -> session.delete(stone));
    }

    @Test
    void theSecondRowOfABatchIsCheckedToo() {
        assertThatThrownBy(() -> factory.inStatelessTransaction(session -> {
                    session.setJdbcBatchSize(10);
                    ALICE.run(() -> session.insert(stone()));
                    session.insert(stone());
                }))
                .isInstanceOf(MissingActorException.class);
    }

    @Test
    void readingNeedsNobody() {
        Stone stone = stored();
        factory.inTransaction(session -> {
            assertThat(session.find(Stone.class, stone.id)).isNotNull();
            assertThat(session.createSelectionQuery("from Stone where name = 'update'", Stone.class)
                            .getResultList())
                    .isEmpty();
            assertThat(session.createNativeQuery("with a as (select 'delete' x) select x from a", String.class)
                            .getResultList())
                    .containsExactly("delete");
        });
    }
}
