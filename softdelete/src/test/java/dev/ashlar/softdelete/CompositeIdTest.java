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
import jakarta.persistence.CascadeType;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Entities with identifiers of several columns. */
@PersistenceTest(entities = {CompositeIdTest.Seat.class, CompositeIdTest.Shelf.class, CompositeIdTest.Hall.class})
class CompositeIdTest {

    record SeatId(int line, int place) implements Serializable {}

    @Entity(name = "Seat")
    @IdClass(SeatId.class)
    @SoftDeletable
    static class Seat implements Deletable {
        @Id
        int line;

        @Id
        int place;

        @Version
        int version;

        Deletion deletion;

        @ManyToOne
        Hall hall;

        @Override
        public Deletion getDeletion() {
            return deletion;
        }
    }

    @Embeddable
    record ShelfId(String aisle, int level) implements Serializable {}

    @Entity(name = "Shelf")
    @SoftDeletable
    static class Shelf implements Deletable {
        @EmbeddedId
        ShelfId id;

        String label;

        Deletion deletion;

        @Override
        public Deletion getDeletion() {
            return deletion;
        }
    }

    @Entity(name = "Hall")
    @SoftDeletable
    static class Hall implements Deletable {
        @Id
        @GeneratedValue
        Long id;

        Deletion deletion;

        @OneToMany(mappedBy = "hall", cascade = CascadeType.ALL, orphanRemoval = true)
        Set<Seat> seats = new HashSet<>();

        @ManyToMany(cascade = CascadeType.PERSIST)
        Set<Shelf> shelves = new HashSet<>();

        @Override
        public Deletion getDeletion() {
            return deletion;
        }
    }

    private static final SeatId FIRST = new SeatId(1, 1);
    private static final SeatId SECOND = new SeatId(1, 2);
    private static final ShelfId LOW = new ShelfId("a", 0);
    private static final ShelfId HIGH = new ShelfId("a", 9);

    private final SessionFactory factory;
    private Long hall;

    CompositeIdTest(EntityManagerFactory factory) {
        this.factory = factory.unwrap(SessionFactory.class);
    }

    @BeforeEach
    void write() {
        factory.inTransaction(session -> {
            Hall built = new Hall();
            for (SeatId id : List.of(FIRST, SECOND)) {
                Seat seat = new Seat();
                seat.line = id.line();
                seat.place = id.place();
                seat.hall = built;
                built.seats.add(seat);
            }
            for (ShelfId id : List.of(LOW, HIGH)) {
                Shelf shelf = new Shelf();
                shelf.id = id;
                built.shelves.add(shelf);
            }
            session.persist(built);
            hall = built.id;
        });
    }

    private static long count(SharedSessionContract session, String hql) {
        return session.createSelectionQuery("select count(*) from " + hql, Long.class)
                .getSingleResult();
    }

    @Test
    void areRemovedAndFoundNoMore() {
        factory.inTransaction(session -> {
            session.remove(session.find(Seat.class, FIRST));
            session.remove(session.find(Shelf.class, LOW));
        });

        factory.inTransaction(session -> {
            assertThat(session.find(Seat.class, FIRST)).isNull();
            assertThat(session.find(Shelf.class, LOW)).isNull();
            assertThat(session.findMultiple(Seat.class, List.of(FIRST, SECOND)).get(0))
                    .isNull();
            assertThat(session.findMultiple(Shelf.class, List.of(HIGH, LOW)).get(1))
                    .isNull();
            assertThat(count(session, "Seat")).isEqualTo(1);
            assertThat(count(session, "Shelf")).isEqualTo(1);
            assertThat(count(session, "Hall h join h.seats")).isEqualTo(1);
            assertThat(count(session, "Hall h left join h.shelves")).isEqualTo(1);
            Hall found = session.find(Hall.class, hall);
            assertThat(found.seats).hasSize(1);
            assertThat(found.shelves).hasSize(1);
            found.shelves.clear();
        });
        factory.inTransaction(session -> SoftDeletes.in(session).withDeleted(() -> {
            assertThat(session.find(Seat.class, FIRST).version).isEqualTo(1);
            assertThat(session.find(Hall.class, hall).shelves)
                    .extracting(shelf -> shelf.id)
                    .containsExactly(LOW);
        }));
    }

    @Test
    void areMarkedByAStatelessSession() {
        factory.inStatelessTransaction(session -> {
            session.delete(session.get(Seat.class, FIRST));
            session.delete(session.get(Shelf.class, LOW));
        });

        factory.inStatelessTransaction(session -> {
            assertThat(session.get(Seat.class, FIRST)).isNull();
            assertThat(session.get(Shelf.class, LOW)).isNull();
            assertThat(session.get(Seat.class, SECOND)).isNotNull();
            assertThat(session.getMultiple(Seat.class, List.of(FIRST, SECOND)).get(0))
                    .isNull();
            SoftDeletes.in(session).restore(Seat.class, FIRST);
            SoftDeletes.in(session).restore(Shelf.class, LOW);
        });
        factory.inTransaction(session -> {
            assertThat(session.find(Seat.class, FIRST).version).isEqualTo(2);
            assertThat(session.find(Shelf.class, LOW)).isNotNull();
        });
    }

    @Test
    void comeBackOneByOneAndWithTheirDeletion() {
        factory.inTransaction(session -> session.remove(session.find(Hall.class, hall)));

        UUID deletion = factory.fromTransaction(session -> SoftDeletes.in(session)
                .withDeleted(() -> session.find(Hall.class, hall).deletionId().orElseThrow()));
        factory.inTransaction(session -> {
            assertThat(count(session, "Seat")).isZero();
            assertThat(count(session, "Shelf")).isEqualTo(2);
            assertThat(SoftDeletes.in(session).planRestore(Seat.class, FIRST).obstacles())
                    .extracting(RestoreObstacle::by)
                    .containsExactly(new DeletedRow(Hall.class, hall));
            assertThat(SoftDeletes.in(session).restoreDeletion(deletion).rows())
                    .contains(new DeletedRow(Seat.class, SECOND))
                    .hasSize(3);
            assertThat(count(session, "Seat")).isEqualTo(2);
        });
        factory.inTransaction(session -> session.remove(session.find(Shelf.class, LOW)));
        factory.inTransaction(session -> SoftDeletes.in(session).restore(Shelf.class, LOW));
        factory.inTransaction(
                session -> assertThat(session.find(Hall.class, hall).shelves).hasSize(2));
    }

    @Test
    void areMarkedByAStatement() {
        factory.inTransaction(session -> {
            assertThat(SoftDeletes.in(session)
                            .softDelete(session.createMutationQuery("delete from Seat s where s.place = 1")))
                    .isEqualTo(1);
            assertThat(SoftDeletes.in(session)
                            .softDelete(session.createMutationQuery("delete from Shelf s where s.id.level = 0")))
                    .isEqualTo(1);
        });

        factory.inTransaction(session -> {
            assertThat(session.find(Seat.class, FIRST)).isNull();
            assertThat(session.find(Shelf.class, LOW)).isNull();
            assertThat(session.find(Shelf.class, HIGH)).isNotNull();
        });
    }

    @Test
    void goForGoodWithinAPurge() {
        factory.inTransaction(session ->
                SoftDeletes.in(session).purge(() -> session.remove(session.find(Hall.class, hall))));

        factory.inTransaction(session -> SoftDeletes.in(session).withDeleted(() -> {
            assertThat(count(session, "Seat")).isZero();
            assertThat(count(session, "Shelf")).isEqualTo(2);
        }));
    }
}
