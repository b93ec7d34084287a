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

import jakarta.persistence.EntityGraph;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.JoinType;
import jakarta.persistence.criteria.Root;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.Hibernate;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every way to load a collection: of two goods in each of three shops one is deleted. */
abstract class CollectionLoading {

    final SessionFactory factory;
    Long first;

    CollectionLoading(EntityManagerFactory factory) {
        this.factory = factory.unwrap(SessionFactory.class);
    }

    @BeforeEach
    void write() {
        factory.inTransaction(session -> {
            for (String name : List.of("a", "b", "c")) {
                Stock.Shop shop = new Stock.Shop(name);
                shop.sell("kept " + name, 1);
                shop.sell("gone " + name, 2);
                session.persist(shop);
                first = first == null ? shop.id : first;
            }
        });
        factory.inTransaction(session -> session.createSelectionQuery("from Good where price = 2", Stock.Good.class)
                .getResultList()
                .forEach(session::remove));
    }

    @Test
    void loadsLazily() {
        for (Function<Stock.Shop, Collection<Stock.Good>> role : List.<Function<Stock.Shop, Collection<Stock.Good>>>of(
                shop -> shop.goods, shop -> shop.window, shop -> shop.together, shop -> shop.byName.values())) {
            factory.inTransaction(session -> session.createSelectionQuery("from Shop", Stock.Shop.class)
                    .getResultList()
                    .forEach(shop -> assertThat(role.apply(shop))
                            .singleElement()
                            .satisfies(good -> assertThat(good.name).isEqualTo("kept " + shop.name))));
        }
    }

    @Test
    void loadsWithinScopesAndAfter() {
        factory.inTransaction(session -> {
            List<Stock.Shop> shops =
                    session.createSelectionQuery("from Shop", Stock.Shop.class).getResultList();
            SoftDeletes.in(session)
                    .withDeleted(() -> shops.forEach(shop -> {
                        assertThat(shop.goods).hasSize(2);
                        assertThat(shop.window).hasSize(2);
                        assertThat(shop.together).hasSize(2);
                        assertThat(shop.byName).hasSize(2);
                        assertThat(shop.ranking).hasSize(2);
                    }));
            assertThat(shops).noneMatch(shop -> Hibernate.isInitialized(shop.goods));
            shops.forEach(shop -> {
                assertThat(shop.goods).hasSize(1);
                assertThat(shop.window).hasSize(1);
                assertThat(shop.together).hasSize(1);
                assertThat(shop.byName).hasSize(1);
                assertThat(shop.ranking).hasSize(1);
            });
        });
    }

    @Test
    void fetchesWithTheQuery() {
        for (String role : List.of("goods", "window", "together", "byName")) {
            factory.inTransaction(session -> {
                List<Stock.Shop> shops = session.createSelectionQuery(
                                "from Shop s left join fetch s." + role, Stock.Shop.class)
                        .getResultList();
                assertThat(shops).hasSize(3);
                assertThat(session.createSelectionQuery("from Shop s join fetch s." + role, Stock.Shop.class)
                                .getResultList())
                        .hasSize(3);
                shops.forEach(shop -> assertThat(shop.goods).hasSize(1));
                shops.forEach(shop -> assertThat(shop.window).hasSize(1));
            });
        }
    }

    @Test
    void fetchesByGraphs() {
        for (String hint : List.of("jakarta.persistence.fetchgraph", "jakarta.persistence.loadgraph")) {
            factory.inTransaction(session -> {
                EntityGraph<?> graph = session.getEntityGraph("Shop.goods");
                Stock.Shop found = session.find(Stock.Shop.class, first, Map.of(hint, graph));
                assertThat(Hibernate.isInitialized(found.goods)).isTrue();
                assertThat(found.goods).hasSize(1);
            });
            factory.inTransaction(session -> {
                EntityGraph<Stock.Shop> graph = session.createEntityGraph(Stock.Shop.class);
                graph.addAttributeNodes("window");
                session.createQuery("select s from Shop s", Stock.Shop.class)
                        .setHint(hint, graph)
                        .getResultList()
                        .forEach(shop -> {
                            assertThat(Hibernate.isInitialized(shop.window)).isTrue();
                            assertThat(shop.window).hasSize(1);
                        });
            });
        }
        factory.inTransaction(session -> {
            EntityGraph<Stock.Shop> graph = session.createEntityGraph(Stock.Shop.class);
            graph.addAttributeNodes("goods", "window");
            Stock.Shop found = session.find(graph, first);
            assertThat(Hibernate.isInitialized(found.window)).isTrue();
            assertThat(found.goods).hasSize(1);
            assertThat(found.window).hasSize(1);
            session.clear();
            assertThat(session.findMultiple(graph, List.of(first)).get(0).goods).hasSize(1);
        });
    }

    @Test
    void hidesADeletedRootOfAGraph() {
        factory.inTransaction(session -> {
            Long gone = SoftDeletes.in(session)
                    .onlyDeleted(() -> session.createSelectionQuery("select min(id) from Good", Long.class)
                            .getSingleResult());
            EntityGraph<Stock.Good> graph = session.createEntityGraph(Stock.Good.class);
            graph.addAttributeNodes("shop");
            assertThat(session.find(graph, gone)).isNull();
            assertThat(session.find(Stock.Good.class, gone, Map.of("jakarta.persistence.loadgraph", graph)))
                    .isNull();
            assertThat(session.findMultiple(graph, List.of(gone))).containsOnlyNulls();
            assertThat(SoftDeletes.in(session).withDeleted(() -> session.find(graph, gone)))
                    .isNotNull();
        });
    }

    @Test
    void fetchesByCriteria() {
        factory.inTransaction(session -> {
            CriteriaBuilder builder = session.getCriteriaBuilder();
            CriteriaQuery<Stock.Shop> query = builder.createQuery(Stock.Shop.class);
            Root<Stock.Shop> shop = query.from(Stock.Shop.class);
            shop.fetch("window", JoinType.LEFT);
            assertThat(session.createQuery(query).getResultList())
                    .hasSize(3)
                    .allSatisfy(found -> assertThat(found.window).hasSize(1));
        });
        factory.inTransaction(session -> {
            CriteriaBuilder builder = session.getCriteriaBuilder();
            CriteriaQuery<String> query = builder.createQuery(String.class);
            Root<Stock.Shop> shop = query.from(Stock.Shop.class);
            query.select(shop.join("window").get("name"));
            assertThat(session.createQuery(query).getResultList()).hasSize(3).allMatch(name -> name.startsWith("kept"));
        });
    }

    @Test
    void loadsWhatAStatelessSessionFetches() {
        factory.inStatelessTransaction(session -> {
            Stock.Shop shop = session.get(Stock.Shop.class, first);
            session.fetch(shop.goods);
            session.fetch(shop.window);
            assertThat(shop.goods).hasSize(1);
            assertThat(shop.window).hasSize(1);
        });
    }

    @Test
    void loadsAgainWhatARefreshAsksFor() {
        factory.inTransaction(session -> {
            Stock.Shop shop = session.find(Stock.Shop.class, first);
            assertThat(shop.goods).hasSize(1);
            session.createSelectionQuery("from Good g where g.shop.id = " + first, Stock.Good.class)
                    .getResultList()
                    .forEach(session::remove);
            session.flush();
            assertThat(shop.goods).hasSize(1); // what is loaded does not change by itself
            session.refresh(shop);
            assertThat(shop.goods).isEmpty();
            assertThat(shop.window).isEmpty();
        });
    }
}
