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
package dev.ashlar.audit.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.audit.AuditColumns;
import dev.ashlar.audit.CreatedBy;
import dev.ashlar.audit.TouchedByCollections;
import dev.ashlar.audit.UpdatedBy;
import dev.ashlar.core.ConfigurationException;
import dev.ashlar.core.UpdatedAt;
import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestUnit;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.SecondaryTable;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.NaturalId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is refused at boot. */
class MisplacedActorsTest {

    @Entity(name = "Priced")
    static class Priced {
        @Id
        Long id;

        @CreatedBy
        BigDecimal createdBy;

        @UpdatedBy
        Instant updatedBy;
    }

    @Embeddable
    static class Key implements Serializable {
        private static final long serialVersionUID = 1L;
        Long number;

        @CreatedBy
        String createdBy;

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && Objects.equals(key.number, number);
        }

        @Override
        public int hashCode() {
            return Objects.hashCode(number);
        }
    }

    @Entity(name = "Keyed")
    static class Keyed {
        @EmbeddedId
        Key key;
    }

    @Entity(name = "Listed")
    static class Listed {
        @Id
        Long id;

        @ElementCollection
        List<AuditColumns> all = new ArrayList<>();
    }

    @Entity(name = "Closed")
    static final class Closed {
        @Id
        Long id;
    }

    @Entity(name = "Pointing")
    static class Pointing {
        @Id
        Long id;

        @UpdatedBy
        @ManyToOne(fetch = FetchType.LAZY)
        Closed updatedBy;
    }

    @Entity(name = "Named")
    static class Named {
        @Id
        Long id;

        @NaturalId
        @Column(unique = true)
        String name;
    }

    @Entity(name = "Naming")
    static class Naming {
        @Id
        Long id;

        @UpdatedBy
        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(referencedColumnName = "name")
        Named updatedBy;
    }

    @Entity(name = "Losing")
    @SecondaryTable(name = "losing_stamps")
    static class Losing {
        @Id
        Long id;

        @CreatedBy
        @Column(table = "losing_stamps")
        String createdBy;

        @UpdatedBy
        @Column(table = "losing_stamps")
        String updatedBy;
    }

    @Entity(name = "Keeping")
    @SecondaryTable(name = "keeping_stamps")
    static class Keeping {
        @Id
        Long id;

        @CreatedBy
        @Column(table = "keeping_stamps")
        String createdBy;

        @UpdatedAt
        @Column(table = "keeping_stamps", nullable = false)
        Instant updatedAt;
    }

    @Test
    void allMisplacedActorsAreToldAtOnce() {
        try (Database database = Engine.H2.open()) {
            assertThatThrownBy(() -> TestUnit.of(
                                    database,
                                    Priced.class,
                                    Keyed.class,
                                    Listed.class,
                                    Closed.class,
                                    Pointing.class,
                                    Named.class,
                                    Naming.class,
                                    Losing.class,
                                    Keeping.class)
                            .open())
                    .isInstanceOfSatisfying(
                            ConfigurationException.class,
                            e -> assertThat(e.problems())
                                    .filteredOn(problem -> !problem.contains("edAt "))
                                    .containsExactlyInAnyOrder(
                                            "@CreatedBy does not fit the attribute:"
                                                    + " attribute=MisplacedActorsTest$Priced.createdBy"
                                                    + " type=java.math.BigDecimal. Use String, Long, Integer, UUID or a to-one.",
                                            "@UpdatedBy does not fit the attribute:"
                                                    + " attribute=MisplacedActorsTest$Priced.updatedBy"
                                                    + " type=java.time.Instant. Use String, Long, Integer, UUID or a to-one.",
                                            "@CreatedBy stands where rows have no events:"
                                                    + " attribute=MisplacedActorsTest$Keyed.createdBy."
                                                    + " Move it out of the identifier or the element collection.",
                                            "@CreatedBy stands where rows have no events: attribute=Listed_all.createdBy."
                                                    + " Move it out of the identifier or the element collection.",
                                            "@UpdatedBy stands where rows have no events: attribute=Listed_all.updatedBy."
                                                    + " Move it out of the identifier or the element collection.",
                                            "@UpdatedBy refers to an entity without proxies:"
                                                    + " attribute=MisplacedActorsTest$Pointing.updatedBy entity="
                                                    + Closed.class.getName()
                                                    + ". Make the entity's class open for subclasses and lazy.",
                                            "@UpdatedBy refers to an entity by another column than its identifier's:"
                                                    + " attribute=MisplacedActorsTest$Naming.updatedBy entity="
                                                    + Named.class.getName()
                                                    + " property=name. Refer by the identifier, or use a plain attribute.",
                                            "@CreatedBy stands in a secondary table whose row goes when nothing else is in it:"
                                                    + " entity=" + Losing.class.getName() + " table=losing_stamps."
                                                    + " Add @SecondaryRow(table = \"losing_stamps\", optional = false), or a"
                                                    + " column that is updated and not nullable."));
        }
    }

    @Entity(name = "Blank")
    @TouchedByCollections
    static class Blank {
        @Id
        Long id;

        @CreatedBy
        String createdBy;

        @ElementCollection
        Set<String> words = new HashSet<>();
    }

    @Entity(name = "Fixed")
    @Immutable
    @TouchedByCollections
    static class Fixed {
        @Id
        Long id;

        @UpdatedBy
        String updatedBy;

        @ElementCollection
        Set<String> words = new HashSet<>();
    }

    /** Inherits what is nothing to it. */
    @Entity(name = "Lone")
    @TouchedByCollections
    static class Lone {
        @Id
        Long id;

        @OneToMany(mappedBy = "lone")
        Set<Child> children = new HashSet<>();
    }

    @Entity(name = "Child")
    static class Child {
        @Id
        Long id;

        @ManyToOne
        Lone lone;
    }

    /** Its stamps are embedded. */
    @Entity(name = "Embedding")
    @TouchedByCollections
    static class Embedding {
        @Id
        Long id;

        @Embedded
        @AttributeOverride(name = "createdBy", column = @Column(name = "author"))
        AuditColumns columns;

        @ElementCollection
        Set<String> words = new HashSet<>();
    }

    @Test
    void ownersThatCannotBeTouchedAreToldAtOnce() {
        try (Database database = Engine.H2.open()) {
            assertThatThrownBy(() -> TestUnit.of(
                                    database, Blank.class, Fixed.class, Lone.class, Child.class, Embedding.class)
                            .open())
                    .isInstanceOfSatisfying(
                            ConfigurationException.class,
                            e -> assertThat(e.problems())
                                    .containsExactlyInAnyOrder(
                                            "@TouchedByCollections finds nothing to touch: entity="
                                                    + Blank.class.getName()
                                                    + ". Add an attribute with @UpdatedAt, @UpdatedBy or @Version, or remove it.",
                                            "@TouchedByCollections stands on an immutable entity, whose rows are never"
                                                    + " updated: entity=" + Fixed.class.getName()
                                                    + ". Remove it, or @Immutable."));
            assertThatCode(() -> TestUnit.of(database, Lone.class, Child.class, Embedding.class)
                            .open()
                            .close())
                    .doesNotThrowAnyException();
        }
    }
}
