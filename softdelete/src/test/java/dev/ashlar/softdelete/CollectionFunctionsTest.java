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
import java.util.List;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HQL about collections that have a deleted element: of three goods the middle one is deleted. */
@PersistenceTest(entities = {Stock.Shop.class, Stock.Good.class})
class CollectionFunctionsTest {

    private final SessionFactory factory;
    private Long pear;

    CollectionFunctionsTest(EntityManagerFactory factory) {
        this.factory = factory.unwrap(SessionFactory.class);
    }

    @BeforeEach
    void write() {
        factory.inTransaction(session -> {
            Stock.Shop shop = new Stock.Shop("corner");
            shop.sell("apple", 1);
            Stock.Good middle = shop.sell("pear", 9);
            shop.sell("plum", 3);
            session.persist(shop);
            pear = middle.id;
        });
        factory.inTransaction(session -> session.remove(session.find(Stock.Good.class, pear)));
    }

    private <T> List<T> all(String hql, Class<T> type) {
        return factory.fromTransaction(
                session -> session.createSelectionQuery(hql, type).getResultList());
    }

    private <T> T one(String hql, Class<T> type) {
        return factory.fromTransaction(
                session -> session.createSelectionQuery(hql, type).getSingleResult());
    }

    @ParameterizedTest
    @ValueSource(strings = {"goods", "ranking", "byName", "window"})
    void countLiveElements(String role) {
        assertThat(one("select size(s." + role + ") from Shop s", Integer.class))
                .isEqualTo(2);
        assertThat(one("select count(*) from Shop s left join s." + role, Long.class))
                .isEqualTo(2);
        assertThat(one("select count(e) from Shop s join s." + role + " e", Long.class))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"goods", "ranking", "byName", "window"})
    void tellWhetherThereIsALiveOne(String role) {
        assertThat(all("select s.name from Shop s where s." + role + " is empty", String.class))
                .isEmpty();
        factory.inTransaction(session -> session.createSelectionQuery("from Good", Stock.Good.class)
                .getResultList()
                .forEach(session::remove));
        assertThat(all("select s.name from Shop s where s." + role + " is empty", String.class))
                .containsExactly("corner");
        assertThat(all("select s.name from Shop s where s." + role + " is not empty", String.class))
                .isEmpty();
        assertThat(all("select s.name from Shop s left join s." + role + " e where e.id is null", String.class))
                .containsExactly("corner");
    }

    @ParameterizedTest
    @ValueSource(strings = {"goods", "ranking", "byName", "window"})
    void knowNoDeletedMember(String role) {
        for (String member : List.of("member of", "not member of")) {
            Long shops = factory.fromTransaction(session -> session.createSelectionQuery(
                            "select count(*) from Shop s where :good " + member + " s." + role, Long.class)
                    .setParameter("good", session.getReference(Stock.Good.class, pear))
                    .getSingleResult());
            assertThat(shops).as(member).isEqualTo(member.startsWith("not") ? 1 : 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"goods", "ranking", "byName", "window"})
    void listLiveElements(String role) {
        assertThat(all("select element(s." + role + ").name from Shop s", String.class))
                .containsExactlyInAnyOrder("apple", "plum");
        assertThat(all("select e.id from Shop s join s." + role + " e", Long.class))
                .doesNotContain(pear)
                .hasSize(2);
        assertThat(one("select count(*) from Shop s where exists elements(s." + role + ")", Long.class))
                .isEqualTo(1);
        assertThat(one(
                        "select count(*) from Shop s where exists (select 1 from s." + role
                                + " e where e.name = 'pear')",
                        Long.class))
                .isZero();
        assertThat(one(
                        "select count(*) from Good g where g in (select e from Shop s join s." + role + " e)",
                        Long.class))
                .isEqualTo(2);
        assertThat(one("select count(*) from Shop s where 9 in (select e.price from s." + role + " e)", Long.class))
                .isZero();
        assertThat(one("select max(e.price) from Shop s join s." + role + " e", Integer.class))
                .isEqualTo(3);
    }

    @Test
    void findTheLeastAndTheGreatestOfTheLive() {
        for (String role : List.of("goods", "ranking", "window")) {
            String same = "select count(*) from Shop s where maxelement(s." + role + ") = minelement(s." + role + ")";
            assertThat(one(same, Long.class)).as(role).isZero();
        }
        factory.inTransaction(session ->
                session.remove(session.createSelectionQuery("from Good where name = 'plum'", Stock.Good.class)
                        .getSingleResult()));
        for (String role : List.of("goods", "ranking", "window")) {
            String same = "select count(*) from Shop s where maxelement(s." + role + ") = minelement(s." + role + ")";
            assertThat(one(same, Long.class)).as(role).isEqualTo(1);
        }
    }

    @Test
    void listTheIndicesOfLiveElements() {
        assertThat(all("select index(e) from Shop s join s.byName e", String.class))
                .containsExactlyInAnyOrder("apple", "plum");
        assertThat(all("select key(e) from Shop s join s.byName e", String.class))
                .containsExactlyInAnyOrder("apple", "plum");
        assertThat(one("select count(*) from Shop s where 'pear' in indices(s.byName)", Long.class))
                .isZero();
        assertThat(one("select count(*) from Shop s where 'plum' in indices(s.byName)", Long.class))
                .isEqualTo(1);
        assertThat(all("select s.byName['pear'].price from Shop s", Integer.class))
                .doesNotContain(9);
    }

    @Test
    void seeAllInTheirScopes() {
        factory.inTransaction(session -> {
            SoftDeletes scopes = SoftDeletes.in(session);
            for (String role : List.of("goods", "ranking", "byName", "window")) {
                assertThat(scopes.withDeleted(() -> size(session, role))).isEqualTo(3);
                assertThat(scopes.onlyDeleted(() -> size(session, role))).isEqualTo(1);
                assertThat(size(session, role)).isEqualTo(2);
            }
        });
    }

    private static int size(Session session, String role) {
        return session.createSelectionQuery("select size(s." + role + ") from Shop s", Integer.class)
                .getSingleResult();
    }

    @Test
    void loadListsAndMapsWithoutGaps() {
        factory.inTransaction(session -> {
            Stock.Shop shop =
                    session.createSelectionQuery("from Shop", Stock.Shop.class).getSingleResult();
            assertThat(shop.ranking).extracting(good -> good.name).containsExactly("apple", "plum");
            assertThat(shop.byName).containsOnlyKeys("apple", "plum");
        });
    }
}
