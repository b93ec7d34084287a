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
package dev.ashlar.examples.blog;

import static dev.ashlar.pagination.Sort.desc;

import dev.ashlar.pagination.CursorPage;
import dev.ashlar.pagination.Page;
import dev.ashlar.pagination.Pages;
import dev.ashlar.pagination.Pagination;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The newest posts, many of which were published at the same time, by number and by cursor. */
final class PagesStep implements Step {

    private static final Pagination<Post> POSTS =
            Pagination.of("from Post p join fetch p.author", Post.class).sort(desc("publishedAt"));
    private static final int SIZE = 3;

    @Override
    public String heading() {
        return "Pages, by number and by cursor";
    }

    @Override
    public void run(BlogUnit unit, Console console) {
        unit.transactions().readOnly().run(em -> {
            Pages<Post> posts = POSTS.in(em);
            long pages = number(unit, console, posts, 1);
            number(unit, console, posts, pages);
            CursorPage<Post> first = cut(unit, console, "first", () -> posts.first(SIZE));
            CursorPage<Post> next = first.next()
                    .map(cursor -> cut(unit, console, "next", () -> posts.at(cursor, SIZE)))
                    .orElse(first);
            next.previous().ifPresent(cursor -> cut(unit, console, "previous", () -> posts.at(cursor, SIZE)));
            cut(unit, console, "last", () -> posts.last(SIZE));
        });
    }

    /** The last page proves the total, so it takes no count. */
    private static long number(BlogUnit unit, Console console, Pages<Post> posts, long number) {
        AtomicReference<Page<Post>> read = new AtomicReference<>();
        long statements = unit.statements().during(() -> read.set(posts.page(number, SIZE)));
        Page<Post> page = Objects.requireNonNull(read.get());
        console.line("page %-4d statements=%d of %d posts  %s", number, statements, page.total(), slugs(page.items()));
        Long pages = page.totalPages();
        return pages == null || pages == 0 ? 1 : pages;
    }

    private static CursorPage<Post> cut(BlogUnit unit, Console console, String name, Supplier<CursorPage<Post>> asked) {
        AtomicReference<CursorPage<Post>> read = new AtomicReference<>();
        long statements = unit.statements().during(() -> read.set(asked.get()));
        CursorPage<Post> page = Objects.requireNonNull(read.get());
        console.line("%-9s statements=%d  %s", name, statements, slugs(page.items()));
        return page;
    }

    private static String slugs(List<Post> posts) {
        return posts.stream().map(Post::slug).collect(Collectors.joining(" "));
    }
}
