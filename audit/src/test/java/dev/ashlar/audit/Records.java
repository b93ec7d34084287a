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
package dev.ashlar.audit;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Entities with each sort of identifier, and of table. */
final class Records {

    private Records() {}

    @Entity
    @AuditLogged
    static class Seat {

        @EmbeddedId
        Place id;

        String guest;

        Seat() {}

        Seat(int seatRow, String letter, String guest) {
            this.id = new Place(seatRow, letter);
            this.guest = guest;
        }

        @Embeddable
        record Place(int seatRow, String letter) {}
    }

    @Entity
    @AuditLogged
    @IdClass(Berth.Key.class)
    static class Berth {

        @Id
        int pier;

        @Id
        UUID code;

        String boat;

        Berth() {}

        Berth(int pier, UUID code, String boat) {
            this.pier = pier;
            this.code = code;
            this.boat = boat;
        }

        static class Key {
            int pier;
            UUID code;

            Key() {}

            Key(int pier, UUID code) {
                this.pier = pier;
                this.code = code;
            }

            @Override
            public boolean equals(Object other) {
                return other instanceof Key key && key.pier == pier && key.code.equals(code);
            }

            @Override
            public int hashCode() {
                return Objects.hash(pier, code);
            }
        }
    }

    /** Identified by another entity and a number. */
    @Entity
    @AuditLogged
    static class Line {

        @EmbeddedId
        Key id;

        String text;

        Line() {}

        Line(Note note, int number, String text) {
            this.id = new Key();
            this.id.note = note;
            this.id.number = number;
            this.text = text;
        }

        @Embeddable
        static class Key {

            @ManyToOne
            Note note;

            int number;

            @Override
            public boolean equals(Object other) {
                return other instanceof Key key && key.number == number && key.note.id.equals(note.id);
            }

            @Override
            public int hashCode() {
                return number;
            }
        }
    }

    /** Has a collection and no version. */
    @Entity
    @AuditLogged
    static class Note {

        @Id
        Long id;

        String text;

        @ElementCollection
        Set<String> tags = new HashSet<>();

        Note() {}

        Note(long id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    @Entity
    @AuditLogged
    @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
    abstract static class Animal {

        @Id
        Long id;

        String name;
    }

    @Entity
    static class Cat extends Animal {

        Cat() {}

        Cat(long id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    @Entity
    static class Dog extends Animal {

        Dog() {}

        Dog(long id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    @Entity
    @AuditLogged
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Vehicle {

        @Id
        Long id;

        String name;

        Vehicle() {}

        Vehicle(long id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    @Entity
    static class Car extends Vehicle {

        int doors;

        Car() {}

        Car(long id, String name, int doors) {
            super(id, name);
            this.doors = doors;
        }
    }
}
