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
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OneToMany;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes of collections that hide elements: two songs are visible in each, and one is deleted. */
@PersistenceTest(entities = {HiddenLinksTest.Song.class, HiddenLinksTest.Album.class})
class HiddenLinksTest {

    @Entity(name = "Song")
    @SoftDeletable
    static class Song implements Deletable {
        @Id
        @GeneratedValue
        Long id;

        String title;

        Deletion deletion;

        protected Song() {}

        Song(String title) {
            this.title = title;
        }

        @Override
        public Deletion getDeletion() {
            return deletion;
        }
    }

    @Embeddable
    static class Extras {
        @ManyToMany
        @JoinTable(name = "album_extra")
        Set<Song> extras = new HashSet<>();
    }

    @Entity(name = "Album")
    @SoftDeletable
    static class Album implements Deletable {
        @Id
        @GeneratedValue
        Long id;

        @ManyToMany
        @JoinTable(name = "album_shared")
        Set<Song> shared = new HashSet<>();

        @OneToMany
        @JoinTable(name = "album_listed")
        Set<Song> listed = new HashSet<>();

        @OneToMany
        @JoinColumn(name = "column_id")
        Set<Song> inColumn = new HashSet<>();

        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
        @JoinTable(name = "album_owned")
        Set<Song> owned = new HashSet<>();

        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
        @JoinColumn(name = "owner_id")
        Set<Song> ownedInColumn = new HashSet<>();

        Extras extras = new Extras();

        Deletion deletion;

        @Override
        public Deletion getDeletion() {
            return deletion;
        }
    }

    private static final List<Function<Album, Collection<Song>>> LINKS = List.of(
            album -> album.shared, album -> album.listed, album -> album.inColumn, album -> album.extras.extras);
    private static final List<Function<Album, Collection<Song>>> OWNING =
            List.of(album -> album.owned, album -> album.ownedInColumn);

    private final SessionFactory factory;
    private Long album;

    HiddenLinksTest(EntityManagerFactory factory) {
        this.factory = factory.unwrap(SessionFactory.class);
    }

    @BeforeEach
    void write() {
        factory.inTransaction(session -> {
            Album made = new Album();
            for (String title : List.of("a", "b", "gone")) {
                for (List<Function<Album, Collection<Song>>> roles : List.of(LINKS, OWNING)) {
                    roles.forEach(role -> {
                        Song song = new Song(title);
                        session.persist(song);
                        role.apply(made).add(song);
                    });
                }
            }
            session.persist(made);
            album = made.id;
        });
        factory.inTransaction(session -> session.createSelectionQuery("from Song where title = 'gone'", Song.class)
                .getResultList()
                .forEach(session::remove));
    }

    private void change(List<Function<Album, Collection<Song>>> roles, Consumer<Collection<Song>> change) {
        factory.inTransaction(session -> {
            Album found = session.find(Album.class, album);
            roles.forEach(role -> change.accept(role.apply(found)));
        });
    }

    private void assertAll(List<Function<Album, Collection<Song>>> roles, String... titles) {
        factory.inTransaction(session -> SoftDeletes.in(session).withDeleted(() -> {
            Album found = session.find(Album.class, album);
            for (int i = 0; i < roles.size(); i++) {
                assertThat(roles.get(i).apply(found))
                        .as("role %d", i)
                        .extracting(song -> song.title)
                        .containsExactlyInAnyOrder(titles);
            }
        }));
    }

    @Test
    void stayWhenAnElementLeaves() {
        change(LINKS, songs -> songs.removeIf(song -> song.title.equals("a")));
        assertAll(LINKS, "b", "gone");
    }

    @Test
    void stayWhenTheLastVisibleElementLeaves() {
        change(LINKS, songs -> songs.removeIf(song -> song.title.equals("a")));
        change(LINKS, songs -> songs.removeIf(song -> song.title.equals("b")));
        assertAll(LINKS, "gone");
    }

    @Test
    void stayWhenOneIsAdded() {
        factory.inTransaction(session -> {
            Album found = session.find(Album.class, album);
            LINKS.forEach(role -> {
                Song song = new Song("new");
                session.persist(song);
                role.apply(found).add(song);
            });
        });
        assertAll(LINKS, "a", "b", "gone", "new");
    }

    @Test
    void stayWhenTheCollectionIsCleared() {
        change(LINKS, Collection::clear);
        assertAll(LINKS, "gone");
    }

    @Test
    void stayWhenTheCollectionIsReplaced() {
        factory.inTransaction(session -> {
            Album found = session.find(Album.class, album);
            found.shared = new HashSet<>();
            found.listed = new HashSet<>();
            found.inColumn = new HashSet<>();
            found.extras.extras = new HashSet<>();
        });
        assertAll(LINKS, "gone");
    }

    @Test
    void stayWhenTheOwnerIsMergedFromADetachedCopy() {
        Album detached = factory.fromTransaction(session -> {
            Album found = session.find(Album.class, album);
            LINKS.forEach(role -> Hibernate.initialize(role.apply(found)));
            OWNING.forEach(role -> Hibernate.initialize(role.apply(found)));
            return found;
        });
        LINKS.forEach(role -> role.apply(detached).removeIf(song -> song.title.equals("a")));
        factory.inTransaction(session -> session.merge(detached));
        assertAll(LINKS, "b", "gone");
        assertAll(OWNING, "a", "b", "gone");
    }

    @Test
    void stayOfOrphansToo() {
        change(OWNING, songs -> songs.removeIf(song -> song.title.equals("a")));
        assertAll(OWNING, "a", "b", "gone");
        change(OWNING, Collection::clear);
        assertAll(OWNING, "a", "b", "gone");
        factory.inTransaction(session -> {
            Album found = session.find(Album.class, album);
            assertThat(found.owned).isEmpty();
            assertThat(found.ownedInColumn).isEmpty();
        });
    }

    @Test
    void areFreeToBeRemovedWithinTheScope() {
        factory.inTransaction(session -> SoftDeletes.in(session).withDeleted(() -> {
            Album found = session.find(Album.class, album);
            LINKS.forEach(role -> role.apply(found).removeIf(song -> song.title.equals("gone")));
        }));
        assertAll(LINKS, "a", "b");
    }

    @Test
    void goWithAnOwnerThatIsDeletedForGood() {
        factory.inTransaction(session -> {
            Album found = session.find(Album.class, album);
            SoftDeletes.in(session).purge(() -> session.remove(found));
        });
        for (String table : List.of("album_shared", "album_listed", "album_owned", "album_extra")) {
            assertThat(rows(table)).as(table).isZero();
        }
        assertThat(rows("Song where column_id is not null or owner_id is not null"))
                .isZero();
        assertThat(rows("Song")).isEqualTo(12);
    }

    @Test
    void goWithAnOwnerThatHasNothingVisible() {
        change(LINKS, Collection::clear);
        change(OWNING, Collection::clear);
        factory.inTransaction(session -> {
            Album found = session.find(Album.class, album);
            LINKS.forEach(role -> assertThat(role.apply(found)).isEmpty());
            SoftDeletes.in(session).purge(() -> session.remove(found));
        });
        for (String table : List.of("album_shared", "album_listed", "album_owned", "album_extra")) {
            assertThat(rows(table)).as(table).isZero();
        }
        assertThat(rows("Song where column_id is not null or owner_id is not null"))
                .isZero();
        assertThat(rows("Album")).isZero();
    }

    @Test
    void stayWhenTheOwnerIsMarked() {
        factory.inTransaction(session -> session.remove(session.find(Album.class, album)));
        for (String table : List.of("album_shared", "album_listed", "album_owned", "album_extra")) {
            assertThat(rows(table)).as(table).isEqualTo(3);
        }
        factory.inTransaction(session -> SoftDeletes.in(session).restore(Album.class, album));
        assertAll(LINKS, "a", "b", "gone");
    }

    private long rows(String from) {
        return factory.fromTransaction(
                (Session session) -> session.createNativeQuery("select count(*) from " + from, Long.class)
                        .getSingleResult());
    }
}
