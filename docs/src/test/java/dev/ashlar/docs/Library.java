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
package dev.ashlar.docs;

import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.stream.Collectors;

/** The code under test in the testkit's guide: it knows nothing of tests. */
final class Library {

    private final EntityManagerFactory factory;

    Library(EntityManagerFactory factory) {
        this.factory = factory;
    }

    void lend(Long bookId) {
        factory.runInTransaction(em -> em.find(Book.class, bookId).lend());
    }

    /** Loads the books of each author by a statement of its own. */
    String catalogue() {
        return factory.callInTransaction(em ->
                em.createQuery("from Author order by name", Author.class).getResultList().stream()
                        .map(author -> author.getName() + ": "
                                + author.getBooks().stream().map(Book::getTitle).toList())
                        .collect(Collectors.joining("\n")));
    }

    List<String> titles() {
        return factory.callInTransaction(
                em -> em.createQuery("select title from Book", String.class).getResultList());
    }
}
