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
import jakarta.persistence.Persistence;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What went wrong on Spring Data JPA 4.1.2 and Blaze-Persistence 1.6.18 with the same queries and rows. */
@PersistenceTest(
        entities = {Author.class, Book.class, Line.class},
        database = {Engine.H2, Engine.POSTGRESQL})
class SpringDefectsTest {

    @BeforeEach
    void fill(EntityManager em) {
        Library.fill(em);
    }

    private static List<String> walked(EntityManager em, String hql, Sort... sorts) {
        Pages<Object> pages = Pagination.of(hql, Object.class).sort(sorts).in(em);
        List<String> all = texts(pages.page(1, 100).items());
        for (int size = 1; size <= 4; size++) {
            assertThat(texts(Library.forward(pages, size))).isEqualTo(all);
            assertThat(texts(Library.backward(pages, size))).isEqualTo(all);
        }
        assertThat(pages.total()).isEqualTo(Total.exact(all.size()));
        return all;
    }

    private static List<String> texts(List<?> rows) {
        return rows.stream().map(String::valueOf).toList();
    }

    /** Window lost A3 and A7. */
    @Test
    void keepsRowsWithoutAValueWhenSortedDescending(EntityManager em) {
        assertThat(walked(em, "from Author", desc("name"))).hasSize(7).containsSubsequence("A7", "A3");
    }

    /** Window lost Bob. */
    @Test
    void comparesInLowerCaseAsItSorts(EntityManager em) {
        assertThat(walked(em, "from Author", asc("name").ignoreCase().nullsLast()))
                .containsExactly("A1", "A5", "A2", "A4", "A6", "A3", "A7");
    }

    /** Window returned A3 four times. */
    @Test
    void returnsRowsWithTwoNullableKeysOnce(EntityManager em) {
        assertThat(walked(
                        em,
                        "from Author",
                        asc("rating").nullsLast(),
                        asc("name").ignoreCase().nullsLast()))
                .containsExactly("A5", "A2", "A6", "A3", "A1", "A4", "A7");
    }

    /** Window gave one page and stopped. */
    @Test
    void walksBackwardFromNullsAtTheEnd(EntityManager em) {
        assertThat(walked(em, "from Author", asc("rating").nullsLast()))
                .containsExactly("A2", "A5", "A3", "A6", "A1", "A4", "A7");
    }

    /** The total was 13. */
    @Test
    void countsRootsWhenACollectionIsFetched(EntityManager em) {
        assertThat(walked(em, "select a from Author a left join fetch a.books", asc("id")))
                .hasSize(7);
    }

    /** The total was 4. */
    @Test
    void countsADistinctRowWithoutAValue(EntityManager em) {
        assertThat(walked(em, "select distinct a.name from Author a"))
                .hasSize(5)
                .contains("null");
    }

    /** The total was 13 and the rows were 6. */
    @Test
    void keepsRowsWithoutThePartnerThatTheyAreSortedBy(EntityManager em) {
        assertThat(walked(em, "from Book", asc("author.name").nullsLast())).hasSize(13);
    }

    /** Blaze-Persistence returned A5 and A6 for ever. */
    @Test
    void leavesAConditionThatIsAnAlternativeInOnePiece(EntityManager em) {
        assertThat(walked(em, "from Author a where a.id <= 3 or a.id >= 5", desc("id")))
                .containsExactly("A7", "A6", "A5", "A3", "A2", "A1");
    }

    /** Blaze-Persistence returned A2 for each of its books. */
    @Test
    void returnsARootWithSeveralFetchedElementsOnce(EntityManager em, SqlLog sql) {
        List<Author> page = Pagination.of("from Author a left join fetch a.books", Author.class)
                .sort(asc("id"))
                .in(em)
                .first(3)
                .items();
        assertThat(page).hasToString("[A1, A2, A3]");
        assertThat(page).allMatch(author -> Persistence.getPersistenceUtil().isLoaded(author, "books"));
        assertThat(page.get(1).books).hasSize(2);
        assertThat(sql).selects(2).nothingElse();
    }
}
