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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.testkit.Engine;
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.SqlLog;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of SQL. */
@PersistenceTest(entities = {Author.class, Book.class, Line.class})
class NativeSqlTest {

    private static final String AUTHORS = "select id, name, rating from Author -- all of them";

    record Rated(Long id, String name, Integer rating) {}

    @BeforeEach
    void fill(EntityManager em) {
        Library.fill(em);
    }

    private static List<Long> ids(List<Rated> rows) {
        return rows.stream().map(Rated::id).toList();
    }

    @Test
    void pagesInEveryDirectionWithNullsWhereTheyAreAskedFor(EntityManager em) {
        Map<List<Sort>, List<Long>> expected = Map.of(
                List.of(asc("name").ignoreCase().nullsLast()), List.of(1L, 5L, 2L, 4L, 6L, 3L, 7L),
                List.of(desc("rating").nullsFirst(), desc("id")), List.of(7L, 4L, 1L, 6L, 3L, 5L, 2L),
                List.of(desc("rating").nullsLast(), asc("name").ignoreCase().nullsFirst()),
                        List.of(3L, 6L, 5L, 2L, 7L, 1L, 4L),
                List.of(asc("id"), asc("name")), List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L));
        expected.forEach((sorts, ids) -> {
            for (KeysetForm form : KeysetForm.values()) {
                Pages<Rated> pages = Pagination.ofNative(AUTHORS, Rated.class)
                        .uniqueBy("id")
                        .sort(sorts)
                        .keyset(form)
                        .in(em);
                assertThat(ids(pages.page(1, 100).items())).as("%s", sorts).isEqualTo(ids);
                for (int size = 1; size <= 8; size++) {
                    assertThat(ids(Library.forward(pages, size)))
                            .as("%s by %s", sorts, size)
                            .isEqualTo(ids);
                    assertThat(ids(Library.backward(pages, size)))
                            .as("%s by %s", sorts, size)
                            .isEqualTo(ids);
                }
            }
        });
    }

    @Test
    void makesEntitiesOfThePersistenceContext(EntityManager em) {
        Pages<Author> pages = Pagination.ofNative("select a.* from Author a", Author.class)
                .uniqueBy("id")
                .sort(desc("rating").nullsLast())
                .in(em);
        assertThat(Library.forward(pages, 2)).hasToString("[A6, A3, A5, A2, A7, A4, A1]");
        assertThat(pages.first(1).items().get(0)).isSameAs(em.find(Author.class, 6L));
    }

    @Test
    void makesRowsOfOtherTypes(EntityManager em) {
        String few = "select id, name from Author where id <= :last";
        assertThat(Pagination.ofNative(few, Object[].class)
                        .parameter("last", 2L)
                        .uniqueBy("id")
                        .in(em)
                        .first(5)
                        .items())
                .containsExactly(new Object[] {1L, "ann"}, new Object[] {2L, "Bob"});
        Tuple tuple = Pagination.ofNative(few, Tuple.class)
                .parameter("last", 1L)
                .uniqueBy("id")
                .in(em)
                .first(5)
                .items()
                .get(0);
        assertThat(tuple.get(1)).isEqualTo("ann");
        assertThat(Pagination.ofNative("select name from Author where name is not null and id < 4", String.class)
                        .uniqueBy("name")
                        .sort(asc("name").ignoreCase())
                        .in(em)
                        .first(5)
                        .items())
                .containsExactly("ann", "Bob");
    }

    @Test
    void pagesByNumber(EntityManager em) {
        Pages<Rated> pages =
                Pagination.ofNative(AUTHORS, Rated.class).uniqueBy("id").in(em);
        assertThat(ids(pages.page(2, 3).items())).containsExactly(4L, 5L, 6L);
        assertThat(ids(pages.slice(3, 3).items())).containsExactly(7L);
    }

    @Test
    void sortsByWhatIdentifiesARowAndNothingBehind(EntityManager em, SqlLog sql) {
        for (Sort id : List.of(asc("id").nullsLast(), desc("id").nullsLast())) {
            Pages<Rated> pages = Pagination.ofNative(AUTHORS, Rated.class)
                    .uniqueBy("id")
                    .sort(id, asc("name"))
                    .in(em);
            sql.clear();
            assertThat(pages.first(9).items()).hasSize(7);
            assertThat(sql).selects(1).nothingElse();
            assertThat(sql.toString())
                    .contains(" order by page_rows.id")
                    .doesNotContain("page_rows.name", "page_rows.id is");
        }
    }

    @Test
    void doesNotTakeATextWhoseCaseItIgnoresForWhatIdentifiesARow(EntityManager em, SqlLog sql) {
        Pages<String> pages = Pagination.ofNative("select name from Author where name is not null", String.class)
                .uniqueBy("name")
                .sort(asc("name").ignoreCase())
                .in(em);
        sql.clear();
        assertThat(pages.first(1).items()).hasSize(1);
        assertThat(sql.toString()).contains(" order by lower(page_rows.name), page_rows.name");
    }

    @Test
    void saysNothingOfNullsWhereARangeHasNone(EntityManager em, SqlLog sql) {
        for (Sort rating : List.of(asc("rating").nullsFirst(), asc("rating").nullsLast())) {
            Pages<Rated> pages = Pagination.ofNative(AUTHORS, Rated.class)
                    .uniqueBy("id")
                    .sort(rating, asc("name").nullsFirst())
                    .in(em);
            assertThat(Library.forward(pages, 2)).hasSize(7);
            assertThat(Library.backward(pages, 2)).hasSize(7);
        }
        assertThat(sql.statements())
                .allSatisfy(statement -> assertThat(statement.sql()).doesNotContain("case when page_rows.rating"));
    }

    @Test
    void counts(EntityManager em, Engine engine) {
        Pagination<Object[]> all = Pagination.ofNative(
                        "select b.id, a.name from Book b left join Author a on a.id = b.author_id", Object[].class)
                .uniqueBy("id");
        assertThat(all.in(em).total()).isEqualTo(Total.exact(13));
        assertThat(all.count(Count.upTo(5)).in(em).page(1, 2).totalKind()).isEqualTo(TotalKind.AT_LEAST);
        assertThat(all.count(Count.upTo(50)).in(em).page(1, 2).total()).isEqualTo(13);
        assertThat(all.count(Count.estimated()).in(em).page(1, 2).totalKind())
                .isEqualTo(engine == Engine.POSTGRESQL ? TotalKind.ESTIMATED : TotalKind.EXACT);
    }

    @Test
    void bindsParametersByPosition(EntityManager em) {
        Pages<Long> pages = Pagination.ofNative("select id from Author where id > ?1 and id < ?2", Long.class)
                .parameter(1, 2L)
                .parameter(2, 6L)
                .uniqueBy("id")
                .in(em);
        assertThat(Library.forward(pages, 2)).containsExactly(3L, 4L, 5L);
    }

    @Test
    void goesOnByAToken(EntityManager em) {
        CursorTokens tokens = CursorTokens.signedBy("k", new byte[32]);
        Pages<Rated> pages = Pagination.ofNative(AUTHORS, Rated.class)
                .uniqueBy("id")
                .sort(asc("name").nullsLast())
                .in(em);
        String token = tokens.encode(pages.first(3).next().orElseThrow());
        assertThat(pages.at(tokens.decode(token), 4).items()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select id from Author order by id",
                "select id from Author limit 3",
                "select id from Author; delete from Author",
                "select id from Author for update",
                "select id from Author offset 3 rows",
                "select id from Author for share",
                "select id from Author fetch next 3 rows only",
                "select id from Author FETCH FIRST 3 rows only"
            })
    void refusesWhatCannotBeADerivedTable(String sql, EntityManager em) {
        assertThatThrownBy(() ->
                        Pagination.ofNative(sql, Long.class).uniqueBy("id").in(em))
                .isInstanceOf(PaginationException.class)
                .hasMessageContaining("derived table");
    }

    @ParameterizedTest
    @EnumSource(KeysetForm.class)
    void takesWhatOnlyLooksLikeIt(KeysetForm form, EntityManager em) {
        String sql = """
                select id, ' order by; ' as text, id as nolimit, 1 as "a; b" -- limit 1
                from (select id from Author where (id > 0) order by id fetch first 3 rows only) x
                /* for
                   update; */
                """;
        assertThat(Pagination.ofNative(sql, Object[].class)
                        .uniqueBy("id")
                        .keyset(form)
                        .in(em)
                        .total())
                .isEqualTo(Total.exact(3));
    }

    @Test
    void readsLongTextsInSql(EntityManager em) {
        String sql = "select id from Author where name <> '" + "it''s ".repeat(4_000) + "; limit'";
        assertThat(Pagination.ofNative(sql, Long.class)
                        .uniqueBy("id")
                        .in(em)
                        .first(9)
                        .items())
                .isNotEmpty();
    }

    @Test
    void refusesWhatItCannotKnow(EntityManager em, Engine engine) {
        String real = engine == Engine.MARIADB ? "double" : "double precision";
        assertThatThrownBy(() -> Pagination.ofNative(AUTHORS, Rated.class).in(em))
                .isInstanceOf(PaginationException.class)
                .hasMessageContaining("uniqueBy");
        assertThatThrownBy(() -> Pagination.ofNative(AUTHORS, Rated.class)
                        .uniqueBy("id")
                        .sort(asc("name; drop table Author"))
                        .in(em))
                .isInstanceOf(PaginationException.class)
                .hasMessageContaining("sorted by its columns");
        assertThatThrownBy(() -> Pagination.ofNative(AUTHORS, Rated.class)
                        .uniqueBy("id")
                        .parameter("nothing", 1)
                        .in(em))
                .isInstanceOf(PaginationException.class)
                .hasMessageContaining("unknown=[nothing]");
        assertThatThrownBy(() -> Pagination.ofNative("select id from Author", Rated.class)
                        .uniqueBy("id")
                        .in(em)
                        .first(1))
                .isInstanceOf(PaginationException.class)
                .hasMessageContaining("No constructor takes the columns");
        assertThatThrownBy(() -> Pagination.ofNative(
                                "select id, cast(rating as " + real + ") as r from Author where rating > 0",
                                Object[].class)
                        .uniqueBy("id")
                        .sort(asc("r"))
                        .in(em)
                        .first(1))
                .isInstanceOf(PaginationException.class)
                .hasMessageContaining("column=r javaType=java.lang.Double");
    }
}
