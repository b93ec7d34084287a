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

import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;
import org.junit.jupiter.api.BeforeEach;

/** A keeper with a pet, a dog and a puppy; each has a toy, and the dog and the puppy a tag. */
abstract class InheritanceSetting {

    final SessionFactory factory;
    final Class<? extends AnyPet> petType;
    final Class<? extends AnyPet> dogType;
    final Class<? extends AnyPet> puppyType;
    final Class<? extends AnyKeeper> keeperType;
    final Class<? extends AnyTag> tagType;
    Long cat;
    Long dog;
    Long puppy;
    Long keeper;

    InheritanceSetting(
            EntityManagerFactory factory,
            Class<? extends AnyPet> petType,
            Class<? extends AnyPet> dogType,
            Class<? extends AnyPet> puppyType,
            Class<? extends AnyKeeper> keeperType,
            Class<? extends AnyTag> tagType) {
        this.factory = factory.unwrap(SessionFactory.class);
        this.petType = petType;
        this.dogType = dogType;
        this.puppyType = puppyType;
        this.keeperType = keeperType;
        this.tagType = tagType;
    }

    @BeforeEach
    void write() {
        factory.inTransaction(session -> {
            AnyKeeper kept = made(keeperType);
            session.persist(kept);
            cat = pet(session, petType, "cat", kept).id;
            AnyPet rex = pet(session, dogType, "rex", kept);
            AnyPet pup = pet(session, puppyType, "pup", kept);
            for (AnyPet tagged : List.of(rex, pup)) {
                AnyTag tag = made(tagType);
                tag.hangOn(tagged);
                session.persist(tag);
            }
            keeper = kept.id;
            dog = rex.id;
            puppy = pup.id;
        });
    }

    private static AnyPet pet(Session session, Class<? extends AnyPet> type, String name, AnyKeeper keeper) {
        AnyPet pet = made(type);
        pet.name = name;
        pet.toys.add("ball");
        pet.keepAt(keeper);
        session.persist(pet);
        return pet;
    }

    private static <T> T made(Class<T> type) {
        try {
            return type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    void remove(Class<?> type, Long id) {
        factory.inTransaction(session -> session.remove(session.find(type, id)));
    }

    static List<String> names(SharedSessionContract session, String hql) {
        return session.createSelectionQuery(hql, String.class).getResultList();
    }

    /** How many rows a table has, deleted ones too. */
    static long rows(SharedSessionContract session, String table) {
        return session.createNativeQuery("select count(*) from " + table, Long.class)
                .getSingleResult();
    }

    long rows(String table) {
        return factory.fromTransaction(session -> rows(session, table));
    }
}
