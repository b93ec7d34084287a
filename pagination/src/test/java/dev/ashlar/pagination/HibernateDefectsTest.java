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
import jakarta.persistence.EntityManager;
import java.util.List;
import org.hibernate.query.KeyedPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes wrong with Hibernate's {@link KeyedPage}, see {@link KeyedPageTest}, goes right here: the same queries, the same rows. */
@PersistenceTest(
        entities = {Author.class, Book.class, Line.class},
        database = {Engine.H2, Engine.POSTGRESQL})
class HibernateDefectsTest {

    /** What a row may become. */
    public record Named(Long id, String name) {}

    @BeforeEach
    void fill(EntityManager em) {
        Library.fill(em);
    }

    private static <T> List<String> walked(Pages<T> pages) {
        List<String> all = texts(pages.page(1, 100).items());
        assertThat(texts(Library.forward(pages, 2))).isEqualTo(all);
        assertThat(texts(Library.backward(pages, 2))).isEqualTo(all);
        assertThat(pages.total()).isEqualTo(Total.exact(all.size()));
        return all;
    }

    private static List<String> texts(List<?> rows) {
        return rows.stream()
                .map(row -> row instanceof Object[] items ? List.of(items).toString() : row.toString())
                .toList();
    }

    private static List<String> authors(EntityManager em, String condition, Sort... sorts) {
        return walked(Pagination.of("from Author a" + condition, Author.class)
                .sort(sorts)
                .in(em));
    }

    @Test
    void keepsRowsWithoutAValue(EntityManager em) {
        assertThat(authors(em, "", asc("name"))).hasSize(7).containsSubsequence("A3", "A7");
    }

    @Test
    void keepsRowsWithoutAValueAtTheEnd(EntityManager em) {
        assertThat(authors(em, "", asc("name").nullsLast())).hasSize(7).endsWith("A3", "A7");
        assertThat(authors(em, "", desc("name").nullsFirst())).hasSize(7).startsWith("A7", "A3");
    }

    @Test
    void breaksTies(EntityManager em) {
        assertThat(authors(em, " where a.name is not null", asc("name")))
                .hasSize(5)
                .containsSubsequence("A1", "A5");
    }

    @Test
    void comparesInLowerCaseAsItSorts(EntityManager em) {
        assertThat(authors(em, " where a.name is not null", asc("name").ignoreCase()))
                .containsExactly("A1", "A5", "A2", "A4", "A6");
    }

    @Test
    void ignoresTheCaseOfAnAttributeOfTheMetamodel(EntityManager em) {
        var name = em.getMetamodel().entity(Author.class).getSingularAttribute("name", String.class);
        assertThat(authors(em, " where a.name is not null", desc(name).ignoreCase()))
                .containsExactly("A6", "A4", "A2", "A5", "A1");
    }

    @Test
    void readsBackwardFromTheRowsWithoutAValue(EntityManager em) {
        Pages<Author> pages = Pagination.of("from Author", Author.class)
                .sort(asc("name").nullsLast())
                .in(em);
        assertThat(pages.last(2).items()).hasToString("[A3, A7]");
    }

    @Test
    void sortsByAnEmbeddedAttribute(EntityManager em) {
        assertThat(authors(em, "", asc("address.city"))).containsExactly("A2", "A4", "A6", "A1", "A3", "A5", "A7");
    }

    @Test
    void sortsByTheAttributesOfAnEmbeddedId(EntityManager em) {
        assertThat(walked(Pagination.of("from Line", Line.class).in(em)))
                .containsExactlyInAnyOrder("L0/0", "L0/1", "L1/0", "L1/1", "L2/0", "L2/1");
        assertThat(walked(Pagination.of("from Line", Line.class)
                        .sort(desc("id.orderId"), asc("id.number"))
                        .in(em)))
                .containsExactly("L2/0", "L2/1", "L1/0", "L1/1", "L0/0", "L0/1");
    }

    @Test
    void goesOnBehindAPageWithFetchedCollections(EntityManager em) {
        assertThat(authors(em, " left join fetch a.books", asc("id")))
                .containsExactly("A1", "A2", "A3", "A4", "A5", "A6", "A7");
    }

    @Test
    void refusesAJoinThatRepeatsRows(EntityManager em) {
        var repeated = Pagination.of("select a from Author a join a.books b", Author.class)
                .sort(asc("id"));
        assertThatThrownBy(() -> repeated.in(em))
                .isInstanceOf(PaginationException.class)
                .hasMessageContaining("A join repeats the rows");
    }

    @Test
    void pagesObjectsThatAQueryMakes(EntityManager em) {
        assertThat(walked(Pagination.of(
                                "select new " + Named.class.getName() + "(a.id, a.name) from Author a", Named.class)
                        .sort(desc("id"))
                        .in(em)))
                .hasSize(7)
                .endsWith("Named[id=1, name=ann]");
    }

    @Test
    void pagesOneItem(EntityManager em) {
        assertThat(walked(Pagination.of("select b.title from Book b", String.class)
                        .sort(asc("id"))
                        .in(em)))
                .hasSize(13)
                .startsWith("t0", "t0", "t1", "t0", "t1", "t2");
    }

    @Test
    void pagesTwoRoots(EntityManager em) {
        assertThat(walked(Pagination.of("select a, b from Author a, Book b where b.author = a", Object[].class)
                        .sort(asc("name").nullsLast(), desc("b.title"))
                        .in(em)))
                .hasSize(11)
                .endsWith("[A3, B121]", "[A7, B160]", "[A3, B120]");
    }

    @Test
    void dropsNeitherOrderNorLimit(EntityManager em) {
        assertThatThrownBy(() -> authors(em, " order by a.rating desc", asc("id")))
                .hasMessageContaining("Sorted twice");
        assertThatThrownBy(() -> authors(em, " order by a.id limit 3", asc("id")))
                .hasMessageContaining("The query has a limit of its own");
    }

    @Test
    void reachesRowsThatCameBeforeTheFirstPage(EntityManager em) {
        Pages<Author> pages =
                Pagination.of("from Author a", Author.class).sort(asc("id")).in(em);
        CursorPage<Author> second = pages.after(pages.first(2).next().orElseThrow(), 2);
        em.getTransaction().begin();
        em.persist(new Author(0, "zero", null));
        em.persist(new Author(-1, "minus", null));
        em.getTransaction().commit();

        CursorPage<Author> first = pages.before(second.previous().orElseThrow(), 2);
        assertThat(first.items()).hasToString("[A1, A2]");
        CursorPage<Author> newer = pages.before(first.previous().orElseThrow(), 2);
        assertThat(newer.items()).hasToString("[A-1, A0]");
        assertThat(newer.hasPrevious()).isFalse();
    }

    @Test
    void turnsRoundOnAPageReachedBackward(EntityManager em) {
        Pages<Author> pages =
                Pagination.of("from Author a", Author.class).sort(asc("id")).in(em);
        CursorPage<Author> second = pages.after(pages.first(2).next().orElseThrow(), 2);
        CursorPage<Author> third = pages.after(second.next().orElseThrow(), 2);

        CursorPage<Author> back = pages.before(third.previous().orElseThrow(), 2);
        assertThat(back.items()).isEqualTo(second.items());
        assertThat(pages.after(back.next().orElseThrow(), 2).items()).isEqualTo(third.items());
        assertThat(pages.before(back.previous().orElseThrow(), 2).items()).hasToString("[A1, A2]");
    }

    @Test
    void refusesAnOffsetThatIsNoInt(EntityManager em) {
        Pages<Author> pages = Pagination.of(Author.class).in(em);
        assertThatThrownBy(() -> pages.page(3_000_001, 1000))
                .isInstanceOf(PageRequestException.class)
                .hasMessage(
                        "Too far a page: page=3000001 pageSize=1000. Pages by number reach 2147483647 rows; go on by a"
                                + " cursor.");
    }
}
