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
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Totals: as many rows as the pages have, whatever the query; and only when they are wanted. */
@PersistenceTest(
        entities = {Author.class, Book.class, Line.class, CountShapesTest.Pet.class},
        database = {Engine.H2, Engine.POSTGRESQL})
class CountShapesTest {

    /** What a row may become. */
    public record Named(@Nullable Long id, @Nullable String name) {}

    /** With several names. */
    @Entity(name = "Pet")
    static class Pet {
        @Id
        int id;

        @ElementCollection
        Set<String> names = new LinkedHashSet<>();

        @Override
        public String toString() {
            return "P" + id;
        }
    }

    @BeforeEach
    void fill(EntityManager em) {
        Library.fill(em);
        em.getTransaction().begin();
        em.persist(new Author(8, "eve", 8)); // without a book
        for (int i = 0; i < 4; i++) {
            Pet pet = new Pet();
            pet.id = i;
            pet.names.addAll(List.of("rex", "max", "tom").subList(0, i));
            em.persist(pet);
        }
        em.persist(new Book(200, "t2", em.find(Author.class, 3L)));
        em.getTransaction().commit();
        em.clear();
    }

    /**
     * A query and what its pages hold.
     *
     * @param hql as somebody would write it
     * @param rows how many there are
     * @param listed how many Hibernate's own list has
     * @param with what else is said
     */
    record Shape(String hql, int rows, int listed, UnaryOperator<Pagination<Object>> with) {

        Shape sorted(Sort... keys) {
            return with(pagination -> pagination.sort(keys));
        }

        Shape with(UnaryOperator<Pagination<Object>> more) {
            return new Shape(hql, rows, listed, more);
        }

        /** Hibernate's own list is wrong, or of another query: it has so many. */
        Shape listed(int wrongly) {
            return new Shape(hql, rows, wrongly, with);
        }

        boolean isSorted() {
            return hql.contains(" order by ");
        }

        Pagination<Object> pagination() {
            return with.apply(Pagination.of(hql.replaceAll(" order by .*", ""), Object.class));
        }

        @Override
        public String toString() {
            return hql;
        }
    }

    private static Shape shape(int rows, String hql) {
        return new Shape(hql, rows, rows, pagination -> pagination);
    }

    static Stream<Shape> shapes() {
        String named = Named.class.getName();
        return Stream.of(
                shape(8, "from Author"),
                shape(8, "from Author a left join fetch a.books"),
                shape(7, "from Author a join fetch a.books"),
                shape(12, "from Author a join a.books b"),
                shape(7, "select distinct a from Author a join a.books b"),
                shape(8, "select distinct a from Author a left join fetch a.books"),
                shape(8, "select a.name from Author a"),
                shape(6, "select distinct a.name from Author a"),
                shape(6, "select a.name,count(*) from Author a group by a.name"),
                shape(2, "select a.name,count(*) from Author a group by a.name having count(*)>1"),
                shape(6, "select distinct a.name,a.name from Author a"),
                shape(8, "select new " + named + "(a.id,a.name) from Author a"),
                shape(8, "select distinct new " + named + "(a.id,a.name) from Author a"),
                shape(7, "from Author a left join fetch a.books b where b.title='t0'"),
                shape(6, "select distinct l from Line l"),
                shape(6, "select l.id from Line l"),
                shape(6, "select distinct l.id from Line l"),
                shape(6, "with c as (select a.name as n from Author a) select distinct c.n from c c"),
                shape(7, "select distinct b.author from Book b"),
                shape(12, "select a, b from Author a join a.books b"),
                shape(12, "select distinct a, b from Author a join a.books b"),
                shape(3, "from Book b join fetch b.author a where a.name='ann'"),
                shape(8, "from Author a left join fetch a.books b left join fetch b.author"),
                shape(12, "select b.author.name from Book b"),
                // Sorted by a path, Hibernate leaves out the books without an author.
                shape(14, "select b.title from Book b order by b.author.name")
                        .sorted(asc("author.name"))
                        .listed(12),
                shape(14, "from Book b order by b.author.name")
                        .sorted(asc("author.name"))
                        .listed(12),
                shape(3, "select distinct b.title from Book b order by b.title").sorted(asc("title")),
                shape(2, "from Author a left join fetch a.books b where b is null or b.title='t2'"),
                shape(7, "from Author a left join fetch a.books b where b.title='t0' or a.id=7"),
                shape(7, "from Author a left join a.books b where b.title='t0' or a.id=7"),
                shape(5, "from Book b left join fetch b.author a where a.name='ann' or a is null"),
                // Hibernate leaves out authors that it has read already, but neither its limit nor its count does.
                shape(12, "select a from Author a, Book b where b.author=a")
                        .with(pagination -> pagination.uniqueBy("b.id"))
                        .listed(7),
                shape(7, "select a.id from Author a intersect select b.author.id from Book b"),
                shape(1, "select count(b), a.name from Author a join a.books b where a.name='ann' group by a.name"),
                shape(3, "select a.name, a.rating from Author a where a.id<4 group by a.name, a.rating"),
                shape(7, "from Author a where exists (select 1 from Book b where b.author=a) order by size(a.books)")
                        .sorted(desc(
                                "books",
                                (builder, root) ->
                                        ((HibernateCriteriaBuilder) builder).size(root.<List<Book>>get("books")))));
    }

    /** Not of the collection that other libraries were tried with. */
    static Stream<Shape> more() {
        return Stream.of(
                shape(12, "select b.author from Book b").listed(7),
                shape(12, "select b.author.address from Book b"),
                shape(2, "select distinct a.address from Author a"),
                shape(2, "select distinct b.author.address from Book b"),
                shape(7, "select b.author, count(*) from Book b group by b.author"),
                shape(5, "select b.author.name, count(*) from Book b group by b.author.name"),
                shape(6, "select l.id, count(*) from Line l group by l.id"),
                shape(12, "select b from Author a join a.books b"),
                shape(12, "select distinct b from Author a join a.books b").sorted(asc("title")),
                shape(14, "select b.author.id from Book b"),
                shape(8, "select distinct b.author.id from Book b"),
                shape(3, "select distinct count(b) as n from Author a join a.books b group by a.id")
                        .sorted(desc("n")),
                shape(
                        8,
                        "select distinct a.name, max(b.title) from Author a left join a.books b group by a.id, a.name"),
                shape(14, "select b, count(x) as n from Book b left join b.author.books x group by b")
                        .sorted(asc("author.name"), desc("n")),
                shape(6, "select p, n from Pet p join p.names n"),
                shape(6, "select n from Pet p join p.names n"),
                shape(3, "select distinct n from Pet p join p.names n"),
                shape(3, "select n, count(*) from Pet p join p.names n group by n"),
                shape(4, "select p from Pet p left join fetch p.names n where n = 'rex' or n is null"),
                shape(9, "select a.name from Author a union select b.title from Book b"),
                shape(8, "select a.id, a.name from Author a except select b.id, b.title from Book b")
                        .sorted(desc("name")),
                shape(
                                3,
                                "(select a.name as n from Author a union all select b.title from Book b) intersect"
                                        + " select b.title from Book b")
                        .sorted(desc("n")),
                shape(22, "select 'a' as kind, a.id as nr from Author a union all select 'b', b.id from Book b")
                        .with(pagination -> pagination.uniqueBy("kind", "nr").sort(desc("nr"))),
                shape(
                        9,
                        "with c as (select a.name as n from Author a) select c.n from c c union select b.title from Book b"));
    }

    @ParameterizedTest
    @MethodSource({"shapes", "more"})
    void countsTheRowsOfAllPages(Shape shape, EntityManager em) {
        Pages<Object> pages = shape.pagination().in(em);
        List<String> rows = rows(Library.forward(pages, 2));

        assertThat(rows).hasSize(shape.rows());
        assertThat(rows(Library.backward(pages, 2))).isEqualTo(rows);
        assertThat(pages.total()).isEqualTo(Total.exact(shape.rows()));
    }

    @ParameterizedTest
    @MethodSource({"shapes", "more"})
    void pagesTheRowsOfTheList(Shape shape, EntityManager em) {
        List<String> listed = rows(em.createQuery(shape.hql(), Object.class).getResultList());
        em.clear();

        assertThat(listed).hasSize(shape.listed());
        if (shape.listed() == shape.rows()) {
            assertThat(rows(Library.forward(shape.pagination().in(em), 2))).containsExactlyInAnyOrderElementsOf(listed);
        }
    }

    @ParameterizedTest
    @MethodSource({"shapes", "more"})
    void countsUpToALimit(Shape shape, EntityManager em) {
        if (shape.rows() < 2) {
            return; // the page proves it
        }
        int rows = shape.rows();
        assertThat(counted(shape, Count.upTo(rows), em)).isEqualTo(Total.exact(rows));
        assertThat(counted(shape, Count.upTo(rows + 1), em)).isEqualTo(Total.exact(rows));
        assertThat(counted(shape, Count.upTo(rows - 1), em)).isEqualTo(Total.atLeast(rows - 1));
    }

    private static Total counted(Shape shape, Count policy, EntityManager em) {
        Page<Object> page = shape.pagination().count(policy).in(em).page(1, 1);
        return new Total(page.total(), page.totalKind());
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void refusesAnOrderOfTheQuerysOwn(Shape shape, EntityManager em, SqlLog sql) {
        Pagination<Object> asWritten = shape.with().apply(Pagination.of(shape.hql(), Object.class));
        if (shape.isSorted()) {
            assertThatThrownBy(() -> asWritten.in(em))
                    .isInstanceOf(PaginationException.class)
                    .hasMessageContainingAll("Sorted twice", shape.hql(), "Take the order by out");
        } else {
            asWritten.in(em);
        }
        assertThat(sql).nothing();
    }

    /** With {@link #shapes} the whole collection of 41, each as it was written there. */
    @ParameterizedTest
    @MethodSource("refused")
    void refuses(String hql, String sentence, EntityManager em, SqlLog sql) {
        assertThatThrownBy(() -> Pagination.of(hql, Object.class).in(em))
                .isInstanceOf(PaginationException.class)
                .hasMessageContainingAll(sentence, "query=[" + hql + "]");
        assertThat(sql).nothing();
    }

    static Stream<Object[]> refused() {
        return Stream.of(new Object[][] {
            {"select count(*) from Author", "A query of one row has no pages"},
            {"select max(a.id) from Author a where a.id<0", "A query of one row has no pages"},
            {"select a.name from Author a union all select b.title from Book b", "A set operation that keeps equal rows"
            },
            {"select a.name from Author a order by a.id limit 3", "The query has a limit of its own"},
            {
                "from Author a left join fetch a.books order by a.id offset 1 rows fetch first 2 rows only",
                "The query has a limit of its own"
            },
        });
    }

    private static List<String> rows(List<?> rows) {
        List<String> texts = new ArrayList<>();
        for (Object row : rows) {
            texts.add(row instanceof Object[] items ? text(items) : text(row));
        }
        return texts;
    }

    private static String text(@Nullable Object... items) {
        return Arrays.toString(Stream.of(items)
                .map(item -> item instanceof Author.Address address ? address.city : item)
                .toArray());
    }

    @Nested
    class WhenThePageProvesIt {

        private Page<Author> page(EntityManager em, Count policy, long number, int size) {
            return Pagination.of("from Author a", Author.class)
                    .count(policy)
                    .in(em)
                    .page(number, size);
        }

        @Test
        void countsNothingOnTheOnlyPage(EntityManager em, SqlLog sql) {
            assertThat(page(em, Count.exact(), 1, 8).total()).isEqualTo(8);
            assertThat(sql).selects(1).nothingElse();
        }

        @Test
        void countsNothingOnTheLastPage(EntityManager em, SqlLog sql) {
            assertThat(page(em, Count.upTo(2), 3, 3))
                    .extracting(Page::total, Page::totalKind, Page::totalPages)
                    .containsExactly(8L, TotalKind.EXACT, 3L);
            assertThat(sql).selects(1).nothingElse();
        }

        @Test
        void countsNothingWhereThereIsNothing(EntityManager em, SqlLog sql) {
            assertThat(Pagination.of("from Author a where a.id<0", Author.class)
                            .in(em)
                            .page(1, 3)
                            .total())
                    .isZero();
            assertThat(sql).selects(1).nothingElse();
        }

        @Test
        void countsBehindTheLastPage(EntityManager em, SqlLog sql) {
            assertThat(page(em, Count.exact(), 4, 3).total()).isEqualTo(8);
            assertThat(sql).selects(2).nothingElse();
        }

        @Test
        void countsWhenThereIsMore(EntityManager em, SqlLog sql) {
            assertThat(page(em, Count.exact(), 2, 3).total()).isEqualTo(8);
            assertThat(sql).selects(2).nothingElse();
        }

        @Test
        void knowsTheTotalThoughNobodyAskedForIt(EntityManager em) {
            assertThat(page(em, Count.none(), 1, 8).totalKind()).isEqualTo(TotalKind.EXACT);
        }
    }

    @Nested
    class WithAPolicy {

        private Pages<Author> pages(EntityManager em, Count policy) {
            return Pagination.of(
                            "from Author a left join fetch a.books b where b.title <> 't1' or a.id > 0", Author.class)
                    .count(policy)
                    .in(em);
        }

        @Test
        void noneCountsNothing(EntityManager em, SqlLog sql) {
            assertThat(pages(em, Count.none()).page(1, 3))
                    .extracting(Page::total, Page::totalKind, Page::totalPages)
                    .containsExactly(null, TotalKind.UNKNOWN, null);
            assertThat(sql).selects(2).nothingElse(); // the page's and its books'
        }

        @Test
        void deferredCountsWhenAsked(EntityManager em, SqlLog sql) {
            Pages<Author> pages = pages(em, Count.deferred());
            Page<Author> page = pages.page(1, 3);
            assertThat(page.totalKind()).isEqualTo(TotalKind.DEFERRED);
            assertThat(sql).selects(2).nothingElse();

            assertThat(page.withTotal(pages.total()).totalPages()).isEqualTo(3);
            assertThat(sql).selects(3).nothingElse();
        }

        @Test
        void limitedReadsNoFurther(EntityManager em, SqlLog sql) {
            assertThat(pages(em, Count.upTo(4)).page(1, 3))
                    .extracting(Page::total, Page::totalKind, Page::totalPages)
                    .containsExactly(4L, TotalKind.AT_LEAST, 2L);
            assertThat(sql.statements().get(2).sql()).contains("count(*)").containsPattern("fetch first|limit");
        }

        @Test
        void estimatesByThePlanner(EntityManager em, Engine engine, SqlLog sql) {
            em.getTransaction().begin();
            for (int i = 1000; i < 3000; i++) {
                em.persist(new Author(i, "name " + i % 100, i % 7));
            }
            em.flush();
            if (engine == Engine.POSTGRESQL) {
                em.createNativeQuery("analyze author").executeUpdate();
            }
            sql.clear();

            Page<Author> page = Pagination.of("from Author a where a.rating < 3", Author.class)
                    .count(Count.estimated())
                    .in(em)
                    .page(1, 10);
            long truth = em.createQuery("select count(*) from Author a where a.rating < 3", Long.class)
                    .getSingleResult();
            em.getTransaction().rollback();

            if (engine == Engine.POSTGRESQL) {
                assertThat(page.totalKind()).isEqualTo(TotalKind.ESTIMATED);
                assertThat(page.total()).isBetween(truth / 2, truth * 2);
                assertThat(sql.statements().get(1).sql()).startsWith("explain").doesNotContain("analyze");
            } else {
                assertThat(page).extracting(Page::total, Page::totalKind).containsExactly(truth, TotalKind.EXACT);
            }
        }
    }
}
