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

import dev.ashlar.testkit.PersistenceTest;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import java.util.List;
import org.hibernate.ScrollableResults;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries over four goods, of which the second and the fourth are deleted. */
@PersistenceTest(entities = {Stock.Shop.class, Stock.Good.class})
class QueryTest {

    private final SessionFactory factory;

    QueryTest(EntityManagerFactory factory) {
        this.factory = factory.unwrap(SessionFactory.class);
    }

    @BeforeEach
    void write() {
        factory.inTransaction(session -> {
            Stock.Shop shop = new Stock.Shop("corner");
            for (int price = 1; price <= 4; price++) {
                shop.sell("good " + price, price);
            }
            session.persist(shop);
        });
        factory.inTransaction(
                session -> session.createSelectionQuery("from Good where price in (2, 4)", Stock.Good.class)
                        .getResultList()
                        .forEach(session::remove));
    }

    private static List<Integer> prices(Session session, String hql) {
        return session.createSelectionQuery(hql, Integer.class).getResultList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select price from Good order by price",
                "with g as (select price as p from Good) select g.p from g g order by g.p",
                "select price from Good where price < 3 union all select price from Good where price >= 3 order by 1",
                "select g.p from (select price as p from Good) g order by g.p",
                "select g.price from Good g where g.price in (select o.price from Good o) order by g.price",
                "select (select o.price from Good o where o = g) from Good g order by g.price",
                "select g.price from Shop s join lateral (select o.price as price from Good o where o.shop = s) g order by g.price",
                "select g.price from Shop s cross join Good g order by g.price",
                "select g.price from Shop s, Good g where g.shop = s order by g.price",
                "select g.price from Good g right join Shop s on g.shop = s order by g.price",
                "select distinct g.price from Good g group by g.price having count(*) > 0 order by g.price",
                "select e.price from Shop s join s.goods e order by e.price"
            })
    void showLiveRows(String hql) {
        factory.inTransaction(session -> {
            assertThat(prices(session, hql)).containsExactlyInAnyOrder(1, 3);
            assertThat(SoftDeletes.in(session).withDeleted(() -> prices(session, hql)))
                    .containsExactlyInAnyOrder(1, 2, 3, 4);
            assertThat(prices(session, hql)).containsExactlyInAnyOrder(1, 3);
        });
    }

    @Test
    void showDeletedRowsAlone() {
        factory.inTransaction(session -> {
            for (String hql : List.of(
                    "select price from Good order by price",
                    "with g as (select price as p from Good) select g.p from g g order by g.p",
                    "select e.price from Shop s join s.window e order by e.price")) {
                assertThat(SoftDeletes.in(session).onlyDeleted(() -> prices(session, hql)))
                        .containsExactly(2, 4);
            }
        });
    }

    @Test
    void pageScrollAndStreamLiveRows() {
        factory.inTransaction(session -> {
            assertThat(session.createSelectionQuery("select price from Good order by price", Integer.class)
                            .setFirstResult(1)
                            .setMaxResults(5)
                            .getResultList())
                    .containsExactly(3);
            assertThat(session.createSelectionQuery("select price from Good order by price", Integer.class)
                            .getResultCount())
                    .isEqualTo(2);
            assertThat(session.createSelectionQuery("from Good order by price", Stock.Good.class)
                            .getResultStream()
                            .map(good -> good.price))
                    .containsExactly(1, 3);
            int seen = 0;
            try (ScrollableResults<Stock.Good> rows = session.createSelectionQuery(
                            "from Good order by price", Stock.Good.class)
                    .scroll()) {
                while (rows.next()) {
                    seen += rows.get().price;
                }
            }
            assertThat(seen).isEqualTo(4);
            session.clear(); // lest the shop is a proxy, whose fields say nothing
            assertThat(session.createSelectionQuery("from Shop s join fetch s.goods", Stock.Shop.class)
                            .setMaxResults(1)
                            .getSingleResult()
                            .goods)
                    .hasSize(2);
        });
    }

    @Test
    void showLiveRowsByCriteria() {
        factory.inTransaction(session -> {
            CriteriaBuilder builder = session.getCriteriaBuilder();
            CriteriaQuery<Integer> query = builder.createQuery(Integer.class);
            Root<Stock.Good> good = query.from(Stock.Good.class);
            query.select(good.get("price")).orderBy(builder.asc(good.get("price")));
            assertThat(session.createQuery(query).getResultList()).containsExactly(1, 3);

            CriteriaQuery<Long> count = builder.createQuery(Long.class);
            count.select(builder.count(count.from(Stock.Good.class)));
            assertThat(session.createQuery(count).getSingleResult()).isEqualTo(2);
        });
    }

    /** A limit: nobody adds conditions to SQL of the application. */
    @Test
    void showAllRowsWhenTheyAreNative() {
        factory.inTransaction(session -> {
            assertThat(session.createNativeQuery("select count(*) from Good", Long.class)
                            .getSingleResult())
                    .isEqualTo(4);
            assertThat(session.createNativeQuery("select * from Good order by price", Stock.Good.class)
                            .getResultList())
                    .extracting(Stock.Good::isDeleted)
                    .containsExactly(false, true, false, true);
            assertThat(session.createNativeMutationQuery("update Good set name = 'x'")
                            .executeUpdate())
                    .isEqualTo(4);
        });
    }

    @Test
    void updateLiveRows() {
        factory.inTransaction(session -> {
            assertThat(session.createMutationQuery("update Good set name = 'x'").executeUpdate())
                    .isEqualTo(2);
            assertThat(SoftDeletes.in(session)
                            .withDeleted(() -> session.createMutationQuery("update Good set name = 'x'")
                                    .executeUpdate()))
                    .isEqualTo(4);
            assertThat(session.createMutationQuery(
                                    "insert into Good (id, name, price) select g.id + 1000, g.name, 9 from Good g")
                            .executeUpdate())
                    .isEqualTo(2);
        });
    }

    @Test
    void areTakenFromThePlanCache() {
        factory.getStatistics().setStatisticsEnabled(true);
        String hql = "select price from Good where name <> 'plan'";
        factory.inTransaction(session -> prices(session, hql));
        long before = factory.getStatistics().getQueryPlanCacheHitCount();
        factory.inTransaction(session -> {
            SoftDeletes.in(session).withDeleted(() -> prices(session, hql));
            long inScope = factory.getStatistics().getQueryPlanCacheHitCount();
            for (int i = 0; i < 5; i++) {
                assertThat(prices(session, hql)).hasSize(2);
            }
            assertThat(factory.getStatistics().getQueryPlanCacheHitCount()).isGreaterThanOrEqualTo(inScope + 5);
            assertThat(inScope).isGreaterThanOrEqualTo(before);
        });
        factory.getStatistics().setStatisticsEnabled(false);
    }
}
