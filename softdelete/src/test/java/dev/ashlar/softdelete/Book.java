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
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Embeds its marks, and has every kind of collection. */
@Entity
@SoftDeletable
class Book implements Deletable {

    @Id
    @GeneratedValue
    Long id;

    @Version
    int version;

    String title;

    @ManyToOne(fetch = FetchType.LAZY)
    Author author;

    Deletion deletion;

    @ElementCollection
    Set<String> keywords = new HashSet<>();

    @ManyToMany
    Set<Subject> subjects = new HashSet<>();

    @OneToMany(mappedBy = "book", cascade = CascadeType.ALL, orphanRemoval = true)
    List<Review> reviews = new ArrayList<>();

    protected Book() {}

    Book(Author author, String title) {
        this.author = author;
        this.title = title;
    }

    Review review(String text) {
        Review review = new Review(this, text);
        reviews.add(review);
        return review;
    }

    @Override
    public Deletion getDeletion() {
        return deletion;
    }
}
