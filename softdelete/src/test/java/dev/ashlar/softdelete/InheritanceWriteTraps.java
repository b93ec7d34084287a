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

import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What statements and stateless sessions do to a hierarchy. */
abstract class InheritanceWriteTraps extends InheritanceSetting {

    InheritanceWriteTraps(
            EntityManagerFactory factory,
            Class<? extends AnyPet> petType,
            Class<? extends AnyPet> dogType,
            Class<? extends AnyPet> puppyType,
            Class<? extends AnyKeeper> keeperType,
            Class<? extends AnyTag> tagType) {
        super(factory, petType, dogType, puppyType, keeperType, tagType);
    }

    @Test
    void keepsTheRowsOfSubclassesElementsAndLinks() {
        remove(petType, cat);
        remove(petType, dog);
        remove(puppyType, puppy);

        factory.inTransaction(session -> SoftDeletes.in(session)
                .withDeleted(
                        () -> assertThat(names(session, "select name from Puppy where weeks = 8 and breed = 'any'"))
                                .containsExactly("pup")));
        assertThat(rows("Pet_toys")).isEqualTo(3);
        assertThat(rows("Keeper_Pet")).isEqualTo(3);
    }

    @Test
    void updatesLiveRowsAlone() {
        remove(dogType, dog);

        factory.inTransaction(session -> {
            for (String type : List.of("Pet", "Dog")) {
                int updated = session.createMutationQuery("update " + type + " set name = 'x'")
                        .executeUpdate();
                assertThat(updated).isEqualTo(type.equals("Pet") ? 2 : 1);
            }
            assertThat(SoftDeletes.in(session).onlyDeleted(() -> names(session, "select d.name from Dog d")))
                    .containsExactly("rex");
        });
    }

    @Test
    void updatesAllRowsWithinTheScope() {
        remove(dogType, dog);

        factory.inTransaction(session -> SoftDeletes.in(session).withDeleted(() -> {
            assertThat(session.createMutationQuery("update Pet set name = 'x'").executeUpdate())
                    .isEqualTo(3);
            assertThat(session.createMutationQuery("update Dog set name = 'y'").executeUpdate())
                    .isEqualTo(2);
        }));
        factory.inTransaction(session -> SoftDeletes.in(session)
                .onlyDeleted(() -> assertThat(session.createMutationQuery("update Pet set name = 'z'")
                                .executeUpdate())
                        .isEqualTo(1)));
    }

    @Test
    void comesBack() {
        remove(petType, puppy);

        factory.inTransaction(session -> SoftDeletes.in(session).restore(petType, puppy));

        factory.inTransaction(session -> {
            AnyPet back = session.find(puppyType, puppy);
            assertThat(back.isDeleted()).isFalse();
            assertThat(back.version).isEqualTo(2);
            assertThat(back.toys).containsExactly("ball");
            assertThat(session.find(keeperType, keeper).friends()).hasSize(3);
        });
    }

    @Test
    void isMarkedFoundAndRestoredByAStatelessSession() {
        factory.inStatelessTransaction(session -> session.delete(session.get(petType, puppy)));

        factory.inStatelessTransaction(session -> {
            assertThat(session.get(petType, puppy)).isNull();
            assertThat(session.get(puppyType, puppy)).isNull();
            assertThat(session.getMultiple(petType, List.of(cat, puppy)).get(1)).isNull();
            assertThat(names(session, "select name from Dog")).containsExactly("rex");
            AnyPet found = SoftDeletes.in(session).withDeleted(() -> session.get(puppyType, puppy));
            assertThat(found.version).isEqualTo(1);
            SoftDeletes.in(session).restore(petType, puppy);
        });
        factory.inTransaction(
                session -> assertThat(session.find(puppyType, puppy).version).isEqualTo(2));
    }

    @Test
    void isRestoredWithItsDeletion() {
        factory.inTransaction(session -> SoftDeletes.in(session)
                .softDelete(session.createMutationQuery("delete from Dog d where d.breed = 'any'")));

        factory.inTransaction(session -> {
            assertThat(names(session, "select name from Pet")).containsExactly("cat");
            AnyPet one = SoftDeletes.in(session).withDeleted(() -> session.find(petType, dog));
            AnyPet other = SoftDeletes.in(session).withDeleted(() -> session.find(petType, puppy));
            assertThat(one.version).isEqualTo(1);
            assertThat(one.deletionId()).isEqualTo(other.deletionId());
            assertThat(SoftDeletes.in(session)
                            .restoreDeletion(one.deletionId().orElseThrow())
                            .rows())
                    .hasSize(2);
            assertThat(names(session, "select name from Dog")).hasSize(2);
        });
    }

    @Test
    void isMarkedByAStatementOfEveryLevel() {
        factory.inTransaction(session -> {
            SoftDeletes marks = SoftDeletes.in(session);
            assertThat(marks.softDelete(session.createMutationQuery("delete from Puppy where weeks = 8")))
                    .isEqualTo(1);
            assertThat(marks.softDelete(session.createMutationQuery("delete from Dog")))
                    .isEqualTo(1);
            assertThat(marks.softDelete(session.createMutationQuery("delete from Pet")))
                    .isEqualTo(1);
            assertThat(names(session, "select name from Pet")).isEmpty();
        });
        assertThat(rows("Pet_toys")).isEqualTo(3);
    }

    @Test
    void isNotDeletedByAStatementOfAnyLevel() {
        for (String type : List.of("Pet", "Dog", "Puppy")) {
            factory.inTransaction(session -> assertThatThrownBy(() ->
                            session.createMutationQuery("delete from " + type).executeUpdate())
                    .isInstanceOf(PhysicalDeleteException.class)
                    .hasMessageContaining("Pets$" + type));
            factory.inStatelessTransaction(session -> assertThatThrownBy(
                            () -> session.createMutationQuery("delete from " + type + " p where p.name = 'rex'")
                                    .executeUpdate())
                    .isInstanceOf(PhysicalDeleteException.class));
        }
        assertThat(rows("Pet_toys")).isEqualTo(3);
        factory.inTransaction(
                session -> assertThat(names(session, "select name from Pet")).hasSize(3));
    }

    @Test
    void isDeletedForGoodWithinAPurge() {
        remove(dogType, dog);
        factory.inTransaction(
                session -> session.createMutationQuery("delete from Tag").executeUpdate());

        factory.inTransaction(session -> SoftDeletes.in(session).purge(() -> {
            session.find(keeperType, keeper).friends().clear();
            session.flush();
            assertThat(session.createMutationQuery("delete from Dog").executeUpdate())
                    .isEqualTo(2);
            session.remove(session.find(petType, cat));
        }));

        assertThat(rows("Pet_toys")).isZero();
        factory.inTransaction(session -> SoftDeletes.in(session)
                .withDeleted(
                        () -> assertThat(names(session, "select name from Pet")).isEmpty()));
    }
}
