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
package dev.ashlar.pagination;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** With values that are missing, equal, and differ by case alone. */
@Entity
class Author {

    @Id
    Long id = 0L;

    @Nullable
    String name;

    @Nullable
    Integer rating;

    @Embedded
    @Nullable
    Address address;

    @OneToMany(mappedBy = "author")
    List<Book> books = new ArrayList<>();

    protected Author() {}

    Author(long id, @Nullable String name, @Nullable Integer rating) {
        this.id = id;
        this.name = name;
        this.rating = rating;
        this.address = new Address("c" + id % 2);
    }

    @Override
    public String toString() {
        return "A" + id;
    }

    /** Where an author lives. */
    @Embeddable
    static class Address {

        @Nullable
        String city;

        protected Address() {}

        Address(String city) {
            this.city = city;
        }
    }
}
