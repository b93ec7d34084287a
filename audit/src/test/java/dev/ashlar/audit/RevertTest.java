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
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.ashlar.audit.RevertConflict.Kind;
import dev.ashlar.core.ground.ChangeNotice;
import dev.ashlar.core.ground.Ground;
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.TestIsolation;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.junit.jupiter.api.Test;

/** Changes are taken back. */
@PersistenceTest(
        entities = {Document.class, Label.class, TrailTask.class},
        isolation = TestIsolation.TRUNCATE)
class RevertTest {

    private final EntityManagerFactory factory;

    RevertTest(EntityManagerFactory factory) {
        this.factory = factory;
    }

    private void run(Consumer<EntityManager> work) {
        factory.runInTransaction(work);
    }

    private AuditLog last() {
        return factory.callInTransaction(
                em -> AuditTrail.in(em).newestFirst().limit(1).get(0));
    }

    private Long document() {
        return factory.callInTransaction(em -> {
            Label label = new Label(1, "one");
            em.persist(label);
            Document document = new Document("a");
            document.price = new BigDecimal("1.5");
            document.label = label;
            document.words.addAll(List.of("x", "y"));
            document.lines.addAll(List.of("l0", "l1", "l2"));
            document.counts.putAll(Map.of("k", 1, "m", 2));
            document.labels.add(label);
            em.persist(document);
            return document.id;
        });
    }

    private void checkOriginal(Long id) {
        run(em -> {
            Document document = em.find(Document.class, id);
            assertThat(document.title).isEqualTo("a");
            assertThat(document.price).isEqualByComparingTo("1.5");
            assertThat(factory.getPersistenceUnitUtil().getIdentifier(document.label))
                    .isEqualTo(1L);
            assertThat(document.words).containsExactlyInAnyOrder("x", "y");
            assertThat(document.lines).containsExactly("l0", "l1", "l2");
            assertThat(document.counts).containsOnly(Map.entry("k", 1), Map.entry("m", 2));
            assertThat(document.labels)
                    .extracting(factory.getPersistenceUnitUtil()::getIdentifier)
                    .containsExactly(1L);
        });
    }

    private static void changeAll(EntityManager em, Long id) {
        Label two = new Label(2, "two");
        em.persist(two);
        Document document = em.find(Document.class, id);
        document.title = "b";
        document.price = new BigDecimal("2.25");
        document.label = two;
        document.words.remove("x");
        document.words.add("z");
        document.lines.remove(0);
        document.counts.put("k", 7);
        document.counts.remove("m");
        document.counts.put("n", 3);
        document.labels.clear();
        document.labels.add(two);
    }

    @Test
    void takesAWholeChangeBack() {
        Long id = document();
        run(em -> em.persist(new Label(9, "nine")));
        run(em -> changeAll(em, id));
        AuditLog change = factory.callInTransaction(
                em -> AuditTrail.in(em).of(Document.class, id).changes().get(1));

        RevertPlan done = factory.callInTransaction(
                em -> AuditTrail.in(em).of(Document.class, id).revert(change).apply());

        assertThat(done.isPossible()).isTrue();
        assertThat(done.steps()).singleElement().satisfies(step -> {
            assertThat(step.kind()).isEqualTo(RevertPlan.Step.Kind.SET);
            assertThat(step.values()).containsEntry("title", new Difference("b", "a"));
            assertThat(step.values()).containsEntry("label", new Difference(2L, 1L));
        });
        checkOriginal(id);
        AuditLog log = last();
        assertThat(log.action()).isEqualTo(AuditAction.REVERT);
        assertThat(log.revertedId()).contains(change.id());
        assertThat(log.oldValues()).containsEntry("title", "b");
        assertThat(log.newValues()).containsEntry("title", "a");
        assertThat(factory.callInTransaction(
                                em -> AuditTrail.in(em).of(Document.class, id).asOf(log.createdAt()))
                        .value("lines"))
                .isEqualTo(List.of("l0", "l1", "l2"));
    }

    @Test
    void takesARevertBack() {
        Long id = document();
        run(em -> em.find(Document.class, id).title = "b");
        run(em -> AuditTrail.in(em).revert(last()).apply());

        run(em -> AuditTrail.in(em).revert(last()).apply());

        run(em -> assertThat(em.find(Document.class, id).title).isEqualTo("b"));
    }

    @Test
    void takesOneFieldBack() {
        Long id = document();
        run(em -> {
            em.find(Document.class, id).title = "b";
            em.find(Document.class, id).words.add("z");
        });
        AuditLog change = last();

        run(em -> AuditTrail.in(em).revert(change).fields("words").apply());

        run(em -> {
            assertThat(em.find(Document.class, id).title).isEqualTo("b");
            assertThat(em.find(Document.class, id).words).containsExactlyInAnyOrder("x", "y");
        });
        assertThat(last().changedFields()).containsExactly("words");
        run(em -> assertThatThrownBy(() -> AuditTrail.in(em).revert(change).fields("price"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fields=[price]")
                .hasMessageContaining("title"));
    }

    @Test
    void refusesWhatChangedSinceAndChangesNothing() {
        Long id = document();
        run(em -> {
            Document document = em.find(Document.class, id);
            document.title = "b";
            document.price = BigDecimal.TEN;
            document.words.add("z");
            document.lines.add("l3");
        });
        AuditLog change = last();
        run(em -> {
            Document document = em.find(Document.class, id);
            document.title = "c";
            document.words.remove("z");
            document.lines.set(3, "other");
        });

        run(em -> {
            Revert revert = AuditTrail.in(em).revert(change);
            RevertPlan plan = revert.plan();
            assertThat(plan.steps()).hasSize(1);
            RevertRefusedException refused = catchThrowableOfType(RevertRefusedException.class, revert::apply);
            assertThat(refused)
                    .hasMessageContaining("CHANGED_SINCE")
                    .hasMessageContaining(".title logged=[b] current=[c] wanted=[a]");
            assertThat(refused.plan().conflicts())
                    .extracting(RevertConflict::attribute)
                    .containsExactlyInAnyOrder("title", "words", "lines");
            assertThat(refused.plan().conflicts())
                    .contains(new RevertConflict(
                            Kind.CHANGED_SINCE, Document.class.getName(), id.toString(), "title", "b", "c", "a"));
        });
        run(em -> {
            assertThat(em.find(Document.class, id).price).isEqualByComparingTo("10");
            AuditTrail.in(em).revert(change).leavingConflicts().apply();
        });

        run(em -> {
            Document document = em.find(Document.class, id);
            assertThat(document.title).isEqualTo("c");
            assertThat(document.price).isEqualByComparingTo("1.5");
            assertThat(document.lines).containsExactly("l0", "l1", "l2", "other");
        });
        assertThat(last().changedFields()).containsExactly("price");
    }

    @Test
    void plansWithoutChangingAnything() {
        Long id = document();
        run(em -> changeAll(em, id));
        UUID transaction = last().transactionId();

        run(em -> assertThat(
                        AuditTrail.in(em).revertTransaction(transaction).plan().steps())
                .hasSize(2));

        run(em -> assertThat(em.find(Document.class, id).title).isEqualTo("b"));
        assertThat(last().action()).isNotEqualTo(AuditAction.REVERT);
    }

    @Test
    void takesAWholeTransactionBack() {
        Long id = document();
        run(em -> changeAll(em, id));
        UUID transaction = last().transactionId();

        run(em -> AuditTrail.in(em).revertTransaction(transaction).apply());

        checkOriginal(id);
        run(em -> assertThat(em.find(Label.class, 2L)).isNull());
        UUID reverting = last().transactionId();
        run(em -> assertThat(AuditTrail.in(em).ofTransaction(reverting).limit(10))
                .hasSize(2)
                .allSatisfy(row -> {
                    assertThat(row.action()).isEqualTo(AuditAction.REVERT);
                    assertThat(row.revertedId()).contains(transaction);
                }));
    }

    @Test
    void bringsDeletedRecordsBackThatReferToEachOther() {
        run(em -> {
            TrailTask parent = new TrailTask("parent");
            TrailTask child = new TrailTask("child");
            child.parent = parent;
            child.tags.add("t");
            em.persist(parent);
            em.persist(child);
        });
        List<Long> ids =
                factory.callInTransaction(em -> em.createQuery("select id from TrailTask order by title", Long.class)
                        .getResultList());
        run(em -> {
            em.remove(em.find(TrailTask.class, ids.get(0)));
            em.remove(em.find(TrailTask.class, ids.get(1)));
        });
        UUID transaction = last().transactionId();

        run(em -> AuditTrail.in(em).revertTransaction(transaction).apply());

        run(em -> {
            TrailTask child = em.find(TrailTask.class, ids.get(0));
            assertThat(child.title).isEqualTo("child");
            assertThat(child.parent.getId()).isEqualTo(ids.get(1));
            assertThat(child.tags).containsExactly("t");
            assertThat(child.getCreatedAt()).isNotNull();
            child.title = "changed";
        });
        run(em -> assertThat(AuditTrail.in(em).of(TrailTask.class, ids.get(0)).changes())
                .extracting(AuditLog::action)
                .containsExactly(AuditAction.INSERT, AuditAction.DELETE, AuditAction.REVERT, AuditAction.UPDATE));
        UUID back = factory.callInTransaction(
                        em -> AuditTrail.in(em).newestFirst().limit(2).get(1))
                .transactionId();
        run(em -> assertThat(AuditTrail.in(em).revertTransaction(back).plan().conflicts())
                .singleElement()
                .satisfies(conflict -> assertThat(conflict.attribute()).isEqualTo("title")));
    }

    @Test
    void bringsBackADeletedRecordWithAnAssignedIdentifier() {
        run(em -> em.persist(new Label(1, "one")));
        run(em -> em.remove(em.find(Label.class, 1L)));
        AuditLog delete = last();

        run(em -> AuditTrail.in(em).of(Label.class, 1L).revert(delete).apply());

        run(em -> assertThat(em.find(Label.class, 1L).name).isEqualTo("one"));
        assertThat(last().action()).isEqualTo(AuditAction.REVERT);
        assertThat(last().newValues()).containsEntry("name", "one");
        run(em -> assertThat(AuditTrail.in(em).revert(delete).plan().conflicts())
                .extracting(RevertConflict::kind)
                .containsExactly(Kind.RECORD_EXISTS));
    }

    @Test
    void saysThatAGeneratedIdentityCannotComeBack() {
        Long id = document();
        run(em -> em.remove(em.find(Document.class, id)));
        AuditLog delete = last();

        run(em -> assertThat(AuditTrail.in(em).revert(delete).plan().conflicts())
                .extracting(RevertConflict::kind)
                .containsExactly(Kind.GENERATED_IDENTIFIER));
    }

    @Test
    void removesAnInsertedRecordUnlessItChangedSince() {
        run(em -> em.persist(new Label(1, "one")));
        AuditLog insert = last();
        run(em -> em.find(Label.class, 1L).name = "other");

        run(em -> assertThat(AuditTrail.in(em).revert(insert).leavingConflicts().apply())
                .satisfies(plan -> assertThat(plan.conflicts())
                        .extracting(RevertConflict::kind)
                        .containsExactly(Kind.CHANGED_SINCE))
                .satisfies(plan -> assertThat(plan.steps()).isEmpty()));
        run(em -> em.find(Label.class, 1L).name = "one");
        run(em -> AuditTrail.in(em).revert(insert).apply());

        run(em -> assertThat(em.find(Label.class, 1L)).isNull());
        assertThat(last().action()).isEqualTo(AuditAction.REVERT);
        run(em -> assertThat(AuditTrail.in(em).revert(insert).plan().conflicts())
                .extracting(RevertConflict::kind)
                .containsExactly(Kind.RECORD_MISSING));
    }

    @Test
    void saysWhatTheLogDoesNotHave() {
        Long id = document();
        run(em -> {
            Document document = em.find(Document.class, id);
            document.secret = "s";
            document.scan = new byte[] {1};
            document.body = "b".repeat(20_000);
            document.title = "b";
        });
        run(em -> {
            Document document = em.find(Document.class, id);
            document.secret = "t";
            document.scan = new byte[] {2};
            document.body = "short";
            document.title = "c";
        });
        AuditLog change = last();

        run(em -> assertThat(AuditTrail.in(em).revert(change).plan().conflicts())
                .extracting(RevertConflict::attribute, RevertConflict::kind)
                .containsExactlyInAnyOrder(
                        tuple("secret", Kind.NOT_KEPT), tuple("scan", Kind.NOT_KEPT), tuple("body", Kind.NOT_KEPT)));
        run(em -> AuditTrail.in(em).revert(change).fields("title").apply());
        run(em -> assertThat(em.find(Document.class, id).title).isEqualTo("b"));
    }

    @Test
    void saysThatAReferenceHasGone() {
        Long id = document();
        run(em -> {
            em.find(Document.class, id).label = null;
            em.find(Document.class, id).labels.clear();
        });
        AuditLog change = last();
        run(em -> em.remove(em.find(Label.class, 1L)));

        run(em -> assertThat(AuditTrail.in(em).revert(change).plan().conflicts())
                .extracting(RevertConflict::attribute, RevertConflict::kind)
                .containsExactlyInAnyOrder(
                        tuple("label", Kind.REFERENCE_MISSING), tuple("labels", Kind.REFERENCE_MISSING)));
    }

    @Test
    void takesMarksBackButNoStatementsWithoutRows() {
        run(em -> em.persist(new Label(1, "one")));
        run(em -> {
            em.createNativeQuery("update Label set name = 'marked'").executeUpdate();
            tell(
                    em,
                    ChangeNotice.ofRows(
                            ChangeNotice.Kind.SOFT_DELETE,
                            Label.class.getName(),
                            List.of(new ChangeNotice.Row(1L, Map.of("name", "one"), Map.of("name", "marked")))));
        });

        run(em -> AuditTrail.in(em).revert(last()).apply());

        run(em -> assertThat(em.find(Label.class, 1L).name).isEqualTo("one"));
        AuditLog revert = last();
        run(em -> assertThat(AuditTrail.in(em)
                        .of(Label.class, 1L)
                        .asOf(revert.createdAt())
                        .presence())
                .isEqualTo(RecordState.Presence.PRESENT));

        run(em -> tell(
                em,
                ChangeNotice.ofStatement(ChangeNotice.Kind.BULK_UPDATE, Label.class.getName(), "update Label …", 1)));
        run(em -> assertThat(AuditTrail.in(em).revert(last()).plan().conflicts())
                .extracting(RevertConflict::kind)
                .containsExactly(Kind.NOT_REVERTIBLE));
    }

    private static void tell(EntityManager em, ChangeNotice notice) {
        SharedSessionContractImplementor session = em.unwrap(SharedSessionContractImplementor.class);
        Ground.of(session).notices().tell(session, notice);
    }

    /** The instance is older than what another transaction has written. */
    @Test
    void looksAtTheRowOfAnUnversionedInstance() {
        run(em -> em.persist(new Label(1, "one")));
        run(em -> em.find(Label.class, 1L).name = "two");
        AuditLog change = last();

        run(em -> {
            Label stale = em.find(Label.class, 1L);
            factory.runInTransaction(other -> other.find(Label.class, 1L).name = "three");
            assertThat(stale.name).isEqualTo("two");
            assertThatThrownBy(() -> AuditTrail.in(em).revert(change).apply())
                    .isInstanceOf(RevertRefusedException.class)
                    .hasMessageContaining("current=[three]");
        });
    }

    @Test
    void keepsWhatTheSessionChangesBeforeAndAfterApart() {
        Long id = document();
        run(em -> em.find(Document.class, id).title = "b");
        AuditLog change = last();

        run(em -> {
            em.persist(new Label(5, "pending"));
            AuditTrail.in(em).revert(change).apply();
            em.persist(new Label(6, "later"));
        });

        UUID transaction = last().transactionId();
        run(em -> assertThat(AuditTrail.in(em)
                        .ofTransaction(transaction)
                        .oldestFirst()
                        .limit(9))
                .extracting(AuditLog::action)
                .containsExactly(AuditAction.INSERT, AuditAction.REVERT, AuditAction.INSERT));
    }

    @Test
    void refusesWhereItCannotWork() {
        run(em -> em.persist(new Label(1, "one")));
        AuditLog change = last();

        assertThatThrownBy(() -> {
                    try (EntityManager em = factory.createEntityManager()) {
                        AuditTrail.in(em).revert(change).apply();
                    }
                })
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("outside of a transaction");
        factory.unwrap(SessionFactory.class)
                .inStatelessTransaction(session -> assertThatThrownBy(
                                () -> AuditTrail.in(session).revert(change))
                        .isInstanceOf(UnsupportedOperationException.class));
        run(em -> assertThatThrownBy(() -> AuditTrail.in(em).of(Label.class, 2L).revert(change))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("record=2"));
        run(em -> assertThatThrownBy(() -> AuditTrail.in(em).revertTransaction(new UUID(1, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("transactionId="));
    }
}
