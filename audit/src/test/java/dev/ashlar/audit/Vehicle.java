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

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.Table;

/** A hierarchy of joined tables. */
@Entity
@AuditLogged
@Table(name = "vehicles")
@Inheritance(strategy = InheritanceType.JOINED)
class Vehicle {

    @Id
    Long id;

    String colour;

    Vehicle() {}

    Vehicle(long id, String colour) {
        this.id = id;
        this.colour = colour;
    }

    @Entity(name = "Car")
    @AuditLogged
    @Table(name = "cars")
    static class Car extends Vehicle {
        int doors;

        Car() {}

        Car(long id, String colour, int doors) {
            super(id, colour);
            this.doors = doors;
        }
    }

    @Entity(name = "Truck")
    @AuditLogged
    @Table(name = "trucks")
    static class Truck extends Vehicle {
        @Column(name = "max_load") // LOAD is a reserved word of MariaDB
        int load;

        Truck() {}

        Truck(long id, String colour, int load) {
            super(id, colour);
            this.load = load;
        }
    }
}
