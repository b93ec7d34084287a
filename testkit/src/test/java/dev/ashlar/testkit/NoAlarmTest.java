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
package dev.ashlar.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.core.harness.EachEngine;
import dev.ashlar.core.harness.Engine;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;

/** Associations that are mapped so that loading them one by one is no harm, or is named in a special way. */
class NoAlarmTest {

    private static final Map<String, Object> CACHE = Map.of(
            "hibernate.cache.region.factory_class",
            "jcache",
            "hibernate.javax.cache.provider",
            "com.github.benmanes.caffeine.jcache.spi.CaffeineCachingProvider",
            "hibernate.javax.cache.missing_cache_strategy",
            "create");

    @MappedSuperclass
    abstract static class Placed {

        @ManyToOne(fetch = FetchType.LAZY)
        Room room;
    }

    @Entity(name = "Room")
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE, region = "rooms")
    static class Room {

        @Id
        @GeneratedValue
        Long id;

        String name = "room";
    }

    @Entity(name = "Shelf")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Shelf extends Placed {

        @Id
        @GeneratedValue
        Long id;

        @OneToMany(mappedBy = "shelf", cascade = CascadeType.ALL)
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE, region = "shelves")
        List<Volume> cached = new ArrayList<>();

        @OneToMany(cascade = CascadeType.ALL)
        @JoinColumn(name = "subselect_id")
        @Fetch(FetchMode.SUBSELECT)
        List<Volume> bySubselect = new ArrayList<>();

        @OneToMany(cascade = CascadeType.ALL)
        @JoinColumn(name = "batch_id")
        @BatchSize(size = 10)
        List<Volume> inBatches = new ArrayList<>();

        Volume filled() {
            Volume volume = new Volume();
            volume.shelf = this;
            cached.add(volume);
            bySubselect.add(new Volume());
            inBatches.add(new Volume());
            return volume;
        }
    }

    @Entity(name = "GlassShelf")
    static class GlassShelf extends Shelf {}

    @Entity(name = "Volume")
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE, region = "volumes")
    static class Volume {

        @Id
        @GeneratedValue
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Shelf shelf;
    }

    private static LoggedUnit filled(Engine engine) {
        LoggedUnit unit = LoggedUnit.open(engine, CACHE, Room.class, Shelf.class, GlassShelf.class, Volume.class);
        unit.factory.inTransaction(session -> {
            for (int i = 0; i < 4; i++) {
                Shelf shelf = i % 2 == 0 ? new Shelf() : new GlassShelf();
                shelf.room = new Room();
                shelf.filled();
                session.persist(shelf.room);
                session.persist(shelf);
            }
        });
        unit.factory.getCache().evictAllRegions();
        unit.sql.clear();
        return unit;
    }

    private static List<String> fetched(LoggedUnit unit) {
        return unit.sql.fetches().stream()
                .map(fetch -> fetch.trips() + " × " + fetch.association())
                .toList();
    }

    private static List<Shelf> shelves(org.hibernate.Session session) {
        return session.createSelectionQuery("from Shelf", Shelf.class).getResultList();
    }

    @EachEngine
    void isRaisedByTheSecondLevelCacheOnlyWhileItIsCold(Engine engine) {
        try (LoggedUnit unit = filled(engine)) {
            unit.factory.inTransaction(session -> shelves(session).forEach(shelf -> shelf.cached.size()));
            assertThat(fetched(unit)).containsExactly("4 × Shelf.cached");
            assertThatThrownBy(() -> assertThat(unit.sql).hasNoNPlusOne()).isInstanceOf(AssertionError.class);

            unit.sql.clear();
            unit.factory.inTransaction(session -> shelves(session).forEach(shelf -> shelf.cached.size()));
            assertThat(fetched(unit)).isEmpty();
            assertThat(unit.sql).selects(1).hasNoNPlusOne();
        }
    }

    @EachEngine
    void isRaisedByCachedEntitiesOnlyWhileTheyAreCold(Engine engine) {
        try (LoggedUnit unit = filled(engine)) {
            unit.factory.inTransaction(session -> shelves(session)
                    .forEach(shelf -> assertThat(shelf.room.toString()).isNotNull()));
            assertThat(fetched(unit)).containsExactly("4 × Shelf.room");

            unit.sql.clear();
            unit.factory.inTransaction(session -> shelves(session)
                    .forEach(shelf -> assertThat(shelf.room.toString()).isNotNull()));
            assertThat(fetched(unit)).isEmpty();
        }
    }

    @EachEngine
    void isNotRaisedBySubselects(Engine engine) {
        try (LoggedUnit unit = filled(engine)) {
            unit.factory.inTransaction(session -> {
                for (int i = 0; i < 2; i++) {
                    shelves(session).forEach(shelf -> shelf.bySubselect.size());
                    session.clear();
                }
            });

            assertThat(fetched(unit)).containsExactly("2 × Shelf.bySubselect");
            assertThat(unit.sql).hasNoNPlusOne();
        }
    }

    @EachEngine
    void isNotRaisedByBatches(Engine engine) {
        try (LoggedUnit unit = filled(engine)) {
            unit.factory.inTransaction(session -> {
                for (int i = 0; i < 2; i++) {
                    shelves(session).forEach(shelf -> shelf.inBatches.size());
                    session.clear();
                }
            });

            assertThat(fetched(unit)).containsExactly("2 × Shelf.inBatches");
            assertThat(unit.sql).hasNoNPlusOne();
        }
    }

    @EachEngine
    void namesAToOneThroughInheritance(Engine engine) {
        try (LoggedUnit unit = filled(engine)) {
            unit.factory.inTransaction(
                    session -> session.createSelectionQuery("from Volume where shelf is not null", Volume.class)
                            .getResultList()
                            .forEach(volume -> volume.shelf.toString()));

            assertThat(fetched(unit)).containsExactly("4 × Volume.shelf");
        }
    }
}
