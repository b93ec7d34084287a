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

import dev.ashlar.softdelete.DeletedAt;
import dev.ashlar.softdelete.Deletion;
import dev.ashlar.softdelete.SoftDeletable;
import dev.ashlar.softdelete.UniqueAmongLive;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKey;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.annotations.Any;
import org.hibernate.annotations.AnyDiscriminatorValue;
import org.hibernate.annotations.AnyKeyJavaClass;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.ManyToAny;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.OptimisticLockType;
import org.hibernate.annotations.OptimisticLocking;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Mappings that work, with something to know about them. */
class WarningsTest {

    @Nested
    class UniqueKeys {

        private static String warning(Class<?> entity, String facts, String mend) {
            return "A unique key counts deleted rows, so that their values cannot be used again: entity="
                    + entity.getName() + " " + facts + ". " + mend;
        }

        @Entity(name = "Member")
        @Table(
                name = "members",
                uniqueConstraints = @UniqueConstraint(columnNames = {"city", "street"}),
                indexes = {@Index(columnList = "badge", unique = true), @Index(columnList = "street")})
        static class Member extends Soft {
            @Column(unique = true)
            String email;

            String city;
            String street;
            String badge;

            @OneToOne
            @JoinColumn(name = "leaf")
            Leaf leaf;
        }

        @Test
        void warnsOfThoseThatCountDeletedRows() {
            String mend = "Use @UniqueAmongLive instead.";
            assertThat(Boot.warnings(Member.class, Leaf.class))
                    .containsExactlyInAnyOrder(
                            warning(Member.class, "table=members columns=[email]", mend),
                            warning(Member.class, "table=members columns=[city, street]", mend),
                            warning(Member.class, "table=members columns=[badge]", mend),
                            warning(
                                    Member.class,
                                    "table=members columns=[leaf]",
                                    "Map the one-to-one as @ManyToOne with @UniqueAmongLive."));
        }

        @Entity(name = "Book")
        @Table(name = "books")
        static class Book extends Soft {
            @NaturalId
            String isbn;
        }

        @Test
        void warnsOfNaturalIds() {
            assertThat(Boot.warnings(Book.class))
                    .containsExactly(warning(
                            Book.class,
                            "table=books columns=[isbn]",
                            "Use @UniqueAmongLive instead of @NaturalId, or never use a value again."));
        }

        @Entity(name = "Account")
        @Table(name = "accounts", uniqueConstraints = @UniqueConstraint(columnNames = {"email", "deleted_at"}))
        static class Account extends Soft {
            String email;
        }

        @Test
        void warnsOfThoseThatCountNoLiveRow() {
            assertThat(Boot.warnings(Account.class))
                    .containsExactly(
                            "A unique key with the mark in it holds for no live row, since its nulls are never equal:"
                                    + " entity=" + Account.class.getName()
                                    + " table=accounts columns=[email, deleted_at]."
                                    + " Use @UniqueAmongLive instead.");
        }
    }

    @Nested
    class NamedQueries {

        @Entity(name = "Twig")
        static class Twig extends Plain {}

        @Entity(name = "Leave")
        @Table(name = "leaves")
        @NamedNativeQuery(name = "all", query = "select * from public.\"LEAVES\" -- deleted_at")
        @NamedNativeQuery(name = "live", query = "select * from leaves where deleted_at is null")
        @NamedNativeQuery(name = "other", query = "select 'leaves' from trees")
        @NamedNativeQuery(name = "add", query = "insert into leaves (id) values (1)")
        @NamedNativeQuery(name = "sweep", query = "delete from leaves where id = 1")
        @NamedQuery(name = "clear", query = "delete from Leave l where l.id = 1")
        @NamedQuery(name = "drop", query = "delete from Twig")
        @NamedQuery(name = "list", query = "from Leave")
        static class Leave extends Soft {}

        @Test
        void warnsOfThoseThatSeeDeletedRowsOrAreRefused() {
            assertThat(Boot.warnings(Leave.class, Twig.class))
                    .containsExactlyInAnyOrder(
                            "A named native query sees deleted rows too: query=all table=leaves"
                                    + " sql=[select * from public.\"LEAVES\" -- deleted_at]. Add a condition such as"
                                    + " deleted_at is null.",
                            "A named query deletes soft-deletable rows, and is refused when it is executed: query=clear"
                                    + " hql=[delete from Leave l where l.id = 1]. Give it to SoftDeletes.softDelete, or"
                                    + " execute it within SoftDeletes.purge.",
                            "A named query deletes soft-deletable rows, and is refused when it is executed: query=sweep"
                                    + " sql=[delete from leaves where id = 1]. Set the mark's columns instead, or execute it"
                                    + " within SoftDeletes.purge.");
        }
    }

    @Entity(name = "Unversioned")
    @SoftDeletable
    static class Unversioned {
        @Id
        Long id;

        Deletion deletion;
    }

    @Entity(name = "Compared")
    @SoftDeletable
    @DynamicUpdate
    @OptimisticLocking(type = OptimisticLockType.ALL)
    static class Compared {
        @Id
        Long id;

        Deletion deletion;
    }

    @Test
    void warnsOfAMissingVersion() {
        assertThat(Boot.warnings(Unversioned.class, Compared.class))
                .containsExactly(
                        "Without a version an update of a row that was deleted meanwhile goes unnoticed: entity="
                                + Unversioned.class.getName() + ". Add an attribute with @Version.");
    }

    @Entity(name = "Order")
    @Table(name = "orders")
    static class Order extends Soft {
        @OneToMany(mappedBy = "order", cascade = CascadeType.REMOVE)
        Set<Line> lines = new HashSet<>();
    }

    @Entity(name = "Line")
    @SoftDeletable
    static class Line extends Plain {
        @DeletedAt
        Instant deletedAt;

        @ManyToOne(fetch = FetchType.LAZY)
        Order order;
    }

    @Test
    void warnsOfRowsThatLeaveNoTraceOfTheirDeletion() {
        assertThat(Boot.warnings(Order.class, Line.class))
                .containsExactly(
                        "Rows that are deleted together cannot be told from others, so that a restore leaves these out:"
                                + " entity=" + Line.class.getName()
                                + " attribute=Order.lines. Add an attribute with @DeletionId to"
                                + " the entity.");
    }

    @Entity(name = "Library")
    static class Library extends Plain {
        @ManyToMany
        @MapKey(name = "id")
        Map<Long, Leaf> byId = new HashMap<>();

        @ManyToMany
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        Set<Leaf> cached = new HashSet<>();

        @ManyToAny
        @AnyKeyJavaClass(Long.class)
        @AnyDiscriminatorValue(discriminator = "L", entity = Leaf.class)
        @AnyDiscriminatorValue(discriminator = "P", entity = Library.class)
        @jakarta.persistence.JoinTable(inverseJoinColumns = @JoinColumn(name = "any_id"))
        @Column(name = "kind")
        Set<Object> any = new HashSet<>();
    }

    @Test
    void warnsOfCollectionsThatShowOrCostMore() {
        assertThat(Boot.warnings(Library.class, Leaf.class))
                .containsExactlyInAnyOrder(
                        "A map hides deleted elements, whose keys stay taken: attribute=Library.byId element="
                                + Leaf.class.getName()
                                + ". Make it a Set, or never use the key of a deleted element again.",
                        "Each removal and restore of an element empties the whole cache of the collection:"
                                + " attribute=Library.cached region=" + Library.class.getName()
                                + ".cached. Remove @Cache from the collection, unless its elements are seldom removed.",
                        "A collection of entities of any kind shows deleted ones too: attribute=Library.any target="
                                + Leaf.class.getName()
                                + ". Leave those out that are deleted, or map a collection for each kind.");
    }

    @Entity(name = "Shelf")
    static class Shelf extends Plain {
        @Any(cascade = CascadeType.REMOVE)
        @AnyKeyJavaClass(Long.class)
        @AnyDiscriminatorValue(discriminator = "L", entity = Leaf.class)
        @JoinColumn(name = "top_id")
        @Column(name = "top_kind")
        Object top;

        @Any(cascade = CascadeType.REMOVE)
        @AnyKeyJavaClass(Long.class)
        @AnyDiscriminatorValue(discriminator = "S", entity = Shelf.class)
        @JoinColumn(name = "next_id")
        @Column(name = "next_kind")
        Object next;
    }

    @Test
    void warnsOfCascadesToEntitiesOfAnyKind() {
        assertThat(Boot.warnings(Shelf.class, Leaf.class))
                .containsExactly(
                        "A cascade to entities of any kind marks some and deletes others: attribute=Shelf.top target="
                                + Leaf.class.getName() + ". Drop cascade REMOVE, and remove each kind by itself.");
    }

    @Test
    void logsEachOnce() {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            Boot.warnings(Unversioned.class);
        } finally {
            System.setErr(before);
        }
        assertThat(log.toString(StandardCharsets.UTF_8))
                .containsOnlyOnce("WARN dev.ashlar.softdelete - Without a version an update");
    }

    @Nested
    class Clean {

        @Entity(name = "Tree")
        @Inheritance(strategy = InheritanceType.JOINED)
        @UniqueAmongLive("name")
        @NamedNativeQuery(name = "trees", query = "select id from Tree where deleted_at is null")
        static class Tree extends Soft {
            String name;

            @ElementCollection
            List<String> notes = new ArrayList<>();

            @OneToMany(mappedBy = "tree", cascade = CascadeType.ALL, orphanRemoval = true)
            List<Fruit> fruits = new ArrayList<>();

            @ManyToMany
            Set<Leaf> leaves = new HashSet<>();

            @OneToMany
            @JoinColumn(name = "parent")
            Set<Tree> children = new HashSet<>();
        }

        @Entity(name = "Oak")
        static class Oak extends Tree {
            int age;
        }

        @Entity(name = "Fruit")
        static class Fruit extends Soft {
            @ManyToOne(fetch = FetchType.LAZY)
            Tree tree;

            @ManyToOne(fetch = FetchType.LAZY, cascade = CascadeType.PERSIST)
            Basket basket;
        }

        @Entity(name = "Basket")
        static class Basket extends Plain {
            @OneToMany(mappedBy = "basket")
            List<Fruit> fruits = new ArrayList<>();

            @Column(unique = true)
            String label;
        }

        @Test
        void saysNothingOfAGoodMapping() {
            assertThat(Boot.warnings(Tree.class, Oak.class, Fruit.class, Basket.class, Leaf.class))
                    .isEmpty();
        }
    }
}
