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

import dev.ashlar.audit.RecordState.Presence;
import dev.ashlar.audit.internal.json.JsonText;
import dev.ashlar.core.ground.ChangeNotice;
import dev.ashlar.core.ground.Ground;
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.TestIsolation;
import dev.ashlar.testkit.TestTime;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a record was like. */
@PersistenceTest(
        entities = {Document.class, Label.class},
        isolation = TestIsolation.TRUNCATE)
class RecordStateTest {

    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private final EntityManagerFactory factory;
    private TestTime time;

    RecordStateTest(EntityManagerFactory factory) {
        this.factory = factory;
    }

    @BeforeEach
    void stop(TestTime time) {
        this.time = time;
        time.set(START);
    }

    private static Instant minute(int minute) {
        return START.plusSeconds(60L * minute);
    }

    /** Each in a minute of its own, from zero. */
    private void change(Consumer<EntityManager> work) {
        factory.runInTransaction(work);
        time.advance(Duration.ofMinutes(1));
    }

    private static List<Object> list(Object value) {
        return new ArrayList<>((List<?>) value);
    }

    private <T> T make(Function<EntityManager, T> work) {
        T result = factory.callInTransaction(work);
        time.advance(Duration.ofMinutes(1));
        return result;
    }

    private RecordState asOf(Class<?> type, Object id, Instant at) {
        return factory.callInTransaction(em -> AuditTrail.in(em).of(type, id).asOf(at));
    }

    private RecordDiff diff(Class<?> type, Object id, Instant from, Instant to) {
        return factory.callInTransaction(em -> AuditTrail.in(em).of(type, id).diff(from, to));
    }

    private static void notify(EntityManager em, ChangeNotice notice) {
        SharedSessionContractImplementor session = em.unwrap(SharedSessionContractImplementor.class);
        Ground.of(session).notices().tell(session, notice);
    }

    private static ChangeNotice.Row row(Object id, Map<String, Object> before, Map<String, Object> after) {
        return new ChangeNotice.Row(id, before, after);
    }

    private static Map<String, Object> title(String title) {
        return Collections.singletonMap("title", title);
    }

    @Test
    void tellsEachStateOfALife() {
        change(em -> {
            em.persist(new Label(1, "one"));
        });
        change(em -> {
            em.find(Label.class, 1L).name = null;
        });
        change(em -> {
            em.remove(em.find(Label.class, 1L));
        });
        change(em -> {
            em.persist(new Label(1, "again"));
        });

        assertThat(asOf(Label.class, 1L, START.minusSeconds(1)).presence()).isEqualTo(Presence.ABSENT);
        assertThat(asOf(Label.class, 1L, minute(0)).value("name")).isEqualTo("one");
        assertThat(asOf(Label.class, 1L, minute(1).minusNanos(1_000)).value("name"))
                .isEqualTo("one");
        RecordState nothing = asOf(Label.class, 1L, minute(1));
        assertThat(nothing.knows("name")).isTrue();
        assertThat(nothing.value("name")).isNull();
        RecordState gone = asOf(Label.class, 1L, minute(2));
        assertThat(gone.presence()).isEqualTo(Presence.ABSENT);
        assertThat(gone.exists()).isFalse();
        assertThat(gone.values()).isEmpty();
        assertThatThrownBy(() -> gone.value("name"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("#1");
        assertThat(asOf(Label.class, 1L, minute(9)).value("name")).isEqualTo("again");
        assertThat(asOf(Label.class, 99L, minute(9)).presence()).isEqualTo(Presence.UNKNOWN);
    }

    @Test
    void putsCollectionsTogetherFromTheirChanges() {
        Long id = make(em -> {
            Document document = new Document("d");
            document.words.addAll(List.of("a", "b"));
            document.lines.addAll(List.of("l0", "l1", "l2"));
            document.counts.putAll(Map.of("k", 1, "m", 2));
            em.persist(document);
            return document.id;
        });
        change(em -> {
            Document document = em.find(Document.class, id);
            document.words.remove("a");
            document.words.add("c");
            document.lines.remove(0);
            document.counts.put("k", 3);
            document.counts.remove("m");
            document.place = new Document.Place("Ghent", "12");
        });

        RecordState before = asOf(Document.class, id, minute(0));
        assertThat(list(before.value("words"))).containsExactlyInAnyOrder("a", "b");
        assertThat(before.value("lines")).isEqualTo(List.of("l0", "l1", "l2"));
        assertThat(before.value("counts")).isEqualTo(Map.of("k", 1L, "m", 2L));
        assertThat(before.value("labels")).isEqualTo(List.of());
        assertThat(before.value("place")).isNull();
        RecordState after = asOf(Document.class, id, minute(1));
        assertThat(list(after.value("words"))).containsExactlyInAnyOrder("b", "c");
        assertThat(after.value("lines")).isEqualTo(List.of("l1", "l2"));
        assertThat(after.value("counts")).isEqualTo(Map.of("k", 3L));
        assertThat(after.value("place")).isEqualTo(Map.of("town", "Ghent", "door", new AuditValue.Masked()));
    }

    @Test
    void tellsUnknownFromNull() {
        Long id = make(em -> {
            Document document = new Document("d");
            document.secret = "secret";
            document.note = "note";
            document.scan = new byte[] {1};
            em.persist(document);
            return document.id;
        });

        RecordState state = asOf(Document.class, id, minute(0));

        assertThat(state.value("secret")).isEqualTo(new AuditValue.Masked());
        assertThat(state.value("note")).isEqualTo(new AuditValue.Unknown());
        assertThat(state.value("scan")).isInstanceOf(AuditValue.Digest.class);
        assertThat(state.knows("secret")).isFalse();
        assertThat(state.knows("note")).isFalse();
        assertThat(state.knows("scan")).isFalse();
        assertThat(state.knows("price")).isTrue();
        assertThat(state.value("price")).isNull();
        assertThatThrownBy(() -> state.value("titel"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("attribute=[titel]")
                .hasMessageContaining("title");
    }

    /** As if the log had begun after the record. */
    private Long unlogged() {
        return factory.callInTransaction(em -> {
            Document document = new Document("old");
            document.price = BigDecimal.ONE;
            document.state = Document.State.DRAFT;
            document.words.addAll(List.of("a", "b"));
            em.persist(document);
            return document.id;
        });
    }

    private void forget() {
        factory.runInTransaction(
                em -> em.createNativeQuery("delete from audit_logs").executeUpdate());
    }

    @Test
    void knowsWhatLaterChangesReplaced() {
        Long id = unlogged();
        forget();
        change(em -> {
            em.find(Document.class, id).title = "new";
        });
        change(em -> {
            Document document = em.find(Document.class, id);
            document.words.remove("a");
            document.state = Document.State.FINAL;
        });

        RecordState before = asOf(Document.class, id, START.minusSeconds(1));
        assertThat(before.presence()).isEqualTo(Presence.UNKNOWN);
        assertThat(before.value("title")).isEqualTo(new AuditValue.Unknown());
        RecordState first = asOf(Document.class, id, minute(0));
        assertThat(first.presence()).isEqualTo(Presence.PRESENT);
        assertThat(first.value("state")).as("by what was replaced later").isEqualTo("DRAFT");
        assertThat(first.value("price")).isEqualTo(new AuditValue.Unknown());
        assertThat(first.value("words")).isEqualTo(new AuditValue.Unknown());
        RecordState last = asOf(Document.class, id, minute(1));
        assertThat(last.value("title")).isEqualTo("new");
        assertThat(last.value("price")).isEqualTo(new AuditValue.Unknown());

        change(em -> {
            em.remove(em.find(Document.class, id));
        });

        assertThat(asOf(Document.class, id, minute(0)).value("price")).isEqualTo("1.0000");
        assertThat(asOf(Document.class, id, minute(0)).value("title")).isEqualTo("new");
    }

    @Test
    void beginsWithABaseline() {
        Long id = unlogged();
        factory.runInTransaction(em -> em.createNativeQuery("update audit_logs set action = 'BASELINE'")
                .executeUpdate());
        time.advance(Duration.ofMinutes(1));
        change(em -> {
            em.find(Document.class, id).title = "new";
        });

        assertThat(asOf(Document.class, id, START.minusSeconds(1)).presence()).isEqualTo(Presence.UNKNOWN);
        assertThat(asOf(Document.class, id, START).value("title")).isEqualTo("old");
        assertThat(asOf(Document.class, id, minute(1)).value("title")).isEqualTo("new");
        assertThat(list(asOf(Document.class, id, minute(1)).value("words"))).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void knowsMarksRestoresAndPurges() {
        change(em -> {
            em.persist(new Label(1, "one"));
        });
        Map<String, Object> live = Map.of("name", "one");
        Map<String, Object> marked = Map.of("name", "marked");
        change(em -> {
            notify(
                    em,
                    ChangeNotice.ofRows(
                            ChangeNotice.Kind.SOFT_DELETE, Label.class.getName(), List.of(row(1L, live, marked))));
        });
        change(em -> {
            notify(
                    em,
                    ChangeNotice.ofRows(
                            ChangeNotice.Kind.RESTORE, Label.class.getName(), List.of(row(1L, marked, live))));
        });
        change(em -> {
            notify(
                    em,
                    ChangeNotice.ofRows(
                            ChangeNotice.Kind.PURGE, Label.class.getName(), List.of(row(1L, live, Map.of()))));
        });

        assertThat(asOf(Label.class, 1L, minute(0)).presence()).isEqualTo(Presence.PRESENT);
        RecordState deleted = asOf(Label.class, 1L, minute(1));
        assertThat(deleted.presence()).isEqualTo(Presence.SOFT_DELETED);
        assertThat(deleted.exists()).isTrue();
        assertThat(deleted.value("name")).isEqualTo("marked");
        assertThat(asOf(Label.class, 1L, minute(2)).presence()).isEqualTo(Presence.PRESENT);
        assertThat(asOf(Label.class, 1L, minute(3)).presence()).isEqualTo(Presence.ABSENT);
    }

    @Test
    void isNotSureBehindAStatementWithoutItsRows() {
        Long id = make(em -> {
            Document document = new Document("a");
            document.price = BigDecimal.ONE;
            em.persist(document);
            return document.id;
        });
        change(em -> {
            notify(
                    em,
                    ChangeNotice.ofStatement(
                            ChangeNotice.Kind.BULK_UPDATE, Document.class.getName(), "update Document …", 1));
        });
        time.advance(Duration.ofMinutes(1));
        change(em -> {
            notify(
                    em,
                    ChangeNotice.ofRows(
                            ChangeNotice.Kind.BULK_UPDATE,
                            Document.class.getName(),
                            List.of(row(id, title("b"), title("c")))));
        });
        change(em -> {
            notify(
                    em,
                    ChangeNotice.ofStatement(
                            ChangeNotice.Kind.BULK_DELETE, Document.class.getName(), "delete Document …", 1));
        });

        assertThat(asOf(Document.class, id, minute(0)).value("title")).isEqualTo("a");
        RecordState unsure = asOf(Document.class, id, minute(2));
        assertThat(unsure.presence()).isEqualTo(Presence.PRESENT);
        assertThat(unsure.value("title")).as("by what was replaced later").isEqualTo("b");
        assertThat(unsure.value("price")).isEqualTo(new AuditValue.Unknown());
        assertThat(asOf(Document.class, id, minute(3)).value("title")).isEqualTo("c");
        assertThat(asOf(Document.class, id, minute(4)).presence()).isEqualTo(Presence.UNKNOWN);
        assertThat(asOf(Document.class, id, minute(4)).value("title")).isEqualTo("c");
    }

    @Test
    void keepsWhatIsErasedErased() {
        Long id = make(em -> {
            Document document = new Document("a");
            em.persist(document);
            return document.id;
        });
        factory.runInTransaction(em -> {
            String erased = "{\"title\": {\"$\": \"erased\"}, \"words\": {\"$\": \"erased\"}}";
            String value = JsonText.parameter(em.unwrap(SharedSessionContractImplementor.class)
                    .getJdbcServices()
                    .getDialect());
            em.createNativeQuery("update audit_logs set new_values = " + value.replace("?", ":values"))
                    .setParameter("values", erased)
                    .executeUpdate();
        });
        change(em -> {
            Document document = em.find(Document.class, id);
            document.words.add("x");
        });
        change(em -> {
            em.find(Document.class, id).title = "b";
        });

        assertThat(asOf(Document.class, id, minute(0)).value("title")).isEqualTo(new AuditValue.Erased());
        assertThat(asOf(Document.class, id, minute(1)).value("words")).isEqualTo(new AuditValue.Erased());
        assertThat(asOf(Document.class, id, minute(2)).value("title")).isEqualTo("b");
    }

    @Test
    void tellsWhatIsDifferent() {
        Long id = make(em -> {
            Document document = new Document("a");
            document.secret = "s";
            document.words.add("x");
            em.persist(document);
            return document.id;
        });
        change(em -> {
            Document document = em.find(Document.class, id);
            document.title = "b";
            document.secret = "t";
            document.words.add("y");
        });
        change(em -> {
            em.find(Document.class, id).title = "c";
        });

        RecordDiff diff = diff(Document.class, id, minute(0), minute(2));
        assertThat(diff.changes())
                .containsOnlyKeys("title", "secret", "words")
                .containsEntry("title", new Difference("a", "c"))
                .containsEntry("secret", new Difference(new AuditValue.Masked(), new AuditValue.Masked()))
                .containsEntry("words", new Difference(List.of("x"), List.of("x", "y")));
        assertThat(diff(Document.class, id, minute(2), minute(0)).changes())
                .containsEntry("title", new Difference("c", "a"));
        assertThat(diff(Document.class, id, minute(2), minute(9)).isEmpty()).isTrue();
        assertThat(diff(Document.class, id, START.minusSeconds(1), minute(0)).changes())
                .containsEntry("title", new Difference(null, "a"));
    }
}
