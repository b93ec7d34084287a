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
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.SQLRestriction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What the outer session has of what a block wrote, by the ways to map it. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.ashlar.core.harness.Engine#all")
class NestedMappingTest {

    @Embeddable
    static class Address {
        String city;

        @ElementCollection
        Set<String> remarks = new HashSet<>();

        @ManyToOne(fetch = FetchType.LAZY)
        Person tenant;
    }

    @Entity(name = "Person")
    static class Person {
        @Id
        Long id;

        @Version
        int version;

        String name;

        @ElementCollection
        Set<String> nicknames = new HashSet<>();

        @ManyToMany
        Set<Club> clubs = new HashSet<>();

        @Embedded
        Address address = new Address();

        @OneToMany(mappedBy = "address.tenant")
        Set<Person> landlords = new HashSet<>();

        @OneToOne(mappedBy = "person", cascade = CascadeType.ALL)
        Passport passport;

        Person() {}

        Person(Long id) {
            this.id = id;
        }
    }

    @Entity(name = "Club")
    static class Club {
        @Id
        Long id;

        String title;

        @ManyToMany(mappedBy = "clubs")
        Set<Person> members = new HashSet<>();

        Club() {}

        Club(Long id) {
            this.id = id;
        }
    }

    @Entity(name = "Passport")
    static class Passport {
        @Id
        Long id;

        @MapsId
        @OneToOne
        Person person;

        String number;
    }

    @Entity(name = "Animal")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Animal {
        @Id
        Long id;

        String name;
    }

    @Entity(name = "Dog")
    static class Dog extends Animal {
        String bark;
    }

    @Entity(name = "Vessel")
    @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
    static class Vessel {
        @Id
        Long id;

        @Version
        long version;

        String name;
    }

    @Entity(name = "Sailboat")
    static class Sailboat extends Vessel {
        int masts;
    }

    @Embeddable
    record Place(String shelf, int position) {}

    @Entity(name = "Book")
    static class Book {
        @EmbeddedId
        Place place;

        String title;
    }

    @Entity(name = "Task")
    @SQLRestriction("done = 0")
    static class Task {
        @Id
        Long id;

        @Version
        long version;

        int done;
    }

    @Parameter
    private Engine engine;

    private static Database database;
    private static SessionFactory factory;
    private static Transactions transactions;
    private static long ids;

    private final long id = ++ids;

    @BeforeParameterizedClassInvocation
    static void open(Engine engine) {
        database = engine.open();
        factory = TestUnit.of(
                        database,
                        Person.class,
                        Club.class,
                        Passport.class,
                        Animal.class,
                        Dog.class,
                        Vessel.class,
                        Sailboat.class,
                        Book.class,
                        Task.class)
                .open();
        transactions = Transactions.of(factory);
    }

    @AfterParameterizedClassInvocation
    static void close() {
        factory.close();
        database.close();
    }

    private Person person() {
        Person person = new Person(id);
        person.nicknames.add("bob");
        person.address.remarks.add("1st");
        transactions.run(em -> em.persist(person));
        return person;
    }

    @Test
    void anElementCollectionIsReloaded() {
        person();
        transactions.run(em -> {
            Person outer = em.find(Person.class, id);
            assertThat(outer.nicknames).containsExactly("bob");
            assertThat(outer.address.remarks).containsExactly("1st");
            transactions.nested(em).run(inner -> {
                Person same = inner.find(Person.class, id);
                same.nicknames.add("rob");
                same.address.remarks.clear();
            });
            assertThat(outer.nicknames).containsExactlyInAnyOrder("bob", "rob");
            assertThat(outer.address.remarks).isEmpty();
            outer.nicknames.remove("bob");
            outer.name = "last";
        });

        assertThat(database.rows("select nicknames from Person_nicknames where Person_id = " + id))
                .containsExactly("rob");
    }

    @Test
    void bothSidesOfAManyToManyAreReloaded() {
        person();
        transactions.run(em -> em.persist(new Club(id)));
        transactions.run(em -> {
            Person person = em.find(Person.class, id);
            Club club = em.find(Club.class, id);
            assertThat(person.clubs).isEmpty();
            assertThat(club.members).isEmpty();
            transactions
                    .nested(em)
                    .run(inner -> inner.find(Person.class, id).clubs.add(inner.find(Club.class, id)));
            assertThat(person.clubs).containsExactly(club);
            assertThat(club.members).containsExactly(person);
            transactions
                    .nested(em)
                    .run(inner -> inner.find(Person.class, id).clubs.clear());
            assertThat(person.clubs).isEmpty();
            assertThat(club.members).isEmpty();
            person.clubs.add(club);
        });

        assertThat(database.rows("select clubs_id from Person_Club where members_id = " + id))
                .containsExactly(id + "");
    }

    @Test
    void aCollectionThatIsMappedByAnEmbeddedReferenceIsReloaded() {
        person();
        transactions.run(em -> {
            Person tenant = em.find(Person.class, id);
            assertThat(tenant.landlords).isEmpty();
            transactions.nested(em).run(inner -> {
                Person landlord = new Person(-id);
                landlord.address.tenant = inner.find(Person.class, id);
                inner.persist(landlord);
            });
            assertThat(tenant.landlords).containsExactly(em.find(Person.class, -id));
        });
    }

    @Test
    void theOtherSideOfAOneToOneIsReloaded() {
        person();
        transactions.run(em -> {
            Person person = em.find(Person.class, id);
            assertThat(person.passport).isNull();
            transactions.nested(em).run(inner -> {
                Passport passport = new Passport();
                passport.person = inner.find(Person.class, id);
                passport.number = "C01";
                inner.persist(passport);
            });
            assertThat(person.passport.number).isEqualTo("C01");
            person.name = "changed";
            transactions.nested(em).run(inner -> {
                Passport passport = inner.find(Passport.class, id);
                passport.person.passport = null;
                inner.remove(passport);
            });
            assertThat(person.passport).isNull();
        });

        assertThat(database.rows("select name from Person where id = " + id)).containsExactly("changed");
        assertThat(database.rows("select number from Passport where person_id = " + id))
                .isEmpty();
    }

    @Test
    void anEntityWithoutVersionOfJoinedTablesIsReloaded() {
        transactions.run(em -> {
            Dog dog = new Dog();
            dog.id = id;
            em.persist(dog);
        });
        transactions.run(em -> {
            Animal outer = em.find(Animal.class, id);
            transactions.nested(em).run(inner -> inner.find(Dog.class, id).bark = "wuff");
            assertThat(((Dog) outer).bark).isEqualTo("wuff");
            transactions.nested(em).run(inner -> inner.find(Animal.class, id).name = "Rex");
            assertThat(outer.name).isEqualTo("Rex");
            outer.name += "!";
        });

        assertThat(database.rows("select name, bark from Animal a join Dog d on a.id = d.id where a.id = " + id))
                .containsExactly("Rex! wuff");
    }

    @Test
    void anEntityOfATablePerClassIsReloaded() {
        transactions.run(em -> {
            Sailboat boat = new Sailboat();
            boat.id = id;
            em.persist(boat);
        });
        transactions.run(em -> {
            Vessel outer = em.find(Vessel.class, id);
            transactions.nested(em).run(inner -> inner.find(Sailboat.class, id).masts = 3);
            assertThat(((Sailboat) outer).masts).isEqualTo(3);
            outer.name = "Pequod";
        });

        assertThat(database.rows("select name, masts, version from Sailboat where id = " + id))
                .containsExactly("Pequod 3 2");
    }

    @Test
    void anEntityOfAnEmbeddedIdIsReloadedOrGone() {
        Place place = new Place("A" + id, 1);
        Place other = new Place("A" + id, 2);
        transactions.run(em -> List.of(place, other).forEach(at -> {
            Book book = new Book();
            book.place = at;
            em.persist(book);
        }));
        transactions.run(em -> {
            Book outer = em.find(Book.class, place);
            Book removed = em.find(Book.class, other);
            transactions.nested(em).run(inner -> {
                inner.find(Book.class, place).title = "changed";
                inner.remove(inner.find(Book.class, other));
            });
            assertThat(outer.title).isEqualTo("changed");
            assertThat(em.contains(removed)).isFalse();
            assertThat(em.find(Book.class, other)).isNull();
        });
    }

    @Test
    void whatARestrictionHidesFromNowOnIsDetached() {
        transactions.run(em -> {
            Task task = new Task();
            task.id = id;
            em.persist(task);
        });
        transactions.run(em -> {
            Task outer = em.find(Task.class, id);
            transactions.nested(em).run(inner -> inner.find(Task.class, id).done = 1);
            assertThat(em.contains(outer)).isFalse();
            assertThat(em.find(Task.class, id)).isNull();
        });

        assertThat(database.rows("select done, version from Task where id = " + id))
                .containsExactly("1 1");
    }

    @Test
    void aCollectionThatBothChangedIsAConflict() {
        person();
        transactions.run(em -> {
            Person outer = em.find(Person.class, id);
            assertThatThrownBy(() -> transactions.nested(em).run(inner -> {
                        inner.find(Person.class, id).nicknames.add("inner");
                        outer.nicknames.add("outer");
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll("both changed", "nicknames#" + id);
        });

        assertThat(database.rows("select nicknames from Person_nicknames where Person_id = " + id))
                .containsExactlyInAnyOrder("bob", "outer");
    }

    @Test
    void aCollectionThatOnlyTheOuterChangedSurvivesAReloadOfItsOwner() {
        person();
        transactions.run(em -> {
            Person outer = em.find(Person.class, id);
            List<String> failures = new ArrayList<>();
            try {
                transactions.nested(em).run(inner -> {
                    inner.find(Person.class, id).name = "inner";
                    outer.nicknames.add("outer");
                });
            } catch (IllegalStateException e) {
                failures.add(e.getMessage());
            }
            assertThat(failures).singleElement().asString().contains("both changed", "#" + id);
        });

        assertThat(database.rows("select nicknames from Person_nicknames where Person_id = " + id))
                .containsExactlyInAnyOrder("bob", "outer");
    }
}
