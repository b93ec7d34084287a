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
package dev.ashlar.softdelete.internal.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.softdelete.Deletion;
import dev.ashlar.softdelete.SoftDeletable;
import dev.ashlar.softdelete.SoftDeletes;
import dev.ashlar.testkit.PersistenceTest;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.Any;
import org.hibernate.annotations.AnyDiscriminatorValue;
import org.hibernate.annotations.AnyKeyJavaClass;
import org.hibernate.annotations.CollectionId;
import org.hibernate.annotations.CollectionIdJavaClass;
import org.junit.jupiter.api.Test;

/** Collections that are not refused keep the links to deleted elements, whatever is changed beside them. */
@PersistenceTest(entities = {AllowedCollectionsTest.Box.class, AllowedCollectionsTest.Item.class})
class AllowedCollectionsTest {

    @Entity(name = "Box")
    static class Box {
        @Id
        @GeneratedValue
        Long id;

        @OneToMany
        @JoinColumn(name = "bag_id")
        List<Item> bag = new ArrayList<>();

        @OneToMany
        @JoinColumn(name = "set_id")
        Set<Item> set = new HashSet<>();

        @OneToMany
        @JoinTable(name = "box_joined")
        Set<Item> joined = new HashSet<>();

        @ManyToMany
        @JoinTable(name = "box_many")
        Set<Item> many = new HashSet<>();

        @ManyToMany
        @JoinTable(name = "box_map")
        @MapKeyColumn(name = "item_key")
        Map<String, Item> map = new HashMap<>();

        @ManyToMany
        @JoinTable(name = "box_ids")
        @CollectionId(column = @Column(name = "link_id"), generator = "increment")
        @CollectionIdJavaClass(idType = Long.class)
        Collection<Item> numbered = new ArrayList<>();

        @OneToMany(mappedBy = "box")
        List<Item> inverse = new ArrayList<>();

        @Any
        @AnyKeyJavaClass(Long.class)
        @AnyDiscriminatorValue(discriminator = "I", entity = Item.class)
        @JoinColumn(name = "any_id")
        @Column(name = "any_kind")
        Object any;
    }

    @Entity(name = "Item")
    @SoftDeletable
    static class Item {
        @Id
        @GeneratedValue
        Long id;

        @Version
        int version;

        String name;

        @ManyToOne
        Box box;

        Deletion deletion;

        protected Item() {}

        Item(String name) {
            this.name = name;
        }
    }

    private final SessionFactory factory;

    AllowedCollectionsTest(EntityManagerFactory factory) {
        this.factory = factory.unwrap(SessionFactory.class);
    }

    @Test
    void keepsThemInABagByForeignKey() {
        keeps(box -> box.bag);
    }

    @Test
    void keepsThemInASetByForeignKey() {
        keeps(box -> box.set);
    }

    @Test
    void keepsThemInASetOfItsOwnJoinTable() {
        keeps(box -> box.joined);
    }

    @Test
    void keepsThemInAManyToMany() {
        keeps(box -> box.many);
    }

    @Test
    void keepsThemInABagWithNumberedLinks() {
        keeps(box -> box.numbered);
    }

    @Test
    void keepsThemInAMap() {
        Consumer<Map<String, Item>> rewrite = map -> {
            map.remove("live");
            map.put("new", map.remove("rest"));
        };
        Long id = factory.fromTransaction(session -> {
            Box box = new Box();
            for (String name : List.of("deleted", "live", "rest")) {
                Item item = new Item(name);
                session.persist(item);
                box.map.put(name, item);
            }
            session.persist(box);
            return box.id;
        });
        remove("deleted");

        factory.inTransaction(session -> rewrite.accept(session.find(Box.class, id).map));
        factory.inTransaction(
                session -> assertThat(session.find(Box.class, id).map).containsOnlyKeys("new"));
        factory.inTransaction(session -> session.find(Box.class, id).map.clear());

        factory.inTransaction(session -> SoftDeletes.in(session)
                .withDeleted(() -> assertThat(session.find(Box.class, id).map).containsOnlyKeys("deleted")));
    }

    @Test
    void keepsThemInAnInverseBag() {
        Long id = factory.fromTransaction(session -> {
            Box box = new Box();
            session.persist(box);
            for (String name : List.of("deleted", "live")) {
                Item item = new Item(name);
                item.box = box;
                session.persist(item);
            }
            return box.id;
        });
        remove("deleted");

        factory.inTransaction(session ->
                assertThat(names(session.find(Box.class, id).inverse)).containsExactly("live"));
        factory.inTransaction(session -> SoftDeletes.in(session)
                .withDeleted(() -> assertThat(names(session.find(Box.class, id).inverse))
                        .containsExactlyInAnyOrder("deleted", "live")));
    }

    @Test
    void showsADeletedEntityThatAReferenceOfAnyKindIsTo() {
        Long id = factory.fromTransaction(session -> {
            Box box = new Box();
            Item item = new Item("deleted");
            session.persist(item);
            box.any = item;
            session.persist(box);
            return box.id;
        });
        remove("deleted");

        factory.inTransaction(session -> {
            Box box = session.find(Box.class, id);
            assertThat(box.any).isNotNull();
            box.set.add(session.find(Item.class, persisted(session, "other")));
        });
        factory.inTransaction(
                session -> assertThat(session.createNativeQuery("select any_id from Box where id = " + id, Long.class)
                                .getSingleResult())
                        .isNotNull());
    }

    @Test
    void givesTheWarningsToTheApplication() {
        assertThat(SoftDeletes.of(factory).warnings())
                .singleElement()
                .asString()
                .startsWith("A map hides deleted elements")
                .contains("Box.map");
    }

    private static Long persisted(org.hibernate.Session session, String name) {
        Item item = new Item(name);
        session.persist(item);
        return item.id;
    }

    private void keeps(Function<Box, Collection<Item>> collection) {
        Long id = factory.fromTransaction(session -> {
            Box box = new Box();
            for (String name : List.of("deleted", "live", "rest")) {
                Item item = new Item(name);
                session.persist(item);
                collection.apply(box).add(item);
            }
            session.persist(box);
            return box.id;
        });
        remove("deleted");

        factory.inTransaction(session -> {
            Collection<Item> items = collection.apply(session.find(Box.class, id));
            assertThat(names(items)).containsExactlyInAnyOrder("live", "rest");
            items.removeIf(item -> item.name.equals("live"));
            Item added = new Item("added");
            session.persist(added);
            items.add(added);
        });
        factory.inTransaction(session -> {
            Collection<Item> items = collection.apply(session.find(Box.class, id));
            assertThat(names(items)).containsExactlyInAnyOrder("rest", "added");
            items.clear();
        });

        factory.inTransaction(session -> {
            assertThat(collection.apply(session.find(Box.class, id))).isEmpty();
        });
        factory.inTransaction(session -> SoftDeletes.in(session)
                .withDeleted(() -> assertThat(names(collection.apply(session.find(Box.class, id))))
                        .containsExactly("deleted")));
    }

    private void remove(String name) {
        factory.inTransaction(
                session -> session.remove(session.createSelectionQuery("from Item where name = :name", Item.class)
                        .setParameter("name", name)
                        .getSingleResult()));
    }

    private static List<String> names(Collection<Item> items) {
        return items.stream().map(item -> item.name).toList();
    }
}
