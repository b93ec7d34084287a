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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.testkit.Engine;
import dev.ashlar.testkit.PersistenceTest;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.query.KeyedPage;
import org.hibernate.query.KeyedResultList;
import org.hibernate.query.Order;
import org.hibernate.query.Page;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What Hibernate 7.4 makes of the queries of {@link HibernateDefectsTest}. A test that fails says that Hibernate got better: then the
 * documentation has to say so too.
 */
@PersistenceTest(
        entities = {Author.class, Book.class, Line.class},
        database = Engine.H2)
class KeyedPageTest {

    @BeforeEach
    void fill(EntityManager em) {
        Library.fill(em);
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static String authors(EntityManager em, String hql, Order<? super Author>... keys) {
        return walk(em, hql, Author.class, Arrays.asList(keys)).toString();
    }

    private static <T> List<List<T>> walk(
            EntityManager em, String hql, Class<T> entity, List<? extends Order<? super T>> keys) {
        List<List<T>> pages = new ArrayList<>();
        KeyedPage<T> page = Page.first(2).keyedBy(List.copyOf(keys));
        while (page != null && pages.size() < 9) {
            KeyedResultList<T> result =
                    em.unwrap(Session.class).createSelectionQuery(hql, entity).getKeyedResultList(page);
            pages.add(result.getResultList());
            page = result.getNextPage();
        }
        return pages;
    }

    @Test
    void losesRowsWithAValue(EntityManager em) {
        assertThat(authors(em, "from Author", Order.asc(Author.class, "name"), Order.asc(Author.class, "id")))
                .isEqualTo("[[A3, A7], []]");
    }

    @Test
    void losesRowsWithoutAValue(EntityManager em) {
        assertThat(authors(
                        em,
                        "from Author",
                        Order.<Author>asc(Author.class, "name").withNullsLast(),
                        Order.asc(Author.class, "id")))
                .isEqualTo("[[A2, A1], [A5, A4], [A6]]");
    }

    @Test
    void losesTies(EntityManager em) {
        assertThat(authors(em, "from Author where name is not null", Order.asc(Author.class, "name")))
                .isIn("[[A2, A1], [A4, A6]]", "[[A2, A5], [A4, A6]]"); // whichever ann the database finds first
    }

    @Test
    void sortsInLowerCaseAndComparesAsItIs(EntityManager em) {
        assertThat(authors(
                        em,
                        "from Author where name is not null",
                        Order.<Author>asc(Author.class, "name").ignoringCase(),
                        Order.asc(Author.class, "id")))
                .isEqualTo("[[A1, A5], [A4, A6]]");
    }

    @Test
    void doesNotIgnoreTheCaseOfAnAttributeOfTheMetamodel(EntityManager em) {
        var name = em.getMetamodel().entity(Author.class).getSingularAttribute("name", String.class);
        assertThat(Order.asc(name).ignoringCase().caseSensitive()).isTrue();
        assertThat(Order.asc(Author.class, "name").ignoringCase().caseSensitive())
                .isFalse();
    }

    @Test
    void cannotGoOnByAnEmbeddedId(EntityManager em) {
        assertThatThrownBy(() -> walk(em, "from Line", Line.class, List.of(Order.asc(Line.class, "id"))))
                .isInstanceOf(ClassCastException.class);
    }

    @Test
    void cannotSortByAnEmbeddedAttribute(EntityManager em) {
        assertThatThrownBy(() -> authors(
                        em, "from Author", Order.asc(Author.class, "address.city"), Order.asc(Author.class, "id")))
                .hasMessageContaining("address.city");
    }

    @Test
    void takesTheFirstPageOfFetchedCollectionsForTheLast(EntityManager em) {
        assertThat(authors(em, "from Author a left join fetch a.books", Order.asc(Author.class, "id")))
                .isEqualTo("[[A1, A2]]");
    }

    @Test
    void repeatsRowsThatAJoinRepeats(EntityManager em) {
        assertThat(authors(em, "select a from Author a join a.books b", Order.asc(Author.class, "id")))
                .isEqualTo("[[A1, A2], [A3, A3], [A4, A5], [A6, A6], [A7]]");
    }

    @Test
    void ignoresALimit(EntityManager em) {
        assertThat(authors(em, "from Author a order by a.id limit 3", Order.asc(Author.class, "id")))
                .isEqualTo("[[A1, A2], [A3, A4], [A5, A6], [A7]]");
    }

    @Test
    void hasNoPageBeforeTheFirst(EntityManager em) {
        var query = em.unwrap(Session.class).createSelectionQuery("from Author", Author.class);
        KeyedResultList<Author> first = query.getKeyedResultList(Page.first(2).keyedBy(Order.asc(Author.class, "id")));
        KeyedResultList<Author> second = query.getKeyedResultList(first.getNextPage());
        em.getTransaction().begin();
        em.persist(new Author(0, "zero", null));
        em.getTransaction().commit();

        KeyedResultList<Author> back = query.getKeyedResultList(second.getPreviousPage());
        assertThat(back.getResultList()).hasToString("[A1, A2]");
        assertThat(back.getPreviousPage()).isNull();
        assertThat(back.getKeyList()).hasToString("[[2], [1]]");
    }

    @Test
    void reachesNoRowBehindTheGreatestInt() {
        assertThat(Page.page(1000, 3_000_000).getFirstResult()).isNegative();
    }
}
