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

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.HashSet;
import java.util.Set;

/** A hierarchy in a table per class, with what refers to it. */
final class TablePerClassPets {

    private TablePerClassPets() {}

    @Entity(name = "Pet")
    @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
    static class Pet extends AnyPet {
        @ManyToOne(fetch = FetchType.LAZY)
        Keeper keeper;

        @Override
        void keepAt(AnyKeeper one) {
            keeper = (Keeper) one;
            keeper.pets.add(this);
            keeper.friends.add(this);
        }
    }

    @Entity(name = "Dog")
    static class Dog extends Pet {
        String breed = "any";
    }

    @Entity(name = "Puppy")
    static class Puppy extends Dog {
        int weeks = 8;
    }

    @Entity(name = "Keeper")
    static class Keeper extends AnyKeeper {
        @OneToMany(mappedBy = "keeper", cascade = CascadeType.PERSIST)
        Set<Pet> pets = new HashSet<>();

        @ManyToMany
        Set<Pet> friends = new HashSet<>();

        @Override
        Set<Pet> pets() {
            return pets;
        }

        @Override
        Set<Pet> friends() {
            return friends;
        }
    }

    @Entity(name = "Tag")
    static class Tag extends AnyTag {
        @ManyToOne(fetch = FetchType.LAZY)
        Pet lazy;

        @ManyToOne(fetch = FetchType.EAGER)
        Pet eager;

        @ManyToOne(fetch = FetchType.LAZY, optional = false)
        Pet needed;

        @ManyToOne(fetch = FetchType.EAGER, optional = false)
        Dog dog;

        @Override
        void hangOn(AnyPet pet) {
            lazy = (Pet) pet;
            eager = (Pet) pet;
            needed = (Pet) pet;
            dog = (Dog) pet;
            petId = pet.id;
        }

        @Override
        Pet lazy() {
            return lazy;
        }

        @Override
        Pet eager() {
            return eager;
        }
    }
}
