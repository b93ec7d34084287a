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

import dev.ashlar.audit.RecordState.Presence;
import dev.ashlar.audit.TrailStep.End;
import dev.ashlar.core.Actor;
import dev.ashlar.core.ChangeContext;
import dev.ashlar.core.ground.ChangeNotice;
import dev.ashlar.core.ground.Ground;
import dev.ashlar.core.harness.Sequences;
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.TestIsolation;
import dev.ashlar.testkit.TestTime;
import jakarta.persistence.EntityManagerFactory;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.junit.jupiter.api.Test;

/**
 * What the log says of each item at each instant, against what the rows were then. A sequence is replayed whole, and again with its oldest
 * log rows gone: what the log says then must still be right, and it may say less.
 */
@PersistenceTest(
        entities = {TrailItem.class, Label.class},
        isolation = TestIsolation.TRUNCATE)
class TrailModelTest {

    private static final int QUICK = 40;
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    private static final Duration TICK = Duration.ofSeconds(10);

    private final SessionFactory factory;
    private final Map<End, Integer> ends = new EnumMap<>(End.class);
    private TestTime time;
    private long certain;
    private long uncertain;
    private long reverted;

    TrailModelTest(EntityManagerFactory factory) {
        this.factory = factory.unwrap(SessionFactory.class);
    }

    @Test
    void tellsWhatTheRowsWere(TestTime time) {
        this.time = time;
        Sequences.of(TrailStep::sequence, this::check).check(QUICK);

        System.out.printf("certain=%d uncertain=%d reverted=%d ends=%s%n", certain, uncertain, reverted, ends);
        if (!Sequences.isReplay()) {
            assertThat(certain).isGreaterThan(3 * uncertain);
            assertThat(uncertain).isPositive();
            assertThat(reverted).isPositive();
            assertThat(ends).containsOnlyKeys(End.values());
        }
    }

    private void check(List<TrailStep> steps) {
        time.set(START);
        factory.inTransaction(TrailModelTest::clear);
        NavigableMap<Instant, Map<Integer, Map<String, Object>>> states = new TreeMap<>();
        states.put(START, read());
        boolean unsure = false;
        for (TrailStep step : steps) {
            time.advance(TICK);
            run(step, states);
            unsure |= step.end() == End.BULK_SUMMARY;
            ends.merge(step.end(), 1, Integer::sum);
            states.put(time.instant(), read());
        }
        compare(states, unsure);
        Instant half = START.plus(TICK.multipliedBy(steps.size() / 2));
        factory.inTransaction(session -> session.createMutationQuery("delete from AuditLog where createdAt <= :half")
                .setParameter("half", half)
                .executeUpdate());
        states.keySet().removeIf(instant -> !instant.isAfter(half));
        compare(states, true);
    }

    private void compare(Map<Instant, Map<Integer, Map<String, Object>>> states, boolean unsure) {
        factory.inTransaction(session -> states.forEach((instant, items) -> {
            for (int item = 1; item <= TrailStep.ITEMS; item++) {
                RecordState state =
                        AuditTrail.in(session).of(TrailItem.class, (long) item).asOf(instant.plusSeconds(1));
                compare(state, items.get(item), unsure || !items.containsKey(item));
            }
        }));
    }

    private void compare(RecordState state, Map<String, Object> item, boolean unsure) {
        String what = "item " + state.recordId() + " at " + state.at();
        if (state.presence() == Presence.UNKNOWN) {
            assertThat(unsure).as(what + " is unknown").isTrue();
            uncertain++;
        } else {
            assertThat(state.exists()).as(what + " exists").isEqualTo(item != null);
            certain++;
        }
        if (item == null) {
            return;
        }
        item.forEach((name, value) -> {
            if (state.knows(name)) {
                assertThat(comparable(name, state.value(name)))
                        .as(what + " " + name)
                        .isEqualTo(value);
                certain++;
            } else {
                assertThat(unsure).as(what + " " + name + " is unknown").isTrue();
                uncertain++;
            }
        });
    }

    /** The log's form in that of the model. */
    private static Object comparable(String name, Object value) {
        if (value == null) {
            return null;
        }
        return switch (name) {
            case "price" -> number(value);
            case "words", "labels" -> new HashSet<>((List<?>) value);
            case "costs" ->
                ((List<?>) value).stream().map(TrailModelTest::number).sorted().toList();
            default -> value;
        };
    }

    private static Object number(Object text) {
        return new BigDecimal(text.toString()).stripTrailingZeros().toPlainString();
    }

    /** The rows themselves. */
    private Map<Integer, Map<String, Object>> read() {
        Map<Integer, Map<String, Object>> items = new HashMap<>();
        factory.inTransaction(session -> session.createSelectionQuery("from TrailItem", TrailItem.class)
                .getResultList()
                .forEach(item -> items.put(item.id.intValue(), values(item))));
        return items;
    }

    private static Map<String, Object> values(TrailItem item) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("title", item.title);
        values.put("price", item.price == null ? null : number(item.price));
        Map<String, Object> size = new HashMap<>();
        if (item.size != null) {
            size.put("width", item.size.width == null ? null : (Object) item.size.width.longValue());
            size.put("height", item.size.height == null ? null : (Object) item.size.height.longValue());
        }
        values.put("size", item.size == null ? null : size);
        values.put("label", item.label == null ? null : id(item.label));
        values.put("words", new HashSet<>(item.words));
        values.put(
                "costs",
                item.costs.stream().map(TrailModelTest::number).sorted().toList());
        values.put("lines", new ArrayList<>(item.lines));
        Map<String, Object> counts = new HashMap<>();
        item.counts.forEach((key, count) -> counts.put(key, count.longValue()));
        values.put("counts", counts);
        Set<Object> labels = new HashSet<>();
        item.labels.forEach(label -> labels.add(id(label)));
        values.put("labels", labels);
        return values;
    }

    private static Object id(Label label) {
        return org.hibernate.Hibernate.unproxy(label, Label.class).id;
    }

    private static void clear(Session session) {
        for (String table : List.of(
                "trail_item_words",
                "trail_item_costs",
                "trail_item_lines",
                "trail_item_counts",
                "TrailItem_Label",
                "TrailItem",
                "Label",
                "audit_logs")) {
            session.createNativeMutationQuery("delete from " + table).executeUpdate();
        }
        for (int i = 0; i < 3; i++) {
            session.persist(new Label(i, "label"));
        }
    }

    private void run(TrailStep step, NavigableMap<Instant, Map<Integer, Map<String, Object>>> states) {
        switch (step.end()) {
            case STATELESS -> stateless(step);
            case BULK_ROWS, BULK_SUMMARY ->
                bulk(step.end() == End.BULK_SUMMARY, step.changes().size());
            case REVERT -> revert(states);
            default ->
                factory.inSession(session -> {
                    session.beginTransaction();
                    changeAll(session, step);
                    if (step.end() == End.COMMIT) {
                        session.getTransaction().commit();
                    } else {
                        session.flush();
                        session.getTransaction().rollback();
                    }
                });
        }
    }

    private static void changeAll(Session session, TrailStep step) {
        String actor = "alice";
        for (TrailStep.Change change : step.changes()) {
            actor = change.what() == TrailStep.What.OTHER_ACTOR ? "user" + change.value() : actor;
            ChangeContext.of(Actor.user(actor)).run(() -> {
                change(session, (long) step.item(), change);
                if (change.what() == TrailStep.What.OTHER_ACTOR) {
                    session.flush();
                }
            });
        }
    }

    private static void change(Session session, Long id, TrailStep.Change change) {
        TrailItem item = session.find(TrailItem.class, id);
        int value = change.value();
        if (change.what() == TrailStep.What.FLUSH || change.what() == TrailStep.What.OTHER_ACTOR) {
            session.flush();
        } else if (item == null) {
            TrailItem fresh = new TrailItem(id);
            fresh.title = "t" + value;
            fresh.price = new BigDecimal("1.5");
            fresh.costs.add(new BigDecimal("2.5"));
            fresh.words = value == 4 ? null : fresh.words;
            session.persist(fresh);
        } else {
            change(session, item, change.what(), value);
        }
    }

    private static void change(Session session, TrailItem item, TrailStep.What what, int value) {
        switch (what) {
            case REMOVE -> {
                session.remove(item);
                session.flush();
            }
            case TITLE -> item.title = value == 0 ? null : "t" + value;
            case PRICE -> item.price = value == 0 ? null : new BigDecimal(value + ".50");
            case SIZE -> item.size = value == 0 ? null : new TrailItem.Size(value, value == 1 ? null : 2);
            case LABEL -> item.label = value > 2 ? null : session.getReference(Label.class, (long) value);
            case WORD -> {
                item.words = item.words == null ? new HashSet<>() : item.words;
                if (!item.words.remove("w" + value)) {
                    item.words.add("w" + value);
                }
            }
            case NEW_WORDS -> item.words = new HashSet<>(List.of("w" + value, "n"));
            case COST -> {
                BigDecimal cost = new BigDecimal(value + ".5");
                if (!item.costs.removeIf(known -> value > 1 && known.compareTo(cost) == 0)) {
                    item.costs.add(cost);
                }
            }
            case LINE -> item.lines.add(Math.min(value, item.lines.size()), "l" + value);
            case LINE_AWAY -> {
                if (value < item.lines.size()) {
                    item.lines.remove(value);
                }
            }
            case COUNT -> {
                if (item.counts.remove("k" + value) == null) {
                    item.counts.put("k" + value, item.counts.size());
                }
            }
            case LABELS -> {
                Label label = session.find(Label.class, (long) value % 3);
                if (!item.labels.remove(label)) {
                    item.labels.add(label);
                }
            }
            default -> {}
        }
    }

    private void stateless(TrailStep step) {
        factory.inStatelessTransaction(session -> {
            TrailItem item = session.get(TrailItem.class, (long) step.item());
            int value = step.changes().get(0).value();
            if (item == null) {
                TrailItem fresh = new TrailItem((long) step.item());
                fresh.title = "s" + value;
                fresh.words.add("s");
                session.insert(fresh);
            } else {
                item.title = "s" + value;
                session.update(item);
            }
        });
    }

    private void bulk(boolean summary, int value) {
        factory.inTransaction(session -> {
            List<ChangeNotice.Row> rows = new ArrayList<>();
            session.createSelectionQuery("select id, title from TrailItem", Object[].class)
                    .getResultList()
                    .forEach(row -> rows.add(new ChangeNotice.Row(
                            row[0],
                            Collections.singletonMap("title", row[1]),
                            Collections.singletonMap("title", "b" + value))));
            int count = session.createNativeMutationQuery("update TrailItem set title = :title")
                    .setParameter("title", "b" + value)
                    .executeUpdate();
            String name = TrailItem.class.getName();
            SharedSessionContractImplementor own = (SharedSessionContractImplementor) session;
            Ground.of(own)
                    .notices()
                    .tell(
                            own,
                            summary
                                    ? ChangeNotice.ofStatement(ChangeNotice.Kind.BULK_UPDATE, name, "update …", count)
                                    : ChangeNotice.ofRows(ChangeNotice.Kind.BULK_UPDATE, name, rows));
        });
    }

    /** Of the last transaction nothing has changed since, so that the rows must be as they were before it. */
    private void revert(NavigableMap<Instant, Map<Integer, Map<String, Object>>> states) {
        List<AuditLog> last = factory.fromTransaction(
                session -> AuditTrail.in(session).newestFirst().limit(1));
        if (last.isEmpty()
                || last.get(0).recordId().isEmpty()
                || !last.get(0).entityName().equals(TrailItem.class.getName())) {
            return;
        }
        UUID transaction = last.get(0).transactionId();
        RevertPlan plan = factory.fromTransaction(
                session -> AuditTrail.in(session).revertTransaction(transaction).plan());
        if (plan.isPossible()) {
            factory.inTransaction(session ->
                    AuditTrail.in(session).revertTransaction(transaction).apply());
            assertThat(read())
                    .as("the rows after a revert")
                    .isEqualTo(states.lowerEntry(last.get(0).createdAt()).getValue());
            reverted++;
        } else {
            throw new AssertionError("Not possible: " + plan.conflicts());
        }
    }
}
