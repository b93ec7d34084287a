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

import dev.ashlar.testkit.Engine;
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.SqlLog;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Nulls stand where the sort or the database puts them, whatever Hibernate is set to write where an order says nothing. */
class DefaultNullOrderingTest {

    @Nested
    @PersistenceTest(
            entities = {Author.class, Book.class, Line.class},
            settings = "hibernate.order_by.default_null_ordering=first")
    class SetToFirst extends Pages {}

    @Nested
    @PersistenceTest(
            entities = {Author.class, Book.class, Line.class},
            settings = "hibernate.order_by.default_null_ordering=last")
    class SetToLast extends Pages {}

    /** The same with both. */
    abstract static class Pages {

        @BeforeEach
        void fill(EntityManager em) {
            Library.fill(em);
        }

        @Test
        void haveNullsWhereTheSortPutsThem(EntityManager em) {
            assertPaged(em, asc("rating").nullsFirst(), 1, 4, 7, 2, 5, 3, 6);
            assertPaged(em, asc("rating").nullsLast(), 2, 5, 3, 6, 1, 4, 7);
            assertPaged(em, desc("rating").nullsFirst(), 1, 4, 7, 3, 6, 2, 5);
            assertPaged(em, desc("rating").nullsLast(), 3, 6, 2, 5, 1, 4, 7);
        }

        @Test
        void haveNullsWhereTheDatabasePutsThemIfTheSortSaysNothing(EntityManager em, Engine engine) {
            if (engine == Engine.POSTGRESQL) {
                assertPaged(em, asc("rating"), 2, 5, 3, 6, 1, 4, 7);
                assertPaged(em, desc("rating"), 1, 4, 7, 3, 6, 2, 5);
            } else {
                assertPaged(em, asc("rating"), 1, 4, 7, 2, 5, 3, 6);
                assertPaged(em, desc("rating"), 3, 6, 2, 5, 1, 4, 7);
            }
        }

        @Test
        void sayNothingOfNullsWhereThereAreNone(EntityManager em, SqlLog sql) {
            for (Sort sort : List.of(asc("title"), desc("title"))) {
                Pagination<Book> books = Pagination.of(Book.class).sort(sort);
                books.in(em).at(books.in(em).first(3).next().orElseThrow(), 3);
                books.in(em).last(3);
            }
            assertThat(sql).selects(6);
            assertThat(sql.statements())
                    .allSatisfy(statement -> assertThat(statement.sql()).doesNotContain("nulls"));
        }

        private static void assertPaged(EntityManager em, Sort sort, long... ids) {
            Pagination<Author> authors = Pagination.of(Author.class).sort(sort, asc("id"));
            for (int size : new int[] {1, 2, 3, 8}) {
                assertThat(Library.forward(authors.in(em), size))
                        .as("%s forward by %s", sort, size)
                        .extracting(author -> author.id)
                        .containsExactly(boxed(ids));
                assertThat(Library.backward(authors.in(em), size))
                        .as("%s backward by %s", sort, size)
                        .extracting(author -> author.id)
                        .containsExactly(boxed(ids));
            }
        }

        private static Long[] boxed(long... ids) {
            return java.util.Arrays.stream(ids).boxed().toArray(Long[]::new);
        }
    }
}
