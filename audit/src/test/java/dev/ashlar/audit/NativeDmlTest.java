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
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.testkit.Engine;
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.TestIsolation;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.LockModeType;
import java.math.BigDecimal;
import java.util.List;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

/** Native SQL that writes past the history is refused, and nothing else is. */
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
        isolation = TestIsolation.TRUNCATE,
        settings = "ashlar.audit.native_dml=refuse")
class NativeDmlTest {

    private final EntityManagerFactory factory;

    NativeDmlTest(EntityManagerFactory factory) {
        this.factory = factory;
    }

    private int execute(String sql) {
        return factory.callInTransaction(em -> em.createNativeQuery(sql).executeUpdate());
    }

    @Test
    void refusesToWriteToTablesOfLoggedEntities() {
        List<String> statements = List.of(
                "update document set title = 'x'",
                "UPDATE \"document\" as d SET title = 'x'",
                "/* a comment */ delete from document where 1 = 0",
                "insert into document (id, version) values (1, 0)",
                "truncate table document",
                "delete from document_words",
                "delete from document_label",
                "insert into document_lines select 1, 'x', 1 where 1 = 0",
                "update trucks set max_load = 1",
                "update vehicles set colour = 'x'",
                "update pears set shape = 'x'",
                "update shop_notes set note = 'x'",
                "with gone as (select 1 as id) delete from label where id in (select id from gone)");
        statements.forEach(sql -> assertThatExceptionOfType(UnloggedStatementException.class)
                .isThrownBy(() -> execute(sql))
                .withMessageContaining("statement=[" + withoutValues(sql) + "]")
                .withMessageContaining("BulkChanges.in(session)")
                .satisfies(e -> assertThat(e.statement()).isEqualTo(withoutValues(sql))));
    }

    @Test
    void letsOtherStatementsPass() {
        List<String> statements = List.of(
                "update unlogged set name = 'update document set'",
                "insert into unlogged (id, name) select id, title from document where 1 = 0",
                "delete from unlogged where id in (select id from document)",
                "update unlogged set name = 'x' -- delete from document");
        statements.forEach(sql -> assertThat(execute(sql)).isZero());
    }

    private static String withoutValues(String sql) {
        return sql.replaceAll("'[^']*'|\\b\\d+\\b", "?");
    }

    @Test
    void refusesOneThatHasAResultToo() {
        factory.runInTransaction(em -> {
            if (em.unwrap(org.hibernate.Session.class)
                            .getFactory()
                            .unwrap(org.hibernate.engine.spi.SessionFactoryImplementor.class)
                            .getJdbcServices()
                            .getDialect()
                    instanceof org.hibernate.dialect.PostgreSQLDialect) {
                assertThatThrownBy(() -> em.createNativeQuery("delete from document returning id")
                                .getResultList())
                        .isInstanceOf(UnloggedStatementException.class);
            }
        });
    }

    @Test
    void refusesInAStatelessSessionToo() {
        assertThatThrownBy(() -> factory.unwrap(SessionFactory.class)
                        .inStatelessTransaction(session -> session.createNativeMutationQuery("delete from document")
                                .executeUpdate()))
                .isInstanceOf(UnloggedStatementException.class);
    }

    @Test
    void permitsForABlock() {
        factory.runInTransaction(em -> {
            assertThat(BulkChanges.in(em)
                            .unlogged(() -> em.createNativeQuery("update document set title = 'x'")
                                    .executeUpdate()))
                    .isZero();
            assertThatThrownBy(() -> BulkChanges.in(em).unlogged(() -> {
                        throw new IllegalStateException("left");
                    }))
                    .hasMessage("left");
            assertThatThrownBy(() -> em.createNativeQuery("update document set title = 'x'")
                            .executeUpdate())
                    .isInstanceOf(UnloggedStatementException.class);
        });
    }

    private static Document document(EntityManager em, String title) {
        Label label = new Label(title.hashCode(), title);
        em.persist(label);
        Document document = new Document(title);
        document.price = BigDecimal.ONE;
        document.words.addAll(List.of("a", "b"));
        document.lines.addAll(List.of("a", "b"));
        document.counts.put("a", 1);
        document.labels.add(label);
        em.persist(document);
        return document;
    }

    @Test
    void raisesNoAlarmAtWhatHibernateWritesItself() {
        Long id = factory.callInTransaction(em -> {
            em.persist(new Vehicle.Car(1, "red", 4));
            em.persist(new Vehicle.Truck(2, "red", 4));
            em.persist(new Fruit.Apple(1, "red", 4));
            em.persist(new Fruit.Pear(2, "red", "x"));
            em.persist(new Shop(1, "shop", "note"));
            em.persist(new Shop(2, "shop", null));
            em.persist(new Seat("a", 1, "free"));
            em.persist(new Hall("a", 1, "free"));
            return document(em, "one").id;
        });
        factory.runInTransaction(em -> {
            Document document = em.find(Document.class, id, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
            document.title = "new";
            document.words.remove("a");
            document.words.add("c");
            document.lines.remove(0);
            document.lines.add("z");
            document.counts.put("b", 2);
            document.labels.clear();
            em.find(Vehicle.Car.class, 1L).doors = 3;
            em.find(Fruit.Pear.class, 2L).shape = "y";
            em.find(Shop.class, 1L).note = null;
            em.find(Shop.class, 2L).note = "note";
            em.flush();
            em.lock(document, LockModeType.OPTIMISTIC_FORCE_INCREMENT);
            document.words.clear();
            document.lines = new java.util.ArrayList<>(List.of("q"));
        });
        factory.unwrap(SessionFactory.class).inStatelessTransaction(session -> {
            Document document = session.get(Document.class, id);
            document.title = "stateless";
            session.update(document);
            Label label = new Label(77, "x");
            session.upsert(label);
            session.upsert(label);
            session.upsert(new Shop(3, "upserted", "note"));
            session.delete(label);
            session.insertMultiple(List.of(new Seat("b", 1, "x"), new Seat("b", 2, "x")));
        });
        factory.runInTransaction(em -> {
            em.createQuery("update Document set title = 'x'").executeUpdate();
            em.createQuery("update versioned Document set title = 'y'").executeUpdate();
            em.createQuery("update Vehicle set colour = 'x'").executeUpdate();
            em.createQuery("update Car set doors = 2, colour = 'z'").executeUpdate();
            em.createQuery("update Fruit set colour = 'x'").executeUpdate();
            em.createQuery("update Shop set note = 'q'").executeUpdate();
            em.createQuery("insert into Label (id, name) values (99, 'x')").executeUpdate();
            em.createQuery("insert into Car (id, colour, doors) values (99, 'x', 1)")
                    .executeUpdate();
            em.createQuery(
                            "insert into Shop (id, name, closed, note) select s.id + 10, s.name, s.closed, s.note from Shop s")
                    .executeUpdate();
            em.createQuery("delete from Car where id = 99").executeUpdate();
            em.createQuery("delete from Shop").executeUpdate();
            em.createQuery("delete from Pear").executeUpdate();
            em.createQuery("delete from Vehicle").executeUpdate();
            em.createQuery("delete from Seat").executeUpdate();
        });
        factory.runInTransaction(em -> {
            em.remove(em.find(Document.class, id));
            em.remove(em.find(Fruit.class, 1L));
            em.remove(em.find(Hall.class, new Hall.Key("a", 1)));
        });

        long rows = factory.callInTransaction(em ->
                em.createQuery("select count(*) from AuditLog", Long.class).getSingleResult());
        assertThat(rows).isGreaterThan(30);
    }
}
