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

import org.hibernate.Session;

/** The entities, and what they are filled with. */
public final class Library {

    private Library() {}

    public static Class<?>[] entities() {
        return new Class<?>[] {
            Author.class, Book.class, Publisher.class, Review.class, Reviewer.class, Citizen.class, Passport.class
        };
    }

    /**
     * Authors, each with two awards, an account, a publisher and two books, which another author edits and that publisher prints; each
     * book has two reviews, each by a reviewer of its own.
     */
    public static void fill(Session session, int authors) {
        Author before = new Author("editor");
        session.persist(before);
        for (int i = 0; i < authors; i++) {
            Publisher publisher = new Publisher("publisher " + i);
            session.persist(publisher);
            Author author = new Author("author " + i);
            author.awards().add("first");
            author.awards().add("second");
            author.accounts().put("web", "account " + i);
            author.publishers().add(publisher);
            session.persist(author);
            for (int j = 0; j < 2; j++) {
                Book book = new Book("book " + i + "." + j, author).editedBy(before);
                book.imprint().publisher(publisher);
                session.persist(book);
                for (int k = 0; k < 2; k++) {
                    Reviewer reviewer = new Reviewer("reviewer " + i + "." + j + "." + k);
                    session.persist(reviewer);
                    session.persist(new Review(book, reviewer));
                }
            }
            before = author;
        }
    }
}
