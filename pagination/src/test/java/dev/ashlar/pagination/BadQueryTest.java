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
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import java.util.Arrays;
import java.util.List;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Queries and sorts that cannot be paged: said at once, with the facts and the way out, and before anything is executed. */
@PersistenceTest(
        entities = {
            Author.class,
            Book.class,
            Line.class,
            Unsortable.class,
            BadQueryTest.Beast.class,
            BadQueryTest.Hound.class,
            BadQueryTest.Kennel.class
        },
        database = {Engine.H2, Engine.POSTGRESQL})
class BadQueryTest {

    /** Of some kind. */
    @Entity(name = "Beast")
    static class Beast {
        @Id
        int id;
    }

    /** A kind. */
    @Entity(name = "Hound")
    static class Hound extends Beast {}

    /** With a text that is stored as a number. */
    @Entity(name = "Kennel")
    static class Kennel {
        @Id
        int id;

        @Convert(converter = Digits.class)
        String code = "";
    }

    /** A text of digits as a number. */
    static class Digits implements AttributeConverter<String, Integer> {

        @Override
        public Integer convertToDatabaseColumn(String digits) {
            return Integer.valueOf(digits);
        }

        @Override
        public String convertToEntityAttribute(Integer number) {
            return number.toString();
        }
    }

    private static final String JOINED = "select a from Author a join a.books b where b.title = 't0'";

    @BeforeEach
    void fill(EntityManager em) {
        Library.fill(em);
    }

    private static void assertRefused(EntityManager em, Pagination<?> pagination, String... facts) {
        assertThatThrownBy(() -> pagination.in(em))
                .isInstanceOf(PaginationException.class)
                .hasMessageContainingAll(facts);
    }

    private static List<String> walked(EntityManager em, Pagination<?> pagination) {
        Pages<?> pages = pagination.in(em);
        List<String> rows = texts(Library.forward(pages, 2));
        assertThat(texts(Library.backward(pages, 2))).isEqualTo(rows);
        assertThat(pages.total()).isEqualTo(Total.exact(rows.size()));
        return rows;
    }

    private static List<String> texts(List<?> rows) {
        return rows.stream()
                .map(row -> row instanceof Object[] items ? Arrays.toString(items) : String.valueOf(row))
                .toList();
    }

    @Nested
    class RefusesBeforeItRuns {

        @AfterEach
        void ranNothing(SqlLog sql) {
            assertThat(sql).nothing();
        }

        @Test
        void anOrderAndASort(EntityManager em) {
            assertRefused(
                    em,
                    Pagination.of("from Author a order by a.name", Author.class).sort(desc("rating")),
                    "Sorted twice",
                    "query=[from Author a order by a.name]",
                    "sort=[rating desc]",
                    "Take the order by out of the query.");
        }

        @Test
        void anOrderAlone(EntityManager em) {
            assertRefused(
                    em,
                    Pagination.of("from Author a order by a.name", Author.class),
                    "The query's own order is not total and cannot be sought",
                    "query=[from Author a order by a.name]",
                    "say it with sort(...).");
        }

        @Test
        void anOrderOfASetOperation(EntityManager em) {
            String union = "select a.name from Author a union select b.title from Book b";
            for (String hql : List.of(union + " order by 1", "(" + union + ") order by 1")) {
                assertRefused(
                        em,
                        Pagination.of(hql, String.class),
                        "The query's own order",
                        "query=[" + hql + "]",
                        "say it with sort(...).");
            }
        }

        @Test
        void aLimitOfASetOperation(EntityManager em) {
            String hql = "(select a.name from Author a union select b.title from Book b) order by 1 limit 3";
            assertRefused(
                    em, Pagination.of(hql, String.class), "The query has a limit of its own", "query=[" + hql + "]");
        }

        @Test
        void aSetOperationOfEntities(EntityManager em) {
            assertRefused(
                    em,
                    Pagination.of("select a from Author a union select c from Author c", Author.class),
                    "A set operation of something else than plain values cannot be sorted",
                    "item=1",
                    "Select attributes and expressions of basic types.");
        }

        @Test
        void aSetOperationThatKeepsEqualRows(EntityManager em) {
            assertRefused(
                    em,
                    Pagination.of("select a.name from Author a union all select b.title from Book b", String.class),
                    "A set operation that keeps equal rows",
                    "query=[select a.name from Author a union all select b.title from Book b]",
                    "uniqueBy(...)");
        }

        @Test
        void aJoinThatRepeatsRows(EntityManager em) {
            assertRefused(
                    em,
                    Pagination.of(JOINED, Author.class),
                    "A join repeats the rows",
                    "selected=dev.ashlar.pagination.Author as a",
                    "joined=books as b",
                    "query=[" + JOINED + "]",
                    "exists (...)",
                    "select distinct",
                    "uniqueBy(...)");
        }

        @Test
        void twoRootsOfWhichOneIsSelected(EntityManager em) {
            assertRefused(
                    em,
                    Pagination.of("select a from Author a, Book b where b.author = a", Author.class),
                    "A join repeats the rows",
                    "joined=dev.ashlar.pagination.Book as b");
        }

        @Test
        void aJoinWithoutASelectClause(EntityManager em) {
            assertRefused(
                    em,
                    Pagination.of("from Author a join a.books b", Author.class),
                    "A join repeats the rows",
                    "books as b");
        }

        @Test
        void aSortAcrossACollection(EntityManager em) {
            assertRefused(
                    em,
                    Pagination.of("from Author a", Author.class).sort(asc("books.title")),
                    "A sort across a collection gives a row several places",
                    "path=[books.title]",
                    "at=[books]",
                    "subquery's minimum");
        }

        @Test
        void aSortByAFetchedCollection(EntityManager em) {
            assertRefused(
                    em,
                    Pagination.of("from Author a left join fetch a.books b", Author.class)
                            .sort(asc("b.title")),
                    "A sort across a collection gives a row several places",
                    "sort=[b.title asc]",
                    "subquery's minimum");
        }

        @Test
        void aSortByAnEmbeddable(EntityManager em) {
            assertRefused(
                    em,
                    Pagination.of(Author.class).sort(asc("address")),
                    "Not one value to sort by",
                    "path=[address]",
                    "Name one of its attributes: [city].");
        }

        @Test
        void aSortByAnAssociation(EntityManager em) {
            assertRefused(
                    em,
                    Pagination.of(Book.class).sort(asc("author")),
                    "Not one value to sort by",
                    "path=[author]",
                    "Name one of its attributes: [address, books, id, name, rating].");
        }

        @Test
        void aSortByAnUnknownAttribute(EntityManager em) {
            assertRefused(
                    em,
                    Pagination.of(Book.class).sort(asc("author.nme")),
                    "No such attribute",
                    "path=[author.nme]",
                    "at=[nme]",
                    "There are [address, books, id, name, rating].");
            assertRefused(
                    em,
                    Pagination.of(Book.class).sort(asc("title.length")),
                    "A basic attribute has no attributes",
                    "path=[title.length]",
                    "End the path with it.");
        }

        @Test
        void aSortThatIsNotComparedExactly(EntityManager em) {
            for (String attribute : List.of("weight", "height")) {
                assertRefused(
                        em,
                        Pagination.of(Unsortable.class).sort(asc(attribute)),
                        "No sort by a floating-point number",
                        "sort=[" + attribute + " asc]",
                        "Map it to a decimal");
            }
        }

        @Test
        void aSortByALargeObject(EntityManager em) {
            assertRefused(
                    em,
                    Pagination.of(Unsortable.class).sort(asc("report")),
                    "No sort by a large object",
                    "sort=[report asc]",
                    "Sort by an expression of its beginning");
        }

        @Test
        void aSortByBytes(EntityManager em) {
            assertRefused(
                    em,
                    Pagination.of(Unsortable.class).sort(desc("image")),
                    "No sort by a value of a type without an order",
                    "sort=[image desc]",
                    "javaType=[B");
        }

        @Test
        void theCaseOfANumber(EntityManager em) {
            assertRefused(
                    em,
                    Pagination.of(Author.class).sort(asc("rating").ignoreCase()),
                    "Only text has upper and lower case",
                    "sort=[rating asc ignoring case]",
                    "Leave ignoreCase() out.");
            assertRefused(
                    em,
                    Pagination.of(Kennel.class).sort(asc("code").ignoreCase()),
                    "Only text has upper and lower case",
                    "sort=[code asc ignoring case]");
        }

        @Test
        void aSortThatIsNotGroupedBy(EntityManager em) {
            String hql = "select a.name, count(*) from Author a group by a.name";
            assertRefused(
                    em,
                    Pagination.of(hql, Object[].class).sort(asc("rating")),
                    "Not among what is grouped by",
                    "sort=[rating asc]",
                    "query=[" + hql + "]",
                    "Sort by what is, or add it there.");
        }

        @Test
        void aSortThatIsNotSelectedAsDistinct(EntityManager em) {
            assertRefused(
                    em,
                    Pagination.of("select distinct a.name from Author a", String.class)
                            .sort(asc("id")),
                    "Not among what is selected as distinct",
                    "sort=[id asc]");
            assertRefused(
                    em,
                    Pagination.of("select distinct a from Author a join a.books b", Author.class)
                            .sort(asc("b.title")),
                    "Not among what is selected as distinct",
                    "sort=[b.title asc]");
        }

        @Test
        void aQueryOfOneRow(EntityManager em) {
            for (String selected :
                    List.of("count(*)", "max(a.id) - min(a.id)", "sum(a.rating), count(distinct a.name)")) {
                assertRefused(
                        em,
                        Pagination.of("select " + selected + " from Author a", Object.class),
                        "A query of one row has no pages",
                        "Run it as it is, or group it.");
            }
        }

        @Test
        void parametersThatDoNotFit(EntityManager em) {
            String hql = "from Author a where a.id > :low and a.id < :high";
            assertRefused(
                    em,
                    Pagination.of(hql, Author.class).parameter("low", 1L).parameter("hgh", 5L),
                    "The parameters do not fit",
                    "missing=[high]",
                    "unknown=[hgh]",
                    "query=[" + hql + "]");
            assertRefused(
                    em, Pagination.of("from Author a where a.id > ?1", Author.class), "missing=[1]", "unknown=[]");
        }

        @Test
        void aWindowFunction(EntityManager em) {
            assertRefused(
                    em,
                    Pagination.of("select a.id, 100 * rank() over (order by a.rating) from Author a", Object[].class),
                    "A window function sees only the rows of its page",
                    "rank() over",
                    "Put the query into the from clause");
            assertRefused(
                    em,
                    Pagination.of("from Author a", Author.class).sort(asc("running", (builder, root) -> {
                        var hibernate = (HibernateCriteriaBuilder) builder;
                        return builder.sum(1L, hibernate.count(root.get("id"), hibernate.createWindow()));
                    })),
                    "A window function cannot be sought",
                    "sort=[running]");
        }

        @Test
        void aTreatThatIsSelected(EntityManager em) {
            assertRefused(
                    em,
                    Pagination.of("select treat(b as Hound) from Beast b", Beast.class),
                    "What is selected by treat may leave out rows or not",
                    "item=treat(b as ",
                    "Select from the subtype");
        }

        @Test
        void groupsThatOverlap(EntityManager em) {
            assertRefused(
                    em,
                    Pagination.of(
                            "select a.name, count(*) from Author a group by rollup(a.name, a.rating)", Object[].class),
                    "Not a value that rows can be sorted by",
                    "sort=[group by]");
        }

        @Test
        void aCommonTableWithoutAnIdentity(EntityManager em) {
            assertRefused(
                    em,
                    Pagination.of(
                            "with c as (select a.id as id, a.name as name from Author a) select c.name from c c",
                            String.class),
                    "Nothing identifies a row",
                    "from=c as c",
                    "uniqueBy(...)");
        }

        @Test
        void aDerivedTableWithoutAnIdentity(EntityManager em) {
            assertRefused(
                    em,
                    Pagination.of("select t.n from (select a.name as n, a.id as i from Author a) t", String.class),
                    "Nothing identifies a row",
                    " as t",
                    "uniqueBy(...)");
        }

        @Test
        void anIdentityThatIsNoColumn(EntityManager em) {
            assertRefused(
                    em,
                    Pagination.of("select t.n from (select a.name as n, a.id as i from Author a) t", String.class)
                            .uniqueBy("id"),
                    "No such column",
                    "path=[id]");
        }

        @Test
        void aRowOfAnotherType(EntityManager em) {
            assertRefused(
                    em,
                    Pagination.of("select a.name from Author a", Long.class),
                    "The query does not select that",
                    "resultType=java.lang.Long",
                    "Give the type of its rows.");
        }
    }

    @Nested
    class TheWayOut {

        private final List<String> all = List.of("A1", "A2", "A3", "A4", "A5", "A6", "A7");

        @Test
        void asksWithExists(EntityManager em) {
            String hql = "select a from Author a where exists (select 1 from a.books b where b.title = 't0')";
            assertThat(walked(em, Pagination.of(hql, Author.class))).isEqualTo(all);
        }

        @Test
        void selectsDistinct(EntityManager em) {
            assertThat(walked(em, Pagination.of(JOINED.replace("select a", "select distinct a"), Author.class)))
                    .isEqualTo(all);
        }

        @Test
        void saysThatEachRowHasOnePartner(EntityManager em) {
            assertThat(walked(em, Pagination.of(JOINED, Author.class).uniqueBy("id")))
                    .isEqualTo(all);
        }

        @Test
        void saysThatThePartnersAreMeant(EntityManager em) {
            assertThat(walked(
                            em,
                            Pagination.of("select a from Author a join a.books b", Author.class)
                                    .uniqueBy("b.id")
                                    .sort(desc("b.title"))))
                    .hasSize(11)
                    .startsWith("A6", "A5", "A3", "A2", "A7");
        }

        @Test
        void takesTheEntityOfTheRowsForWhatIsLeftOut(EntityManager em) {
            assertThat(walked(em, Pagination.of("where rating > 1", Author.class)))
                    .containsExactly("A3", "A6");
        }

        @Test
        void limitsAPartOfASetOperation(EntityManager em) {
            String hql =
                    "(select a.id from Author a order by a.id desc limit 2) union select b.id from Book b where b.id > 150";
            assertThat(walked(em, Pagination.of(hql, Long.class).sort(desc("id"))))
                    .containsExactly("160", "152", "151", "7", "6");
        }

        @Test
        void selectsBothRoots(EntityManager em) {
            assertThat(walked(
                            em, Pagination.of("select a, b from Author a, Book b where b.author = a", Object[].class)))
                    .hasSize(11);
        }

        @Test
        void namesTheIdentityOfACommonTable(EntityManager em) {
            assertThat(walked(
                            em,
                            Pagination.of(
                                            "with c as (select a.id as id, a.name as name from Author a) select c.name from c c",
                                            String.class)
                                    .uniqueBy("id")
                                    .sort(desc("id"))))
                    .containsExactly("null", "dan", "ann", "cid", "null", "Bob", "ann");
        }

        @Test
        void namesTheIdentityOfADerivedTable(EntityManager em) {
            assertThat(walked(
                            em,
                            Pagination.of(
                                            "select t.n from (select a.name as n, a.id as i from Author a) t",
                                            String.class)
                                    .uniqueBy("i")
                                    .sort(asc("t.i"))))
                    .containsExactly("ann", "Bob", "null", "cid", "ann", "dan", "null");
        }

        @Test
        void putsALimitIntoTheFromClause(EntityManager em) {
            assertThat(walked(
                            em,
                            Pagination.of(
                                            "select t.i from (select a.id as i from Author a order by a.id desc limit 3) t",
                                            Long.class)
                                    .uniqueBy("i")))
                    .containsExactly("5", "6", "7");
        }

        @Test
        void putsAWindowFunctionIntoTheFromClause(EntityManager em) {
            assertThat(walked(
                            em,
                            Pagination.of(
                                            "select t.i from (select a.id as i, row_number() over (order by a.id desc) as place"
                                                    + " from Author a) t",
                                            Long.class)
                                    .uniqueBy("i")
                                    .sort(asc("place"))))
                    .containsExactly("7", "6", "5", "4", "3", "2", "1");
        }

        @Test
        void sortsByAnExpressionOfTheCollection(EntityManager em) {
            assertThat(walked(
                            em, Pagination.of("from Author a", Author.class).sort(desc("last book", (builder, root) -> {
                                var books = builder.createQuery().subquery(Long.class);
                                var book = books.from(Book.class);
                                return books.select(builder.greatest(book.<Long>get("id")))
                                        .where(builder.equal(book.get("author"), root));
                            }))))
                    .containsExactly("A7", "A6", "A5", "A4", "A3", "A2", "A1");
        }
    }
}
