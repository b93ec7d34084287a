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
package dev.ashlar.contracts;

import static dev.ashlar.audit.AuditAction.DELETE;
import static dev.ashlar.audit.AuditAction.INSERT;
import static dev.ashlar.audit.AuditAction.SOFT_DELETE;
import static dev.ashlar.audit.AuditAction.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.audit.AuditValue;
import dev.ashlar.core.Actor;
import dev.ashlar.core.ChangeContext;
import dev.ashlar.testkit.Engine;
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.TestIsolation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Assertions on the log say what a test means, and show the rows where it is not so. */
@PersistenceTest(
        entities = {Story.class, Comment.class, Draft.class, Draft.LongDraft.class, Note.class},
        database = {Engine.H2, Engine.POSTGRESQL}, // their SQL is not MariaDB's
        isolation = TestIsolation.TRUNCATE)
class LoggedChangesTest {

    private final SessionFactory factory;
    private LoggedChanges log;

    LoggedChangesTest(SessionFactory factory) {
        this.factory = factory;
    }

    @BeforeEach
    void write() {
        factory.inTransaction(session -> {
            session.persist(Story.full(1, "old"));
            session.persist(Story.full(2, "other"));
        });
        log = AuditContracts.log(factory);
    }

    private interface Work {
        void on(Session session);
    }

    private void alice(Work work) {
        ChangeContext.of(Actor.user("alice")).reason("ticket 4711").run(() -> factory.inTransaction(work::on));
    }

    private static void refused(ThrowingCallable assertion, String... parts) {
        assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessageContainingAll(parts);
    }

    @Test
    void tellsWhatHappenedToARecord() {
        alice(session -> session.find(Story.class, 1L).title = "new");

        assertThat(log)
                .has(UPDATE, Story.class, 1L)
                .by("alice")
                .because("ticket 4711")
                .changed("title", "old", "new")
                .hasRows(1)
                .nothingElse();
    }

    @Test
    void beginsWhenItIsOpenedOrCleared() {
        assertThat(log).hasNoRows().nothingElse();
        alice(session -> session.find(Story.class, 1L).title = "new");
        assertThat(log).hasRows(1);
        assertThat(log.rows()).hasSize(1);

        log.clear();

        assertThat(log).hasNoRows();
    }

    @Test
    void takesValuesAsTheAttributesTakeThem() {
        alice(session -> {
            Story story = session.find(Story.class, 1L);
            story.price = new BigDecimal("2.50");
            story.ratio = 2e15;
            story.state = Story.State.PUBLISHED;
            story.moment = Instant.parse("2026-11-26T11:00:00Z");
            story.place = null;
            story.body = null;
            story.secret = null;
            story.tags.add("y");
            story.lines.set(1, "changed");
            story.prices.put("k", new BigDecimal("3"));
            story.similar.add(session.find(Story.class, 2L));
            Comment comment = new Comment(5, story);
            session.persist(comment);
        });

        assertThat(log)
                .has(UPDATE, Story.class, 1L)
                .changed("price", new BigDecimal("1.5"), new BigDecimal("2.5"))
                .changed("price", new BigDecimal("1.50000"), "2.5")
                .changed("ratio", 1e15, 2e15)
                .changed("state", Story.State.DRAFT, "PUBLISHED")
                .changed("moment", Instant.parse("2026-11-26T10:00:00.123457Z"), Instant.parse("2026-11-26T11:00:00Z"))
                .changed("body", "b".repeat(15_000), null)
                .changed("secret")
                .changed("secret", new AuditValue.Masked(), new AuditValue.Masked())
                .changed("tags", List.of(), List.of("y"))
                .changed("lines", Map.of(1, "l1"), Map.of(1, "changed"))
                .changed("prices", Map.of("k", new BigDecimal("2.5")), Map.of("k", new BigDecimal("3.0")))
                .changed("similar", List.of(), List.of(2))
                .has(INSERT, Comment.class)
                .changed("text", null, "c")
                .changed("story", null, 1L)
                .changed("story", null, new Story(1, "any"))
                .nothingElse();
        refused(() -> assertThat(log).has(UPDATE, Story.class, 1L).changed("price", 1, 2), "with price [1] → [2]");
        refused(
                () -> assertThat(log).has(UPDATE, Story.class, 1L).changed("secret", "hidden word", null),
                "with secret");
    }

    @Test
    void meansOneRowThatHasItAll() {
        alice(session -> session.find(Story.class, 1L).title = "new");
        factory.inTransaction(session -> session.find(Story.class, 1L).title = "newer");

        assertThat(log).has(UPDATE, Story.class, 1L).changed("title", "new", "newer");
        refused(
                () -> assertThat(log).has(UPDATE, Story.class, 1L).by("alice").changed("title", "new", "newer"),
                "Expected a row UPDATE Story#1 by alice with title [new] → [newer], but there was none.\n"
                        + "2 rows were logged:\n"
                        + "  UPDATE Story#1 by alice because [ticket 4711]: title [old] → [new]\n"
                        + "  UPDATE Story#1 by nobody: title [new] → [newer]\n");
    }

    @Test
    void showsTheRowsThatAreThere() {
        alice(session -> session.find(Story.class, 1L).title = "new");

        String rows = "1 row was logged:\n  UPDATE Story#1 by alice because [ticket 4711]: title [old] → [new]\n";
        refused(() -> assertThat(log).hasNoRows(), "Expected no row, but there was 1.\n" + rows);
        refused(() -> assertThat(log).hasRows(2), "Expected 2 rows, but there was 1.\n" + rows);
        refused(() -> assertThat(log).has(DELETE, Story.class, 1L), "Expected a row DELETE Story#1, but", rows);
        refused(() -> assertThat(log).has(UPDATE, Story.class, 2L), "Expected a row UPDATE Story#2, but", rows);
        refused(() -> assertThat(log).has(UPDATE, Story.class).by("bob"), "UPDATE Story by bob, but", rows);
        refused(() -> assertThat(log).has(UPDATE, Story.class).because("so"), "UPDATE Story because [so], but", rows);
        refused(() -> assertThat(log).has(UPDATE, Story.class).changed("price"), "UPDATE Story with price, but", rows);
        refused(() -> assertThat(log).nothingElse(), "Expected nothing, but " + rows);
        refused(() -> assertThat(log).as("my words").hasNoRows(), "[my words]");
        log.clear();
        refused(() -> assertThat(log).hasRows(1), "Expected 1 row, but there were 0.\nNothing was logged.\n");
    }

    @Test
    void findsWhatElseWasLogged() {
        alice(session -> {
            session.find(Story.class, 1L).title = "new";
            session.persist(new Comment(1, null));
            session.persist(new Draft.LongDraft(1));
        });

        assertThat(log)
                .has(UPDATE, Story.class, 1L)
                .has(INSERT, Comment.class, 1L)
                .has(INSERT, Draft.class, 1L)
                .nothingElse();
        refused(
                () -> assertThat(log)
                        .has(UPDATE, Story.class)
                        .has(INSERT, Draft.LongDraft.class)
                        .nothingElse(),
                "Expected nothing else, but 1 row was logged:\n  INSERT Comment#1 by alice");
    }

    @Test
    void knowsDeletesAndMarks() {
        alice(session -> session.persist(new Draft(1)));
        alice(session -> {
            session.remove(session.find(Story.class, 1L));
            session.remove(session.find(Draft.class, 1L));
        });

        assertThat(log)
                .has(DELETE, Story.class, 1L)
                .changed("title", "old", null)
                .has(SOFT_DELETE, Draft.class, 1L)
                .changed("deletion");
    }

    @Test
    void showsAFewOfManyRows() {
        alice(session -> {
            for (long id = 10; id < 50; id++) {
                session.persist(Story.full(id, "many"));
            }
        });

        assertThatThrownBy(() -> assertThat(log).hasNoRows())
                .hasMessageContainingAll("40 rows were logged", "  and 30 more\n")
                .satisfies(refused ->
                        assertThat(refused.getMessage()).hasSizeLessThan(8_000).doesNotContain("hidden"));
    }

    @Test
    void refusesWhatTheLogDoesNotHave() {
        alice(session -> session.find(Story.class, 1L).title = "new");

        assertThatThrownBy(() -> assertThat(log).has(UPDATE, Note.class, 1L))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The log does not have this class: type=dev.ashlar.contracts.Note."
                        + " Annotate the entity with @AuditLogged, or name one that is.");
        assertThatThrownBy(() -> assertThat(log).has(UPDATE, Story.class, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("An identifier is of another type: entity=Story id=[1] type=java.lang.Integer."
                        + " Give one of java.lang.Long.");
        assertThatThrownBy(() -> assertThat(log).has(UPDATE, Story.class).changed("note", "a", "b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The log does not have this attribute: attribute=[note] entity=Story logged=[")
                .hasMessageContaining("title");
    }
}
