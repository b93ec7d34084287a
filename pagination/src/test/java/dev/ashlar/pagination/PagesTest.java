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

import static dev.ashlar.pagination.Sort.asc;
import static dev.ashlar.pagination.Sort.desc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.testkit.PersistenceTest;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages as a user sees them. */
@PersistenceTest(entities = {Author.class, Book.class, Line.class})
class PagesTest {

    record NamedAuthor(Long id, String name) {}

    @BeforeEach
    void fill(EntityManager em) {
        Library.fill(em);
    }

    @Test
    void pagesByNumber(EntityManager em) {
        Pages<Author> authors = Pagination.of("from Author a", Author.class)
                .sort(asc("name").ignoreCase().nullsLast())
                .in(em);
        assertThat(authors.page(1, 3).toString())
                .isEqualTo(
                        "Page[items=[A1, A5, A2], page=1, pageSize=3, hasMore=true, total=7, totalKind=EXACT, totalPages=3]");
    }

    @Test
    void sortsWithoutRegardToCase(EntityManager em) {
        Pages<Author> authors = Pagination.of(Author.class)
                .sort(asc("name").ignoreCase().nullsLast())
                .in(em);
        assertThat(Library.forward(authors, 2)).hasToString("[A1, A5, A2, A4, A6, A3, A7]");
        assertThat(Library.backward(authors, 2)).hasToString("[A1, A5, A2, A4, A6, A3, A7]");
    }

    @Test
    void sortsByAnExpressionWithoutAValue(EntityManager em) {
        Pages<Author> authors = Pagination.of(Author.class)
                .sort(asc("twice", (builder, root) -> builder.prod(root.get("rating"), 2))
                        .nullsFirst())
                .in(em);
        assertThat(Library.forward(authors, 2)).hasToString("[A1, A4, A7, A2, A5, A3, A6]");
        assertThat(Library.backward(authors, 2)).hasToString("[A1, A4, A7, A2, A5, A3, A6]");
    }

    @Test
    void walks(EntityManager em) {
        check(em, Pagination.of(Author.class).sort(asc("name").nullsLast()));
        check(em, Pagination.of(Author.class).sort(desc("name").nullsFirst()));
        check(em, Pagination.of(Author.class).sort(desc("name")));
        check(em, Pagination.of(Author.class).sort(desc("rating"), asc("name")));
        check(em, Pagination.of(Author.class).sort(asc("name").ignoreCase()));
        check(em, Pagination.of(Author.class).sort(asc("address.city")));
        check(em, Pagination.of(Line.class).sort(asc("text")));
        check(
                em,
                Pagination.of("from Author a left join fetch a.books", Author.class)
                        .sort(asc("name")));
        check(
                em,
                Pagination.of("from Author a left join fetch a.books b where b.title='t0' or a.id=7", Author.class)
                        .sort(asc("name")));
        check(
                em,
                Pagination.of(
                                "select new dev.ashlar.pagination.PagesTest$NamedAuthor(a.id,a.name) from Author a where a.id>:m or a.id=1",
                                NamedAuthor.class)
                        .parameter("m", 2L)
                        .sort(asc("name")));
        check(
                em,
                Pagination.of("select a.id,a.name from Author a", NamedAuthor.class)
                        .sort(asc("name")));
        check(em, Pagination.of("select a.name from Author a", String.class).sort(asc("rating")));
        check(em, Pagination.of("from Book", Book.class).sort(asc("author.name")));
        check(em, Pagination.of("from Book b", Book.class).sort(asc("author.id")));
        check(
                em,
                Pagination.of(
                                "select a.name, count(b) as n from Author a left join a.books b group by a.name",
                                Object[].class)
                        .sort(desc("n")));
        check(em, Pagination.of("select distinct a.name from Author a", String.class));
        check(
                em,
                Pagination.of("select distinct a from Author a join a.books b", Author.class)
                        .sort(asc("name")));
        check(
                em,
                Pagination.of("select a, b from Author a left join a.books b", Object[].class)
                        .sort(asc("b.title")));
    }

    private static <T> void check(EntityManager em, Pagination<T> pagination) {
        Pages<T> pages = pagination.in(em);
        List<T> all = pages.page(1, 1000).items();
        for (int size = 1; size <= all.size() + 1; size++) {
            assertThat(Library.forward(pages, size))
                    .as("forward by %s", size)
                    .usingRecursiveComparison()
                    .isEqualTo(all);
            assertThat(Library.backward(pages, size))
                    .as("backward by %s", size)
                    .usingRecursiveComparison()
                    .isEqualTo(all);
        }
        assertThat(pages.total()).isEqualTo(Total.exact(all.size()));
    }
}
