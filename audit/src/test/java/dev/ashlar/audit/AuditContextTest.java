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
package dev.ashlar.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.core.Actor;
import dev.ashlar.core.ChangeContext;
import dev.ashlar.core.CoreSettings;
import dev.ashlar.core.MissingActorException;
import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.EachEngine;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestUnit;
import dev.ashlar.core.spi.ChangeContextProvider;
import dev.ashlar.core.transaction.Transactions;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.SessionFactory;

/** What the log makes of contexts that do not fit, are missing, or misbehave. */
class AuditContextTest {

    private static List<AuditLog> log(SessionFactory factory) {
        return factory.fromTransaction(
                session -> session.createSelectionQuery("from AuditLog order by id", AuditLog.class)
                        .getResultList());
    }

    @EachEngine
    void cutsWhatIsTooLongAndMendsWhatNoDatabaseTakes(Engine engine) {
        try (Database database = engine.open();
                SessionFactory factory = TestUnit.of(database, Label.class).open()) {
            ChangeContext.of(Actor.user("a\0b\uD800c"))
                    .reason("why\0 \uDC00")
                    .ipAddress("192.0.2.7")
                    .userAgent("agent \0 \uD83D " + "x".repeat(100_000))
                    .requestId("\uD800".repeat(300))
                    .tenant("t\0\uDFFF")
                    .run(() -> factory.inTransaction(session -> session.persist(new Label(1, "\uD83D\uDE00"))));

            assertThat(log(factory)).singleElement().satisfies(row -> {
                assertThat(row.actor().orElseThrow()).startsWith("a\uFFFDb").endsWith("c");
                assertThat(row.reason().orElseThrow()).startsWith("why\uFFFD ");
                assertThat(row.ipAddress()).contains("192.0.2.7");
                assertThat(row.userAgent().orElseThrow())
                        .startsWith("agent \uFFFD ")
                        .hasSize(ChangeContext.MAX_USER_AGENT)
                        .endsWith("…");
                assertThat(row.requestId().orElseThrow()).hasSizeLessThanOrEqualTo(ChangeContext.MAX_REQUEST_ID);
                assertThat(row.tenant().orElseThrow()).startsWith("t\uFFFD");
                assertThat(row.newValues()).containsEntry("name", "\uD83D\uDE00");
            });
        }
    }

    @EachEngine
    void refusesWritesWithoutActorAndNotTheLogOfThoseThatHadOne(Engine engine) {
        try (Database database = engine.open();
                SessionFactory factory = TestUnit.of(database, Label.class)
                        .with(CoreSettings.REQUIRE_ACTOR, "true")
                        .open()) {
            assertThatThrownBy(() -> Transactions.of(factory).run(em -> em.persist(new Label(1, "one"))))
                    .isInstanceOf(MissingActorException.class);
            assertThat(log(factory)).isEmpty();

            factory.inTransaction(session -> ChangeContext.of(Actor.user("alice"))
                    .run(() -> {
                        session.persist(new Label(1, "one"));
                        session.flush();
                    })); // commits without an actor

            assertThat(log(factory))
                    .singleElement()
                    .satisfies(row -> assertThat(row.actor()).contains("alice"));
        }
    }

    @EachEngine
    void refusesTasksWithoutActor(Engine engine) {
        try (Database database = engine.open();
                SessionFactory factory = TestUnit.of(database, Label.class)
                        .with(CoreSettings.REQUIRE_ACTOR, "true")
                        .open()) {
            ChangeContext alice = ChangeContext.of(Actor.user("alice"));
            AuditLogs logs = AuditLogs.of(factory);
            alice.run(() -> factory.inTransaction(session -> session.persist(new Label(1, "one"))));

            assertThatThrownBy(() -> logs.erase(Label.class, 1L)).isInstanceOf(MissingActorException.class);
            assertThatThrownBy(() -> logs.purge().olderThan(Duration.ZERO).run())
                    .isInstanceOf(MissingActorException.class);
            assertThatThrownBy(() -> logs.baseline().run()).isInstanceOf(MissingActorException.class);
            assertThat(log(factory))
                    .singleElement()
                    .satisfies(row -> assertThat(row.newValues()).containsEntry("name", "one"));

            assertThat(alice.<Integer, RuntimeException>call(() -> logs.erase(Label.class, 1L)))
                    .isEqualTo(1);
        }
    }

    @EachEngine
    void refusesAProviderThatQueries(Engine engine) {
        AtomicReference<SessionFactory> asked = new AtomicReference<>();
        AtomicBoolean querying = new AtomicBoolean(true);
        ChangeContextProvider provider = () -> {
            if (querying.get()) {
                asked.get()
                        .inSession(session -> session.createSelectionQuery("from Label", Label.class)
                                .getResultList());
            }
            return Optional.of(ChangeContext.of(Actor.user("bob")));
        };
        try (Database database = engine.open();
                SessionFactory factory = TestUnit.of(database, Label.class)
                        .with(CoreSettings.CHANGE_CONTEXT_PROVIDER, provider)
                        .open()) {
            asked.set(factory);

            assertThatThrownBy(() -> factory.inTransaction(session -> session.persist(new Label(1, "one"))))
                    .isInstanceOf(PersistenceException.class)
                    .hasMessageContaining("A change context provider queried the database: provider=")
                    .hasMessageContaining("Let it answer from memory");
            assertThat(log(factory)).isEmpty();

            querying.set(false);
            factory.inTransaction(session -> session.persist(new Label(1, "one")));
            assertThat(log(factory))
                    .singleElement()
                    .satisfies(row -> assertThat(row.actor()).contains("bob"));
        }
    }
}
