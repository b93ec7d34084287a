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
package dev.ashlar.softdelete.unique;

import static dev.ashlar.core.naming.NamingSettings.NAMING;
import static dev.ashlar.core.naming.NamingSettings.PLURAL_SNAKE_CASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.ashlar.core.harness.Catalog;
import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.DdlPath;
import dev.ashlar.core.harness.EachEngine;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestUnit;
import dev.ashlar.softdelete.DeletedAt;
import dev.ashlar.softdelete.SoftDeletable;
import dev.ashlar.softdelete.UniqueAmongLive;
import dev.ashlar.softdelete.internal.mapping.LiveKey;
import dev.ashlar.softdelete.internal.mapping.Marks;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.naming.PhysicalNamingStrategyStandardImpl;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Keys over all kinds of names and hierarchies: each is created, updated twice, validated, and holds. */
class UniqueMappingsTest {

    private static final Map<String, Object> OURS = Map.of(NAMING, PLURAL_SNAKE_CASE);
    private static final Map<String, Object> QUOTED =
            Map.of(NAMING, PLURAL_SNAKE_CASE, "hibernate.globally_quoted_identifiers", true);

    @FunctionalInterface
    private interface Facts {

        void check(SessionFactory factory, List<String> names);
    }

    private static void under(List<Map<String, Object>> variants, Engine engine, Facts facts, Class<?>... entities) {
        for (Map<String, Object> settings : variants) {
            try (Database database = engine.open()) {
                if (engine != Engine.MARIADB) {
                    database.execute("create schema club");
                }
                // Open to the end: H2 2.4.240 evaluates "in" in a check by the connection that made it.
                try (SessionFactory creating = unit(database, settings, "create", entities)) {
                    List<String> names = Catalog.names(database);
                    DdlPath.UPDATE.run(database, "none", settings, entities);
                    DdlPath.UPDATE.run(database, "none", settings, entities);
                    assertThat(Catalog.names(database)).isEqualTo(names);
                    unit(database, settings, "validate", entities).close();

                    facts.check(creating, names);
                }
            }
        }
    }

    private static SessionFactory unit(
            Database database, Map<String, Object> settings, String action, Class<?>... entities) {
        TestUnit unit = TestUnit.of(database, entities).with(DdlPath.ACTION, action);
        settings.forEach(unit::with);
        return unit.open();
    }

    private static void underBoth(Engine engine, Facts facts, Class<?>... entities) {
        under(List.of(OURS, QUOTED), engine, facts, entities);
    }

    private static void underAll(Engine engine, Facts facts, Class<?>... entities) {
        under(List.of(OURS, Map.of(), QUOTED), engine, facts, entities);
    }

    private static void assertRefused(SessionFactory factory, Object entity) {
        assertThatThrownBy(() -> factory.inTransaction(session -> session.persist(entity)))
                .satisfiesAnyOf(
                        refused -> assertThat(refused).isInstanceOf(ConstraintViolationException.class),
                        refused -> assertThat(refused).hasCauseInstanceOf(ConstraintViolationException.class));
    }

    /** The second is refused while the first lives, and the first's values are free when it is deleted. */
    private static void assertHolds(SessionFactory factory, Object first, Object second) {
        factory.inTransaction(session -> session.persist(first));
        assertRefused(factory, second);
        factory.inTransaction(session -> session.remove(session.merge(first)));
        factory.inTransaction(session -> session.persist(second));
        factory.inTransaction(session -> session.remove(session.merge(second)));
    }

    private static List<LiveKey> keys(SessionFactory factory, Class<?> entity) {
        return Marks.of(factory.unwrap(SessionFactoryImplementor.class)
                        .getMappingMetamodel()
                        .getEntityDescriptor(entity))
                .orElseThrow()
                .keys();
    }

    @MappedSuperclass
    abstract static class Marked {

        @DeletedAt
        @Nullable
        Instant deletedAt;

        String code;
    }

    @MappedSuperclass
    abstract static class Numbered extends Marked {

        @Id
        Long id;
    }

    private static <T extends Numbered> T coded(T entity, long id, String code) {
        entity.id = id;
        entity.code = code;
        return entity;
    }

    @Entity(name = "Select")
    @SoftDeletable
    @Table(name = "`Select`")
    @UniqueAmongLive(
            value = {"code", "group"},
            name = "Groups_Of_Selects")
    static class Select {

        @Id
        Long id;

        String code = "same";

        @Column(name = "`Group`")
        String group = "same";

        @DeletedAt
        @Column(name = "`Deleted At`")
        @Nullable
        Instant deletedAt;

        protected Select() {}

        Select(Long id) {
            this.id = id;
        }
    }

    @EachEngine
    void quotedNamesAndReservedWords(Engine engine) {
        underAll(
                engine,
                (factory, names) -> {
                    assertThat(names).anyMatch(name -> name.endsWith(".groups_of_selects"));
                    assertHolds(factory, new Select(1L), new Select(2L));
                },
                Select.class);
    }

    @Entity(name = "Elsewhere")
    @SoftDeletable
    @Table(schema = "club")
    @UniqueAmongLive("code")
    static class Elsewhere extends Numbered {}

    @EachEngine
    void tablesOfAnotherSchema(Engine engine) {
        under(
                List.of(OURS, Map.of()),
                engine,
                (factory, names) ->
                        assertHolds(factory, coded(new Elsewhere(), 1, "a"), coded(new Elsewhere(), 2, "a")),
                Elsewhere.class);
    }

    @Entity(name = "Animal")
    @SoftDeletable
    @UniqueAmongLive("code")
    @UniqueAmongLive({"code", "nick"})
    static class Animal extends Numbered {}

    @Entity(name = "Dog")
    static class Dog extends Animal {
        String nick = "rex";
    }

    @EachEngine
    void attributesOfASingleTableHierarchy(Engine engine) {
        underBoth(
                engine,
                (factory, names) -> {
                    assertHolds(factory, coded(new Dog(), 1, "a"), coded(new Animal(), 2, "a"));
                    assertThat(keys(factory, Animal.class))
                            .extracting(LiveKey::attributes)
                            .containsExactly(List.of("code"));
                    assertThat(keys(factory, Dog.class))
                            .extracting(LiveKey::entityName, LiveKey::attributes)
                            .containsExactly(
                                    tuple(Animal.class.getName(), List.of("code")),
                                    tuple(Dog.class.getName(), List.of("code", "nick")));
                },
                Animal.class,
                Dog.class);
    }

    @Entity(name = "Plant")
    @SoftDeletable
    @Inheritance(strategy = InheritanceType.JOINED)
    @UniqueAmongLive("code")
    static class Plant extends Numbered {}

    @Entity(name = "Tree")
    static class Tree extends Plant {
        int height;
    }

    @EachEngine
    void attributesOfTheRootOfAJoinedHierarchy(Engine engine) {
        underBoth(
                engine,
                (factory, names) -> {
                    assertHolds(factory, coded(new Tree(), 1, "a"), coded(new Tree(), 2, "a"));
                    assertHolds(factory, coded(new Tree(), 3, "a"), coded(new Plant(), 4, "a"));
                    assertThat(keys(factory, Tree.class)).isEqualTo(keys(factory, Plant.class));
                },
                Plant.class,
                Tree.class);
    }

    @Entity(name = "Vehicle")
    @SoftDeletable
    @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
    @UniqueAmongLive(value = "code", name = "plate")
    @UniqueAmongLive({"code", "doors"})
    abstract static class Vehicle extends Numbered {}

    @Entity(name = "Car")
    static class Car extends Vehicle {
        int doors;
    }

    @Entity(name = "Bike")
    static class Bike extends Vehicle {}

    @Entity(name = "Racer")
    static class Racer extends Bike {}

    @EachEngine
    void eachTableOfATablePerClassHierarchyForItself(Engine engine) {
        underAll(
                engine,
                (factory, names) -> {
                    assertHolds(factory, coded(new Car(), 1, "a"), coded(new Car(), 2, "a"));
                    assertHolds(factory, coded(new Bike(), 3, "a"), coded(new Bike(), 4, "a"));
                    assertHolds(factory, coded(new Racer(), 5, "a"), coded(new Racer(), 6, "a"));
                    factory.inTransaction(session -> {
                        session.persist(coded(new Car(), 7, "a"));
                        session.persist(coded(new Bike(), 8, "a"));
                        session.persist(coded(new Racer(), 9, "a"));
                    });
                    assertThat(keys(factory, Racer.class))
                            .extracting(LiveKey::entityName)
                            .containsExactly(Racer.class.getName());
                    assertThat(names)
                            .anyMatch(name -> name.matches(".*\\.plate_cars?"))
                            .anyMatch(name -> name.matches(".*\\.plate_bikes?"))
                            .anyMatch(name -> name.matches(".*\\.plate_racers?"));
                },
                Vehicle.class,
                Car.class,
                Bike.class,
                Racer.class);
    }

    @MappedSuperclass
    @SoftDeletable
    @UniqueAmongLive("code")
    abstract static class Coded extends Numbered {}

    @Entity(name = "Pen")
    static class Pen extends Coded {}

    @Entity(name = "Cup")
    static class Cup extends Coded {}

    @EachEngine
    void keysOfAMappedSuperclass(Engine engine) {
        underBoth(
                engine,
                (factory, names) -> {
                    assertHolds(factory, coded(new Pen(), 1, "a"), coded(new Pen(), 2, "a"));
                    assertHolds(factory, coded(new Cup(), 1, "a"), coded(new Cup(), 2, "a"));
                },
                Pen.class,
                Cup.class);
    }

    @Embeddable
    record Key(String tenant, long number) {}

    @Entity(name = "Ticket")
    @SoftDeletable
    @UniqueAmongLive({"key.tenant", "code"})
    static class Ticket extends Marked {

        @EmbeddedId
        Key key;

        protected Ticket() {}

        Ticket(String tenant, long number) {
            this.key = new Key(tenant, number);
            this.code = "a";
        }
    }

    @EachEngine
    void aPartOfAnEmbeddedId(Engine engine) {
        underBoth(
                engine,
                (factory, names) -> {
                    assertHolds(factory, new Ticket("x", 1), new Ticket("x", 2));
                    factory.inTransaction(session -> {
                        session.persist(new Ticket("x", 3));
                        session.persist(new Ticket("y", 3));
                    });
                },
                Ticket.class);
    }

    @Entity(name = "Stubborn")
    @SoftDeletable
    @UniqueAmongLive("serial")
    @UniqueAmongLive({"serial", "aVeryLongNameOfAnAttributeThatFitsIntoNoNameAnyMore"})
    static class Stubborn extends Numbered {

        @Column(unique = true)
        String serial;

        String aVeryLongNameOfAnAttributeThatFitsIntoNoNameAnyMore;
    }

    @EachEngine
    void besideAKeyOfTheSameColumn(Engine engine) {
        under(
                List.of(OURS),
                engine,
                (factory, names) -> assertThat(names)
                        .filteredOn(name -> name.contains("stubborns.uq_stubborns_serial"))
                        .extracting(name -> name.replaceFirst(".*\\.", ""))
                        .hasSize(3)
                        .contains("uq_stubborns_serial")
                        .anyMatch(name -> name.matches("uq_stubborns_serial_[0-9a-f]{8}"))
                        .anyMatch(name -> name.length() == 63),
                Stubborn.class);
    }

    static final class Prefixing extends PhysicalNamingStrategyStandardImpl {

        private static final long serialVersionUID = 1L;

        @Override
        public Identifier toPhysicalColumnName(Identifier name, JdbcEnvironment environment) {
            return new Identifier("x_" + name.getText(), name.isQuoted());
        }
    }

    @EachEngine
    void columnsUnderAPhysicalNamingStrategy(Engine engine) {
        under(
                List.of(Map.of("hibernate.physical_naming_strategy", new Prefixing())),
                engine,
                (factory, names) -> {
                    assertHolds(factory, coded(new Pen(), 1, "a"), coded(new Pen(), 2, "a"));
                    assertThat(names).anyMatch(name -> name.endsWith("pen.uq_pen_x_code"));
                    if (engine != Engine.POSTGRESQL) {
                        assertThat(names).contains("column pen.x_ashlar_live");
                    }
                },
                Pen.class);
    }
}
