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
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.range.Range;
import org.hibernate.query.restriction.Restriction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages where Hibernate keeps no plans of queries. */
@PersistenceTest(
        entities = {Author.class, Book.class, Line.class},
        settings = "hibernate.query.plan_cache_enabled=false")
class DisabledPlanCacheTest {

    @BeforeEach
    void fill(EntityManager em) {
        Library.fill(em);
    }

    private static void assertPaged(EntityManager em, Pagination<Author> authors, String expected) {
        for (int i = 0; i < 2; i++) {
            assertThat(Library.forward(authors.in(em), 2)).hasToString(expected);
            assertThat(Library.backward(authors.in(em), 2)).hasToString(expected);
        }
    }

    @Test
    void bindsTheParametersOfHql(EntityManager em) {
        Pagination<Author> authors = Pagination.of("from Author a where a.id > :low and a.id <= :high", Author.class)
                .parameter("low", 1)
                .parameter("high", 6)
                .sort(asc("name").ignoreCase().nullsLast());
        assertPaged(em, authors, "[A5, A2, A4, A6, A3]");
        assertThat(authors.in(em).page(1, 2).total()).isEqualTo(5);
    }

    @Test
    void bindsTheValuesThatACriteriaQueryBringsAlong(EntityManager em, EntityManagerFactory factory) {
        var builder = (HibernateCriteriaBuilder) factory.getCriteriaBuilder();
        var query = builder.createQuery(Author.class);
        var author = query.from(Author.class);
        query.where(builder.greaterThan(author.get("id"), builder.value(3L)), builder.equal(author.get("rating"), 1));
        assertPaged(em, Pagination.of(query).sort(desc("name").nullsLast()), "[A5]");
        assertPaged(
                em,
                Pagination.of(Author.class).where(Restriction.restrict(Author.class, "id", Range.greaterThan(3L))),
                "[A4, A5, A6, A7]");
    }

    @Test
    void loadsWhatIsFetchedWithThem(EntityManager em) {
        Pagination<Author> authors = Pagination.of("from Author a left join fetch a.books", Author.class);
        assertPaged(em, authors, "[A1, A2, A3, A4, A5, A6, A7]");
        assertThat(authors.in(em).first(3).items().get(1).books).hasSize(2);
    }

    @Test
    void walks(EntityManagerFactory factory) {
        List<Author> seen = new ArrayList<>();
        Pagination.of(Author.class).walk(factory, 3).forEach(batch -> seen.addAll(batch.items()));
        assertThat(seen).hasToString("[A1, A2, A3, A4, A5, A6, A7]");
    }
}
