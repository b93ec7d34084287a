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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.core.Actor;
import dev.ashlar.core.ActorMismatchException;
import dev.ashlar.core.ChangeContext;
import dev.ashlar.core.ConfigurationException;
import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.EachEngine;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestUnit;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.math.BigDecimal;
import java.util.UUID;
import org.hibernate.Hibernate;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

class ActorStampTest {

    private static final UUID KEY = UUID.fromString("018f5e7a-0000-7000-8000-000000000001");

    @Entity(name = "Account")
    static class Account {
        @Id
        Long id;

        String name;
    }

    @Entity(name = "Page")
    static class Page {
        @Id
        Long id;

        String title;

        @TestCreatedBy
        String createdBy;

        @TestUpdatedBy
        String updatedBy;
    }

    @Entity(name = "Sheet")
    static class Sheet {
        @Id
        Long id;

        String title;

        @TestUpdatedBy
        UUID updatedBy;
    }

    @Entity(name = "Leaf")
    static class Leaf {
        @Id
        Long id;

        String title;

        @TestCreatedBy
        @ManyToOne(fetch = FetchType.LAZY)
        Account createdBy;

        @TestUpdatedBy
        @ManyToOne(fetch = FetchType.LAZY)
        Account updatedBy;
    }

    @Entity(name = "Note")
    static class Note {
        @Id
        Long id;

        @TestUpdatedBy
        Long updatedBy;
    }

    @Entity(name = "Wrong")
    static class Wrong {
        @Id
        Long id;

        @TestUpdatedBy
        BigDecimal updatedBy;
    }

    private static TestUnit unit(Database database) {
        return TestUnit.of(database, Account.class, Page.class, Sheet.class, Leaf.class, Note.class);
    }

    @EachEngine
    void textsHoldTheName(Engine engine) {
        try (Database database = engine.open();
                SessionFactory factory = unit(database).open()) {
            Page page = new Page();
            page.id = 1L;
            ChangeContext.of(Actor.user("alice", KEY))
                    .run(() -> factory.inTransaction(session -> session.persist(page)));
            ChangeContext.of(Actor.user("bob"))
                    .run(() -> factory.inStatelessTransaction(session -> {
                        page.title = "second";
                        session.update(page);
                    }));
            assertThat(database.rows("select createdBy, updatedBy, title from Page"))
                    .containsExactly("alice bob second");
            factory.inTransaction(session -> session.find(Page.class, 1L).title = "third");
            assertThat(database.rows("select createdBy, updatedBy, title from Page"))
                    .as("nobody is nobody, not the last known one")
                    .containsExactly("alice null third");
        }
    }

    @EachEngine
    void anUpsertDoesNotInventWhoInsertedARowThatNobodyInserted(Engine engine) {
        try (Database database = engine.open();
                SessionFactory factory = unit(database).open()) {
            Page page = new Page();
            page.id = 1L;
            factory.inTransaction(session -> session.persist(page));
            ChangeContext.of(Actor.user("bob")).run(() -> factory.inStatelessTransaction(s -> s.upsert(page)));
            assertThat(page.createdBy).isNull();
            assertThat(page.updatedBy).isEqualTo("bob");
            assertThat(database.rows("select createdBy, updatedBy from Page")).containsExactly("null bob");
        }
    }

    @EachEngine
    void uuidsAndNumbersHoldTheKeyOrAReadableName(Engine engine) {
        try (Database database = engine.open();
                SessionFactory factory = unit(database).open()) {
            Sheet sheet = new Sheet();
            sheet.id = 1L;
            ChangeContext.of(Actor.user("alice", KEY))
                    .run(() -> factory.inTransaction(session -> session.persist(sheet)));
            assertThat(sheet.updatedBy).isEqualTo(KEY);
            Note byKey = new Note();
            byKey.id = 1L;
            ChangeContext.of(Actor.user("alice", 7)).run(() -> factory.inTransaction(s -> s.persist(byKey)));
            assertThat(byKey.updatedBy).isEqualTo(7L);
            Note byName = new Note();
            byName.id = 2L;
            ChangeContext.of(Actor.user("8")).run(() -> factory.inTransaction(s -> s.persist(byName)));
            assertThat(byName.updatedBy).isEqualTo(8L);
        }
    }

    @EachEngine
    void aToOneHoldsTheUserAndNothingIsLoaded(Engine engine) {
        try (Database database = engine.open();
                SessionFactory factory = unit(database)
                        .with("hibernate.generate_statistics", true)
                        .open()) {
            factory.inTransaction(session -> {
                Account account = new Account();
                account.id = 7L;
                session.persist(account);
            });
            Leaf leaf = new Leaf();
            leaf.id = 1L;
            factory.getStatistics().clear();
            ChangeContext alice = ChangeContext.of(Actor.user("alice", 7L));
            alice.run(() -> factory.inTransaction(session -> session.persist(leaf)));
            assertThat(factory.getStatistics().getPrepareStatementCount()).isEqualTo(1);
            assertThat(Hibernate.isInitialized(leaf.createdBy)).isFalse();
            alice.run(() -> factory.inStatelessTransaction(session -> {
                leaf.title = "second";
                session.update(leaf);
            }));
            assertThat(database.rows("select createdBy_id, updatedBy_id, title from Leaf"))
                    .containsExactly("7 7 second");
            alice.run(() -> factory.inTransaction(session -> {
                Account managed = session.find(Account.class, 7L);
                Leaf loaded = session.find(Leaf.class, 1L);
                loaded.title = "third";
                session.flush();
                assertThat(loaded.updatedBy).as("the managed instance").isSameAs(managed);
            }));
        }
    }

    @EachEngine
    void anActorThatDoesNotFitIsRefusedWithTheFactsAndNothingIsWritten(Engine engine) {
        try (Database database = engine.open();
                SessionFactory factory = unit(database).open()) {
            Note note = new Note();
            note.id = 1L;
            assertThatThrownBy(() -> ChangeContext.of(Actor.user("alice"))
                            .run(() -> factory.inTransaction(session -> session.persist(note))))
                    .cause()
                    .isInstanceOfSatisfying(ActorMismatchException.class, e -> {
                        assertThat(e.attribute()).isEqualTo("ActorStampTest$Note.updatedBy");
                        assertThat(e.actor()).isEqualTo(Actor.user("alice"));
                    })
                    .hasMessageContainingAll(
                            "actor=[alice]",
                            "key=[null]",
                            "attribute=ActorStampTest$Note.updatedBy",
                            "type=java.lang.Long",
                            "Actor.user(\"alice\", key)");
            assertThat(database.rows("select id from Note")).isEmpty();
        }
    }

    @Entity(name = "Closed")
    static final class Closed {
        @Id
        Long id;
    }

    @Entity(name = "Pointing")
    static class Pointing {
        @Id
        Long id;

        @TestUpdatedBy
        @ManyToOne(fetch = FetchType.LAZY)
        Closed updatedBy;
    }

    @Test
    void aReferenceThatCouldOnlyBeHadByLoadingIsRefusedAtBoot() {
        try (Database database = Engine.H2.open()) {
            assertThatThrownBy(() ->
                            TestUnit.of(database, Closed.class, Pointing.class).open())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContainingAll(
                            "@TestUpdatedBy refers to an entity without proxies",
                            "attribute=ActorStampTest$Pointing.updatedBy",
                            "ActorStampTest$Closed");
        }
    }

    @Test
    void anAttributeOfAnotherTypeIsRefusedAtBoot() {
        try (Database database = Engine.H2.open()) {
            assertThatThrownBy(() -> TestUnit.of(database, Wrong.class).open())
                    .hasStackTraceContaining(ConfigurationException.class.getName())
                    .hasStackTraceContaining(
                            "@TestUpdatedBy does not fit the attribute: attribute=ActorStampTest$Wrong")
                    .hasStackTraceContaining("type=java.math.BigDecimal. Use String, Long, Integer, UUID or a to-one.");
        }
    }
}
