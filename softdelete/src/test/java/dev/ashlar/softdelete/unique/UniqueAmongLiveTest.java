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
package dev.ashlar.softdelete.unique;

import static dev.ashlar.core.naming.NamingSettings.NAMING;
import static dev.ashlar.core.naming.NamingSettings.PLURAL_SNAKE_CASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.ashlar.softdelete.DeletedRow;
import dev.ashlar.softdelete.Deletion;
import dev.ashlar.softdelete.RestoreObstacle;
import dev.ashlar.softdelete.RestorePlan;
import dev.ashlar.softdelete.RestoreRefusedException;
import dev.ashlar.softdelete.SoftDeletes;
import dev.ashlar.softdelete.internal.mapping.LiveKey;
import dev.ashlar.softdelete.internal.mapping.Marks;
import dev.ashlar.testkit.PersistenceTest;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an application sees of a key that holds among live rows. */
@PersistenceTest(
        entities = {Member.class, Club.class, Deletion.class},
        settings = NAMING + "=" + PLURAL_SNAKE_CASE)
class UniqueAmongLiveTest {

    private final SessionFactory factory;

    UniqueAmongLiveTest(EntityManagerFactory factory) {
        this.factory = factory.unwrap(SessionFactory.class);
    }

    private void persist(long id, @Nullable String mail) {
        factory.inTransaction(session -> session.persist(new Member(id, mail)));
    }

    private void remove(long id) {
        factory.inTransaction(session -> session.remove(session.find(Member.class, id)));
    }

    @Test
    void refusesTwoLiveRows() {
        persist(1, "ann@example.org");

        assertThatThrownBy(() -> persist(2, "ann@example.org"))
                .cause()
                .isInstanceOfSatisfying(
                        ConstraintViolationException.class,
                        refused -> assertThat(refused.getConstraintName()).containsIgnoringCase("uq_members_e_mail"));
    }

    @Test
    void letsTheValuesOfDeletedRowsBeUsedAgain() {
        for (long id = 1; id < 5; id++) {
            persist(id, "ann@example.org");
            remove(id);
        }
        persist(5, "ann@example.org");

        factory.inTransaction(session -> {
            assertThat(session.createSelectionQuery("select count(*) from Member", Long.class)
                            .getSingleResult())
                    .isEqualTo(1);
            SoftDeletes.in(session)
                    .onlyDeleted(
                            () -> assertThat(session.createSelectionQuery("select count(*) from Member", Long.class)
                                            .getSingleResult())
                                    .isEqualTo(4));
        });
    }

    @Test
    void tellsARestoreOfTheLiveRowInItsWay() {
        persist(1, "ann@example.org");
        remove(1);
        persist(2, "ann@example.org");

        factory.inTransaction(session -> {
            RestorePlan plan = SoftDeletes.in(session).planRestore(Member.class, 1L);
            assertThat(plan.obstacles())
                    .containsExactly(new RestoreObstacle(
                            RestoreObstacle.Kind.LIVE_DUPLICATE,
                            new DeletedRow(Member.class, 1L),
                            new DeletedRow(Member.class, 2L),
                            List.of("eMail")));
            assertThatThrownBy(() -> SoftDeletes.in(session).restore(Member.class, 1L))
                    .isInstanceOf(RestoreRefusedException.class)
                    .hasMessageContaining("Member#1: the live Member#2 has the same eMail");
        });
        remove(2);
        factory.inTransaction(session -> SoftDeletes.in(session).restore(Member.class, 1L));
    }

    @Test
    void comparesAllAttributesOfAKeyInARestore() {
        factory.inTransaction(session -> {
            Club chess = new Club(1L);
            session.persist(chess);
            for (long id = 1; id < 4; id++) {
                Member member = new Member(id, null);
                member.club = chess;
                member.badge = (int) id;
                session.persist(member);
            }
        });
        remove(1);
        factory.inTransaction(session -> session.find(Member.class, 2L).badge = 1);

        factory.inTransaction(session -> {
            assertThat(SoftDeletes.in(session).planRestore(Member.class, 1L).obstacles())
                    .extracting(RestoreObstacle::attributes)
                    .containsExactly(List.of("club", "badge"));
            session.find(Member.class, 2L).badge = null;
            assertThat(SoftDeletes.in(session).planRestore(Member.class, 1L).isPossible())
                    .isTrue();
        });
    }

    @Test
    void letsTheValuesBeUsedAgainInTheTransactionOfTheRemoval() {
        persist(1, "ann@example.org");

        factory.inTransaction(session -> {
            session.remove(session.find(Member.class, 1L));
            session.flush();
            session.persist(new Member(2L, "ann@example.org"));
        });
    }

    @Test
    void takesARowWithoutAValueForEqualToNone() {
        persist(1, null);
        persist(2, null);
        remove(2);
        persist(3, null);
    }

    @Test
    void tellsItsKeysToWhoRestores() {
        assertThat(Marks.of(factory.unwrap(SessionFactoryImplementor.class)
                                .getMappingMetamodel()
                                .getEntityDescriptor(Member.class))
                        .orElseThrow()
                        .keys())
                .extracting(LiveKey::entityName, LiveKey::name, LiveKey::attributes)
                .containsExactly(
                        tuple(Member.class.getName(), "badge_of_club", List.of("club", "badge")),
                        tuple(Member.class.getName(), "uq_members_e_mail", List.of("eMail")),
                        tuple(
                                Member.class.getName(),
                                "uq_members_street_house_number",
                                List.of("address.street", "address.houseNumber")));
    }
}
