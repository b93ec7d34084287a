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
package dev.ashlar.testkit.library;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;

@Entity
@Table(name = "books")
public class Book {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "books_seq")
    @SequenceGenerator(name = "books_seq", sequenceName = "books_seq", allocationSize = 50)
    private Long id;

    private String title;

    @ManyToOne(fetch = FetchType.LAZY)
    private Author author;

    @ManyToOne(fetch = FetchType.LAZY)
    private Author editor;

    @Embedded
    private Imprint imprint = new Imprint();

    @OneToMany(mappedBy = "book", cascade = CascadeType.ALL)
    private List<Review> reviews = new ArrayList<>();

    protected Book() {}

    public Book(String title, Author author) {
        this.title = title;
        this.author = author;
    }

    public Long id() {
        return id;
    }

    public String title() {
        return title;
    }

    public Author author() {
        return author;
    }

    public Author editor() {
        return editor;
    }

    public Book editedBy(Author newEditor) {
        editor = newEditor;
        return this;
    }

    public Imprint imprint() {
        return imprint;
    }

    public List<Review> reviews() {
        return reviews;
    }

    @Embeddable
    public static class Imprint {

        @ManyToOne(fetch = FetchType.LAZY)
        private Publisher publisher;

        public Publisher publisher() {
            return publisher;
        }

        public void publisher(Publisher newPublisher) {
            publisher = newPublisher;
        }
    }
}
