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
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Map;
import org.hibernate.Hibernate;
import org.hibernate.IdentifierLoadAccess;
import org.hibernate.KeyType;
import org.hibernate.LockMode;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.NaturalIdCache;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every way to find rows by their keys: one is live, one deleted. */
@PersistenceTest(entities = {FindingTest.Plate.class, FindingTest.Room.class})
@SuppressWarnings({"deprecation", "removal"}) // applications still call what Hibernate deprecates
class FindingTest {

    @Entity(name = "Plate")
    @SoftDeletable
    @NaturalIdCache
    static class Plate implements Deletable {
        @Id
        @GeneratedValue
        Long id;

        @NaturalId(mutable = true)
        String number;

        String note;

        Deletion deletion;

        @Override
        public Deletion getDeletion() {
            return deletion;
        }
    }

    @Entity(name = "Room")
    @SoftDeletable
    static class Room implements Deletable {
        @Id
        @GeneratedValue
        Long id;

        @NaturalId
        String house;

        @NaturalId
        int door;

        Deletion deletion;

        @Override
        public Deletion getDeletion() {
            return deletion;
        }
    }

    private final SessionFactory factory;
    private Long live;
    private Long gone;

    FindingTest(EntityManagerFactory factory) {
        this.factory = factory.unwrap(SessionFactory.class);
    }

    @BeforeEach
    void write() {
        factory.inTransaction(session -> {
            for (String number : List.of("live", "gone")) {
                Plate plate = new Plate();
                plate.number = number;
                session.persist(plate);
                Room room = new Room();
                room.house = number;
                room.door = 1;
                session.persist(room);
                live = live == null ? plate.id : live;
                gone = plate.id;
            }
        });
        factory.inTransaction(session -> {
            session.remove(session.find(Plate.class, gone));
            session.remove(session.createSelectionQuery("from Room where house = 'gone'", Room.class)
                    .getSingleResult());
        });
    }

    @Test
    void hidesFromSingleLoads() {
        factory.inTransaction(session -> {
            assertThat(session.find(Plate.class, gone)).isNull();
            assertThat(session.find(Plate.class, gone, LockModeType.PESSIMISTIC_WRITE))
                    .isNull();
            assertThat(session.find(Plate.class, gone, Map.of())).isNull();
            assertThat(session.find(Plate.class, gone, LockMode.READ)).isNull();
            IdentifierLoadAccess<Plate> access = session.byId(Plate.class);
            assertThat(access.load(gone)).isNull();
            assertThat(access.loadOptional(gone)).isEmpty();
            assertThat(access.loadOptional(live)).isPresent();
            assertThat(session.get(Plate.class, gone)).isNull();
        });
    }

    @Test
    void hidesFromSeveralLoads() {
        factory.inTransaction(session -> {
            List<Long> both = List.of(gone, live);
            assertThat(session.findMultiple(Plate.class, both))
                    .hasSize(2)
                    .first()
                    .isNull();
            assertThat(session.byMultipleIds(Plate.class).multiLoad(both))
                    .hasSize(2)
                    .first()
                    .isNull();
            session.clear();
            assertThat(session.findMultiple(Plate.class, both, org.hibernate.OrderingMode.UNORDERED))
                    .extracting(plate -> plate.number)
                    .containsExactly("live");
            assertThat(session.byMultipleIds(Plate.class)
                            .enableOrderedReturn(false)
                            .multiLoad(both))
                    .hasSize(1);
            session.clear();
            assertThat(session.byMultipleIds(Plate.class)
                            .enableSessionCheck(true)
                            .multiLoad(both))
                    .hasSize(2)
                    .first()
                    .isNull();
        });
        factory.inStatelessTransaction(session -> {
            assertThat(session.getMultiple(Plate.class, List.of(gone, live)))
                    .hasSize(2)
                    .first()
                    .isNull();
            assertThat(session.get(Plate.class, gone)).isNull();
            assertThat(session.get(Plate.class, gone, LockMode.PESSIMISTIC_WRITE))
                    .isNull();
        });
    }

    @Test
    void hidesFromNaturalIds() {
        for (int round = 0; round < 2; round++) { // the second one knows the resolution
            factory.inTransaction(session -> {
                assertThat(session.bySimpleNaturalId(Plate.class).load("gone")).isNull();
                assertThat(session.bySimpleNaturalId(Plate.class).loadOptional("gone"))
                        .isEmpty();
                assertThat(session.bySimpleNaturalId(Plate.class).load("live")).isNotNull();
                assertThat(session.byNaturalId(Plate.class)
                                .using("number", "gone")
                                .load())
                        .isNull();
                assertThat(session.byNaturalId(Room.class)
                                .using("house", "gone")
                                .using("door", 1)
                                .load())
                        .isNull();
                assertThat(session.byNaturalId(Room.class)
                                .using("house", "live")
                                .using("door", 1)
                                .load())
                        .isNotNull();
                assertThat(session.find(Plate.class, "gone", KeyType.NATURAL)).isNull();
                assertThat(session.byMultipleNaturalId(Plate.class).multiLoad("gone", "live"))
                        .filteredOn(java.util.Objects::nonNull)
                        .extracting(plate -> plate.number)
                        .containsExactly("live");
                assertThat(session.findMultiple(Plate.class, List.of("gone", "live"), KeyType.NATURAL))
                        .filteredOn(java.util.Objects::nonNull)
                        .hasSize(1);
                SoftDeletes scopes = SoftDeletes.in(session);
                assertThat(scopes.withDeleted(
                                () -> session.bySimpleNaturalId(Plate.class).load("gone")))
                        .isNotNull();
                assertThat(scopes.onlyDeleted(
                                () -> session.bySimpleNaturalId(Plate.class).load("live")))
                        .isNull();
                assertThat(session.bySimpleNaturalId(Plate.class).load("gone")).isNull();
            });
        }
    }

    @Test
    void findsByNaturalIdWhatTheSessionJustRemoved() {
        factory.inTransaction(session -> {
            session.remove(session.bySimpleNaturalId(Plate.class).load("live"));
            assertThat(session.bySimpleNaturalId(Plate.class).load("live")).isNull();
            assertThat(session.find(Plate.class, live)).isNull();
            assertThat(session.findMultiple(Plate.class, List.of(live))).containsOnlyNulls();
            assertThat(session.createSelectionQuery("from Plate", Plate.class).getResultList())
                    .isEmpty();
        });
    }

    /** A reference says nothing about its row: it stands for one that is deleted as well. */
    @Test
    void showsAReference() {
        factory.inTransaction(session -> {
            Plate reference = session.getReference(Plate.class, gone);
            assertThat(Hibernate.isInitialized(reference)).isFalse();
            assertThat(((Plate) Hibernate.unproxy(reference)).number).isEqualTo("gone");
            assertThat(session.find(Plate.class, gone)).isNull();
        });
        factory.inTransaction(session -> {
            Plate reference = session.getReference(Plate.class, gone);
            assertThat(session.find(Plate.class, gone)).isNull();
            assertThat(session.byId(Plate.class).getReference(gone)).isSameAs(reference);
        });
    }

    @Test
    void refreshesAndLocksADeletedManagedInstance() {
        factory.inTransaction(session -> {
            Plate found = SoftDeletes.in(session).withDeleted(() -> session.find(Plate.class, gone));
            session.refresh(found);
            assertThat(found.isDeleted()).isTrue();
            session.lock(found, LockModeType.PESSIMISTIC_WRITE);
            session.refresh(found, LockModeType.PESSIMISTIC_WRITE);
            found.note = "changed";
        });
        factory.inTransaction(session -> {
            Plate found = SoftDeletes.in(session).withDeleted(() -> session.find(Plate.class, gone));
            assertThat(found.note).isEqualTo("changed");
            assertThat(found.isDeleted()).isTrue();
        });
    }

    @Test
    void refreshesUpdatesAndUpsertsInAStatelessSession() {
        factory.inStatelessTransaction(session -> {
            Plate found = SoftDeletes.in(session).withDeleted(() -> session.get(Plate.class, gone));
            found.note = "lost";
            session.refresh(found);
            assertThat(found.note).isNull();
            found.note = "kept";
            session.update(found);
            found.note = "upserted";
            session.upsert(found);
        });
        factory.inTransaction(session -> {
            assertThat(session.find(Plate.class, gone)).isNull();
            Plate found = SoftDeletes.in(session).withDeleted(() -> session.find(Plate.class, gone));
            assertThat(found.note).isEqualTo("upserted");
        });
    }
}
