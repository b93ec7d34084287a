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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.testkit.PersistenceTest;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.util.List;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scopes: what they show, and that nothing of them is left. */
@PersistenceTest(
        entities = {
            Author.class,
            Book.class,
            Review.class,
            Subject.class,
            HiddenLinksTest.Song.class,
            HiddenLinksTest.Album.class
        })
class ScopesTest {

    private final SessionFactory factory;
    private Long author;
    private Long live;
    private Long gone;

    ScopesTest(EntityManagerFactory factory) {
        this.factory = factory.unwrap(SessionFactory.class);
    }

    @BeforeEach
    void write() {
        factory.inTransaction(session -> {
            Author ann = new Author("ann");
            Book first = ann.write("live");
            Book second = ann.write("gone");
            session.persist(ann);
            author = ann.id;
            live = first.id;
            gone = second.id;
        });
        factory.inTransaction(session -> session.remove(session.find(Book.class, gone)));
    }

    private static List<Long> books(SharedSessionContract session) {
        return session.createSelectionQuery("select id from Book order by id", Long.class)
                .getResultList();
    }

    @Test
    void nest() {
        factory.inTransaction(session -> {
            SoftDeletes scopes = SoftDeletes.in(session);
            scopes.withDeleted(() -> {
                assertThat(books(session)).hasSize(2);
                scopes.onlyDeleted(() -> {
                    assertThat(books(session)).containsExactly(gone);
                    assertThat(scopes.withDeleted(() -> books(session))).hasSize(2);
                    assertThat(books(session)).containsExactly(gone);
                });
                assertThat(books(session)).hasSize(2);
            });
            assertThat(books(session)).containsExactly(live);
        });
    }

    @Test
    void endWhenTheBlockThrows() {
        factory.inTransaction(session -> {
            SoftDeletes scopes = SoftDeletes.in(session);
            assertThatThrownBy(() -> scopes.withDeleted(() -> {
                        throw new IOException("checked");
                    }))
                    .isInstanceOf(IOException.class);
            assertThat(books(session)).containsExactly(live);
            scopes.withDeleted(() -> {
                assertThatThrownBy(() -> scopes.onlyDeleted(() -> {
                            throw new IllegalStateException("unchecked");
                        }))
                        .hasMessage("unchecked");
                assertThat(books(session)).hasSize(2);
            });
            assertThatThrownBy(() -> scopes.purge(() -> {
                        throw new IllegalStateException("purge");
                    }))
                    .hasMessage("purge");
            assertThat(books(session)).containsExactly(live);
            assertThatThrownBy(() -> session.createNativeMutationQuery("delete from Book")
                            .executeUpdate())
                    .isInstanceOf(PhysicalDeleteException.class);
        });
    }

    @Test
    void hideAfterwardsWhatWasFoundWithin() {
        factory.inTransaction(session -> {
            Book found = SoftDeletes.in(session).withDeleted(() -> session.find(Book.class, gone));
            assertThat(session.contains(found)).isTrue();
            assertThat(session.find(Book.class, gone)).isNull();
            assertThat(session.findMultiple(Book.class, List.of(gone))).containsOnlyNulls();
            assertThat(SoftDeletes.in(session).withDeleted(() -> session.find(Book.class, gone)))
                    .isSameAs(found);
        });
    }

    @Test
    void makeCollectionsLazyAgain() {
        factory.inTransaction(session -> {
            Author ann = session.find(Author.class, author);
            int version = ann.version;
            SoftDeletes.in(session).withDeleted(() -> assertThat(ann.books).hasSize(2));
            assertThat(Hibernate.isInitialized(ann.books)).isFalse();
            assertThat(ann.books).hasSize(1);
            session.flush();
            assertThat(ann.version).isEqualTo(version);
        });
    }

    @Test
    void makeCollectionsOfEmbeddedValuesLazyAgain() {
        Long id = factory.fromTransaction(session -> {
            HiddenLinksTest.Album album = new HiddenLinksTest.Album();
            HiddenLinksTest.Song song = new HiddenLinksTest.Song("gone");
            album.extras.extras.add(song);
            session.persist(song);
            session.persist(album);
            session.flush();
            session.remove(song);
            return album.id;
        });
        factory.inTransaction(session -> {
            HiddenLinksTest.Album album = session.find(HiddenLinksTest.Album.class, id);
            SoftDeletes.in(session)
                    .withDeleted(() -> assertThat(album.extras.extras).hasSize(1));
            assertThat(album.extras.extras).isEmpty();
        });
        factory.inTransaction(session -> {
            HiddenLinksTest.Album album = SoftDeletes.in(session)
                    .withDeleted(() -> session.createSelectionQuery(
                                    "from Album a join fetch a.extras.extras", HiddenLinksTest.Album.class)
                            .getSingleResult());
            assertThat(album.extras.extras).isEmpty();
        });
        factory.inTransaction(session -> SoftDeletes.in(session)
                .withDeleted(() -> assertThat(session.find(HiddenLinksTest.Album.class, id).extras.extras)
                        .hasSize(1)));
    }

    @Test
    void keepACollectionThatWasChangedWithin() {
        factory.inTransaction(session -> {
            Author ann = session.find(Author.class, author);
            SoftDeletes.in(session).withDeleted(() -> {
                assertThat(ann.books).hasSize(2);
                ann.write("new");
            });
        });
        factory.inTransaction(session -> assertThat(books(session)).hasSize(2));
        factory.inTransaction(session -> assertThat(SoftDeletes.in(session).onlyDeleted(() -> books(session)))
                .containsExactly(gone));
    }

    @Test
    void areOfOneSession() {
        factory.inTransaction(session -> SoftDeletes.in(session).withDeleted(() -> {
            assertThat(books(session)).hasSize(2);
            try (Session other = factory.openSession()) {
                other.inTransaction(transaction -> assertThat(books(other)).containsExactly(live));
            }
        }));
    }

    @Test
    void workOnStatelessSessions() {
        factory.inStatelessTransaction((StatelessSession session) -> {
            SoftDeletes scopes = SoftDeletes.in(session);
            assertThat(books(session)).containsExactly(live);
            scopes.withDeleted(() -> {
                assertThat(books(session)).hasSize(2);
                assertThat(session.get(Book.class, gone)).isNotNull();
            });
            scopes.onlyDeleted(() -> {
                assertThat(books(session)).containsExactly(gone);
                assertThat(session.get(Book.class, live)).isNull();
            });
            assertThat(session.get(Book.class, gone)).isNull();
        });
    }

    @Test
    void workThroughAnEntityManager() {
        try (EntityManager manager = factory.createEntityManager()) {
            assertThat(SoftDeletes.in(manager).withDeleted(() -> manager.find(Book.class, gone)))
                    .isNotNull();
            assertThat(manager.find(Book.class, gone)).isNull();
        }
    }

    @Test
    void areRefusedOnAClosedSession() {
        Session session = factory.openSession();
        session.close();
        SoftDeletes scopes = SoftDeletes.in(session);
        assertThatThrownBy(() -> scopes.withDeleted(() -> "never"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "A scope was opened on a closed session: scope=WITH_DELETED. Open it on the session that reads.");
        assertThatThrownBy(() -> scopes.purge(() -> "never")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void endQuietlyWhenTheBlockClosesTheSession() {
        Session session = factory.openSession();
        SoftDeletes.in(session).withDeleted(session::close);
        assertThat(session.isOpen()).isFalse();
    }
}
