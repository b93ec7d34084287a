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
package dev.ashlar.core.base;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.core.Entities;
import dev.ashlar.core.LongEntity;
import dev.ashlar.core.UuidEntity;
import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestUnit;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.Hibernate;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass(name = "{0}")
@MethodSource("dev.ashlar.core.harness.Engine#all")
class EntitiesTest {

    @Entity(name = "Animal")
    @Inheritance(strategy = InheritanceType.SINGLE_TABLE)
    static class Animal extends LongEntity {
        String name;
    }

    @Entity(name = "Dog")
    static class Dog extends Animal {}

    @Entity(name = "Cat")
    static class Cat extends Animal {}

    @Entity(name = "Owner")
    static class Owner extends UuidEntity {
        @ManyToOne(fetch = FetchType.LAZY)
        Animal animal;

        @ManyToOne(fetch = FetchType.LAZY)
        Country country;
    }

    @Entity(name = "Country")
    static class Country {
        @Id
        String code;

        String getCode() {
            return code;
        }

        @Override
        public final boolean equals(Object other) {
            return Entities.equal(this, other, Country::getCode);
        }

        @Override
        public final int hashCode() {
            return Entities.hash(this);
        }
    }

    @Parameter
    private Engine engine;

    private static Database database;
    private static SessionFactory factory;
    private static Long dogId;
    private static UUID ownerId;

    @BeforeParameterizedClassInvocation
    static void open(Engine engine) {
        database = engine.open();
        factory = TestUnit.of(database, Animal.class, Dog.class, Cat.class, Owner.class, Country.class)
                .with("hibernate.generate_statistics", true)
                .open();
        factory.inTransaction(session -> {
            Dog dog = new Dog();
            session.persist(dog);
            Country country = new Country();
            country.code = "ie";
            session.persist(country);
            Owner owner = new Owner();
            owner.animal = dog;
            owner.country = country;
            session.persist(owner);
            dogId = dog.getId();
            ownerId = owner.getId();
        });
    }

    @AfterParameterizedClassInvocation
    static void close() {
        factory.close();
        database.close();
    }

    @Test
    void aProxyOfTheInheritanceRootEqualsTheSubclassInstanceAndNothingIsLoaded() {
        Animal detached = factory.fromSession(session -> session.find(Animal.class, dogId));
        assertThat(detached).isExactlyInstanceOf(Dog.class);
        factory.inSession(session -> {
            Animal proxy = session.find(Owner.class, ownerId).animal;
            Statistics statistics = factory.getStatistics();
            statistics.clear();
            assertThat(proxy).isNotExactlyInstanceOf(Dog.class);
            assertThat(detached.equals(proxy)).isTrue();
            assertThat(proxy.equals(detached)).isTrue();
            assertThat(proxy.hashCode()).isEqualTo(detached.hashCode());
            assertThat(Set.of(proxy).contains(detached)).isTrue();
            assertThat(Hibernate.isInitialized(proxy)).isFalse();
            assertThat(statistics.getPrepareStatementCount()).isZero();
        });
    }

    @Test
    void proxiesOfTwoSessionsAreEqual() {
        factory.inSession(first -> factory.inSession(second -> {
            Animal one = first.getReference(Animal.class, dogId);
            Animal other = second.getReference(Animal.class, dogId);
            assertThat(one.equals(other)).isTrue();
            assertThat(other.equals(one)).isTrue();
            assertThat(Hibernate.isInitialized(one) || Hibernate.isInitialized(other))
                    .isFalse();
        }));
    }

    @Test
    void theHelperGivesTheSameToAnEntityWithoutOurBase() {
        Country detached = factory.fromSession(session -> session.find(Country.class, "ie"));
        factory.inSession(session -> {
            Country proxy = session.find(Owner.class, ownerId).country;
            assertThat(detached.equals(proxy)).isTrue();
            assertThat(proxy.equals(detached)).isTrue();
            assertThat(proxy.hashCode()).isEqualTo(detached.hashCode());
            assertThat(Hibernate.isInitialized(proxy)).isFalse();
        });
    }

    @Test
    void anInstanceIsFoundInASetAfterItWasPersisted() {
        Dog dog = new Dog();
        Owner owner = new Owner();
        Set<Object> set = new HashSet<>(List.of(dog, owner));
        factory.inTransaction(session -> {
            session.persist(dog);
            session.persist(owner);
        });
        assertThat(dog.getId()).isNotNull();
        assertThat(set).contains(dog, owner);
    }

    @Test
    void instancesWithoutIdEqualOnlyThemselves() {
        Dog one = new Dog();
        assertThat(one.equals(one)).isTrue();
        assertThat(one.equals(new Dog())).isFalse();
        assertThat(new Country().equals(new Country())).isFalse();
    }

    @Test
    void sameIdOfAnotherRootIsNotEqual() {
        factory.inSession(session -> {
            Animal proxy = session.getReference(Animal.class, dogId);
            Owner owner = session.getReference(Owner.class, ownerId);
            assertThat(proxy.equals(owner)).isFalse();
            assertThat(proxy.equals(null)).isFalse();
            assertThat(proxy.equals("dog")).isFalse();
        });
    }

    @Test
    void uuidsOfVersionSevenAreAssignedByPersistAndOrderedByTime() {
        List<UUID> ids = factory.fromTransaction(session -> java.util.stream.Stream.generate(Owner::new)
                .limit(100)
                .peek(session::persist)
                .map(Owner::getId)
                .toList());
        assertThat(ids).allMatch(id -> id.version() == 7);
        assertThat(ids.stream().map(UUID::toString)).isSorted();
    }

    @Test
    void longIdsComeFiftyAtATimeFromTheSequence() {
        factory.getStatistics().clear();
        factory.inTransaction(session -> {
            for (int i = 0; i < 200; i++) {
                session.persist(new Dog());
            }
            assertThat(factory.getStatistics().getPrepareStatementCount()).isBetween(4L, 5L);
        });
    }

    @Test
    void theVersionIsTheNumberOfUpdates() {
        Dog dog = new Dog();
        assertThat(dog.getVersion()).isNull();
        factory.inTransaction(session -> session.persist(dog));
        assertThat(dog.getVersion()).isZero();
        Animal updated = factory.fromTransaction(session -> {
            Animal loaded = session.find(Animal.class, dog.getId());
            loaded.name = "Argos";
            return loaded;
        });
        assertThat(updated.getVersion()).isEqualTo(1);
    }

    @Test
    void worksInAStatelessSession() {
        Cat cat = new Cat();
        try (StatelessSession session = factory.openStatelessSession()) {
            session.insert(cat);
            Animal loaded = session.get(Animal.class, (Object) cat.getId());
            assertThat(loaded).isEqualTo(cat).isExactlyInstanceOf(Cat.class);
            assertThat(loaded.getCreatedAt()).isEqualTo(cat.getCreatedAt()).isNotNull();
        }
    }
}
