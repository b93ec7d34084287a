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
package dev.ashlar.contracts;

import static dev.ashlar.contracts.SoftDeleteContracts.assertDeleteRestoreRoundTrip;
import static dev.ashlar.contracts.SoftDeleteContracts.assertNoPhysicalDelete;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.softdelete.SoftDeletes;
import dev.ashlar.testkit.PersistenceTest;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Proofs of soft delete hold where they should, and fail where they should. */
@PersistenceTest(entities = {Album.class, Track.class})
class SoftDeleteContractsTest {

    private final SessionFactory factory;
    private Long album;

    SoftDeleteContractsTest(EntityManagerFactory factory) {
        this.factory = factory.unwrap(SessionFactory.class);
    }

    @BeforeEach
    void write() {
        factory.inTransaction(session -> {
            Album blue = new Album("Blue");
            Album other = new Album("Hejira");
            blue.moods.add("calm");
            blue.similar.add(other);
            other.similar.add(blue);
            blue.tracks.add(new Track(blue));
            blue.tracks.add(new Track(blue));
            session.persist(other);
            session.persist(blue);
            album = blue.id;
        });
    }

    private void remove() {
        factory.inTransaction(session -> session.remove(session.find(Album.class, album)));
    }

    @Test
    void findsNoPhysicalDeleteInARemoval() {
        assertNoPhysicalDelete(factory, this::remove);
    }

    @Test
    void findsAPurge() {
        assertThatThrownBy(() -> assertNoPhysicalDelete(
                        factory,
                        () -> factory.inTransaction(session -> SoftDeletes.in(session)
                                .purge(() -> session.createMutationQuery("delete from Track")
                                        .executeUpdate()))))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Rows of soft-deletable entities were deleted physically: count=2 rows=[Track#");
    }

    @Test
    void findsADeletePastHibernate() {
        assertThatThrownBy(() -> assertNoPhysicalDelete(
                        factory,
                        () -> factory.inTransaction(session -> session.doWork(connection -> {
                            try (var statement = connection.createStatement()) {
                                statement.executeUpdate("delete from Track");
                            }
                        }))))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("count=2");
    }

    @Test
    void bringsAWholeGraphBackAsItWas() {
        assertDeleteRestoreRoundTrip(factory, Album.class, album);
    }

    @Test
    void tellsWhatARoundTripChanged() {
        TableRows before = TableRows.of(factory.unwrap(SessionFactoryImplementor.class));
        factory.inTransaction(
                session -> session.find(Album.class, album).similar.clear());

        assertThatThrownBy(() -> TableRows.of(factory.unwrap(SessionFactoryImplementor.class))
                        .assertSameAs(before))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("differences=1")
                .hasMessageContaining("Album_Album lost");
    }

    @Test
    void needsALiveRow() {
        remove();

        assertThatThrownBy(() -> assertDeleteRestoreRoundTrip(factory, Album.class, album))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("There is no live row to remove");
    }
}
