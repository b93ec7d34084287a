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
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ashlar.testkit.PersistenceTest;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import jakarta.persistence.criteria.CriteriaDelete;
import java.sql.Statement;
import java.util.Locale;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused as a physical delete, and what is not. */
@PersistenceTest(entities = {GuardTest.Item.class, GuardTest.Trace.class})
@SuppressWarnings("deprecation") // applications still call what Hibernate deprecates
class GuardTest {

    @Entity(name = "Item")
    @Table(name = "stock_item")
    @SoftDeletable
    @NamedQuery(name = "Item.drop", query = "delete from Item i where i.name = 'x'")
    @NamedNativeQuery(name = "Item.erase", query = "delete from stock_item where name = 'x'")
    static class Item implements Deletable {
        @Id
        Long id;

        String name;

        Deletion deletion;

        @Override
        public Deletion getDeletion() {
            return deletion;
        }
    }

    /** Not soft-deletable. */
    @Entity(name = "Trace")
    @Table(name = "stock_item_trace")
    static class Trace {
        @Id
        Long id;

        String note;
    }

    private final SessionFactory factory;

    GuardTest(EntityManagerFactory factory) {
        this.factory = factory.unwrap(SessionFactory.class);
    }

    @BeforeEach
    void write() {
        factory.inTransaction(session -> {
            Item item = new Item();
            item.id = 1L;
            item.name = "x";
            session.persist(item);
            Trace trace = new Trace();
            trace.id = 1L;
            session.persist(trace);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from stock_item",
                "DELETE FROM STOCK_ITEM WHERE name = 'x'",
                "dElEtE\n\tfRoM\n\tStock_Item",
                "delete stock_item where name = 'x'",
                "delete/**/from/**/stock_item",
                "/* tidy */ delete from stock_item",
                "-- tidy\ndelete from stock_item",
                "# tidy\ndelete from stock_item",
                "delete -- tidy\n from stock_item",
                "delete from \"STOCK_ITEM\"",
                "delete from \"stock_item\"",
                "delete from `stock_item`",
                "delete from [stock_item]",
                "delete from public.stock_item",
                "delete from PUBLIC . stock_item i where i.name = 'x'",
                "delete from \"public\".\"stock_item\"",
                "delete from only stock_item",
                "delete from only (stock_item)",
                "delete from stock_item as i using stock_item_trace t where t.id = i.id",
                "delete i from stock_item i",
                "delete i from stock_item_trace t join stock_item i on i.id = t.id",
                "delete i, t from stock_item i join stock_item_trace t on t.id = i.id",
                "delete from i using stock_item i",
                "truncate table stock_item",
                "truncate stock_item",
                "TRUNCATE TABLE stock_item_trace, stock_item",
                "truncate only stock_item cascade",
                "delete from\"STOCK_ITEM\"",
                "do $$ begin delete from stock_item; end $$",
                "insert into stock_item_trace with g as (delete from stock_item returning id) select id, name from g",
                "delete i.* from stock_item i, stock_item_trace t where t.id = i.id",
                "# it's\ndelete from stock_item where name = 'x'",
                "delete from stock_item_trace where \"it's\" = 1; delete from stock_item where name = 'x'",
                "with gone as (delete from stock_item returning id) select count(*) from gone",
                "with x as (select 1) delete from stock_item",
                "merge into stock_item i using stock_item_trace t on i.id = t.id when matched then delete",
                "merge into stock_item i using stock_item_trace t on i.id = t.id when matched and i.name = 'x' THEN\nDELETE",
                "merge stock_item i using stock_item_trace t on i.id = t.id when matched then delete",
                "replace into stock_item (id) values (1)",
                "delete from stock_item_trace; delete from stock_item",
                "update stock_item_trace set note = 'x'; delete from stock_item",
                "insert into stock_item_trace (id) values (3); truncate table stock_item",
                "begin delete from stock_item; end",
                "explain analyze delete from stock_item",
                "update stock_item_trace set note = 'it''s' ; delete from stock_item",
                "update stock_item_trace set note = $$'$$ ; delete from stock_item where name = 'x'",
                "delete top (5) from stock_item"
            })
    void refusesSql(String sql) {
        Locale before = Locale.getDefault();
        try {
            for (Locale locale : new Locale[] {Locale.ROOT, Locale.forLanguageTag("tr")}) {
                Locale.setDefault(locale);
                factory.inTransaction(session -> assertThatThrownBy(
                                () -> session.createNativeMutationQuery(sql).executeUpdate())
                        .isInstanceOf(PhysicalDeleteException.class)
                        .hasMessageContaining("target=stock_item "));
            }
        } finally {
            Locale.setDefault(before);
        }
        assertThat(rows()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1; delete from stock_item",
                "select 'it''s' ; delete from stock_item",
                "with gone as (delete from stock_item returning id) select count(*) from gone"
            })
    void refusesSqlThatPassesForAQuery(String sql) {
        factory.inTransaction(session -> assertThatThrownBy(
                        () -> session.createNativeQuery(sql, Object.class).getResultList())
                .isInstanceOf(PhysicalDeleteException.class));
        assertThat(rows()).isEqualTo(1);
    }

    private long rows() {
        return factory.fromTransaction(
                session -> session.createNativeQuery("select count(*) from stock_item", Long.class)
                        .getSingleResult());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from stock_item_trace",
                "delete from stock_item_trace where id in (select id from stock_item)",
                "delete from stock_item_trace where note = 'delete from stock_item'",
                "delete from stock_item_trace i where exists (select 1 from stock_item o where o.id = i.id)",
                "delete /* from stock_item */ from stock_item_trace",
                "update stock_item set name = 'delete from stock_item'",
                "update stock_item_trace set note = 'x; truncate table stock_item'",
                "insert into stock_item (id, name) values (7, 'delete from stock_item')",
                "update stock_item set name = 'it''s; delete from stock_item'"
            })
    void letsOtherSqlPass(String sql) {
        factory.inTransaction(session -> {
            Throwable failure =
                    catchThrowable(() -> session.createNativeMutationQuery(sql).executeUpdate());
            assertThat(failure instanceof PhysicalDeleteException)
                    .as(sql)
                    .isFalse(); // an engine may not know the spelling
        });
    }

    @Test
    void letsReadsAndFlushesPass() {
        factory.inTransaction(session -> {
            assertThat(session.createNativeQuery(
                                    "select 'delete from stock_item' from stock_item where name <> 'truncate stock_item'",
                                    String.class)
                            .getResultList())
                    .containsExactly("delete from stock_item");
            assertThat(session.createNativeQuery(
                                    "select name as \"delete from stock_item\" from stock_item", String.class)
                            .getResultList())
                    .containsExactly("x");
            session.find(Item.class, 1L).name = "delete from stock_item";
            session.remove(session.find(Trace.class, 1L));
            session.flush();
            assertThat(session.createMutationQuery("delete from Trace t where exists (select 1 from Item)")
                            .executeUpdate())
                    .isZero();
        });
    }

    @Test
    void refusesNamedQueriesAndCriteria() {
        factory.inTransaction(session -> {
            assertThatThrownBy(
                            () -> session.createNamedMutationQuery("Item.drop").executeUpdate())
                    .isInstanceOf(PhysicalDeleteException.class);
            assertThatThrownBy(() -> session.createNamedQuery("Item.erase").executeUpdate())
                    .isInstanceOf(PhysicalDeleteException.class);
            CriteriaDelete<Item> delete = session.getCriteriaBuilder().createCriteriaDelete(Item.class);
            delete.from(Item.class);
            assertThatThrownBy(() -> session.createMutationQuery(delete).executeUpdate())
                    .isInstanceOf(PhysicalDeleteException.class);
            assertThatThrownBy(() -> session.createQuery(delete).executeUpdate())
                    .isInstanceOf(PhysicalDeleteException.class);
        });
        factory.inStatelessTransaction(session -> {
            assertThatThrownBy(() -> session.createNativeMutationQuery("delete from stock_item")
                            .executeUpdate())
                    .isInstanceOf(PhysicalDeleteException.class);
            assertThatThrownBy(
                            () -> session.createNamedMutationQuery("Item.drop").executeUpdate())
                    .isInstanceOf(PhysicalDeleteException.class);
        });
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void refusesAQueryObjectAgainAfterAPurge() {
        factory.inTransaction(session -> {
            var query = session.createMutationQuery("delete from Item i where i.name = 'none'");
            assertThat(SoftDeletes.in(session).purge(query::executeUpdate)).isZero();
            assertThatThrownBy(query::executeUpdate).isInstanceOf(PhysicalDeleteException.class);
        });
    }

    /** A limit: Hibernate does not see what is done on the connection itself. */
    @Test
    void doesNotSeeWorkOnTheConnection() {
        factory.inTransaction(session -> session.doWork(connection -> {
            try (Statement statement = connection.createStatement()) {
                assertThat(statement.executeUpdate("delete from stock_item")).isEqualTo(1);
            }
        }));
        assertThat(rows()).isZero();
    }
}
