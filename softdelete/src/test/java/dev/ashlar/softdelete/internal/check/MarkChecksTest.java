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
import dev.ashlar.softdelete.DeletedBy;
import dev.ashlar.softdelete.Deletion;
import dev.ashlar.softdelete.DeletionId;
import dev.ashlar.softdelete.SoftDeletable;
import jakarta.persistence.Basic;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.CurrentTimestamp;
import org.hibernate.annotations.Formula;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Where marks may stand, and of what they may be. */
class MarkChecksTest {

    @MappedSuperclass
    abstract static class Base {
        @Id
        Long id;

        @Version
        int version;
    }

    @MappedSuperclass
    abstract static class Marked extends Base {
        @DeletedAt
        Instant deletedAt;
    }

    @Nested
    class Hierarchies {

        @Entity(name = "Animal")
        @Inheritance(strategy = InheritanceType.JOINED)
        static class Animal extends Base {}

        @Entity(name = "Cat")
        @SoftDeletable
        static class Cat extends Animal {
            @DeletedAt
            Instant deletedAt;
        }

        @Entity(name = "Kitten")
        static class Kitten extends Cat {}

        @Test
        void isRefusedOnASubclass() {
            assertThat(Boot.errors(Animal.class, Cat.class, Kitten.class))
                    .containsExactly(
                            "@SoftDeletable stands on a subclass, so that no row of its hierarchy would be hidden or"
                                    + " marked: entity=" + Cat.class.getName() + " root=" + Animal.class.getName()
                                    + ". Put it on the root, or on a mapped superclass above it.");
        }

        @Entity(name = "Vehicle")
        @SoftDeletable
        @Inheritance(strategy = InheritanceType.JOINED)
        static class Vehicle extends Marked {}

        @Entity(name = "Car")
        static class Car extends Vehicle {
            @DeletedBy
            String deletedBy;
        }

        @Test
        void refusesAMarkOnASubclass() {
            assertThat(Boot.errors(Vehicle.class, Car.class))
                    .containsExactly(
                            "@DeletedBy stands on a subclass, so the other rows of the hierarchy have no place for it:"
                                    + " attribute=Car.deletedBy root=" + Vehicle.class.getName()
                                    + ". Move it to the root, or to a mapped superclass above it.");
        }
    }

    @Nested
    class Numbers {

        @Entity(name = "Bare")
        @SoftDeletable
        static class Bare extends Base {}

        @Test
        void refusesAnEntityWithoutMark() {
            assertThat(Boot.errors(Bare.class))
                    .containsExactly(
                            "A soft-deletable entity has no attribute that tells deleted rows from live ones: entity="
                                    + Bare.class.getName() + ". Add one with @DeletedAt, or embed Deletion.");
        }

        @Entity(name = "Twice")
        @SoftDeletable
        static class Twice extends Marked {
            Deletion deletion;

            @DeletionId
            UUID other;
        }

        @Test
        void refusesTwoOfAKind() {
            assertThat(Boot.errors(Twice.class))
                    .anySatisfy(problem -> assertThat(problem)
                            .isEqualTo(
                                    "A soft-deletable entity has several attributes with @DeletionId, of which one alone"
                                            + " would count: entity=" + Twice.class.getName()
                                            + " attributes=[deletion.deletionId, other]. Keep one of them."))
                    .anySatisfy(problem -> assertThat(problem).contains("@DeletedAt", "deletion.deletedAt"))
                    .hasSize(2);
        }
    }

    @Nested
    class Places {

        @Entity(name = "Stray")
        static class Stray extends Marked {}

        @Test
        void refusesAMarkOfAnEntityThatIsNotSoftDeletable() {
            assertThat(Boot.errors(Stray.class))
                    .containsExactly(
                            "@DeletedAt stands on an entity that is not soft-deletable, so it would never be set:"
                                    + " attribute=Stray.deletedAt. Add @SoftDeletable to the entity, or remove @DeletedAt.");
        }

        @Entity(name = "Folder")
        @SoftDeletable
        static class Folder extends Marked {
            @ElementCollection
            Set<Note> notes = new HashSet<>();
        }

        @Embeddable
        static class Note {
            String text;

            @DeletedBy
            String by;
        }

        @Test
        void refusesAMarkInACollection() {
            assertThat(Boot.errors(Folder.class))
                    .containsExactly("@DeletedBy stands in a collection, whose rows are never marked:"
                            + " attribute=Folder.notes.by. Move it to an attribute of the entity.");
        }

        @Entity(name = "Keyed")
        @SoftDeletable
        static class Keyed {
            @EmbeddedId
            Key key;

            @Version
            int version;

            @DeletedAt
            Instant deletedAt;
        }

        @Embeddable
        static class Key implements Serializable {
            private static final long serialVersionUID = 1L;
            Long number;

            @DeletionId
            UUID deletion;

            @Override
            public boolean equals(@Nullable Object other) {
                return other instanceof Key key && Objects.equals(key.number, number);
            }

            @Override
            public int hashCode() {
                return Objects.hash(number);
            }
        }

        @Test
        void refusesAMarkInAnIdentifier() {
            assertThat(Boot.errors(Keyed.class))
                    .containsExactly("@DeletionId stands in an identifier, which never changes:"
                            + " attribute=Keyed.key.deletion. Move it to an attribute beside the identifier.");
        }

        @Entity(name = "Paired")
        @SoftDeletable
        @IdClass(Pair.class)
        static class Paired {
            @Id
            Long number;

            @Id
            @DeletionId
            UUID deletion;

            @Version
            int version;

            @DeletedAt
            Instant deletedAt;
        }

        record Pair(Long number, UUID deletion) {}

        @Test
        void refusesAMarkInAnIdentifierOfSeveralAttributes() {
            assertThat(Boot.errors(Paired.class))
                    .containsExactly("@DeletionId stands in an identifier, which never changes:"
                            + " attribute=Paired.deletion. Move it to an attribute beside the identifier.");
        }
    }

    @Nested
    class Types {

        @Entity(name = "Typed")
        @SoftDeletable
        static class Typed extends Base {
            @DeletedAt
            LocalDate deletedAt;

            @DeletedBy
            Boolean deletedBy;

            @DeletionId
            String deletionId;
        }

        @Test
        void refusesOthers() {
            assertThat(Boot.errors(Typed.class))
                    .containsExactlyInAnyOrder(
                            "No removal can make a value for @DeletedAt: attribute=Typed.deletedAt type=java.time.LocalDate."
                                    + " Give it one of the types Instant, OffsetDateTime, ZonedDateTime, LocalDateTime or"
                                    + " java.util.Date.",
                            "No removal can make a value for @DeletedBy: attribute=Typed.deletedBy type=java.lang.Boolean."
                                    + " Give it one of the types String, Long, Integer, UUID or a to-one whose identifier is"
                                    + " one of these.",
                            "No removal can make a value for @DeletionId: attribute=Typed.deletionId type=java.lang.String."
                                    + " Give it one of the types UUID.");
        }

        @Entity(name = "Gate")
        static class Gate {
            @Id
            Short id;
        }

        @Entity(name = "Watched")
        @SoftDeletable
        static class Watched extends Marked {
            @DeletedBy
            @ManyToOne(fetch = FetchType.LAZY)
            Gate by;
        }

        @Test
        void refusesAUserWhoseIdentifierNoActorHas() {
            assertThat(Boot.errors(Watched.class, Gate.class))
                    .singleElement()
                    .asString()
                    .contains("@DeletedBy: attribute=Watched.by type=" + Gate.class.getName());
        }

        @Entity(name = "Guard")
        static final class Guard {
            @Id
            Long id;
        }

        @Entity(name = "Guarded")
        @SoftDeletable
        static class Guarded extends Marked {
            @DeletedBy
            @ManyToOne(fetch = FetchType.LAZY)
            Guard by;
        }

        @Test
        void refusesAUserWithoutProxies() {
            assertThat(Boot.errors(Guarded.class, Guard.class))
                    .containsExactly(
                            "@DeletedBy refers to an entity without proxies, which a removal would have to load:"
                                    + " attribute=Guarded.by entity=" + Guard.class.getName()
                                    + ". Make the entity's class open for subclasses and lazy.");
        }

        @Entity(name = "Primitive")
        @SoftDeletable
        static class Primitive extends Marked {
            @DeletedBy
            long by;
        }

        @Test
        void refusesAPrimitive() {
            assertThat(Boot.errors(Primitive.class))
                    .anySatisfy(problem -> assertThat(problem).contains("attribute=Primitive.by"));
        }
    }

    @Nested
    class Columns {

        @Entity(name = "Strict")
        @SoftDeletable
        static class Strict extends Base {
            @DeletedAt
            @Column(nullable = false)
            Instant deletedAt;
        }

        @Test
        void refusesOneThatMustNotBeNull() {
            assertThat(Boot.errors(Strict.class))
                    .containsExactly("@DeletedAt cannot be null, as it is in a live row: attribute=Strict.deletedAt"
                            + " column=[deletedAt]. Make its column nullable, its type no primitive.");
        }

        @Entity(name = "Fixed")
        @SoftDeletable
        static class Fixed extends Marked {
            @DeletedBy
            @Column(updatable = false)
            String by;

            @DeletionId
            @Column(insertable = false)
            UUID deletion;
        }

        @Test
        void refusesOneThatIsNotWritten() {
            assertThat(Boot.errors(Fixed.class))
                    .containsExactlyInAnyOrder(
                            "@DeletedBy would not be written: attribute=Fixed.by column=[by]. Make its column insertable"
                                    + " and updatable.",
                            "@DeletionId would not be written: attribute=Fixed.deletion column=[deletion]. Make its column"
                                    + " insertable and updatable.");
        }

        @Entity(name = "Lazy")
        @SoftDeletable
        static class Lazy extends Base {
            @DeletedAt
            @Basic(fetch = FetchType.LAZY)
            Instant deletedAt;
        }

        @Test
        void refusesALazyOne() {
            assertThat(Boot.errors(Lazy.class))
                    .containsExactly("@DeletedAt is lazy, so that it is not there when the row is judged:"
                            + " attribute=Lazy.deletedAt column=[deletedAt]. Load it with the row.");
        }

        @Entity(name = "Split")
        @SoftDeletable
        @SecondaryTable(name = "rest")
        static class Split extends Base {
            @DeletedAt
            @Column(table = "rest")
            Instant deletedAt;
        }

        @Test
        void refusesOneOfASecondaryTable() {
            assertThat(Boot.errors(Split.class))
                    .containsExactly(
                            "@DeletedAt is in another table than the row it marks, so that rows without one there would"
                                    + " be hidden or lost: attribute=Split.deletedAt column=[deletedAt]. Move it to the entity's main"
                                    + " table.");
        }

        @Entity(name = "Versioned")
        @SoftDeletable
        static class Versioned {
            @Id
            Long id;

            @Version
            @DeletedAt
            Instant deletedAt;
        }

        @Test
        void refusesTheVersion() {
            assertThat(Boot.errors(Versioned.class))
                    .containsExactly("@DeletedAt stands on the version, which a live row has too:"
                            + " attribute=Versioned.deletedAt column=[deletedAt]. Give each an attribute of its own.");
        }

        @Entity(name = "Computed")
        @SoftDeletable
        static class Computed extends Base {
            @DeletedAt
            @Formula("gone_at")
            Instant deletedAt;
        }

        @Test
        void refusesAFormula() {
            assertThat(Boot.errors(Computed.class))
                    .containsExactly("@DeletedAt stands on a formula, which cannot be written:"
                            + " attribute=Computed.deletedAt column=[]. Map it to a column.");
        }

        @Entity(name = "Stamped")
        @SoftDeletable
        static class Stamped extends Base {
            @DeletedAt
            @CurrentTimestamp
            Instant deletedAt;
        }

        @Test
        void refusesAGeneratedOne() {
            assertThat(Boot.errors(Stamped.class))
                    .containsExactly("@DeletedAt has a generated value, which would mark live rows:"
                            + " attribute=Stamped.deletedAt column=[deletedAt]. Remove the generator.");
        }
    }
}
