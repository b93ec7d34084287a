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

import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.Test;

/** What reads of a hierarchy show when instances of its types were removed. */
abstract class InheritanceTraps extends InheritanceSetting {

    InheritanceTraps(
            EntityManagerFactory factory,
            Class<? extends AnyPet> petType,
            Class<? extends AnyPet> dogType,
            Class<? extends AnyPet> puppyType,
            Class<? extends AnyKeeper> keeperType,
            Class<? extends AnyTag> tagType) {
        super(factory, petType, dogType, puppyType, keeperType, tagType);
    }

    @Test
    void hidesWhatWasRemovedByAReferenceOfTheRoot() {
        factory.inTransaction(session -> session.remove(session.getReference(petType, dog)));

        factory.inTransaction(session -> {
            assertThat(session.find(petType, dog)).isNull();
            assertThat(session.find(dogType, dog)).isNull();
            assertThat(session.find(petType, puppy)).isInstanceOf(puppyType);
            assertThat(names(session, "select name from Pet")).containsExactlyInAnyOrder("cat", "pup");
            assertThat(names(session, "select name from Dog")).containsExactly("pup");
            assertThat(names(session, "select name from Puppy")).containsExactly("pup");
        });
    }

    @Test
    void hidesWhatWasRemovedAsASubtype() {
        remove(puppyType, puppy);

        factory.inTransaction(session -> {
            for (Class<? extends AnyPet> type : List.of(petType, dogType, puppyType)) {
                assertThat(session.find(type, puppy)).isNull();
                assertThat(session.findMultiple(type, List.of(puppy))).containsOnlyNulls();
            }
            assertThat(names(session, "select name from Pet")).containsExactlyInAnyOrder("cat", "rex");
            assertThat(names(session, "select name from Dog")).containsExactly("rex");
            assertThat(names(session, "select name from Puppy")).isEmpty();
            assertThat(session.createSelectionQuery("from Pet", Object.class).getResultList())
                    .hasSize(2);
            assertThat(session.createSelectionQuery("from Puppy", Object.class).getResultList())
                    .isEmpty();
        });
    }

    @Test
    void hidesItFromTypeAndTreat() {
        remove(dogType, dog);

        factory.inTransaction(session -> {
            assertThat(names(session, "select p.name from Pet p where type(p) in (Dog, Puppy)"))
                    .containsExactly("pup");
            assertThat(names(session, "select p.name from Pet p where type(p) = Dog"))
                    .isEmpty();
            assertThat(names(session, "select p.name from Pet p where treat(p as Dog).breed = 'any'"))
                    .containsExactly("pup");
            // With a table per class Hibernate shows instances of other types here, as nulls.
            assertThat(names(
                            session,
                            "select d.name from Keeper k join treat(k.pets as Dog) d where d.name is not null"))
                    .containsExactly("pup");
            assertThat(names(
                            session,
                            "select d.name from Keeper k join treat(k.friends as Dog) d where d.name is not null"))
                    .containsExactly("pup");
        });
    }

    @Test
    void hidesItFromCollectionsAndTheirJoins() {
        remove(puppyType, puppy);

        factory.inTransaction(session -> {
            AnyKeeper found = session.find(keeperType, keeper);
            assertThat(found.pets()).hasSize(2);
            assertThat(found.friends()).hasSize(2);
        });
        factory.inTransaction(session -> {
            for (String role : List.of("pets", "friends")) {
                assertThat(names(session, "select p.name from Keeper k join k." + role + " p"))
                        .containsExactlyInAnyOrder("cat", "rex");
                assertThat(names(session, "select p.name from Keeper k left join k." + role + " p"))
                        .containsExactlyInAnyOrder("cat", "rex");
                assertThat(session.createSelectionQuery(
                                        "select p.id from Keeper k left join k." + role + " p", Long.class)
                                .getResultList())
                        .doesNotContain(puppy);
                assertThat(session.createSelectionQuery("select size(k." + role + ") from Keeper k", Integer.class)
                                .getSingleResult())
                        .isEqualTo(2);
            }
        });
        factory.inTransaction(session -> {
            AnyKeeper fetched = session.createSelectionQuery(
                            "from Keeper k left join fetch k.pets left join fetch k.friends", keeperType)
                    .getSingleResult();
            assertThat(Hibernate.isInitialized(fetched.pets())).isTrue();
            assertThat(fetched.pets()).hasSize(2);
            assertThat(fetched.friends()).hasSize(2);
        });
    }

    @Test
    void hidesItFromEntityJoins() {
        remove(dogType, dog);

        factory.inTransaction(session -> {
            for (String type : List.of("Pet", "Dog")) {
                assertThat(names(session, "select p.name from Tag t join " + type + " p on p.id = t.petId"))
                        .containsExactly("pup");
                assertThat(names(session, "select p.name from Tag t left join " + type + " p on p.id = t.petId"))
                        .containsExactlyInAnyOrder("pup", null);
            }
        });
    }

    @Test
    void keepsReferencesVisibleAndStored() {
        remove(petType, dog);
        remove(petType, puppy);

        factory.inTransaction(session -> session.createSelectionQuery("from Tag t order by t.petId", tagType)
                .getResultList()
                .forEach(tag -> {
                    assertThat(Hibernate.isInitialized(tag.lazy())).isEqualTo(tag.lazy() == tag.eager());
                    assertThat(((AnyPet) Hibernate.unproxy(tag.lazy())).isDeleted())
                            .isTrue();
                    assertThat(((AnyPet) Hibernate.unproxy(tag.eager())).name).isNotNull();
                    tag.note = "written";
                }));
        factory.inTransaction(session -> {
            assertThat(names(
                            session,
                            "select t.note from Tag t where t.lazy.id = t.petId and t.eager.id = t.petId"
                                    + " and t.needed.id = t.petId and t.dog.id = t.petId"))
                    .containsExactly("written", "written");
            assertThat(names(session, "select t.lazy.name from Tag t")).containsExactlyInAnyOrder("rex", "pup");
            assertThat(session.find(tagType, tagOf(session, dog))).isNotNull();
        });
    }

    private static Long tagOf(org.hibernate.Session session, Long pet) {
        return session.createSelectionQuery("select t.id from Tag t where t.petId = " + pet, Long.class)
                .getSingleResult();
    }

    @Test
    void hidesItFromSubqueries() {
        remove(dogType, dog);

        factory.inTransaction(session -> {
            assertThat(names(session, "select k.name from Pet k where exists (select 1 from Dog d where d.id = k.id)"))
                    .containsExactly("pup");
            assertThat(session.createSelectionQuery(
                                    "select t.petId from Tag t where t.petId in (select p.id from Pet p)", Long.class)
                            .getResultList())
                    .containsExactly(puppy);
            assertThat(session.createSelectionQuery("select (select count(*) from Dog) from Keeper", Long.class)
                            .getSingleResult())
                    .isEqualTo(1);
        });
    }

    @Test
    void showsItInItsScopes() {
        remove(dogType, dog);

        factory.inTransaction(session -> {
            SoftDeletes scopes = SoftDeletes.in(session);
            assertThat(scopes.withDeleted(() -> names(session, "select name from Pet")))
                    .hasSize(3);
            assertThat(scopes.withDeleted(() -> names(session, "select name from Dog")))
                    .containsExactlyInAnyOrder("rex", "pup");
            assertThat(scopes.onlyDeleted(() -> names(session, "select name from Pet")))
                    .containsExactly("rex");
            assertThat(scopes.onlyDeleted(() -> names(session, "select name from Puppy")))
                    .isEmpty();
            assertThat(scopes.withDeleted(() -> session.find(petType, dog))).isInstanceOf(dogType);
            assertThat(scopes.onlyDeleted(() -> session.find(petType, puppy))).isNull();
            assertThat(scopes.onlyDeleted(
                            () -> session.find(keeperType, keeper).friends().size()))
                    .isEqualTo(1);
            assertThat(session.find(keeperType, keeper).friends()).hasSize(2);
        });
    }
}
