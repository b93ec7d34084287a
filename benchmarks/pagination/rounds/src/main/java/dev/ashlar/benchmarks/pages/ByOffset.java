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
package dev.ashlar.benchmarks.pages;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;

/** Rows that are counted and thrown away, and one row more than the page has. */
record ByOffset(EntityManagerFactory factory, Listing listing) implements Contestant<Integer> {

    @Override
    public Part<Integer> first() {
        return next(0);
    }

    @Override
    public Part<Integer> next(Integer cursor) {
        try (EntityManager em = factory.createEntityManager()) {
            return Part.of(
                    em.createQuery("select p from Post p order by " + listing.order(), Post.class)
                            .setFirstResult(cursor)
                            .setMaxResults(SIZE + 1)
                            .getResultList(),
                    last -> cursor + SIZE);
        }
    }

    @Override
    public Integer after(int rows, Post last) {
        return rows;
    }
}
