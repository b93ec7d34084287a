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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.softdelete.Deletion;
import dev.ashlar.softdelete.SoftDeletable;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderColumn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.annotations.Audited;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.annotations.SQLDelete;
import org.hibernate.annotations.SQLDeleteAll;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.annotations.SQLUpdate;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.annotations.SoftDeleteType;
import org.hibernate.annotations.Temporal;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.JoinedSubclassEntityPersister;
import org.hibernate.persister.internal.StandardPersisterClassResolver;
import org.hibernate.persister.spi.PersisterClassResolver;
import org.hibernate.query.sqm.sql.StandardSqmTranslatorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Mappings that would delete what they should mark, or show what they should hide. */
class MappingChecksTest {

    @Entity(name = "Stone")
    static class Stone extends Plain {}

    @Test
    void tellsAllErrorsAtOnce() {
        assertThat(Boot.errors(Frozen.class, Deleting.class, Restricted.class)).hasSize(3);
    }

    @Entity(name = "Frozen")
    @Immutable
    static class Frozen extends Soft {}

    @Test
    void refusesAnImmutableEntity() {
        assertThat(Boot.errors(Frozen.class))
                .containsExactly("An immutable entity is never updated, so that its removal would be lost: entity="
                        + Frozen.class.getName()
                        + ". Remove @Immutable and make its columns not updatable instead, or remove @SoftDeletable.");
    }

    @Entity(name = "Deleting")
    @SQLDelete(sql = "update deleting set gone = true where id = ? and version = ?")
    static class Deleting extends Soft {}

    @Test
    void refusesADeleteStatementOfTheApplication() {
        assertThat(Boot.errors(Deleting.class))
                .containsExactly(
                        "A delete statement of the application's would never run, since a removal is an update:"
                                + " entity=" + Deleting.class.getName()
                                + " sql=[update deleting set gone = true where id = ? and version = ?]. Remove @SQLDelete.");
    }

    @Entity(name = "Updating")
    @SoftDeletable
    @SQLUpdate(sql = "update updating set name = ? where id = ?")
    static class Updating {
        @Id
        Long id;

        Deletion deletion;
    }

    @Entity(name = "UpdatingByVersion")
    @SQLUpdate(sql = "update updating set deleted_at = ?, deleted_by = ?, deletion_id = ?, version = ? where id = ?")
    static class UpdatingByVersion extends Soft {}

    @Test
    void refusesAnUpdateStatementOfAnEntityWithoutVersion() {
        assertThat(Boot.errors(Updating.class, UpdatingByVersion.class))
                .containsExactly(
                        "An update statement of the application's would be given the changed columns alone, as an"
                                + " entity without version is updated: entity=" + Updating.class.getName()
                                + " sql=[update updating set name = ? where id = ?]. Add an attribute with @Version, or remove"
                                + " @SQLUpdate.");
    }

    @Entity(name = "Sweeper")
    static class Sweeper extends Plain {
        @ManyToMany
        @SQLDeleteAll(sql = "delete from leaves where sweeper = ?")
        Set<Leaf> leaves = new HashSet<>();
    }

    @Test
    void refusesAStatementThatRemovesAllLinks() {
        assertThat(Boot.errors(Sweeper.class, Leaf.class))
                .containsExactly(
                        "A statement of the application's would remove the links to deleted elements too, and never"
                                + " runs: attribute=Sweeper.leaves sql=[delete from leaves where sweeper = ?]. Remove"
                                + " @SQLDeleteAll.");
    }

    @Entity(name = "Restricted")
    @SQLRestriction("deleted_at is null")
    static class Restricted extends Soft {}

    @Entity(name = "Drafts")
    @SQLRestriction("state = 'deleted_at'")
    static class Drafts extends Soft {
        String state;
    }

    @Test
    void refusesARestrictionOnTheMarkAlone() {
        assertThat(Boot.errors(Restricted.class, Drafts.class))
                .containsExactly(
                        "A restriction of the application's would hide deleted rows in scopes and from restores too:"
                                + " entity=" + Restricted.class.getName()
                                + " restriction=[deleted_at is null]. Remove the mark's column from @SQLRestriction.");
    }

    @Nested
    class Settings {

        @Test
        void refusesATranslatorInTheGuardsPlace() {
            Map<String, Object> settings =
                    Map.of("hibernate.query.sqm.translator", StandardSqmTranslatorFactory.class.getName());
            assertThat(Boot.errors(settings, Leaf.class))
                    .containsExactly("A translator of the application's shuts out the guard against physical deletes:"
                            + " hibernate.query.sqm.translator=" + StandardSqmTranslatorFactory.class.getName()
                            + ". Remove the setting, and return the translator from the dialect's getSqmTranslatorFactory,"
                            + " which the guard asks.");
            assertThat(Boot.errors(settings, Stone.class)).isEmpty();
        }

        @Test
        void refusesAPersisterOfTheApplicationForASoftDeletableEntity() {
            assertThat(Boot.errors(
                            Map.of("hibernate.persister.resolver", new OwnResolver("Leaf")), Leaf.class, Stone.class))
                    .containsExactly(
                            "A persister of the application's would be passed over for a soft-deletable entity:"
                                    + " entity=" + Leaf.class.getName() + " persister="
                                    + JoinedSubclassEntityPersister.class.getName()
                                    + ". Let hibernate.persister.resolver choose Hibernate's own for it.");
            assertThat(Boot.errors(
                            Map.of("hibernate.persister.resolver", new OwnResolver("Stone")), Leaf.class, Stone.class))
                    .isEmpty();
        }

        @Test
        void refusesAResolverInThePlaceOfOurs() {
            PersisterClassResolver other = new OwnResolver("none");
            assertThatThrownBy(() -> Boot.with(registry -> registry.addService(PersisterClassResolver.class, other))
                            .build(Leaf.class))
                    .hasMessageContaining(
                            "Another choice of persisters has replaced that of soft delete, so that deleted rows"
                                    + " would be shown: resolver=" + OwnResolver.class.getName()
                                    + ". Set it as hibernate.persister.resolver, where it serves all other entities.");
        }

        /** Chooses another persister for one entity. */
        record OwnResolver(String entity) implements PersisterClassResolver {

            private static final PersisterClassResolver STANDARD = new StandardPersisterClassResolver();

            @Override
            public Class<? extends EntityPersister> getEntityPersisterClass(PersistentClass mapped) {
                return entity.equals(mapped.getJpaEntityName())
                        ? JoinedSubclassEntityPersister.class
                        : STANDARD.getEntityPersisterClass(mapped);
            }

            @Override
            public Class<? extends CollectionPersister> getCollectionPersisterClass(Collection collection) {
                return STANDARD.getCollectionPersisterClass(collection);
            }
        }
    }

    @Nested
    class HibernatesOwn {

        private static final String MEND =
                ". Remove Hibernate's @SoftDelete, @Audited or @Temporal from the entity, its collections and its package.";

        @Entity(name = "Hidden")
        @SoftDelete(strategy = SoftDeleteType.TIMESTAMP)
        static class Hidden extends Soft {}

        @Entity(name = "Logged")
        @Audited
        static class Logged extends Soft {}

        @Entity(name = "Dated")
        @Temporal
        static class Dated extends Soft {}

        private static String refusal(Class<?> entity) {
            return "Hibernate's own state management and @SoftDeletable shut each other out, so that rows would be deleted"
                    + " physically or shown: entity=" + entity.getName() + MEND;
        }

        @Test
        void refusesItsSoftDelete() {
            assertThat(Boot.errors(Hidden.class)).containsExactly(refusal(Hidden.class));
        }

        @Test
        void refusesItsAudit() {
            assertThat(Boot.errors(Logged.class)).containsExactly(refusal(Logged.class));
        }

        @Test
        void refusesItsTemporalTables() {
            assertThat(Boot.errors(Dated.class)).containsExactly(refusal(Dated.class));
        }

        @Entity(name = "Tagged")
        static class Tagged extends Soft {
            @ElementCollection
            @SoftDelete
            Set<String> tags = new HashSet<>();
        }

        @Entity(name = "Shelf")
        static class Shelf extends Plain {
            @ManyToMany
            @SoftDelete
            Set<Leaf> leaves = new HashSet<>();
        }

        @Test
        void refusesItsSoftDeleteOfCollections() {
            assertThat(Boot.errors(Tagged.class, Shelf.class, Leaf.class))
                    .containsExactlyInAnyOrder(collection("Tagged.tags"), collection("Shelf.leaves"));
        }

        private static String collection(String attribute) {
            return "Hibernate's own state management of a collection hides other rows than soft delete does: attribute="
                    + attribute + " state=SoftDeleteStateManagement" + MEND;
        }
    }

    @Nested
    class DatabaseCascades {

        private static String refusal(String facts) {
            return "The database would delete soft-deletable rows by itself: " + facts
                    + ". Remove @OnDelete(CASCADE) and drop the cascade from the foreign key.";
        }

        @Entity(name = "Twig")
        static class Twig extends Soft {
            @ManyToOne(fetch = FetchType.LAZY)
            @OnDelete(action = OnDeleteAction.CASCADE)
            Stone stone;

            @ManyToOne(fetch = FetchType.LAZY)
            @OnDelete(action = OnDeleteAction.CASCADE)
            Leaf leaf;
        }

        @Test
        void refusesThemFromAReference() {
            assertThat(Boot.errors(Twig.class, Stone.class, Leaf.class))
                    .containsExactlyInAnyOrder(refusal("attribute=Twig.stone"), refusal("attribute=Twig.leaf"));
        }

        @Entity(name = "Trunk")
        static class Trunk extends Soft {
            @OneToMany(mappedBy = "trunk")
            @OnDelete(action = OnDeleteAction.CASCADE)
            Set<Ring> rings = new HashSet<>();
        }

        @Entity(name = "Ring")
        static class Ring extends Soft {
            @ManyToOne
            Trunk trunk;
        }

        @Test
        void refusesThemFromAnInverseCollection() {
            assertThat(Boot.errors(Trunk.class, Ring.class)).contains(refusal("attribute=Trunk.rings"));
        }

        @Entity(name = "Branch")
        static class Branch extends Plain {
            @OneToMany
            @JoinColumn(name = "branch")
            @OnDelete(action = OnDeleteAction.CASCADE)
            Set<Leaf> leaves = new HashSet<>();

            @ElementCollection
            @OnDelete(action = OnDeleteAction.CASCADE)
            Set<String> names = new HashSet<>();
        }

        @Test
        void refusesThemFromACollectionKey() {
            assertThat(Boot.errors(Branch.class, Leaf.class)).containsExactly(refusal("attribute=Branch.leaves"));
        }

        @Entity(name = "Machine")
        @Inheritance(strategy = InheritanceType.JOINED)
        static class Machine extends Soft {}

        @Entity(name = "Press")
        @OnDelete(action = OnDeleteAction.CASCADE)
        static class Press extends Machine {}

        @Test
        void refusesThemFromASubclassKey() {
            assertThat(Boot.errors(Machine.class, Press.class))
                    .containsExactly(refusal("entity=" + Press.class.getName() + " table=Press"));
        }

        @Entity(name = "Pebble")
        static class Pebble extends Plain {
            @ManyToOne
            @OnDelete(action = OnDeleteAction.CASCADE)
            Leaf leaf;

            @ManyToMany
            @OnDelete(action = OnDeleteAction.CASCADE)
            Set<Leaf> leaves = new HashSet<>();
        }

        @Test
        void leavesThoseIntoOtherTables() {
            assertThat(Boot.errors(Pebble.class, Leaf.class)).isEmpty();
        }
    }

    @Nested
    class Cascades {

        @Entity(name = "Quarry")
        static class Quarry extends Plain {
            @OneToMany(cascade = CascadeType.REMOVE)
            Set<Leaf> leaves = new HashSet<>();

            @OneToOne(orphanRemoval = true)
            Leaf first;

            @ManyToMany(cascade = CascadeType.PERSIST)
            Set<Leaf> others = new HashSet<>();
        }

        @Test
        void refusesThemFromAPhysicalDelete() {
            String before = "A physical delete would mark rows that still refer to the deleted one: attribute=Quarry.";
            String after = " target=" + Leaf.class.getName()
                    + ". Make the owner @SoftDeletable, or drop cascade REMOVE and orphanRemoval.";
            assertThat(Boot.errors(Quarry.class, Leaf.class))
                    .containsExactlyInAnyOrder(before + "leaves" + after, before + "first" + after);
        }

        @Embeddable
        static class Parts {
            @OneToMany(orphanRemoval = true)
            Set<Stone> stones = new HashSet<>();
        }

        @Entity(name = "Garden")
        static class Garden extends Soft {
            Parts parts;

            @ManyToOne(cascade = CascadeType.ALL)
            Stone corner;
        }

        @Test
        void refusesThemIntoAPhysicalDelete() {
            String before =
                    "A removal would mark its row and delete others physically, which no restore brings back: attribute=Garden.";
            String after = " target=" + Stone.class.getName()
                    + ". Make the target @SoftDeletable, or drop cascade REMOVE and orphanRemoval.";
            assertThat(Boot.errors(Garden.class, Stone.class))
                    .containsExactlyInAnyOrder(before + "parts.stones" + after, before + "corner" + after);
        }
    }

    @Nested
    class Collections {

        @Entity(name = "Heap")
        static class Heap extends Plain {
            @ManyToMany
            List<Leaf> many = new ArrayList<>();

            @OneToMany
            List<Leaf> own = new ArrayList<>();
        }

        @Test
        void refusesBagsWithJoinTables() {
            String after = " element=" + Leaf.class.getName()
                    + ". Make it a Set, the inverse of the other side by mappedBy, or an entity of its own.";
            String before =
                    "A bag rewrites all links on each change, and sees none to deleted elements: attribute=Heap.";
            assertThat(Boot.errors(Heap.class, Leaf.class))
                    .containsExactlyInAnyOrder(before + "many" + after, before + "own" + after);
        }

        @Entity(name = "Row")
        static class Row extends Plain {
            @ManyToMany
            @OrderColumn
            List<Leaf> list = new ArrayList<>();

            @OneToMany
            @JoinColumn(name = "row_id")
            @OrderColumn
            Leaf @Nullable [] array;

            @OneToMany(mappedBy = "row")
            @OrderColumn
            List<Seat> seats = new ArrayList<>();
        }

        @Entity(name = "Seat")
        static class Seat extends Soft {
            @ManyToOne
            Row row;
        }

        @Test
        void refusesPositions() {
            assertThat(Boot.errors(Row.class, Leaf.class, Seat.class))
                    .containsExactlyInAnyOrder(
                            positions("Row.list", Leaf.class),
                            positions("Row.array", Leaf.class),
                            positions("Row.seats", Seat.class));
        }

        private static String positions(String attribute, Class<?> element) {
            return "A list by position shows null where an element is deleted, and gives its position away: attribute="
                    + attribute + " element=" + element.getName()
                    + ". Make it a Set, or an inverse List with @OrderBy instead of @OrderColumn.";
        }

        @Entity(name = "Shape")
        @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
        static class Shape extends Soft {}

        @Entity(name = "Circle")
        static class Circle extends Shape {}

        @Entity(name = "Drawing")
        static class Drawing extends Plain {
            @OneToMany
            @JoinColumn(name = "drawing")
            Set<Shape> shapes = new HashSet<>();
        }

        @Test
        void refusesAForeignKeyInSeveralTables() {
            assertThat(Boot.errors(Drawing.class, Shape.class, Circle.class))
                    .containsExactly("A foreign key in several tables cannot be kept where an element is deleted:"
                            + " attribute=Drawing.shapes element=" + Shape.class.getName()
                            + ". Let the element own the association and name it by mappedBy, or use a join table.");
        }
    }
}
