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
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.TestIsolation;
import dev.ashlar.testkit.TestTime;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which rows of the log are found, and in what order. */
@PersistenceTest(
        entities = {
            Document.class,
            Label.class,
            TrailVehicle.class,
            TrailVehicle.Car.class,
            TrailVehicle.Bus.class,
            TrailNote.class
        },
        isolation = TestIsolation.TRUNCATE)
class TrailTest {

    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private final EntityManagerFactory factory;
    private TestTime time;

    TrailTest(EntityManagerFactory factory) {
        this.factory = factory;
    }

    @BeforeEach
    void stop(TestTime time) {
        this.time = time;
        time.set(START);
    }

    private void as(String actor, Consumer<EntityManager> work) {
        ChangeContext.of(Actor.user(actor)).run(() -> factory.runInTransaction(work));
        time.advance(Duration.ofMinutes(1));
    }

    private List<AuditLog> read(Function<AuditTrail, List<AuditLog>> reading) {
        return factory.callInTransaction(em -> reading.apply(AuditTrail.in(em)));
    }

    private void labels() {
        as("alice", em -> {
            em.persist(new Label(1, "one"));
            em.persist(new Label(2, "two"));
        });
        as("bob", em -> em.find(Label.class, 1L).name = "first");
        as("alice", em -> {
            em.find(Label.class, 1L).name = "uno";
            em.remove(em.find(Label.class, 2L));
        });
    }

    @Test
    void tellsTheLifeOfARecordInItsOrder() {
        labels();

        List<AuditLog> changes = read(trail -> trail.of(Label.class, 1L).changes());

        assertThat(changes)
                .extracting(AuditLog::action)
                .containsExactly(AuditAction.INSERT, AuditAction.UPDATE, AuditAction.UPDATE);
        assertThat(changes).extracting(change -> change.newValues().get("name")).containsExactly("one", "first", "uno");
    }

    @Test
    void findsByEachConditionAndByAllOfThem() {
        labels();
        UUID last = read(trail -> trail.newestFirst().limit(1)).get(0).transactionId();

        assertThat(read(trail -> trail.by("alice").limit(10))).hasSize(4);
        assertThat(read(trail -> trail.by("carol").limit(10))).isEmpty();
        assertThat(read(trail -> trail.since(START.plusSeconds(60)).limit(10))).hasSize(3);
        assertThat(read(trail -> trail.until(START.plusSeconds(60)).limit(10))).hasSize(2);
        assertThat(read(trail -> trail.ofTransaction(last).limit(10))).hasSize(2);
        assertThat(read(trail ->
                        trail.actions(AuditAction.UPDATE, AuditAction.DELETE).limit(10)))
                .hasSize(3);
        assertThat(read(trail -> trail.type(Label.class).limit(10))).hasSize(5);
        assertThat(read(trail -> trail.type(Document.class).limit(10))).isEmpty();
        assertThat(read(trail -> trail.by("alice")
                        .since(START.plusSeconds(1))
                        .type(Label.class)
                        .actions(AuditAction.UPDATE)
                        .field("name")
                        .ofTransaction(last)
                        .limit(10)))
                .singleElement()
                .satisfies(change -> assertThat(change.newValues()).containsEntry("name", "uno"));
    }

    @Test
    void findsByRequestAndTenant() {
        ChangeContext.of(Actor.user("alice"))
                .requestId("r-1")
                .tenant("t-1")
                .run(() -> factory.runInTransaction(em -> em.persist(new Label(1, "one"))));
        as("alice", em -> em.persist(new Label(2, "two")));

        assertThat(read(trail -> trail.request("r-1").limit(10))).hasSize(1);
        assertThat(read(trail -> trail.tenant("t-1").limit(10))).hasSize(1);
        assertThat(read(trail -> trail.tenant("t").limit(10))).isEmpty();
    }

    @Test
    void findsAFieldByItsWholeName() {
        as("alice", em -> em.persist(new Document("a")));
        as(
                "alice",
                em -> em.createQuery("from Document", Document.class)
                        .getSingleResult()
                        .words
                        .add("x"));
        as("alice", em -> em.createQuery("from Document", Document.class).getSingleResult().title = "b");

        assertThat(read(trail -> trail.field("words").limit(10))).hasSize(1);
        assertThat(read(trail -> trail.field("title").limit(10))).hasSize(1);
        assertThat(read(trail -> trail.field("word").limit(10))).isEmpty();
        assertThat(read(trail -> trail.field("t_tle").limit(10))).isEmpty();
        assertThat(read(trail -> trail.field("TITLE").limit(10))).isEmpty();
        assertThat(read(trail -> trail.field("%").limit(10))).isEmpty();
        assertThat(read(trail -> trail.field("a\"?'").limit(10))).isEmpty();
    }

    @Test
    void pagesThroughAllRowsOnceInBothOrders() {
        for (int i = 0; i < 7; i++) {
            long id = 10L * i;
            as("alice", em -> {
                em.persist(new Label(id, "a"));
                em.persist(new Label(id + 1, "b"));
                em.persist(new Label(id + 2, "c"));
            });
        }

        List<AuditLog> oldest = pages(true);
        List<AuditLog> newest = pages(false);

        assertThat(oldest).hasSize(21).doesNotHaveDuplicates();
        assertThat(oldest)
                .isSortedAccordingTo(Comparator.comparing(AuditLog::createdAt).thenComparing(AuditLog::sequence));
        assertThat(newest)
                .containsExactlyElementsOf(oldest.stream()
                        .sorted(Comparator.comparing(oldest::indexOf).reversed())
                        .toList());
    }

    private List<AuditLog> pages(boolean oldestFirst) {
        return read(trail -> {
            AuditQuery query = trail.by("alice");
            query = oldestFirst ? query.oldestFirst() : query.newestFirst();
            List<AuditLog> all = new ArrayList<>();
            List<AuditLog> page = query.limit(4);
            while (!page.isEmpty() && all.size() < 100) {
                all.addAll(page);
                page = query.after(page.get(page.size() - 1)).limit(4);
            }
            return all;
        });
    }

    /** Also where one millisecond, and one tick of the id, has many of them. */
    @Test
    void ordersTheRowsOfATransactionByTheirIds() {
        as("alice", em -> {
            for (int i = 0; i < 3_000; i++) {
                em.persist(new Label(i, "n"));
            }
        });

        List<AuditLog> rows = read(trail -> trail.oldestFirst().limit(3_000));

        assertThat(rows).hasSize(3_000).isSortedAccordingTo(Comparator.comparingInt(AuditLog::sequence));
        assertThat(rows).extracting(row -> row.id().toString()).isSorted();
    }

    @Test
    void showsNothingOfItsOwnTransaction() {
        as("alice", em -> {
            em.persist(new Label(1, "one"));
            em.flush();
            assertThat(AuditTrail.in(em).of(Label.class, 1L).changes()).isEmpty();
            assertThat(AuditTrail.in(em).newestFirst().limit(10)).isEmpty();
        });
    }

    @Test
    void flushesNothingAndKeepsNothing() {
        labels();

        factory.runInTransaction(em -> {
            Label label = em.find(Label.class, 1L);
            em.persist(new TrailNote("n"));
            AuditLog change = AuditTrail.in(em).of(Label.class, 1L).changes().get(0);
            assertThat(em.contains(change)).isFalse();
            assertThat(em.contains(label)).isTrue();
            assertThat(em.createNativeQuery("select count(*) from TrailNote", Long.class)
                            .setHint("org.hibernate.flushMode", "MANUAL")
                            .getSingleResult())
                    .isEqualTo(0L);
        });
    }

    @Test
    void readsInAStatelessSession() {
        labels();

        factory.unwrap(SessionFactory.class).inStatelessTransaction(session -> {
            AuditTrail trail = AuditTrail.in(session);
            assertThat(trail.by("alice").field("name").limit(10)).hasSize(1);
            assertThat(trail.of(Label.class, 1L).changes()).hasSize(3);
            assertThat(trail.of(Label.class, 1L).asOf(START).value("name")).isEqualTo("one");
        });
    }

    @Test
    void findsRecordsOfSubclassesByTheirRoot() {
        as("alice", em -> {
            em.persist(new TrailVehicle.Car(1, "car"));
            em.persist(new TrailVehicle.Bus(2, "bus", 40));
        });

        assertThat(read(trail -> trail.of(TrailVehicle.class, 1L).changes())).hasSize(1);
        assertThat(read(trail -> trail.of(TrailVehicle.class, 2L).changes())).hasSize(1);
        assertThat(read(trail -> trail.of(TrailVehicle.Bus.class, 2L).changes()))
                .hasSize(1);
        assertThat(read(trail -> trail.type(TrailVehicle.class).limit(10))).hasSize(2);
        assertThat(read(trail -> trail.type(TrailVehicle.Bus.class).limit(10))).hasSize(1);
        RecordState state = factory.callInTransaction(
                em -> AuditTrail.in(em).of(TrailVehicle.class, 2L).asOf(START));
        assertThat(state.entityName()).isEqualTo(TrailVehicle.Bus.class.getName());
        assertThat(state.value("seats")).isEqualTo(40L);
    }

    @Test
    void refusesWhatItCannotRead() {
        assertThatThrownBy(() -> read(trail -> trail.of(TrailNote.class, 1L).changes()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("entity=" + TrailNote.class.getName())
                .hasMessageContaining("@AuditLogged");
        assertThatThrownBy(() -> read(trail -> trail.of(String.class, 1L).changes()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("type=java.lang.String");
        assertThatThrownBy(() -> read(trail -> trail.of(Label.class, 1).changes()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("type=java.lang.Integer needed=java.lang.Long");
        assertThatThrownBy(() -> read(trail -> trail.by("alice").limit(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rows=0");
        assertThatThrownBy(() -> read(trail -> trail.by("alice").limit(10_001)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rows=10001");
    }
}
