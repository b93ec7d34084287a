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

import com.blazebit.persistence.Criteria;
import com.blazebit.persistence.CriteriaBuilderFactory;
import com.blazebit.persistence.DefaultKeyset;
import com.blazebit.persistence.DefaultKeysetPage;
import com.blazebit.persistence.Keyset;
import com.blazebit.persistence.KeysetPage;
import com.blazebit.persistence.PagedList;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.io.Serializable;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Blaze-Persistence's, without a count. It reads the rows of the page and no more: whether there are others, the next page tells. */
final class ByKeyset implements Contestant<KeysetPage> {

    /** It warns of functions that nobody calls here; held, since a logger that nobody holds forgets its level. */
    private static final Logger LOGGER = Logger.getLogger("com.blazebit");

    static {
        LOGGER.setLevel(Level.SEVERE);
    }

    private final EntityManagerFactory factory;
    private final CriteriaBuilderFactory builders;
    private final Listing listing;

    ByKeyset(EntityManagerFactory factory, Listing listing) {
        this.factory = factory;
        this.builders = Criteria.getDefault().createCriteriaBuilderFactory(factory);
        this.listing = listing;
    }

    @Override
    public Part<KeysetPage> first() {
        return read(null, 0);
    }

    @Override
    public Part<KeysetPage> next(KeysetPage cursor) {
        return read(cursor, cursor.getFirstResult() + SIZE);
    }

    private Part<KeysetPage> read(KeysetPage cursor, int first) {
        try (EntityManager em = factory.createEntityManager()) {
            PagedList<Post> page = builders.create(em, Post.class)
                    .orderBy(listing.attribute(), false, false)
                    .orderByDesc("id")
                    .page(cursor, first, SIZE)
                    .withKeysetExtraction(true)
                    .withCountQuery(false)
                    .getResultList();
            return new Part<>(page, page.size() == SIZE ? page.getKeysetPage() : null);
        }
    }

    @Override
    public KeysetPage after(int rows, Post last) {
        Keyset key = new DefaultKeyset(new Serializable[] {listing.value(last), last.id});
        return new DefaultKeysetPage(rows - SIZE, SIZE, key, key);
    }
}
