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
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.NaturalId;

/** Has its marks as attributes of its own, and books that go with it. */
@Entity
@SoftDeletable
class Author {

    @Id
    @GeneratedValue
    Long id;

    @Version
    int version;

    @NaturalId
    @Column(unique = false)
    String email;

    String name;

    @DeletedAt
    Instant deletedAt;

    @DeletedBy
    String deletedBy;

    @DeletionId
    UUID deletionId;

    @OneToMany(mappedBy = "author", cascade = CascadeType.ALL, orphanRemoval = true)
    Set<Book> books = new HashSet<>();

    protected Author() {}

    Author(String email) {
        this.email = email;
        this.name = email;
    }

    Book write(String title) {
        Book book = new Book(this, title);
        books.add(book);
        return book;
    }
}
