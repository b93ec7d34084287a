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
package dev.ashlar.pagination;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Seven authors, thirteen books, six lines; and walks over queries of them. */
final class Library {

    private static final @Nullable String[] NAMES = {"ann", "Bob", null, "cid", "ann", "dan", null};

    private Library() {}

    static void fill(EntityManager em) {
        em.getTransaction().begin();
        for (int i = 0; i < NAMES.length; i++) {
            Author author = new Author(i + 1, NAMES[i], i % 3 == 0 ? null : i % 3);
            em.persist(author);
            for (int b = 0; b <= i % 3; b++) {
                em.persist(new Book(100 + i * 10 + b, "t" + b, b == 2 ? null : author));
            }
        }
        for (int i = 0; i < 3; i++) {
            em.persist(new Line(i, 0, "x"));
            em.persist(new Line(i, 1, "x"));
        }
        em.getTransaction().commit();
        em.clear();
    }

    /** All rows, page by page, forward. */
    static <T> List<T> forward(Pages<T> pages, int size) {
        return walk(
                pages.first(size),
                page -> page.next().map(next -> pages.after(next, size)).orElse(null),
                false);
    }

    /** All rows in their order, page by page from the last one. */
    static <T> List<T> backward(Pages<T> pages, int size) {
        return walk(
                pages.last(size),
                page -> page.previous()
                        .map(previous -> pages.before(previous, size))
                        .orElse(null),
                true);
    }

    private static <T> List<T> walk(
            CursorPage<T> first, Function<CursorPage<T>, @Nullable CursorPage<T>> further, boolean inFront) {
        List<T> all = new ArrayList<>();
        CursorPage<T> page = first;
        for (int i = 0; page != null; i++) {
            if (i > 100) {
                throw new AssertionError("no end of pages: " + all);
            }
            all.addAll(inFront ? 0 : all.size(), page.items());
            page = further.apply(page);
        }
        return all;
    }
}
