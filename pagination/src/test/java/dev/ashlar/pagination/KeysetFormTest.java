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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a seek compares, as SQL. */
@PersistenceTest(
        entities = {Author.class, Book.class, Line.class},
        database = {Engine.H2, Engine.POSTGRESQL}) // those that compare rows
class KeysetFormTest {

    private static final Pagination<Long> BOOKS = Pagination.of("select b.id from Book b", Long.class);

    @BeforeEach
    void fill(EntityManager em) {
        Library.fill(em);
    }

    /** Of the page behind the first one. */
    private static <T> String where(EntityManager em, SqlLog sql, Pagination<T> pagination) {
        Cursor cursor = pagination.in(em).first(1).next().orElseThrow();
        sql.clear();
        pagination.in(em).after(cursor, 2);
        String last = sql.statements().get(0).sql();
        return last.substring(last.indexOf(" where ") + 7, last.indexOf(" order by "));
    }

    @Test
    void comparesKeysThatGoOneWayAsARow(EntityManager em, SqlLog sql) {
        assertThat(where(em, sql, BOOKS.sort(asc("title")))).isEqualTo("(b1_0.title, b1_0.id) > (?, ?)");
        assertThat(where(em, sql, BOOKS.sort(desc("title"), desc("id")))).isEqualTo("(b1_0.title, b1_0.id) < (?, ?)");
    }

    @Test
    void comparesThemOneByOneIfItIsAsked(EntityManager em, SqlLog sql) {
        assertThat(where(em, sql, BOOKS.sort(asc("title")).keyset(KeysetForm.PREFIX_BOUNDED)))
                .isEqualTo("b1_0.title>=? and (b1_0.title>? or b1_0.title=? and b1_0.id>?)");
    }

    @Test
    void asksForNoNullsWhereThereAreNone(EntityManager em, SqlLog sql) {
        assertThat(where(em, sql, BOOKS.sort(desc("title"), asc("id"))))
                .isEqualTo("b1_0.title<=? and (b1_0.title<? or b1_0.title=? and b1_0.id>?)");
    }

    @Test
    void takesAKeyIntoTheRowIfItsNullsLieInFront(EntityManager em, SqlLog sql) {
        Pagination<Long> authors = Pagination.of("select a.id from Author a where a.id in (2, 5)", Long.class);
        assertThat(where(
                        em,
                        sql,
                        authors.sort(asc("rating").nullsFirst(), asc("name").nullsFirst())))
                .endsWith("(a1_0.rating, a1_0.name, a1_0.id) > (?, ?, ?)");
        assertThat(where(
                        em,
                        sql,
                        authors.sort(asc("rating").nullsFirst(), asc("name").nullsLast())))
                .contains("a1_0.rating>=?", "a1_0.name is null");
    }

    @Test
    void joinsNothingForTheIdOfAPartner(EntityManager em, SqlLog sql) {
        Library.forward(BOOKS.sort(asc("author.id").nullsLast()).in(em), 5);
        assertThat(sql.statements())
                .isNotEmpty()
                .allSatisfy(statement -> assertThat(statement.sql()).doesNotContain("join"));
    }

    @Test
    void joinsOnceWhatTheQueryJoinsAlready(EntityManager em, SqlLog sql) {
        Pagination<Book> books = Pagination.of("select b from Book b left join b.author a", Book.class);
        Library.forward(books.sort(asc("author.name").nullsLast()).in(em), 20);
        assertThat(sql.statements())
                .isNotEmpty()
                .allSatisfy(statement -> assertThat(statement.sql()).containsOnlyOnce("join"));
    }

    @Test
    void joinsAgainWhatTheQueryJoinsInPart(EntityManager em) {
        Pagination<Long> books = Pagination.of("select b.id from Book b left join b.author a on a.id = 2", Long.class);
        assertThat(books.sort(asc("author.id").nullsLast(), asc("id"))
                        .in(em)
                        .first(1)
                        .items())
                .containsExactly(100L);
        assertThat(books.sort(desc("author.rating").nullsLast(), asc("id"))
                        .in(em)
                        .first(1)
                        .items())
                .containsExactly(120L);
    }
}
