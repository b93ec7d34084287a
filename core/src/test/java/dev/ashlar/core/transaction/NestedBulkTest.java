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
package dev.ashlar.core.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestUnit;
import dev.ashlar.core.naming.NamingSettings;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the outer session has after statements in a block that change rows past its session. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.ashlar.core.harness.Engine#all")
class NestedBulkTest {

    @Entity(name = "Shop")
    static class Shop {
        @Id
        @GeneratedValue
        Long id;

        @Version
        Long version;

        String name;

        @ElementCollection
        Set<String> hours = new HashSet<>();

        @OneToMany(mappedBy = "shop", cascade = CascadeType.ALL)
        Set<Product> products = new HashSet<>();

        Shop() {}

        Shop(String name) {
            this.name = name;
        }
    }

    @Entity(name = "Product")
    static class Product {
        @Id
        @GeneratedValue
        Long id;

        String title;

        @ManyToOne
        Shop shop;

        Product() {}

        Product(Shop shop, String title) {
            this.shop = shop;
            this.title = title;
            shop.products.add(this);
        }
    }

    @Parameter
    private Engine engine;

    private static Database database;
    private static SessionFactory factory;
    private static Transactions transactions;

    private Shop first;
    private Shop second;

    @BeforeParameterizedClassInvocation
    static void open(Engine engine) {
        database = engine.open();
        factory = TestUnit.of(database, Shop.class, Product.class)
                .with(NamingSettings.NAMING, NamingSettings.PLURAL_SNAKE_CASE)
                .with("hibernate.use_sql_comments", true)
                .open();
        transactions = Transactions.of(factory);
    }

    @AfterParameterizedClassInvocation
    static void close() {
        factory.close();
        database.close();
    }

    @BeforeEach
    void twoShops() {
        database.execute("delete from products");
        database.execute("delete from shops_hours");
        database.execute("delete from shops");
        first = new Shop("first");
        second = new Shop("second");
        first.hours.add("9-17");
        Product bread = new Product(first, "bread");
        assertThat(first.products).containsExactly(bread);
        transactions.run(em -> List.of(first, second).forEach(em::persist));
    }

    private static List<String> shops() {
        return database.rows("select name, version from shops order by id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"update", "update versioned"})
    void whatAnUpdateChangedIsReloaded(String verb) {
        transactions.run(em -> {
            Shop outer = em.find(Shop.class, first.id);
            transactions
                    .nested(em)
                    .run(inner -> inner.createQuery(verb + " Shop set name = concat(name, '!')")
                            .executeUpdate());
            assertThat(outer.name).isEqualTo("first!");
            outer.name += "?";
        });

        assertThat(shops())
                .isEqualTo(
                        verb.equals("update") ? List.of("first!? 1", "second! 0") : List.of("first!? 2", "second! 1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update shops set name = 'native'",
                "/* not so fast */ UPDATE shops SET name = 'native'",
                "update\n shops\n set name = 'native' where name = 'first'"
            })
    void whatANativeUpdateChangedIsReloadedAtAnyDepth(String sql) {
        transactions.run(em -> {
            Shop outer = em.find(Shop.class, first.id);
            transactions.nested(em).run(one -> {
                Shop middle = one.find(Shop.class, first.id);
                transactions.nested(one).run(two -> two.createNativeQuery(sql).executeUpdate());
                assertThat(middle.name).isEqualTo("native");
                assertThat(outer.name).isEqualTo("first");
            });
            assertThat(outer.name).isEqualTo("native");
        });
    }

    @Test
    void whatADeleteRemovedIsGoneAlsoFromACollectionThatCascades() {
        transactions.run(em -> {
            Shop outer = em.find(Shop.class, first.id);
            Product bread = outer.products.iterator().next();
            transactions
                    .nested(em)
                    .run(inner -> inner.createQuery("delete Product").executeUpdate());
            assertThat(em.contains(bread)).isFalse();
            assertThat(em.find(Product.class, bread.id)).isNull();
            assertThat(outer.products).isEmpty();
            outer.name = "changed";
        });

        assertThat(database.rows("select * from products")).isEmpty();
        assertThat(shops()).containsExactly("changed 1", "second 0");
    }

    @Test
    void whatAnUpdateMovedShowsInBothCollections() {
        transactions.run(em -> {
            Shop from = em.find(Shop.class, first.id);
            Shop to = em.find(Shop.class, second.id);
            assertThat(from.products).hasSize(1);
            assertThat(to.products).isEmpty();
            transactions
                    .nested(em)
                    .run(inner -> inner.createQuery("update Product set shop.id = :to")
                            .setParameter("to", second.id)
                            .executeUpdate());
            assertThat(from.products).isEmpty();
            assertThat(to.products).hasSize(1);
        });
    }

    @Test
    void whatANativeDeleteTookFromACollectionIsGone() {
        transactions.run(em -> {
            Shop outer = em.find(Shop.class, first.id);
            assertThat(outer.hours).containsExactly("9-17");
            transactions
                    .nested(em)
                    .run(inner ->
                            inner.createNativeQuery("delete from shops_hours").executeUpdate());
            assertThat(outer.hours).isEmpty();
        });
    }

    @Test
    void whatAnInsertUpdatedInsteadIsReloaded() {
        String tail = "values (" + first.id + ", 'x', 0) ";
        String sql = switch (engine) {
            case H2 -> "merge into shops (id, name, version) key (id) " + tail;
            case POSTGRESQL ->
                "insert into shops (id, name, version) " + tail + "on conflict (id) do update set name = 'x'";
            case MARIADB -> "insert into shops (id, name, version) " + tail + "on duplicate key update name = 'x'";
        };
        transactions.run(em -> {
            Shop outer = em.find(Shop.class, first.id);
            transactions.nested(em).run(inner -> inner.createNativeQuery(sql).executeUpdate());
            assertThat(outer.name).isEqualTo("x");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIMISTIC_FORCE_INCREMENT", "PESSIMISTIC_FORCE_INCREMENT"})
    void aVersionThatABlockIncrementedIsSeen(LockModeType lock) {
        transactions.run(em -> {
            Shop outer = em.find(Shop.class, first.id);
            transactions.nested(em).run(inner -> inner.find(Shop.class, first.id, lock));
            assertThat(outer.version).isEqualTo(1);
            outer.name = "changed";
        });

        assertThat(shops()).containsExactly("changed 2", "second 0");
    }

    @Test
    void anUpdateOfATableThatTheOuterHasUnsavedChangesOfIsAConflict() {
        transactions.run(em -> {
            Shop outer = em.find(Shop.class, first.id);
            assertThatThrownBy(() -> transactions.nested(em).run(inner -> {
                        inner.createQuery("update Shop set name = 'inner'").executeUpdate();
                        outer.name = "outer";
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll("both changed", "Shop#" + first.id);
        });

        assertThat(shops()).containsExactly("outer 1", "second 0");
    }

    /** A row that a deep block flushed is known by itself: the rest of its table is no conflict. */
    @Test
    void whatADeepBlockFlushesIsNoBulkStatement() {
        transactions.run(em -> {
            Shop outer = em.find(Shop.class, first.id);
            transactions
                    .nested(em)
                    .run(one -> transactions.nested(one).run(two -> {
                        two.find(Shop.class, second.id).name = "deep";
                        outer.name = "meanwhile";
                    }));
            assertThat(outer.name).isEqualTo("meanwhile");
        });

        assertThat(shops()).containsExactly("meanwhile 1", "deep 1");
    }

    @Test
    void whatARolledBackStatementChangedIsAsBefore() {
        transactions.run(em -> {
            Shop outer = em.find(Shop.class, first.id);
            assertThatThrownBy(() -> transactions.nested(em).run(inner -> {
                        inner.createQuery("update Shop set name = 'inner'").executeUpdate();
                        throw new UnsupportedOperationException("on purpose");
                    }))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThat(outer.name).isEqualTo("first");
            outer.name += "!";
        });

        assertThat(shops()).containsExactly("first! 1", "second 0");
    }
}
