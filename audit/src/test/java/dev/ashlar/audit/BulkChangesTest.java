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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.core.Actor;
import dev.ashlar.core.ChangeContext;
import dev.ashlar.core.ground.ChangeNotice;
import dev.ashlar.core.ground.ChangeNotices;
import dev.ashlar.core.ground.Ground;
import dev.ashlar.core.transaction.Transactions;
import dev.ashlar.testkit.Engine;
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.SqlLog;
import dev.ashlar.testkit.TestIsolation;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Query;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaDelete;
import jakarta.persistence.criteria.CriteriaUpdate;
import jakarta.persistence.criteria.ParameterExpression;
import jakarta.persistence.criteria.Root;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.hibernate.SessionEventListener;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.junit.jupiter.api.Test;

/** What the history says about set-based statements. */
@PersistenceTest(
        entities = {
            Document.class,
            Label.class,
            Vehicle.class,
            Vehicle.Car.class,
            Vehicle.Truck.class,
            Fruit.class,
            Fruit.Apple.class,
            Fruit.Pear.class,
            Shop.class,
            Seat.class,
            Hall.class,
            Unlogged.class
        },
        database = {Engine.H2, Engine.POSTGRESQL}, // their SQL is not MariaDB's
        isolation = TestIsolation.TRUNCATE)
class BulkChangesTest {

    private final EntityManagerFactory factory;

    BulkChangesTest(EntityManagerFactory factory) {
        this.factory = factory;
    }

    private List<AuditLog> log() {
        return factory.callInTransaction(em ->
                em.createQuery("from AuditLog order by id", AuditLog.class).getResultList());
    }

    private List<AuditLog> bulk() {
        return log().stream()
                .filter(row -> row.action() == AuditAction.BULK_UPDATE || row.action() == AuditAction.BULK_DELETE)
                .toList();
    }

    /** Titles t0 to t4, prices as the number. */
    private void documents() {
        factory.runInTransaction(em -> {
            Label label = new Label(1, "one");
            em.persist(label);
            IntStream.range(0, 5).forEach(i -> {
                Document document = new Document("t" + i);
                document.price = new BigDecimal(i);
                document.secret = "s" + i;
                document.label = label;
                document.words.add("w" + i);
                document.lines.add("l" + i);
                document.counts.put("k", i);
                document.labels.add(label);
                document.place = new Document.Place("Ghent", "1");
                em.persist(document);
            });
        });
    }

    private int inTransaction(Function<EntityManager, Integer> work) {
        return factory.callInTransaction(work::apply);
    }

    @Test
    void logsEachRowOfAnUpdate() {
        documents();

        int count = ChangeContext.of(Actor.user("alice"))
                .call(() -> inTransaction(em -> em.createQuery(
                                "update Document d set d.title = concat(d.title, :more), d.secret = 'x', d.place.town = 'Lier'"
                                        + " where d.price >= :least")
                        .setParameter("more", "!")
                        .setParameter("least", new BigDecimal(3))
                        .executeUpdate()));

        assertThat(count).isEqualTo(2);
        assertThat(bulk()).hasSize(2).allSatisfy(row -> {
            assertThat(row.action()).isEqualTo(AuditAction.BULK_UPDATE);
            assertThat(row.source()).isEqualTo(AuditSource.STATEMENT);
            assertThat(row.actor()).contains("alice");
            assertThat(row.changedFields()).containsExactlyInAnyOrder("title", "secret", "place");
            assertThat(row.oldValues()).containsEntry("secret", new AuditValue.Masked());
        });
        AuditLog last = bulk().get(1);
        assertThat(last.oldValues()).containsEntry("title", "t4");
        assertThat(last.newValues()).containsEntry("title", "t4!");
        assertThat(last.newValues().get("place")).isEqualTo(Map.of("town", "Lier", "door", new AuditValue.Masked()));
    }

    @Test
    void logsNothingOfRowsThatStayAsTheyAre() {
        documents();

        inTransaction(
                em -> em.createQuery("update Document d set d.title = 't1'").executeUpdate());

        assertThat(bulk())
                .hasSize(4)
                .noneMatch(row -> row.oldValues().get("title").equals("t1"));
    }

    @Test
    void logsEachRowOfADeleteWithItsCollections() {
        documents();

        int count = inTransaction(em -> em.createQuery("delete from Document d where d.title in (:titles)")
                .setParameter("titles", List.of("t1", "t2"))
                .executeUpdate());

        assertThat(count).isEqualTo(2);
        assertThat(bulk()).hasSize(2);
        AuditLog row = bulk().get(0);
        assertThat(row.action()).isEqualTo(AuditAction.BULK_DELETE);
        assertThat(row.newValues()).isEmpty();
        assertThat(row.oldValues())
                .containsEntry("title", "t1")
                .containsEntry("price", "1.0000")
                .containsEntry("label", 1L)
                .containsEntry("words", List.of("w1"))
                .containsEntry("lines", Map.of("0", "l1"))
                .containsEntry("counts", Map.of("k", 1L))
                .containsEntry("labels", List.of(1L));
    }

    @Test
    void logsADeleteOfAllRows() {
        documents();

        assertThat(inTransaction(em -> em.createQuery("delete from Document").executeUpdate()))
                .isEqualTo(5);

        assertThat(bulk())
                .hasSize(5)
                .allSatisfy(row -> assertThat(row.oldValues()).containsKey("words"));
    }

    @Test
    void isRightWhenThePlanComesFromTheCache() {
        documents();

        for (int i = 0; i < 3; i++) {
            int least = i;
            inTransaction(em -> em.createQuery("update Document d set d.title = :title where d.price = :price")
                    .setParameter("title", "new" + least)
                    .setParameter("price", new BigDecimal(least))
                    .executeUpdate());
        }

        assertThat(bulk()).extracting(row -> row.newValues().get("title")).containsExactly("new0", "new1", "new2");
    }

    @Test
    void logsCriteria() {
        documents();

        inTransaction(em -> {
            CriteriaBuilder builder = em.getCriteriaBuilder();
            CriteriaUpdate<Document> update = builder.createCriteriaUpdate(Document.class);
            Root<Document> root = update.from(Document.class);
            ParameterExpression<String> unnamed = builder.parameter(String.class);
            update.set(root.<String>get("title"), "criteria").where(builder.equal(root.get("title"), unnamed));
            return em.createQuery(update).setParameter(unnamed, "t3").executeUpdate();
        });
        inTransaction(em -> {
            CriteriaBuilder builder = em.getCriteriaBuilder();
            CriteriaDelete<Document> delete = builder.createCriteriaDelete(Document.class);
            Root<Document> root = delete.from(Document.class);
            delete.where(builder.equal(root.get("title"), "criteria"));
            return em.createQuery(delete).executeUpdate();
        });

        assertThat(bulk())
                .extracting(AuditLog::action)
                .containsExactly(AuditAction.BULK_UPDATE, AuditAction.BULK_DELETE);
        assertThat(bulk().get(0).oldValues()).containsEntry("title", "t3");
    }

    @Test
    void logsStatementsOfAStatelessSession() {
        documents();

        factory.unwrap(SessionFactory.class).inStatelessTransaction(session -> {
            session.createMutationQuery("update versioned Document d set d.title = ?1 where d.title = ?2")
                    .setParameter(1, "a")
                    .setParameter(2, "t0")
                    .executeUpdate();
            session.createMutationQuery("delete Document d where d.title = 'a'").executeUpdate();
        });

        assertThat(bulk()).hasSize(1);
        assertThat(bulk().get(0).action()).isEqualTo(AuditAction.BULK_DELETE);
        assertThat(bulk().get(0).oldValues()).containsEntry("title", "t0");
    }

    @Test
    void seesWhatTheSessionHasNotFlushedAndLeavesItsInstancesAlone() {
        documents();

        factory.runInTransaction(em -> {
            Document loaded = em.createQuery("from Document where title = 't0'", Document.class)
                    .getSingleResult();
            loaded.title = "flushed";
            assertThat(em.createQuery("update Document d set d.price = 9 where d.title = 'flushed' or d.title = 't1'")
                            .executeUpdate())
                    .isEqualTo(2);
            assertThat(em.unwrap(Session.class).getStatistics().getEntityCount())
                    .isEqualTo(1);
            assertThat(em.unwrap(Session.class).getStatistics().getCollectionCount())
                    .isEqualTo(4);
            assertThat(loaded.price).isEqualByComparingTo("0");
            em.clear();
        });

        List<AuditLog> rows = bulk();
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).changedFields()).containsExactlyInAnyOrder("title", "price");
        assertThat(rows.get(0).newValues()).containsEntry("title", "flushed").containsEntry("price", "9.0000");
    }

    @Test
    void reachesTheRowsThatFiltersLeaveOnly() {
        documents();

        inTransaction(em -> {
            em.unwrap(Session.class).enableFilter("cheap").setParameter("most", new BigDecimal(1));
            return em.createQuery("update Document d set d.price = 100").executeUpdate();
        });

        assertThat(bulk())
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.newValues()).containsEntry("price", "100.0000"));
    }

    @Test
    void logsAStatementOfSeveralTablesOnce() {
        factory.runInTransaction(em -> {
            em.persist(new Vehicle.Car(1, "red", 4));
            em.persist(new Vehicle.Truck(2, "red", 7));
            em.persist(new Fruit.Apple(1, "red", 4));
            em.persist(new Fruit.Pear(2, "red", "long"));
            em.persist(new Shop(1, "shop", "note"));
        });

        inTransaction(
                em -> em.createQuery("update Vehicle v set v.colour = 'blue'").executeUpdate());
        inTransaction(em -> em.createQuery("update Car c set c.doors = 5, c.colour = 'green'")
                .executeUpdate());
        inTransaction(
                em -> em.createQuery("update Fruit f set f.colour = 'blue'").executeUpdate());
        inTransaction(em -> em.createQuery("update Apple a set a.seeds = 5, a.colour = 'green'")
                .executeUpdate());
        inTransaction(em -> em.createQuery("update Shop s set s.note = 'other', s.name = 'new'")
                .executeUpdate());
        inTransaction(
                em -> em.createQuery("delete from Vehicle v where v.id = 2").executeUpdate());
        inTransaction(em -> em.createQuery("delete from Fruit f where f.id = 2").executeUpdate());
        inTransaction(em -> em.createQuery("delete from Shop").executeUpdate());

        assertThat(bulk())
                .extracting(row -> row.action() + " " + row.entityName().replaceAll(".*[.$]", "") + " "
                        + row.recordId().orElseThrow() + " " + sorted(row.oldValues()) + " " + sorted(row.newValues()))
                .containsExactlyInAnyOrder(
                        "BULK_UPDATE Car 1 {colour=red} {colour=blue}",
                        "BULK_UPDATE Truck 2 {colour=red} {colour=blue}",
                        "BULK_UPDATE Car 1 {colour=blue, doors=4} {colour=green, doors=5}",
                        "BULK_UPDATE Apple 1 {colour=red} {colour=blue}",
                        "BULK_UPDATE Pear 2 {colour=red} {colour=blue}",
                        "BULK_UPDATE Apple 1 {colour=blue, seeds=4} {colour=green, seeds=5}",
                        "BULK_UPDATE Shop 1 {name=shop, note=note} {name=new, note=other}",
                        "BULK_DELETE Truck 2 {colour=blue, load=7} {}",
                        "BULK_DELETE Pear 2 {colour=blue, shape=long} {}",
                        "BULK_DELETE Shop 1 {closed=false, name=new, note=other, town=null} {}");
    }

    private static Map<String, Object> sorted(Map<String, Object> values) {
        return new TreeMap<>(values);
    }

    @Test
    void knowsRowsByCompositeIdentifiers() {
        factory.runInTransaction(em -> {
            em.persist(new Seat("a", 1, "free"));
            em.persist(new Seat("a", 2, "free"));
            em.persist(new Hall("a", 1, "free"));
            em.persist(new Hall("a", 2, "free"));
        });

        inTransaction(em -> em.createQuery("update Seat s set s.state = 'taken' where s.id.number = 2")
                .executeUpdate());
        inTransaction(em -> em.createQuery("update Hall h set h.state = 'taken' where h.number = 2")
                .executeUpdate());
        inTransaction(
                em -> em.createQuery("delete from Hall h where h.number = 1").executeUpdate());

        assertThat(bulk()).hasSize(3);
        assertThat(bulk().get(0).newValues()).containsEntry("state", "taken");
        assertThat(bulk().get(1).newValues()).containsEntry("state", "taken");
        assertThat(bulk().get(2).oldValues()).containsEntry("state", "free");
    }

    @Test
    void readsRowsThatARestrictionHidesAfterwards() {
        factory.runInTransaction(em -> em.persist(new Shop(1, "shop", "note")));

        inTransaction(em -> em.createQuery("update Shop s set s.closed = true, s.town = null")
                .executeUpdate());

        assertThat(bulk()).hasSize(1);
        assertThat(bulk().get(0).newValues()).containsEntry("closed", true);
    }

    @Test
    void sumsUpWhereItIsToldTo() {
        documents();

        inTransaction(em -> BulkChanges.in(em)
                .asSummary(() -> em.createQuery(
                                "update Document d set d.title = :secret where d.price > 2 and d.title <> 'hidden'")
                        .setParameter("secret", "parameter")
                        .executeUpdate()));
        inTransaction(em -> BulkChanges.in(em).asSummary(() -> {
            CriteriaDelete<Document> delete = em.getCriteriaBuilder().createCriteriaDelete(Document.class);
            Root<Document> root = delete.from(Document.class);
            delete.where(em.getCriteriaBuilder().equal(root.get("title"), "parameter"));
            return em.createQuery(delete).executeUpdate();
        }));

        assertThat(bulk()).hasSize(2).allSatisfy(row -> {
            assertThat(row.recordId()).isEmpty();
            AuditValue.Statement statement =
                    (AuditValue.Statement) row.newValues().get("statement");
            assertThat(statement.count()).isEqualTo(2);
            assertThat(statement.text()).doesNotContain("parameter", "hidden", "2");
        });
        assertThat(((AuditValue.Statement) bulk().get(0).newValues().get("statement")).text())
                .isEqualTo("update Document d set d.title = :secret where d.price > ? and d.title <> ?");
    }

    @Test
    void sumsUpInserts() {
        documents();

        inTransaction(em -> em.createQuery("insert into Label (id, name) select l.id + 10, l.name from Label l")
                .executeUpdate());

        AuditLog row = log().get(log().size() - 1);
        assertThat(row.action()).isEqualTo(AuditAction.INSERT);
        assertThat(row.recordId()).isEmpty();
        assertThat(((AuditValue.Statement) row.newValues().get("statement")).count())
                .isEqualTo(1);
    }

    @Test
    void logsNothingOfWhatIsRolledBack() {
        documents();
        Transactions transactions = Transactions.of(factory);

        transactions.run(em -> {
            em.createQuery("update Document d set d.title = 'kept' where d.title = 't0'")
                    .executeUpdate();
            try {
                transactions.nested(em).run(inner -> {
                    inner.createQuery("update Document d set d.title = 'lost' where d.title = 't1'")
                            .executeUpdate();
                    inner.createQuery("delete from Document d where d.title = 't2'")
                            .executeUpdate();
                    throw new IllegalStateException("undo");
                });
            } catch (IllegalStateException e) {
                // expected
            }
            transactions
                    .nested(em)
                    .run(inner -> inner.createQuery("update Document d set d.title = 'nested' where d.title = 't3'")
                            .executeUpdate());
        });
        assertThatThrownBy(() -> transactions.run(em -> {
                    em.createQuery("delete from Document").executeUpdate();
                    throw new IllegalStateException("undo");
                }))
                .hasMessage("undo");

        assertThat(bulk()).extracting(row -> row.newValues().get("title")).containsExactly("kept", "nested");
    }

    @Test
    void logsNothingOfAStatementThatFails() {
        documents();

        assertThatThrownBy(() ->
                        inTransaction(em -> em.createQuery("delete from Label").executeUpdate()))
                .isInstanceOf(RuntimeException.class);
        factory.runInTransaction(
                em -> em.createQuery("update Document d set d.price = 1").executeUpdate());

        assertThat(bulk()).hasSize(4).allMatch(row -> row.action() == AuditAction.BULK_UPDATE);
    }

    @Test
    void logsEachEntityOfATypeThatIsNotMapped() {
        factory.runInTransaction(em -> {
            em.persist(new Seat("a", 1, "free"));
            em.persist(new Hall("a", 1, "free"));
            em.persist(new Hall("a", 2, "taken"));
        });

        int count =
                inTransaction(em -> em.createQuery("delete from " + Place.class.getName() + " p where p.state = 'free'")
                        .executeUpdate());

        assertThat(count).isEqualTo(2);
        assertThat(bulk())
                .extracting(row -> row.entityName().replaceAll(".*[.]", ""))
                .containsExactlyInAnyOrder("Seat", "Hall");
    }

    /** Random statements: what the log says of each row before is what it said after, and at last what is there. */
    @Test
    void canBeReplayed() {
        documents();
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            int step = i;
            factory.runInTransaction(em -> {
                for (int j = 0; j < 1 + random.nextInt(3); j++) {
                    String where = List.of(
                                    " where d.price >= :p", " where d.title like :t", " where :p <= size(d.words)", "")
                            .get(random.nextInt(4));
                    String change = random.nextInt(8) == 0
                            ? "delete from Document d"
                            : List.of(
                                            "update Document d set d.title = '" + step + "." + j + "'",
                                            "update versioned Document d set d.price = d.price + 1, d.secret = 'y'",
                                            "update Document d set d.title = d.secret, d.price = d.price - 1")
                                    .get(random.nextInt(3));
                    Query query = em.createQuery(change + where);
                    if (where.contains(":p")) {
                        query.setParameter(
                                "p", where.contains("size") ? random.nextInt(3) : new BigDecimal(random.nextInt(6)));
                    }
                    if (where.contains(":t")) {
                        query.setParameter("t", "%" + random.nextInt(5) + "%");
                    }
                    query.executeUpdate();
                }
                Document added = new Document("n" + step);
                added.price = new BigDecimal(random.nextInt(6));
                added.words.add("w");
                em.persist(added);
            });
        }

        Map<String, Map<String, Object>> replayed = new HashMap<>();
        for (AuditLog row : log()) {
            if (!row.entityName().equals(Document.class.getName())) {
                continue;
            }
            String id = row.recordId().orElseThrow();
            Map<String, Object> state = replayed.computeIfAbsent(id, any -> new HashMap<>());
            if (!state.isEmpty()) {
                row.oldValues()
                        .forEach((name, old) ->
                                assertThat(number(old)).as(row.toString()).isEqualTo(number(state.get(name))));
            }
            state.putAll(row.newValues());
            if (row.newValues().isEmpty()) {
                replayed.remove(id);
            }
        }
        Map<String, String> there = new HashMap<>();
        factory.runInTransaction(em -> em.createQuery("from Document", Document.class)
                .getResultList()
                .forEach(document -> there.put(document.id.toString(), document.title + " " + number(document.price))));
        assertThat(there).isNotEmpty();
        Map<String, String> told = new HashMap<>();
        replayed.forEach((id, state) -> told.put(id, state.get("title") + " " + number(state.get("price"))));
        assertThat(told).isEqualTo(there);
        assertThat(bulk()).hasSizeGreaterThan(100);
    }

    /** The scale of a decimal is what was bound, or what the column has. */
    private static Object number(Object value) {
        String text = String.valueOf(value);
        return text.matches("-?\\d+([.]\\d+)?") && !(value instanceof Long)
                ? new BigDecimal(text).stripTrailingZeros().toPlainString()
                : value;
    }

    @Test
    void sumsUpWhatAnotherTransactionMakesMatchMeanwhile() {
        documents();

        factory.runInTransaction(em -> {
            em.unwrap(SessionImplementor.class).getEventListenerManager().addListener(new SessionEventListener() {
                private boolean done;

                @Override
                public void jdbcExecuteStatementEnd() {
                    if (!done) {
                        done = true;
                        factory.runInTransaction(other -> {
                            Document late = new Document("late");
                            late.price = BigDecimal.TEN;
                            other.persist(late);
                        });
                    }
                }
            });
            assertThat(em.createQuery("update Document d set d.title = 'x' where d.price >= 3")
                            .executeUpdate())
                    .isEqualTo(3);
        });

        assertThat(bulk()).extracting(row -> row.recordId().isPresent()).containsExactlyInAnyOrder(true, true, false);
        assertThat(bulk().stream().filter(row -> row.recordId().isEmpty()))
                .singleElement()
                .extracting(row -> ((AuditValue.Statement) row.newValues().get("statement")).count())
                .isEqualTo(1L);
    }

    @Test
    void readsManyRowsByFewStatements(SqlLog sql) {
        factory.runInTransaction(em -> IntStream.range(0, 1_200).forEach(i -> em.persist(new Label(i, "label" + i))));

        factory.runInTransaction(em -> {
            sql.clear();
            em.createQuery("update Label l set l.name = concat(l.name, '!')").executeUpdate();
            assertThat(sql.statements()).hasSize(1 + 3 + 1 + 3);
        });

        assertThat(bulk())
                .hasSize(1_200)
                .allSatisfy(row -> assertThat(row.newValues().get("name"))
                        .isEqualTo(row.oldValues().get("name") + "!"));
    }

    @Test
    void costsAFixedNumberOfStatements(SqlLog sql) {
        documents();

        factory.runInTransaction(em -> {
            sql.clear();
            em.createQuery("update Document d set d.title = 'x'").executeUpdate();
            assertThat(sql.statements()).hasSize(4);
            assertThat(sql.statements().get(0).sql()).containsPattern("for (no key )?update");
            sql.clear();
            em.createQuery("delete from Document").executeUpdate();
            assertThat(sql.statements()).hasSize(2 + 4 + 4 + 1);
            em.createQuery("update Unlogged u set u.name = 'x'").executeUpdate();
            sql.clear();
            em.createQuery("update Unlogged u set u.name = 'x'").executeUpdate();
            assertThat(sql.statements()).hasSize(1);
        });
    }

    @Test
    @SuppressWarnings("try") // the announcement acts by being open
    void leavesAStatementToTheNoticeThatIsAnnouncedForIt() {
        documents();

        factory.runInTransaction(em -> {
            SharedSessionContractImplementor session = em.unwrap(SharedSessionContractImplementor.class);
            ChangeNotices notices = Ground.of(session).notices();
            try (ChangeNotices.Announcement own = notices.announce(session)) {
                em.createQuery("update Document d set d.title = 'gone' where d.title = 't0'")
                        .executeUpdate();
            }
            notices.tell(
                    session,
                    ChangeNotice.ofStatement(
                            ChangeNotice.Kind.SOFT_DELETE, Document.class.getName(), "delete Document", 1));
        });

        assertThat(bulk()).isEmpty();
        assertThat(log()).last().extracting(AuditLog::action).isEqualTo(AuditAction.SOFT_DELETE);
    }

    @Test
    void describesNativeSql() {
        documents();

        int count = inTransaction(em -> BulkChanges.in(em)
                .described(
                        Document.class,
                        AuditAction.BULK_UPDATE,
                        "prices doubled",
                        () -> em.createNativeQuery("update document set price = price * 2")
                                .executeUpdate()));

        assertThat(count).isEqualTo(5);
        assertThat(bulk()).hasSize(1);
        assertThat(bulk().get(0).newValues()).containsEntry("statement", new AuditValue.Statement("prices doubled", 5));
        factory.runInTransaction(em -> assertThatIllegalArgumentException()
                .isThrownBy(() -> BulkChanges.in(em).described(Unlogged.class, AuditAction.UPDATE, "x", () -> 1))
                .withMessageContaining("entity=" + Unlogged.class.getName()));
    }
}
