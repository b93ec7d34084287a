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
import jakarta.persistence.EntityManagerFactory;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The index for a sort, and whether PostgreSQL seeks with it. */
class IndexAdviceTest {

    private static final PageRules RULES = PageRules.of("newest", desc("at"))
            .and("left", desc("leftAt").nullsLast())
            .and("page", asc("page").ignoreCase())
            .and("visitor", asc("visitor"), desc("leftAt").nullsLast());

    private static final Pagination<Visit> OF_VISITOR = Pagination.of(
                    "from Visit v where v.visitor = :visitor and v.seen >= 0", Visit.class)
            .rules(RULES);

    private static List<IndexAdvice> advice(EntityManagerFactory factory) {
        return OF_VISITOR.indexes(factory);
    }

    @Nested
    @PersistenceTest(entities = {Visit.class, Author.class, Book.class, Sample.class, MissingValuesTest.Paper.class})
    class Advised {

        @Test
        void putsWhatIsComparedWithOneValueBeforeTheKeys(EntityManagerFactory factory) {
            assertThat(advice(factory).get(0))
                    .isEqualTo(new IndexAdvice(
                            "newest",
                            "Visit",
                            "create index idx_visit_visitor_at_id on Visit (visitor, at desc, id desc)",
                            List.of()));
        }

        @Test
        void saysNothingOfNullsForTheFirstKeyWhichIsReadInTwoRanges(EntityManagerFactory factory) {
            assertThat(Pagination.of(Visit.class)
                            .sort(desc("leftAt").nullsLast(), desc("id"))
                            .indexes(factory)
                            .get(0)
                            .ddl())
                    .isEqualTo("create index idx_visit_leftat_id on Visit (leftAt desc, id desc)");
        }

        @Test
        void namesWhatNoIndexServes(EntityManagerFactory factory) {
            IndexAdvice across = Pagination.of(Book.class)
                    .sort(asc("author.name"))
                    .indexes(factory)
                    .get(0);
            assertThat(across.ddl()).isEmpty();
            assertThat(across.remarks()).singleElement().asString().contains("Of another table", "author.name asc");

            IndexAdvice computed = Pagination.of(Book.class)
                    .sort(asc("length", (builder, root) -> builder.length(root.get("title"))))
                    .indexes(factory)
                    .get(0);
            assertThat(computed.ddl()).isEmpty();
            assertThat(computed.remarks()).singleElement().asString().contains("Computed", "length asc");

            IndexAdvice formula = Pagination.of(MissingValuesTest.Paper.class)
                    .sort(asc("computed"))
                    .indexes(factory)
                    .get(0);
            assertThat(formula.ddl()).isEmpty();
            assertThat(formula.remarks()).singleElement().asString().contains("Computed", "computed asc");

            IndexAdvice grouped = Pagination.of("select v.page, count(*) from Visit v group by v.page", Object[].class)
                    .sort(asc("page"))
                    .indexes(factory)
                    .get(0);
            assertThat(grouped.ddl()).isEmpty();
            assertThat(grouped.remarks()).singleElement().asString().contains("grouped query");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "v.visitor = :visitor or v.seen = 1",
                    "not (v.visitor = :visitor)",
                    "v.visitor <> :visitor",
                    "v.visitor >= :visitor",
                    "v.visitor = v.page"
                })
        void putsNothingElseBeforeTheKeys(String condition, EntityManagerFactory factory) {
            assertThat(ddl(factory, "from Visit v where " + condition, asc("at")))
                    .isEqualTo("create index idx_visit_at_id on Visit (at, id)");
        }

        @Test
        void takesTheValueOnEitherSide(EntityManagerFactory factory) {
            assertThat(ddl(factory, "from Visit v where :visitor = v.visitor", asc("at")))
                    .isEqualTo("create index idx_visit_visitor_at_id on Visit (visitor, at, id)");
        }

        @Test
        void putsAColumnThatIsComparedWithOneValueThereOnce(EntityManagerFactory factory) {
            assertThat(ddl(factory, "from Visit v where v.visitor = :visitor", asc("visitor"), asc("at")))
                    .isEqualTo("create index idx_visit_visitor_at_id on Visit (visitor, at, id)");
        }

        @Test
        void advisesNoneForOneRow(EntityManagerFactory factory) {
            assertThat(ddl(factory, "from Visit v where v.id = :id")).isEmpty();
        }

        @Test
        void leavesOutWhatStandsThereAlreadyOrBehindTheId(EntityManagerFactory factory) {
            assertThat(ddl(factory, "from Visit", asc("page"), desc("page"), asc("id"), asc("at")))
                    .isEqualTo("create index idx_visit_page_id on Visit (page, id)");
        }

        @Test
        void placesTheNullsOfALaterKey(EntityManagerFactory factory, Engine engine) {
            String expected = switch (engine) {
                case POSTGRESQL -> "(seen, leftAt desc nulls last, page desc, id desc)";
                case H2 -> "(seen, leftAt desc, page desc nulls first, id desc)";
                case MARIADB -> "(seen, leftAt desc, page desc, id desc)";
            };
            assertThat(ddl(
                            factory,
                            "from Visit",
                            asc("seen"),
                            desc("leftAt").nullsLast(),
                            desc("page").nullsFirst()))
                    .endsWith(expected);
        }

        @Test
        void cutsLongNamesAndKeepsThemApart(EntityManagerFactory factory) {
            Sort[] keys = Sample.ATTRIBUTES.stream().limit(14).map(Sort::asc).toArray(Sort[]::new);
            String one = ddl(factory, "from Sample", keys).split(" ")[2];
            keys[13] = asc("length");
            String other = ddl(factory, "from Sample", keys).split(" ")[2];
            assertThat(one).hasSize(63).isNotEqualTo(other);
            assertThat(other).hasSize(63);
        }

        private static String ddl(EntityManagerFactory factory, String hql, Sort... keys) {
            return Pagination.of(hql, Object.class)
                    .sort(keys)
                    .indexes(factory)
                    .get(0)
                    .ddl();
        }

        @Test
        void explainsOnPostgresAlone(EntityManager em, Engine engine) {
            em.getTransaction().begin();
            em.persist(new Visit(1, Instant.EPOCH, null, null));
            em.flush();
            Pages<Visit> visits = Pagination.of(Visit.class).in(em);
            if (engine == Engine.POSTGRESQL) {
                assertThat(visits.plan().lines()).isNotEmpty();
            } else {
                assertThatThrownBy(visits::plan)
                        .isInstanceOf(PaginationException.class)
                        .hasMessageContaining("Only PostgreSQL's plans are read: dialect=");
            }
            em.getTransaction().rollback();
        }

        @Test
        void knowsWhichDatabasesIndexExpressions(EntityManagerFactory factory, Engine engine) {
            IndexAdvice caseless = advice(factory).get(2);
            if (engine == Engine.POSTGRESQL) {
                assertThat(caseless.ddl())
                        .isEqualTo("create index idx_visit_visitor_page_id on Visit (visitor, lower(page), id)");
            } else {
                assertThat(caseless.ddl()).isEmpty();
                assertThat(caseless.remarks()).singleElement().asString().contains("generated column lower(page)");
            }
        }
    }

    /** With the indexes as advised, and without. */
    @Nested
    @PersistenceTest(entities = Visit.class, database = Engine.POSTGRESQL)
    class OnPostgres {

        @BeforeEach
        void fill(EntityManager em) {
            em.getTransaction().begin();
            for (int i = 0; i < 50; i++) {
                em.persist(new Visit(
                        i,
                        Instant.EPOCH.plusSeconds(i / 3),
                        i % 3 == 0 ? null : Instant.EPOCH.plusSeconds(i),
                        "p" + i));
            }
            advice(em.getEntityManagerFactory())
                    .forEach(advice -> em.createNativeQuery(advice.ddl()).executeUpdate());
            em.getTransaction().commit();
            em.clear();
        }

        @Test
        void seeksWithWhatIsAdvised(EntityManager em) {
            for (String sort : List.of("newest", "left", "page", "visitor")) {
                SeekPlan plan = OF_VISITOR
                        .parameter("visitor", "v1")
                        .sortedBy(sort)
                        .in(em)
                        .plan();
                assertThat(plan.seeks()).as("%s: %s", sort, plan.lines()).isTrue();
            }
        }

        @Test
        void tellsThatItDoesNotSeekWithoutAnIndex(EntityManager em) {
            SeekPlan plan = Pagination.of(Visit.class).sort(asc("seen")).in(em).plan();
            assertThat(plan.seeks()).as("%s", plan.lines()).isFalse();
            assertThat(plan.lines()).isNotEmpty();
        }

        @Test
        void tellsThatItSortsWhatItFindsByAnIndex(EntityManager em) {
            SeekPlan plan = Pagination.of("from Visit v where v.visitor = 'v1'", Visit.class)
                    .sort(asc("seen"))
                    .in(em)
                    .plan();
            assertThat(plan.lines()).anySatisfy(line -> assertThat(line).contains("Index Cond"));
            assertThat(plan.seeks()).as("%s", plan.lines()).isFalse();
        }

        @Test
        void startsFromARowThatHasNoValue(EntityManager em) {
            Pagination<Visit> without = Pagination.of("from Visit v where v.leftAt is null", Visit.class);
            assertThat(without.sort(desc("leftAt").nullsLast()).in(em).plan().lines())
                    .isNotEmpty();
            assertThat(without.sort(asc("seen"), desc("leftAt")).in(em).plan().lines())
                    .isNotEmpty();
        }

        @Test
        void needsARow(EntityManager em) {
            assertThatThrownBy(() -> Pagination.of("from Visit v where v.id < 0", Visit.class)
                            .in(em)
                            .plan())
                    .isInstanceOf(PaginationException.class)
                    .hasMessageContaining("No row to seek from");
        }

        @Test
        void leavesTheSettingsOfTheSessionAsTheyWere(EntityManager em) {
            em.getTransaction().begin();
            Pagination.of(Visit.class).in(em).plan();
            assertThat(em.createNativeQuery(
                                    "select string_agg(setting, ' ') from pg_settings where name in"
                                            + " ('enable_seqscan', 'enable_bitmapscan', 'enable_sort')",
                                    String.class)
                            .getSingleResult())
                    .isEqualTo("on on on");
            em.getTransaction().rollback();
        }

        @Test
        void refusesWhatIsComputedAsAWhole(EntityManager em) {
            assertThatThrownBy(() -> Pagination.of("select distinct v.page from Visit v", String.class)
                            .in(em)
                            .plan())
                    .isInstanceOf(PaginationException.class)
                    .hasMessageContaining("computed as a whole");
        }
    }
}
