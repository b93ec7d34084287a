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
package dev.ashlar.benchmarks.first;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.persistence.EntityManager;
import java.util.List;

/** What every contestant tests. */
final class Library {

    private Library() {}

    /** One insert for each of the two entities, and a select. */
    static void keepsABook(EntityManager em) {
        Author author = new Author("Ursula K. Le Guin");
        em.persist(author);
        em.persist(new Book("The Dispossessed", author));
        List<String> titles = em.createQuery("select b.title from Book b where b.author.name = :name", String.class)
                .setParameter("name", author.name)
                .getResultList();
        assertEquals(List.of("The Dispossessed"), titles);
    }
}
