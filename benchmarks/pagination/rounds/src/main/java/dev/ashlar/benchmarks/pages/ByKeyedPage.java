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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.query.KeyedPage;
import org.hibernate.query.KeyedResultList;
import org.hibernate.query.Order;
import org.hibernate.query.Page;

/** Hibernate's own. */
final class ByKeyedPage implements Contestant<KeyedPage<Post>> {

    private final EntityManagerFactory factory;
    private final Listing listing;
    private final KeyedPage<Post> first;

    ByKeyedPage(EntityManagerFactory factory, Listing listing) {
        this.factory = factory;
        this.listing = listing;
        Order<Post> value = Order.desc(Post.class, listing.attribute());
        this.first = Page.first(SIZE)
                .keyedBy(List.of(
                        listing == Listing.PUBLISHED ? value.withNullsLast() : value, Order.desc(Post.class, "id")));
    }

    @Override
    public Part<KeyedPage<Post>> first() {
        return next(first);
    }

    @Override
    public Part<KeyedPage<Post>> next(KeyedPage<Post> cursor) {
        try (EntityManager em = factory.createEntityManager()) {
            KeyedResultList<Post> page = em.unwrap(Session.class)
                    .createSelectionQuery("select p from Post p", Post.class)
                    .getKeyedResultList(cursor);
            return new Part<>(page.getResultList(), page.isLastPage() ? null : page.getNextPage());
        }
    }

    @Override
    public KeyedPage<Post> after(int rows, Post last) {
        List<Comparable<?>> key = new ArrayList<>();
        Instant value = listing.value(last);
        key.add(value);
        key.add(last.id);
        return first.nextPage(key);
    }
}
