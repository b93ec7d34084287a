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
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Pages of roots with what is fetched with them: two statements where Hibernate would cut in memory or write invalid SQL. */
@PersistenceTest(
        entities = {
            FetchJoinTest.Crate.class,
            FetchJoinTest.Item.class,
            FetchJoinTest.Part.class,
            FetchJoinTest.Label.class,
            FetchJoinTest.Maker.class
        },
        database = {Engine.H2, Engine.POSTGRESQL},
        settings = "hibernate.query.fail_on_pagination_over_collection_fetch=true")
class FetchJoinTest {

    /** With an id of two parts, and two collections. */
    @Entity(name = "Crate")
    static class Crate {
        @EmbeddedId
        Place place = new Place(0, 0);

        @OneToMany(mappedBy = "crate")
        Set<Item> items = new LinkedHashSet<>();

        @OneToMany(mappedBy = "crate")
        Set<Label> labels = new LinkedHashSet<>();

        @Override
        public String toString() {
            return place.room() + "/" + place.shelf();
        }
    }

    /** The id of a crate. */
    @Embeddable
    record Place(int room, int shelf) implements Serializable {}

    /** In a crate. */
    @Entity(name = "Item")
    static class Item {
        @Id
        int id;

        String name = "";

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Crate crate;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Maker maker;

        @OneToMany(mappedBy = "item")
        Set<Part> parts = new LinkedHashSet<>();
    }

    /** Of an item. */
    @Entity(name = "Part")
    static class Part {
        @Id
        int id;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Item item;
    }

    /** On a crate. */
    @Entity(name = "Label")
    static class Label {
        @Id
        int id;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Crate crate;
    }

    /** Of items. */
    @Entity(name = "Maker")
    static class Maker {
        @Id
        int id;

        @Nullable
        String name;
    }

    @BeforeEach
    void fill(EntityManager em) {
        em.getTransaction().begin();
        List<Maker> makers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Maker maker = new Maker();
            maker.id = i;
            maker.name = "m" + i;
            em.persist(maker);
            makers.add(maker);
        }
        for (int i = 0; i < 6; i++) {
            Crate crate = new Crate();
            crate.place = new Place(i / 2, i % 2);
            em.persist(crate);
            for (int j = 0; j < i % 4; j++) {
                Label label = new Label();
                label.id = 10 * i + j;
                label.crate = crate;
                em.persist(label);
                Item item = new Item();
                item.id = 10 * i + j;
                item.name = "t" + j;
                item.crate = crate;
                item.maker = j == 2 ? null : makers.get(j);
                em.persist(item);
                for (int k = 0; k < j; k++) {
                    Part part = new Part();
                    part.id = 10 * item.id + k;
                    part.item = item;
                    em.persist(part);
                }
            }
        }
        em.getTransaction().commit();
        em.clear();
    }

    private static String items(Crate crate) {
        return crate + " " + crate.items.stream().map(item -> item.id).sorted().toList();
    }

    private static String labels(Crate crate) {
        return items(crate)
                + crate.labels.stream().map(label -> label.id).sorted().toList();
    }

    private static String parts(Crate crate) {
        return items(crate)
                + crate.items.stream()
                        .flatMap(item -> item.parts.stream())
                        .map(part -> part.id)
                        .sorted()
                        .toList();
    }

    private static String makers(Crate crate) {
        return items(crate)
                + crate.items.stream()
                        .map(item -> item.maker == null ? "-" : item.maker.name)
                        .sorted()
                        .toList();
    }

    /** That pages of each size, read in two statements, have the roots and the elements of the whole list. */
    private static List<String> paged(EntityManager em, SqlLog sql, String hql, Function<Crate, String> text) {
        List<String> listed = new ArrayList<>();
        sql.excluding(() -> em.createQuery(hql + " order by c.place.room, c.place.shelf desc", Crate.class)
                .getResultList()
                .forEach(crate -> listed.add(text.apply(crate))));
        Pages<Crate> pages = Pagination.of(hql, Crate.class)
                .sort(asc("place.room"), desc("place.shelf"))
                .in(em);
        for (int size = 1; size <= listed.size() + 1; size++) {
            List<String> walked = new ArrayList<>();
            em.clear();
            sql.clear();
            CursorPage<Crate> page = pages.first(size);
            page.items().forEach(crate -> walked.add(text.apply(crate)));
            for (int number = 2; page.hasNext(); number++) {
                assertThat(sql).selects(2).nothingElse();
                em.clear();
                sql.clear();
                page = pages.at(page.next().orElseThrow(), size);
                page.items().forEach(crate -> walked.add(text.apply(crate)));
                List<String> numbered = new ArrayList<>();
                em.clear();
                sql.clear();
                pages.slice(number, size).items().forEach(crate -> numbered.add(text.apply(crate)));
                assertThat(numbered).isEqualTo(page.items().stream().map(text).toList());
            }
            assertThat(walked).as("by %s", size).isEqualTo(listed);
        }
        assertThat(pages.total()).isEqualTo(Total.exact(listed.size()));
        return listed;
    }

    @Test
    void pagesByRoots(EntityManager em, SqlLog sql) {
        assertThat(paged(em, sql, "from Crate c left join fetch c.items", FetchJoinTest::items))
                .containsExactly("0/1 [10]", "0/0 []", "1/1 [30, 31, 32]", "1/0 [20, 21]", "2/1 [50]", "2/0 []");
    }

    @Test
    void leavesOutRootsThatAnInnerJoinLeavesOut(EntityManager em, SqlLog sql) {
        assertThat(paged(em, sql, "from Crate c join fetch c.items", FetchJoinTest::items))
                .hasSize(4);
    }

    @Nested
    class WithAConditionOnWhatIsFetched {

        @Test
        void pagesALeftJoin(EntityManager em, SqlLog sql) {
            assertThat(paged(
                            em,
                            sql,
                            "from Crate c left join fetch c.items i where i.name = 't1' or c.place.room = 2",
                            FetchJoinTest::items))
                    .containsExactly("1/1 [31]", "1/0 [21]", "2/1 [50]", "2/0 []");
        }

        @Test
        void pagesAnInnerJoin(EntityManager em, SqlLog sql) {
            assertThat(paged(em, sql, "from Crate c join fetch c.items i where i.name <> 't0'", FetchJoinTest::items))
                    .containsExactly("1/1 [31, 32]", "1/0 [21]");
        }

        @Test
        void pagesRootsWithoutElements(EntityManager em, SqlLog sql) {
            assertThat(paged(em, sql, "from Crate c left join fetch c.items i where i is null", FetchJoinTest::items))
                    .containsExactly("0/0 []", "2/0 []");
        }

        @Test
        void pagesWithParameters(EntityManager em, SqlLog sql) {
            Pages<Crate> pages = Pagination.of(
                            "from Crate c left join fetch c.items i where i.name in (:names) and c.place.room < :room",
                            Crate.class)
                    .parameter("names", List.of("t1", "t2"))
                    .parameter("room", 9)
                    .in(em);
            assertThat(pages.first(5).items().stream().map(FetchJoinTest::items))
                    .containsExactly("1/0 [21]", "1/1 [31, 32]");
            assertThat(sql).selects(2).nothingElse();
        }
    }

    @Test
    void pagesTwoCollections(EntityManager em, SqlLog sql) {
        assertThat(paged(
                        em,
                        sql,
                        "select c from Crate c left join fetch c.items left join fetch c.labels l where l.id > 10 or l is null",
                        FetchJoinTest::labels))
                .contains("1/1 [30, 31, 32][30, 31, 32]", "0/0 [][]")
                .hasSize(5);
    }

    @Test
    void pagesNestedCollections(EntityManager em, SqlLog sql) {
        assertThat(paged(
                        em,
                        sql,
                        "select c from Crate c left join fetch c.items i left join fetch i.parts",
                        FetchJoinTest::parts))
                .contains("1/1 [30, 31, 32][310, 320, 321]")
                .hasSize(6);
    }

    @Test
    void pagesAPartnerOfTheElements(EntityManager em, SqlLog sql) {
        assertThat(paged(
                        em,
                        sql,
                        "from Crate c left join fetch c.items i left join fetch i.maker m where m.name is null or m.id >= 0",
                        FetchJoinTest::makers))
                .contains("1/1 [30, 31, 32][-, m0, m1]")
                .hasSize(6);
    }

    @Test
    void pagesADistinctQuery(EntityManager em, SqlLog sql) {
        assertThat(paged(em, sql, "select distinct c from Crate c join fetch c.items", FetchJoinTest::items))
                .hasSize(4);
        Pages<Crate> pages = Pagination.of("select distinct c from Crate c join fetch c.items", Crate.class)
                .in(em);
        sql.clear();
        pages.first(2);
        assertThat(sql.statements().get(0).sql()).startsWith("select distinct ");
        assertThat(sql.statements().get(1).sql()).doesNotContain("distinct");
    }

    @Test
    void loadsPagesOfSimilarSizeByOneStatement(EntityManager em, SqlLog sql) {
        Pages<Crate> pages = Pagination.of("from Crate c left join fetch c.items", Crate.class)
                .in(em);
        sql.clear();
        assertThat(pages.first(3).items()).hasSize(3);
        assertThat(pages.first(4).items()).hasSize(4);
        assertThat(sql.statements().get(1).sql())
                .isEqualTo(sql.statements().get(3).sql());
    }

    @Test
    void readsAPartnerInTheSameStatement(EntityManager em, SqlLog sql) {
        Pages<Item> pages = Pagination.of(
                        "from Item i left join fetch i.maker m where m.name is null or m.id < 2", Item.class)
                .sort(asc("name"), desc("id"))
                .in(em);
        assertThat(pages.first(4).items().stream()
                        .map(item -> item.id + (item.maker == null ? "-" : String.valueOf(item.maker.name))))
                .containsExactly("50m0", "30m0", "20m0", "10m0");
        assertThat(sql).selects(1).nothingElse();
        sql.clear();
        assertThat(pages.last(2).items().stream()
                        .map(item -> item.id + (item.maker == null ? "-" : String.valueOf(item.maker.name))))
                .containsExactly("21m1", "32-");
        assertThat(sql).selects(1).nothingElse();
        assertThat(pages.total()).isEqualTo(Total.exact(7));
    }

    @Test
    void readsThemInAStatelessSession(StatelessSession session, SqlLog sql) {
        Pages<Crate> pages = Pagination.of("from Crate c left join fetch c.items i where i.name <> 't1'", Crate.class)
                .sort(desc("place.room"))
                .in(session);
        CursorPage<Crate> page = pages.first(2);
        assertThat(page.items().stream().map(FetchJoinTest::items)).containsExactly("2/1 [50]", "1/1 [30, 32]");
        assertThat(sql).selects(2).nothingElse();
        assertThat(pages.at(page.next().orElseThrow(), 2).items().stream().map(FetchJoinTest::items))
                .containsExactly("1/0 [20]", "0/1 [10]");
        assertThat(pages.page(1, 2).total()).isEqualTo(4);
    }

    @Test
    void countsRootsWithAPageByNumber(EntityManager em, SqlLog sql) {
        Page<Crate> page = Pagination.of("from Crate c left join fetch c.items i where i.name <> 't1'", Crate.class)
                .in(em)
                .page(1, 3);
        assertThat(page.items().stream().map(FetchJoinTest::items))
                .containsExactly("0/1 [10]", "1/0 [20]", "1/1 [30, 32]");
        assertThat(page.total()).isEqualTo(4);
        assertThat(sql).selects(3).nothingElse();
    }
}
