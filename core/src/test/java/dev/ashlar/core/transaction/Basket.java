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
package dev.ashlar.core.transaction;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import java.util.Set;
import java.util.TreeSet;

/** A row without a version, whose id is given by the application, with a collection that it owns. */
@Entity(name = "Basket")
class Basket {

    @Id
    String id;

    long amount;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "basket_items", joinColumns = @JoinColumn(name = "basket"))
    @Column(name = "item")
    Set<String> items = new TreeSet<>();

    protected Basket() {}

    Basket(String id) {
        this.id = id;
    }
}
