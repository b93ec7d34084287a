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

import dev.ashlar.pagination.Cursor;
import dev.ashlar.pagination.CursorPage;
import dev.ashlar.pagination.Pages;
import dev.ashlar.pagination.Pagination;
import dev.ashlar.pagination.Sort;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.function.Function;

/** Ours. */
final class ByCursor implements Contestant<Cursor> {

    private static final int FAST = 1_000;

    private final EntityManagerFactory factory;
    private final Pagination<Post> pagination;

    ByCursor(EntityManagerFactory factory, Listing listing) {
        this.factory = factory;
        this.pagination = pagination(listing);
    }

    static Pagination<Post> pagination(Listing listing) {
        Sort value = Sort.desc(listing.attribute());
        return Pagination.of("select p from Post p", Post.class)
                .sort(listing == Listing.PUBLISHED ? value.nullsLast() : value, Sort.desc("id"))
                .maxSize(FAST);
    }

    @Override
    public Part<Cursor> first() {
        return part(pages -> pages.first(SIZE));
    }

    @Override
    public Part<Cursor> next(Cursor cursor) {
        return part(pages -> pages.after(cursor, SIZE));
    }

    private Part<Cursor> part(Function<Pages<Post>, CursorPage<Post>> read) {
        try (EntityManager em = factory.createEntityManager()) {
            CursorPage<Post> page = read.apply(pagination.in(em));
            return new Part<>(page.items(), page.next().orElse(null));
        }
    }

    /** A cursor is only to be had from a page: it goes there, in long steps. */
    @Override
    public Cursor after(int rows, Post last) {
        Cursor cursor = null;
        for (int left = rows; left > 0; left -= FAST) {
            try (EntityManager em = factory.createEntityManager()) {
                Pages<Post> pages = pagination.in(em);
                int step = Math.min(left, FAST);
                cursor = (cursor == null ? pages.first(step) : pages.after(cursor, step)).end();
            }
        }
        return cursor;
    }
}
