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
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.List;

/**
 * Row values in HQL, and one row more than the page has, to know whether there are more. Posts that are not published have a query of
 * their own.
 */
final class ByHand implements Contestant<Post> {

    private final EntityManagerFactory factory;
    private final Listing listing;
    private final String first;
    private final String next;

    ByHand(EntityManagerFactory factory, Listing listing) {
        this.factory = factory;
        this.listing = listing;
        String order = " order by p." + listing.attribute() + " desc, p.id desc";
        boolean nullable = listing == Listing.PUBLISHED;
        this.first = "select p from Post p" + (nullable ? " where p.publishedAt is not null" : "") + order;
        this.next = "select p from Post p where (p." + listing.attribute() + ", p.id) < (:value, :id)" + order;
    }

    @Override
    public Part<Post> first() {
        try (EntityManager em = factory.createEntityManager()) {
            return Part.of(completed(em, read(em.createQuery(first, Post.class), SIZE + 1)), last -> last);
        }
    }

    @Override
    public Part<Post> next(Post cursor) {
        try (EntityManager em = factory.createEntityManager()) {
            if (listing.value(cursor) == null) {
                TypedQuery<Post> query = em.createQuery(
                                "select p from Post p where p.publishedAt is null and p.id < :id order by p.id desc",
                                Post.class)
                        .setParameter("id", cursor.id);
                return Part.of(read(query, SIZE + 1), last -> last);
            }
            TypedQuery<Post> query = em.createQuery(next, Post.class)
                    .setParameter("value", listing.value(cursor))
                    .setParameter("id", cursor.id);
            return Part.of(completed(em, read(query, SIZE + 1)), last -> last);
        }
    }

    private List<Post> completed(EntityManager em, List<Post> read) {
        if (listing == Listing.CREATED || read.size() > SIZE) {
            return read;
        }
        List<Post> all = new ArrayList<>(read);
        TypedQuery<Post> query =
                em.createQuery("select p from Post p where p.publishedAt is null order by p.id desc", Post.class);
        all.addAll(read(query, SIZE + 1 - read.size()));
        return all;
    }

    private static List<Post> read(TypedQuery<Post> query, int limit) {
        return query.setMaxResults(limit).getResultList();
    }

    @Override
    public Post after(int rows, Post last) {
        return last;
    }
}
