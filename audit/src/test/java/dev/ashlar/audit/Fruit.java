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

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.Table;

/** A hierarchy with a table for each class. */
@Entity
@AuditLogged
@Table(name = "fruits")
@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
class Fruit {

    @Id
    Long id;

    String colour;

    Fruit() {}

    Fruit(long id, String colour) {
        this.id = id;
        this.colour = colour;
    }

    @Entity(name = "Apple")
    @AuditLogged
    @Table(name = "apples")
    static class Apple extends Fruit {
        int seeds;

        Apple() {}

        Apple(long id, String colour, int seeds) {
            super(id, colour);
            this.seeds = seeds;
        }
    }

    @Entity(name = "Pear")
    @AuditLogged
    @Table(name = "pears")
    static class Pear extends Fruit {
        String shape;

        Pear() {}

        Pear(long id, String colour, String shape) {
            super(id, colour);
            this.shape = shape;
        }
    }
}
