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
package dev.ashlar.softdelete;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.core.harness.Sequences;
import dev.ashlar.softdelete.PurgeModel.Cell;
import dev.ashlar.softdelete.PurgeModel.Knot;
import dev.ashlar.softdelete.PurgeModel.Leaf;
import dev.ashlar.softdelete.PurgeModel.Pin;
import dev.ashlar.softdelete.PurgeModel.Step;
import dev.ashlar.softdelete.PurgeModel.Tie;
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.TestTime;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

/** Random graphs of rows with random marks against a naive model. */
@PersistenceTest(entities = {Knot.class, Leaf.class, Pin.class, Tie.class})
class PurgeModelTest {

    private static final int QUICK = 80;

    private final SessionFactory factory;
    private final Instant now = Instant.parse("2030-01-01T00:00:00Z");
    private long purged;
    private long kept;

    PurgeModelTest(EntityManagerFactory factory) {
        this.factory = factory.unwrap(SessionFactory.class);
    }

    @Test
    void purgesAsTheModel(TestTime time) {
        time.set(now);
        Sequences.of(Step::sequence, this::check).check(QUICK);

        System.out.printf("purged=%d kept=%d%n", purged, kept);
        if (!Sequences.isReplay()) {
            assertThat(purged).isPositive();
            assertThat(kept).isPositive();
        }
    }

    private void check(List<Step> steps) {
        PurgeModel model = PurgeModel.of(steps);
        factory.inTransaction(PurgeModelTest::clear);
        factory.inTransaction(session -> write(session, model));
        Retention retention = SoftDeletes.of(factory);
        Set<Cell> going = model.going();
        purged += going.size();
        int chunk = 1 + steps.size() % 7;

        PurgeReport dry;
        PurgeReport report;
        if (model.all) {
            Purge<Object> purge = retention
                    .purge()
                    .chunksOf(chunk)
                    .olderThan(PurgeModel.AGE)
                    .holding((row, builder) ->
                            row.getJavaType() == Knot.class ? builder.isTrue(row.get("kept")) : builder.disjunction());
            dry = purge.dryRun();
            report = purge.run();
        } else {
            Purge<Knot> purge = retention
                    .purge(Knot.class)
                    .chunksOf(chunk)
                    .olderThan(PurgeModel.AGE)
                    .holding((row, builder) -> builder.isTrue(row.get("kept")));
            dry = purge.dryRun();
            report = purge.run();
        }

        long knots = going.stream().filter(cell -> cell.knot).count();
        Set<Cell> staying = model.candidates();
        staying.removeAll(going);
        kept += staying.size();
        assertThat(report.of(Knot.class).purged()).as("knots").isEqualTo(knots);
        assertThat(report.of(Leaf.class).purged()).as("leaves").isEqualTo(going.size() - knots);
        assertThat(report.of(Knot.class).held()).as("held").isEqualTo(model.held());
        assertThat(report.of(Knot.class).stillReferenced()
                        + report.of(Leaf.class).stillReferenced())
                .as("still referenced")
                .isEqualTo(staying.size());
        assertThat(report.types()).as("the dry run").isEqualTo(dry.types());
        factory.inTransaction(session -> SoftDeletes.in(session).withDeleted(() -> compare(session, model, going)));
    }

    private static void compare(Session session, PurgeModel model, Set<Cell> going) {
        Set<Object> expected = new HashSet<>();
        Map<Object, Object> lefts = new HashMap<>();
        for (Cell cell : model.cells()) {
            if (!going.contains(cell)) {
                expected.add(List.of(cell.knot, cell.id));
                if (cell.left != null) {
                    lefts.put(cell.id, cell.left.id);
                }
            }
        }
        Set<Object> found = new HashSet<>();
        Map<Object, Object> foundLefts = new HashMap<>();
        session.createSelectionQuery("select k.id, k.left.id from Knot k", Object[].class)
                .getResultList()
                .forEach(knot -> {
                    found.add(List.of(true, knot[0]));
                    if (knot[1] != null) {
                        foundLefts.put(knot[0], knot[1]);
                    }
                });
        session.createSelectionQuery("select id from Leaf", Long.class)
                .getResultList()
                .forEach(id -> found.add(List.of(false, id)));
        assertThat(found).as("rows that are left").isEqualTo(expected);
        assertThat(foundLefts).as("references that are left").isEqualTo(lefts);
    }

    private void write(Session session, PurgeModel model) {
        Map<Cell, Knot> knots = new HashMap<>();
        for (Cell cell : model.knots) {
            Knot knot = new Knot();
            knot.kept = cell.kept;
            session.persist(knot);
            cell.id = knot.id;
            knots.put(cell, knot);
            if (cell.pinned) {
                Pin pin = new Pin();
                pin.knot = knot;
                session.persist(pin);
            }
        }
        for (Cell cell : model.knots) {
            Knot knot = knots.get(cell);
            knot.left = knots.get(cell.left);
            cell.friends.forEach(friend -> knot.friends.add(knots.get(friend)));
            for (Cell other : cell.ties) {
                Tie tie = new Tie();
                tie.other = knots.get(other);
                knot.ties.add(tie);
            }
        }
        for (Cell cell : model.leaves) {
            Leaf leaf = new Leaf();
            leaf.knot = knots.get(cell.parent);
            session.persist(leaf);
            cell.id = leaf.id;
            if (cell.pinned) {
                Pin pin = new Pin();
                pin.leaf = leaf;
                session.persist(pin);
            }
        }
        session.flush();
        for (Cell cell : model.cells()) {
            if (cell.age > 0) {
                session.createNativeMutationQuery("update " + (cell.knot ? "Knot" : "Leaf")
                                + " set deleted_at = :at, deletion_id = :deletion where id = :id")
                        .setParameter("at", now.minus(Duration.ofHours(cell.age)))
                        .setParameter("deletion", cell.deletion)
                        .setParameter("id", cell.id)
                        .executeUpdate();
            }
        }
    }

    private static void clear(Session session) {
        SoftDeletes.in(session).purge(() -> {
            for (String statement : List.of(
                    "delete from Pin",
                    "delete from Leaf",
                    "delete from Knot_ties",
                    "delete from Knot_Knot",
                    "update Knot set left_id = null",
                    "delete from Knot")) {
                session.createNativeMutationQuery(statement).executeUpdate();
            }
        });
    }
}
