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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.core.Actor;
import dev.ashlar.core.ChangeContext;
import dev.ashlar.core.ConfigurationException;
import dev.ashlar.core.CoreSettings;
import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestUnit;
import dev.ashlar.core.spi.ChangeContextProvider;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class GroundTest {

    @Entity(name = "Item")
    static class Item {
        @Id
        Long id;

        String name;
    }

    private final Database database = Engine.H2.open();

    @AfterEach
    void close() {
        database.close();
    }

    private TestUnit unit() {
        return TestUnit.of(database, Item.class)
                .with("jakarta.persistence.schema-generation.database.action", "drop-and-create");
    }

    private static Ground ground(SessionFactory factory) {
        return Ground.of((SessionFactoryImplementor) factory);
    }

    /** A time source that a setting can name. */
    public static final class Fixed implements InstantSource {
        @Override
        public Instant instant() {
            return Instant.parse("2026-01-01T00:00:00.999999999Z");
        }
    }

    @Nested
    class Time {

        @Test
        void comesFromAnInstanceAClassOrAClassNameAndHasMicroseconds() {
            for (Object value : new Object[] {new Fixed(), Fixed.class, Fixed.class.getName()}) {
                try (SessionFactory factory =
                        unit().with(CoreSettings.TIME_SOURCE, value).open()) {
                    assertThat(ground(factory).now()).isEqualTo("2026-01-01T00:00:00.999999Z");
                }
            }
        }

        @Test
        void isTheSystemClockOtherwise() {
            try (SessionFactory factory = unit().open()) {
                Instant before = Instant.now().minusMillis(1);
                assertThat(ground(factory).now())
                        .isBetween(before, Instant.now().plusMillis(1))
                        .satisfies(now -> assertThat(now.getNano() % 1000).isZero());
            }
        }
    }

    @Nested
    class Settings {

        @Test
        void allThatAreWrongAreToldAtOnce() {
            assertThatThrownBy(() -> unit().with(CoreSettings.TIME_SOURCE, "no.such.Clock")
                            .with(CoreSettings.CHANGE_CONTEXT_PROVIDER, Fixed.class)
                            .with(CoreSettings.REQUIRE_ACTOR, "maybe")
                            .open())
                    .isInstanceOfSatisfying(
                            ConfigurationException.class,
                            e -> assertThat(e.problems())
                                    .hasSize(3)
                                    .anySatisfy(problem -> assertThat(problem)
                                            .contains(
                                                    "InstantSource",
                                                    "ashlar.time_source=[no.such.Clock]",
                                                    "public constructor"))
                                    .anySatisfy(problem -> assertThat(problem)
                                            .contains("ChangeContextProvider", "ashlar.change_context_provider=[class"))
                                    .anySatisfy(
                                            problem -> assertThat(problem).contains("ashlar.require_actor=[maybe]")))
                    .hasMessageStartingWith("3 problems in the configuration of the persistence unit:");
        }
    }

    @Nested
    class UnknownSettings {

        @Test
        void areRefusedWithThoseThatAreKnown() {
            assertThatThrownBy(() ->
                            unit().with("ashlar.nameing", "plural_snake_case").open())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContainingAll(
                            "A setting is unknown: ashlar.nameing=[plural_snake_case]",
                            "ashlar.naming",
                            "ashlar.time_source");
        }

        @Test
        void passAsSystemPropertiesOfTheJvm() {
            System.setProperty("ashlar.something.else", "x");
            try {
                unit().with("ashlar.something.else", "x").open().close();
            } finally {
                System.clearProperty("ashlar.something.else");
            }
        }
    }

    @Nested
    class Context {

        private final ChangeContext fromProvider = ChangeContext.of(Actor.system("provider"));

        @Test
        void theBlockComesBeforeTheProvider() {
            ChangeContextProvider provider = () -> Optional.of(fromProvider);
            try (SessionFactory factory =
                    unit().with(CoreSettings.CHANGE_CONTEXT_PROVIDER, provider).open()) {
                Ground ground = ground(factory);
                assertThat(ground.context()).isEqualTo(fromProvider);
                ChangeContext alice = ChangeContext.of(Actor.user("alice"));
                assertThat(alice.call(ground::context)).isEqualTo(alice);
            }
        }

        @Test
        void aProviderThatKnowsNothingLeavesItEmpty() {
            ChangeContextProvider provider = Optional::empty;
            try (SessionFactory factory =
                    unit().with(CoreSettings.CHANGE_CONTEXT_PROVIDER, provider).open()) {
                assertThat(ground(factory).context()).isEqualTo(ChangeContext.empty());
            }
        }

        /** It would be asked again by the flush that its query causes. */
        @Test
        void aProviderThatQueriesIsRefused() {
            SessionFactory[] opened = new SessionFactory[1];
            ChangeContextProvider provider = () -> Optional.of(ChangeContext.of(Actor.user(opened[0].fromSession(
                    session -> session.createSelectionQuery("select i.name from Item i", String.class)
                            .getSingleResult()))));
            try (SessionFactory factory = unit().with(CoreSettings.CHANGE_CONTEXT_PROVIDER, provider)
                    .with(CoreSettings.REQUIRE_ACTOR, true)
                    .open()) {
                opened[0] = factory;
                assertThatThrownBy(() -> factory.inTransaction(session -> {
                            Item item = new Item();
                            item.id = 1L;
                            session.persist(item);
                        }))
                        .hasStackTraceContaining("A change context provider queried the database: provider=")
                        .hasStackTraceContaining("statement=[select i1_0.name from Item");
                assertThat(database.rows("select * from Item")).isEmpty();
            }
        }
    }

    /** An inspector that a setting can name. */
    public static final class Users implements StatementInspector {
        private static final long serialVersionUID = 1L;
        static final List<String> SEEN = new ArrayList<>();

        @Override
        public String inspect(String sql) {
            SEEN.add(sql);
            return sql + " /* users */";
        }
    }

    @Nested
    class Inspectors {

        private final List<String> seen = new ArrayList<>();

        private @Nullable String note(String sql) {
            seen.add(sql);
            return null;
        }

        @Test
        void theUsersOwnComesFirstAndIsKeptHoweverItWasNamed() {
            for (Object value : new Object[] {new Users(), Users.class, Users.class.getName()}) {
                seen.clear();
                Users.SEEN.clear();
                try (SessionFactory factory = unit().with("hibernate.session_factory.statement_inspector", value)
                        .open()) {
                    ground(factory).inspectors().add(this::note);
                    factory.inSession(session -> session.find(Item.class, 1L));
                    assertThat(Users.SEEN).singleElement().asString().doesNotContain("users");
                    assertThat(seen).singleElement().asString().endsWith("/* users */");
                }
            }
        }

        @Test
        void aChainTakenOverFromAnotherUnitDoesNotAskTwice() {
            Users.SEEN.clear();
            StatementInspectors first = StatementInspectors.startingWith(new Users());
            StatementInspectors second = StatementInspectors.startingWith(first);
            assertThat(second.inspect("select 1")).isEqualTo("select 1 /* users */");
            assertThat(Users.SEEN).hasSize(1);
        }

        @Test
        void oneThatWasRemovedIsNotAsked() {
            StatementInspectors chain = StatementInspectors.startingWith(null);
            StatementInspector inspector = this::note;
            chain.add(inspector);
            chain.remove(inspector);
            assertThat(chain.inspect("select 1")).isEqualTo("select 1");
            assertThat(seen).isEmpty();
        }

        @Test
        void oneThatShutsTheChainOutIsRefusedAtBoot() {
            Configuration configuration = new Configuration()
                    .addAnnotatedClass(Item.class)
                    .setProperty("hibernate.connection.url", database.url())
                    .setProperty("hibernate.connection.username", database.user())
                    .setStatementInspector(sql -> sql);
            assertThatThrownBy(configuration::buildSessionFactory)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContainingAll(
                            "A statement inspector was set past the settings",
                            "hibernate.session_factory.statement_inspector");
        }
    }

    @Nested
    class Notices {

        private final ChangeNotice notice = ChangeNotice.ofRows(
                ChangeNotice.Kind.SOFT_DELETE,
                "Item",
                List.of(new ChangeNotice.Row(1L, nullable("deletedAt", null), nullable("deletedAt", Instant.EPOCH))));

        private static Map<String, @Nullable Object> nullable(String name, @Nullable Object value) {
            Map<String, @Nullable Object> map = new HashMap<>();
            map.put(name, value);
            return map;
        }

        @Test
        void reachAllListenersInTheirOrderWithTheSession() {
            try (SessionFactory factory = unit().open()) {
                ChangeNotices notices = ground(factory).notices();
                assertThat(notices.isHeard()).isFalse();
                List<String> heard = new ArrayList<>();
                notices.subscribe((session, told) ->
                        heard.add("first " + told.rows().get(0).id()));
                notices.subscribe((session, told) -> heard.add("second " + session.isTransactionInProgress()));
                assertThat(notices.isHeard()).isTrue();
                factory.inTransaction(session -> notices.tell((SharedSessionContractImplementor) session, notice));
                assertThat(heard).containsExactly("first 1", "second true");
            }
        }

        @Test
        void whatAListenerThrowsFailsTheTransactionOfTheChange() {
            try (SessionFactory factory = unit().open()) {
                ChangeNotices notices = ground(factory).notices();
                notices.subscribe((session, told) -> {
                    throw new IllegalStateException("no log");
                });
                assertThatThrownBy(() -> factory.inTransaction(session -> {
                            Item item = new Item();
                            item.id = 1L;
                            session.persist(item);
                            session.flush();
                            notices.tell((SharedSessionContractImplementor) session, notice);
                        }))
                        .hasMessage("no log");
                assertThat(database.rows("select * from Item")).isEmpty();
            }
        }

        @Test
        void countAtLeastTheRowsTheyList() {
            assertThat(notice.count()).isEqualTo(1);
            assertThat(ChangeNotice.ofStatement(ChangeNotice.Kind.PURGE, "Item", "delete from Item", 7)
                            .count())
                    .isEqualTo(7);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ChangeNotice(notice.kind(), "Item", notice.rows(), 0, null))
                    .withMessageContainingAll("count=0", "rows=1");
        }
    }
}
