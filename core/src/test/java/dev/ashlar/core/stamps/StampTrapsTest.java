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
package dev.ashlar.core.stamps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.core.CoreSettings;
import dev.ashlar.core.CreatedAt;
import dev.ashlar.core.Timestamped;
import dev.ashlar.core.Timestamps;
import dev.ashlar.core.UpdatedAt;
import dev.ashlar.core.harness.Database;
import dev.ashlar.core.harness.EachEngine;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.harness.TestTime;
import dev.ashlar.core.harness.TestUnit;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.Hibernate;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.UpdateTimestamp;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.junit.jupiter.api.Test;

/** What goes wrong elsewhere, by name. */
class StampTrapsTest {

    private final TestTime time = new TestTime();

    private SessionFactory open(Database database, Class<?>... entities) {
        return TestUnit.of(database, entities)
                .with(CoreSettings.TIME_SOURCE, time)
                .open();
    }

    @Entity(name = "Theirs")
    @DynamicUpdate
    static class Theirs {
        @Id
        Long id;

        String title;

        @UpdateTimestamp
        Instant updatedAt;
    }

    /** What ours must not trigger; ours is {@link StampPathsTest#statelessUpdateOfALoadedInstance}. */
    @EachEngine
    void hibernatesOwnTimestampDropsTheOtherColumnsOfAStatelessDynamicUpdate(Engine engine) {
        try (Database database = engine.open();
                SessionFactory factory = open(database, Theirs.class)) {
            Theirs row = new Theirs();
            row.id = 1L;
            row.title = "first";
            factory.inStatelessTransaction(session -> session.insert(row));
            row.title = "second";
            factory.inStatelessTransaction(session -> session.update(row));
            assertThat(database.rows("select title from Theirs"))
                    .as("Hibernate mended it: @DynamicUpdate needs no care any more")
                    .containsExactly("first");
        }
    }

    @Embeddable
    static class TheirTimes {
        @CreationTimestamp
        Instant createdAt;

        String place;
    }

    @Entity(name = "TheirTrip")
    static class TheirTrip {
        @Id
        Long id;

        @Embedded
        TheirTimes times = new TheirTimes();
    }

    @Embeddable
    static class OurTimes {
        @CreatedAt
        Instant createdAt;

        @UpdatedAt
        Instant updatedAt;

        String place;
    }

    @Embeddable
    static class OurBirth {
        @CreatedAt
        @Column(name = "born_at")
        Instant createdAt;

        @Column(name = "born_in")
        String place;
    }

    @Entity(name = "OurTrip")
    static class OurTrip {
        @Id
        Long id;

        @Embedded
        OurBirth birth = new OurBirth();

        @Embedded
        OurTimes times = new OurTimes();
    }

    @EachEngine
    void anAttributeBesideAStampInAnEmbeddableIsNotLostWhenItChangesAlone(Engine engine) {
        try (Database database = engine.open();
                SessionFactory factory = open(database, TheirTrip.class, OurTrip.class)) {
            factory.inTransaction(session -> {
                TheirTrip theirs = new TheirTrip();
                theirs.id = 1L;
                theirs.times.place = "Cork";
                session.persist(theirs);
                OurTrip ours = new OurTrip();
                ours.id = 1L;
                ours.times.place = "Cork";
                ours.birth.place = "Cork";
                session.persist(ours);
            });
            Instant now = time.tick();
            factory.inTransaction(session -> {
                session.find(TheirTrip.class, 1L).times.place = "Galway";
                session.find(OurTrip.class, 1L).times.place = "Galway";
            });
            factory.inTransaction(session -> session.find(OurTrip.class, 1L).birth.place = "Sligo");
            assertThat(database.rows("select place from TheirTrip"))
                    .as("Hibernate mended it")
                    .containsExactly("Cork");
            assertThat(database.rows("select place, born_in from OurTrip")).containsExactly("Galway Sligo");
            factory.inSession(session ->
                    assertThat(session.find(OurTrip.class, 1L).times.updatedAt).isEqualTo(now));
        }
    }

    @Entity(name = "Kinds")
    static class Kinds {
        @Id
        Long id;

        @CreatedAt
        Instant asInstant;

        @CreatedAt
        OffsetDateTime asOffset;

        @CreatedAt
        ZonedDateTime asZoned;

        @CreatedAt
        LocalDateTime asLocal;

        @CreatedAt
        Date asDate;
    }

    @EachEngine
    void everyTypeHoldsTheSameMomentInUtc(Engine engine) {
        try (Database database = engine.open();
                SessionFactory factory = open(database, Kinds.class)) {
            Kinds row = new Kinds();
            row.id = 1L;
            Instant now = time.tick();
            factory.inTransaction(session -> session.persist(row));
            Kinds stored = factory.fromSession(session -> session.find(Kinds.class, 1L));
            for (Kinds kinds : List.of(row, stored)) {
                assertThat(kinds.asInstant).isEqualTo(now);
                assertThat(kinds.asOffset.toInstant()).isEqualTo(now);
                assertThat(kinds.asZoned.toInstant()).isEqualTo(now);
                assertThat(kinds.asLocal.toInstant(ZoneOffset.UTC)).isEqualTo(now);
                assertThat(kinds.asDate.getTime()).isEqualTo(now.toEpochMilli());
            }
        }
    }

    @Entity(name = "Entry")
    static class Entry implements Timestamped {
        @Id
        Long id;

        @Version
        int version;

        String title;

        @Embedded
        Timestamps timestamps;

        @ElementCollection
        Set<String> words = new HashSet<>();

        @Override
        public Timestamps getTimestamps() {
            return timestamps;
        }
    }

    @EachEngine
    void whatTheApplicationAssignedBeforeTheInsertStays(Engine engine) {
        try (Database database = engine.open();
                SessionFactory factory = open(database, Kinds.class)) {
            Kinds row = new Kinds();
            row.id = 1L;
            row.asInstant = Instant.parse("1999-12-31T23:59:59.123456789Z");
            factory.inTransaction(session -> session.persist(row));
            Instant kept = Instant.parse("1999-12-31T23:59:59.123456Z");
            assertThat(row.asInstant).isEqualTo(kept);
            assertThat(factory.fromSession(session -> session.find(Kinds.class, 1L)).asInstant)
                    .isEqualTo(kept);
        }
    }

    @EachEngine
    void aManagedInstanceGetsTheCreatedTimeBackWhenItsEmbeddedValueWasReplaced(Engine engine) {
        try (Database database = engine.open();
                SessionFactory factory = open(database, Entry.class)) {
            Instant created = time.tick();
            insertEntry(factory);
            Instant updated = time.tick();
            Entry row = factory.fromTransaction(session -> {
                Entry loaded = session.find(Entry.class, 1L);
                loaded.timestamps = null;
                loaded.title = "second";
                return loaded;
            });
            assertThat(row.timestamps).isEqualTo(new Timestamps(created, updated));
            Entry stored = factory.fromSession(session -> session.find(Entry.class, 1L));
            assertThat(stored.timestamps).isEqualTo(new Timestamps(created, updated));
        }
    }

    @Embeddable
    @DiscriminatorColumn(name = "kind")
    static class Place {
        @CreatedAt
        Instant createdAt;

        String name;
    }

    @Embeddable
    @DiscriminatorValue("city")
    static class City extends Place {
        String mayor;
    }

    @Entity(name = "Visit")
    static class Visit {
        @Id
        Long id;

        @Embedded
        Place place;
    }

    @EachEngine
    void embeddedValuesWithSubclassesAreStampedAlsoWhereThereIsNone(Engine engine) {
        try (Database database = engine.open();
                SessionFactory factory = open(database, Visit.class, Place.class, City.class)) {
            Instant now = time.tick();
            factory.inTransaction(session -> {
                Visit nowhere = new Visit();
                nowhere.id = 1L;
                session.persist(nowhere);
                Visit city = new Visit();
                city.id = 2L;
                city.place = new City();
                session.persist(city);
            });
            factory.inTransaction(session -> {
                assertThat(session.find(Visit.class, 1L).place.createdAt).isEqualTo(now);
                Place city = session.find(Visit.class, 2L).place;
                assertThat(city).isInstanceOf(City.class);
                assertThat(city.createdAt).isEqualTo(now);
            });
        }
    }

    @EachEngine
    void mergeOntoAProxyGivesTheTimesBack(Engine engine) {
        try (Database database = engine.open();
                SessionFactory factory = open(database, Entry.class)) {
            Instant created = time.tick();
            insertEntry(factory);
            time.tick();
            factory.inTransaction(session -> {
                session.getReference(Entry.class, 1L);
                Entry copy = new Entry();
                copy.id = 1L;
                copy.title = "first";
                Entry merged = (Entry) Hibernate.unproxy(session.merge(copy));
                assertThat(merged.getCreatedAt()).isEqualTo(created);
            });
        }
    }

    @EachEngine
    void aChangeOfACollectionAloneTouchesTheRowOfAVersionedEntity(Engine engine) {
        try (Database database = engine.open();
                SessionFactory factory = open(database, Entry.class)) {
            insertEntry(factory);
            Instant updated = time.tick();
            factory.inTransaction(session -> session.find(Entry.class, 1L).words.add("stone"));
            assertThat(factory.fromSession(session -> session.find(Entry.class, 1L))
                            .getUpdatedAt())
                    .isEqualTo(updated);
        }
    }

    @EachEngine
    void theTraitCopesWithAnEmbeddedValueThatWasLoadedAsNull(Engine engine) {
        try (Database database = engine.open();
                SessionFactory factory = open(database, Entry.class)) {
            insertEntry(factory);
            database.execute("alter table Entry " + dropNotNull(engine, "created_at"));
            database.execute("alter table Entry " + dropNotNull(engine, "updated_at"));
            database.execute("update Entry set created_at = null, updated_at = null");
            factory.inSession(session -> {
                Entry loaded = session.find(Entry.class, 1L);
                assertThat(loaded.timestamps).isNull();
                assertThat(loaded.getCreatedAt()).isNull();
                assertThat(loaded.getUpdatedAt()).isNull();
            });
        }
    }

    private static String dropNotNull(Engine engine, String column) {
        return switch (engine) {
            case H2 -> "alter column " + column + " set null";
            case POSTGRESQL -> "alter column " + column + " drop not null";
            case MARIADB -> "modify column " + column + " timestamp(6) null";
        };
    }

    @EachEngine
    void allRowsOfATransactionHaveTheSameTime(Engine engine) {
        try (Database database = engine.open();
                SessionFactory factory = open(database, Kinds.class)) {
            Instant now = time.tick();
            factory.inTransaction(session -> {
                for (long id = 1; id <= 3; id++) {
                    Kinds row = new Kinds();
                    row.id = id;
                    session.persist(row);
                    session.flush();
                    time.tick();
                }
            });
            assertThat(factory.<List<Instant>>fromSession(session -> session.createSelectionQuery(
                                    "select distinct k.asInstant from Kinds k", Instant.class)
                            .getResultList()))
                    .containsExactly(now);
        }
    }

    @Test
    void oneSelectReadsBackWhatTheInstanceLacksAndOnlyThen() {
        try (Database database = Engine.H2.open()) {
            List<String> statements = new ArrayList<>();
            StatementInspector log = sql -> {
                statements.add(sql.split(" ", 2)[0]);
                return null;
            };
            try (SessionFactory factory = TestUnit.of(database, Entry.class)
                    .with(CoreSettings.TIME_SOURCE, time)
                    .with("hibernate.session_factory.statement_inspector", log)
                    .open()) {
                insertEntry(factory);
                Entry row = factory.fromSession(session -> session.find(Entry.class, 1L));
                statements.clear();
                factory.inStatelessTransaction(session -> session.update(row));
                assertThat(statements).containsExactly("update");
                statements.clear();
                row.timestamps = null;
                factory.inStatelessTransaction(session -> session.update(row));
                assertThat(statements).containsExactly("select", "update");
                assertThat(row.getCreatedAt()).isNotNull();
            }
            try (SessionFactory factory = TestUnit.of(database, Entry.class)
                    .with("jakarta.persistence.schema-generation.database.action", "none")
                    .with(CoreSettings.READ_BACK, "false")
                    .with("hibernate.session_factory.statement_inspector", log)
                    .open()) {
                Entry row = factory.fromSession(session -> session.find(Entry.class, 1L));
                Instant created = row.getCreatedAt();
                row.timestamps = null;
                statements.clear();
                factory.inStatelessTransaction(session -> session.update(row));
                assertThat(statements).containsExactly("update");
                assertThat(row.getCreatedAt()).isNull();
                assertThat(factory.fromSession(session -> session.find(Entry.class, 1L))
                                .getCreatedAt())
                        .as("the row keeps it")
                        .isEqualTo(created);
            }
        }
    }

    private static void insertEntry(SessionFactory factory) {
        factory.inTransaction(session -> {
            Entry row = new Entry();
            row.id = 1L;
            row.title = "first";
            session.persist(row);
        });
    }
}
