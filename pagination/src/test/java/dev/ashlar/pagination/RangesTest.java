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
import org.junit.jupiter.api.Test;

/** A sort whose first key may lack a value is read in ranges: the rows with one, and those without. */
@PersistenceTest(entities = {Author.class, Book.class, Line.class})
class RangesTest {

    private static final Pagination<Long> IDS = Pagination.of("select a.id from Author a", Long.class);

    @BeforeEach
    void fill(EntityManager em) {
        Library.fill(em);
    }

    /** Nulls where the database does not put them by itself. */
    private static Sort unlikeTheDatabase(Engine engine) {
        return engine == Engine.POSTGRESQL
                ? desc("rating").nullsLast()
                : asc("rating").nullsLast();
    }

    @Test
    void takeOneStatementForAPageWithinTheFirst(EntityManager em, Engine engine, SqlLog sql) {
        Pages<Long> pages = IDS.sort(unlikeTheDatabase(engine)).in(em);
        sql.clear();
        assertThat(pages.first(3).items()).hasSize(3);
        assertThat(sql).selects(1).nothingElse();
    }

    @Test
    void giveOfTheSecondOnlyWhatThePageLacks(EntityManager em, Engine engine, SqlLog sql) {
        Pages<Long> pages = IDS.sort(unlikeTheDatabase(engine)).in(em);
        sql.clear();
        assertThat(pages.first(5).items()).hasSize(5);
        assertThat(sql).selects(2).nothingElse();
        assertThat(sql.toString()).contains("with [6]", "with [2]");
    }

    @Test
    void areSortedWithoutAWordAboutNulls(EntityManager em, SqlLog sql) {
        for (Sort sort : List.of(asc("rating"), desc("rating"))) {
            for (Sort placed : List.of(sort.nullsFirst(), sort.nullsLast())) {
                Pages<Long> pages = IDS.sort(placed).in(em);
                assertThat(Library.forward(pages, 2)).hasSize(7);
                assertThat(Library.backward(pages, 2)).hasSize(7);
            }
        }
        assertThat(sql.statements())
                .allSatisfy(statement -> assertThat(statement.sql()).doesNotContain("nulls"));
    }

    @Test
    void areReadInOneWhereTheDatabasePutsNullsAsTheSortDoes(EntityManager em, SqlLog sql) {
        Pages<Long> pages = IDS.sort(asc("rating")).in(em);
        sql.clear();
        assertThat(pages.first(7).items()).hasSize(7);
        assertThat(pages.last(7).items()).hasSize(7);
        assertThat(sql).selects(2).nothingElse();
    }

    @Test
    void turnAroundAtARowWithoutAnyValue(EntityManager em) {
        Pagination<String> names = Pagination.of("select distinct a.name from Author a", String.class);
        for (Sort sort : List.of(asc("name").nullsFirst(), asc("name").nullsLast())) {
            assertTurns(names.sort(sort).in(em), 5);
        }
    }

    @Test
    void turnAroundAtARowWhoseLastKeyHasNoValue(EntityManager em) {
        Pagination<Object[]> both =
                Pagination.of("select distinct a.rating, a.name from Author a where a.id <> 2", Object[].class);
        for (Sort rating : List.of(asc("rating").nullsFirst(), asc("rating").nullsLast())) {
            for (Sort name : List.of(
                    asc("name").nullsFirst(),
                    asc("name").nullsLast(),
                    desc("name").nullsFirst())) {
                assertTurns(both.sort(rating, name).in(em), 6);
            }
        }
    }

    /** From each row to those in front of it, and back: itself included. */
    private static <T> void assertTurns(Pages<T> pages, int rows) {
        List<T> all = pages.page(1, 100).items();
        assertThat(all).hasSize(rows);
        CursorPage<T> page = pages.first(1);
        for (int i = 0; i < all.size(); i++) {
            Cursor start = page.start();
            Cursor end = page.end();
            assertThat(pages.after(start, 100).items())
                    .usingRecursiveComparison()
                    .isEqualTo(all.subList(i, all.size()));
            assertThat(pages.before(start, 100).items())
                    .usingRecursiveComparison()
                    .isEqualTo(all.subList(0, i));
            assertThat(pages.after(end, 100).items())
                    .usingRecursiveComparison()
                    .isEqualTo(all.subList(i + 1, all.size()));
            assertThat(pages.before(end, 100).items())
                    .usingRecursiveComparison()
                    .isEqualTo(all.subList(0, i + 1));
            page = pages.after(end, 1);
        }
    }
}
