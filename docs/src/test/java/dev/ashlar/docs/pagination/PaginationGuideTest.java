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
package dev.ashlar.docs.pagination;

import static dev.ashlar.contracts.PaginationContracts.assertCompleteWalk;
import static dev.ashlar.docs.pagination.Blog.POSTS;
import static dev.ashlar.pagination.Sort.asc;
import static dev.ashlar.pagination.Sort.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ashlar.contracts.Disturbance;
import dev.ashlar.core.transaction.Transactions;
import dev.ashlar.pagination.Count;
import dev.ashlar.pagination.Cursor;
import dev.ashlar.pagination.CursorPage;
import dev.ashlar.pagination.CursorTokens;
import dev.ashlar.pagination.ExpiredCursorException;
import dev.ashlar.pagination.ForeignCursorException;
import dev.ashlar.pagination.MalformedCursorException;
import dev.ashlar.pagination.Page;
import dev.ashlar.pagination.PageRequestException;
import dev.ashlar.pagination.PageRules;
import dev.ashlar.pagination.Pages;
import dev.ashlar.pagination.Pagination;
import dev.ashlar.pagination.PaginationException;
import dev.ashlar.pagination.Slice;
import dev.ashlar.pagination.TamperedCursorException;
import dev.ashlar.pagination.TokenPage;
import dev.ashlar.pagination.Total;
import dev.ashlar.pagination.TotalKind;
import dev.ashlar.pagination.Walk;
import dev.ashlar.pagination.jakarta.JakartaPages;
import dev.ashlar.pagination.spring.SpringPages;
import dev.ashlar.testkit.Engine;
import dev.ashlar.testkit.Fixtures;
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.SqlLog;
import jakarta.data.page.CursoredPage;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Tuple;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.query.range.Range;
import org.hibernate.query.restriction.Restriction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;

/** The snippets of pagination.md, the texts it shows, and the statements that its table promises. */
@PersistenceTest(entities = {Post.class, Writer.class, Comment.class, Bookmark.class})
class PaginationGuideTest {

    private static final Instant START = Instant.parse("2026-01-01T08:00:00Z");
    private static final int PUBLISHED = 45;

    // snippet: paging-rules
    static final PageRules RULES = PageRules.of("newest", desc("publishedAt").nullsLast())
            .and("title", asc("title").ignoreCase())
            .and("writer", asc("writer.name"))
            .maxSize(100);

    static final Pagination<Post> ALL = Pagination.of(Post.class).rules(RULES);
    // end

    private final EntityManagerFactory factory;
    private final Transactions transactions;
    private Long ann;
    private Long bob;

    PaginationGuideTest(EntityManagerFactory factory, Transactions transactions) {
        this.factory = factory;
        this.transactions = transactions;
    }

    /** 45 posts of ann that are published, three at a time; a draft of hers, with an editor; two posts of bob. */
    @BeforeEach
    void fill() {
        transactions.run(em -> {
            Writer writer = new Writer("ann", "Ulm");
            Writer other = new Writer("bob", null);
            em.persist(writer);
            em.persist(other);
            for (int i = 0; i < PUBLISHED; i++) {
                Post post = new Post("Stone " + i, writer, START.plusSeconds(i / 3));
                em.persist(post);
                em.persist(new Comment(post, "first"));
                em.persist(new Comment(post, "second"));
            }
            Post draft = new Post("a draft", writer, null);
            draft.editBy(other);
            em.persist(draft);
            em.persist(new Post("Cut stones", other, START));
            em.persist(new Post("Cut trees", other, START));
            ann = writer.getId();
            bob = other.getId();
        });
    }

    private Pages<Post> annsPosts(EntityManager em) {
        return POSTS.parameter("writer", ann).in(em);
    }

    static void assertShown(String text) throws IOException {
        Path guide = Path.of(System.getProperty("project.root"), "docs", "pagination.md");
        assertThat(Files.readString(guide)).contains(text.strip());
    }

    private static void assertRefused(Pagination<?> pagination, EntityManager em) throws IOException {
        Throwable refusal = catchThrowable(() -> pagination.in(em));
        assertThat(refusal).isInstanceOf(PaginationException.class);
        assertShown(refusal.getMessage());
    }

    @Nested
    class FirstPages {

        @Test
        void byNumber(EntityManager em) {
            // snippet: paging-number
            Pages<Post> posts = POSTS.parameter("writer", ann).in(em);

            Page<Post> page = posts.page(1, 20); // 46 posts, on 3 pages
            Page<String> titles = page.map(Post::title);
            Slice<Post> slice = posts.slice(3, 20); // without a total
            // end
            assertThat(page.total()).isEqualTo(46);
            assertThat(page.totalPages()).isEqualTo(3);
            assertThat(page.hasMore()).isTrue();
            assertThat(titles.items()).hasSize(20).startsWith("Stone 44", "Stone 43", "Stone 42");
            assertThat(slice.items()).hasSize(6);
            assertThat(slice.items().get(5).title()).isEqualTo("a draft");
            assertThat(slice.hasMore()).isFalse();
        }

        @Test
        void byCursor(EntityManager em) {
            Pages<Post> posts = POSTS.parameter("writer", ann).in(em);
            // snippet: paging-cursor
            CursorPage<Post> first = posts.first(20);
            CursorPage<Post> second = posts.at(first.next().orElseThrow(), 20);
            CursorPage<Post> back = posts.at(second.previous().orElseThrow(), 20); // the first one again
            CursorPage<Post> last = posts.last(20); // the last 20 posts
            // end
            assertThat(back.items()).isEqualTo(first.items());
            assertThat(second.items()).isEqualTo(posts.page(2, 20).items());
            assertThat(last.items()).hasSize(20);
            assertThat(last.hasNext()).isFalse();
            assertThat(last.items()).endsWith(posts.slice(3, 20).items().get(5));
        }
    }

    @Nested
    class InShort {

        @Test
        void readme(EntityManager em) {
            List<Post> export = new ArrayList<>();
            // snippet: readme-pagination
            Pagination<Post> posts = Pagination.of("from Post p where p.writer.id = :writer", Post.class)
                    .parameter("writer", ann)
                    .sort(desc("publishedAt").nullsLast());

            Page<Post> page = posts.in(em).page(1, 20); // with its total
            CursorPage<Post> first = posts.in(em).first(20);
            CursorPage<Post> next = posts.in(em).at(first.next().orElseThrow(), 20); // as fast at any depth
            posts.walk(factory, 1_000).forEach(batch -> export.addAll(batch.items())); // all, a batch at a time
            // end
            assertThat(page.items()).isEqualTo(first.items());
            assertThat(next.items()).isEqualTo(posts.in(em).page(2, 20).items());
            assertThat(export).hasSize(46);
        }
    }

    @Nested
    class Sorts {

        @Test
        void ofAllKinds(EntityManager em) {
            // snippet: paging-sorts
            Pagination<Post> posts = Pagination.of(Post.class)
                    .sort(
                            desc("publishedAt").nullsLast(), // drafts at the end, on every database
                            asc("title").ignoreCase(),
                            asc("writer.address.city"), // an embedded attribute of a to-one partner
                            asc("editor.name"), // left joined: a post without an editor stays
                            desc("length", (builder, root) -> builder.length(root.get("title"))));
            // end
            List<Post> all = posts.in(em).page(1, 100).items();
            assertThat(all).hasSize(48);
            assertThat(all.get(47).title()).isEqualTo("a draft");
        }

        @Test
        void refusals(EntityManager em) throws IOException {
            assertRefused(Pagination.of("from Post p", Post.class).sort(asc("score")), em);
            assertRefused(Pagination.of("from Post p", Post.class).sort(asc("comments.words")), em);
            assertRefused(Pagination.of("from Post p", Post.class).sort(asc("writer")), em);
            assertRefused(Pagination.of("from Post p order by p.title", Post.class), em);
            assertRefused(Pagination.of("from Post p limit 3", Post.class), em);
            assertRefused(Pagination.of("select p from Post p join p.comments c", Post.class), em);
        }

        @Test
        void directionOfTheTieBreaker(EntityManager em, SqlLog sql, Engine engine) {
            Pagination<Post> posts = Pagination.of(Post.class).sort(desc("createdAt"));
            CursorPage<Post> page = posts.in(em).first(20);
            sql.clear();
            posts.in(em).at(page.next().orElseThrow(), 20);
            if (engine != Engine.MARIADB) {
                assertThat(sql.statements().get(0).sql()).contains("(p1_0.created_at, p1_0.id) < (?, ?)");
            }
        }
    }

    @Nested
    class Requests {

        @Test
        void sortAsTheyAreAllowed(EntityManager em) {
            String sort = "writer,-newest";
            // snippet: paging-request
            Page<Post> page = ALL.sortedBy(sort).in(em).page(2, 20); // sort=writer,-newest
            // end
            assertThat(page.items()).hasSize(20);
            assertThat(ALL.sortedBy(null).in(em).page(1, 20).items())
                    .isEqualTo(ALL.in(em).page(1, 20).items());
            assertThat(RULES.sort(sort))
                    .containsExactly(asc("writer.name"), asc("publishedAt").nullsLast());
        }

        @Test
        void refusals(EntityManager em) throws IOException {
            for (Throwable refusal : List.of(
                    catchThrowable(() -> ALL.sortedBy("writer.password")),
                    catchThrowable(() -> ALL.in(em).page(0, 20)),
                    catchThrowable(() -> ALL.in(em).first(101)))) {
                assertThat(refusal).isExactlyInstanceOf(PageRequestException.class);
                assertShown(refusal.getMessage());
            }
        }
    }

    @Nested
    class Totals {

        @Test
        void upToALimit(EntityManager em) {
            // snippet: paging-count
            Page<Post> page = ALL.count(Count.upTo(40)).in(em).page(1, 20); // "40 or more"
            // end
            assertThat(page.total()).isEqualTo(40);
            assertThat(page.totalKind()).isEqualTo(TotalKind.AT_LEAST);
            assertThat(page.totalPages()).isEqualTo(2);
        }

        @Test
        void later(EntityManager em, SqlLog sql) {
            // snippet: paging-deferred
            Pages<Post> posts = ALL.count(Count.deferred()).in(em);
            Page<Post> page = posts.page(1, 20); // not counted
            Page<Post> counted = page.withTotal(posts.total()); // when somebody asks
            // end
            assertThat(sql).selects(2).nothingElse();
            assertThat(page.totalKind()).isEqualTo(TotalKind.DEFERRED);
            assertThat(counted.total()).isEqualTo(48);
        }
    }

    @Nested
    class Tokens {

        private final byte[] secret = new byte[32];
        private final byte[] lastMonthsSecret = new byte[64];

        @Test
        void goOverTheWire(EntityManager em) {
            // snippet: paging-keys
            CursorTokens tokens = CursorTokens.signedBy("2026-11", secret)
                    .alsoAccepting("2026-10", lastMonthsSecret)
                    .expiringAfter(Duration.ofDays(1));
            // end
            Blog blog = new Blog(tokens);
            List<String> titles = new ArrayList<>();
            String token = null;
            do {
                TokenPage<String> page = blog.titles(em, ann, token, "carol");
                titles.addAll(page.items());
                token = page.next();
            } while (token != null);
            assertThat(titles).hasSize(46).doesNotHaveDuplicates();

            String given = blog.titles(em, ann, null, "carol").next();
            assertThat(given).matches("[A-Za-z0-9_-]{100,200}");
            assertThatThrownBy(() -> blog.titles(em, ann, given, "dan")).isInstanceOf(ForeignCursorException.class);
            assertThatThrownBy(() -> blog.titles(em, bob, given, "carol")).isInstanceOf(ForeignCursorException.class);
            assertThatThrownBy(() -> blog.titles(em, ann, given.substring(1), "carol"))
                    .isInstanceOf(PageRequestException.class);
            assertThatThrownBy(() -> blog.titles(em, ann, "page2", "carol"))
                    .isInstanceOf(MalformedCursorException.class);
            char other = given.charAt(60) == 'A' ? 'B' : 'A';
            assertThatThrownBy(
                            () -> blog.titles(em, ann, given.substring(0, 60) + other + given.substring(61), "carol"))
                    .isInstanceOf(TamperedCursorException.class);
            Blog tomorrow = new Blog(tokens.at(InstantSource.fixed(Instant.now().plus(Duration.ofDays(2)))));
            assertThatThrownBy(() -> tomorrow.titles(em, ann, given, "carol"))
                    .isInstanceOf(ExpiredCursorException.class);
        }
    }

    /** A record of the guide. */
    // snippet: paging-record
    record TitleAndWriter(String title, String writer) {}
    // end

    @Nested
    class Queries {

        @Test
        void hql(EntityManager em) {
            // snippet: paging-hql
            Pagination<TitleAndWriter> records =
                    Pagination.of("select p.title, w.name from Post p join p.writer w", TitleAndWriter.class);
            Pagination<String> scalars =
                    Pagination.of("select p.title from Post p", String.class).sort(desc("createdAt"));
            Pagination<Tuple> groups = Pagination.of(
                            "select w.name as name, count(p) as posts from Post p join p.writer w group by w.name",
                            Tuple.class)
                    .sort(desc("posts"));
            Pagination<Writer> distinct = Pagination.of("select distinct w from Post p join p.writer w", Writer.class)
                    .sort(asc("w.name"));
            // end
            assertThat(records.in(em).page(1, 20).total()).isEqualTo(48);
            assertThat(scalars.in(em).page(1, 20).total()).isEqualTo(48);
            CursorPage<Tuple> first = groups.in(em).first(1);
            assertThat(first.items().get(0).get("posts")).isEqualTo(46L);
            assertThat(groups.in(em)
                            .at(first.next().orElseThrow(), 1)
                            .items()
                            .get(0)
                            .get("name"))
                    .isEqualTo("bob");
            assertThat(distinct.in(em).page(1, 20).items())
                    .extracting(Writer::name)
                    .containsExactly("ann", "bob");
        }

        @Test
        void criteria(EntityManager em) {
            // snippet: paging-criteria
            CriteriaBuilder builder = factory.getCriteriaBuilder();
            CriteriaQuery<Post> query = builder.createQuery(Post.class);
            Root<Post> post = query.from(Post.class);
            query.where(builder.like(post.get("title"), builder.parameter(String.class, "title")));

            Pagination<Post> found = Pagination.of(query).sort(asc("title")); // keep it, for all requests
            Page<Post> page = found.parameter("title", "Cut%").in(em).page(1, 20);
            // end
            assertThat(page.items()).extracting(Post::title).containsExactly("Cut stones", "Cut trees");
        }

        @Test
        void restrictions(EntityManager em) {
            // snippet: paging-restriction
            Pagination<Post> found = Pagination.of(Post.class)
                    .where(Restriction.restrict(Post.class, "title", Range.prefix("Cut")))
                    .sort(asc("title"));
            // end
            assertThat(found.in(em).page(1, 20).items())
                    .extracting(Post::title)
                    .containsExactly("Cut stones", "Cut trees");
            Cursor cursor = found.in(em).first(1).next().orElseThrow();
            Pagination<Post> others = Pagination.of(Post.class)
                    .where(Restriction.restrict(Post.class, "title", Range.prefix("Stone")))
                    .sort(asc("title"));
            assertThatThrownBy(() -> others.in(em).at(cursor, 1)).isInstanceOf(ForeignCursorException.class);
        }

        @Test
        void setOperations(EntityManager em) throws IOException {
            // snippet: paging-union
            Pagination<String> names = Pagination.of(
                            "select w.name as name from Writer w union select p.title from Post p", String.class)
                    .sort(desc("name"));
            // end
            assertThat(names.in(em).page(1, 20).total()).isEqualTo(50);
            CursorPage<String> first = names.in(em).first(30);
            assertThat(first.items().get(0)).isIn("bob", "Stone 9"); // as the collation has it
            assertThat(names.in(em).at(first.next().orElseThrow(), 30).items()).hasSize(20);
            assertRefused(
                    Pagination.of("select w.name from Writer w union all select p.title from Post p", String.class),
                    em);
        }

        @Test
        void whatIdentifiesARow(EntityManager em) {
            // snippet: paging-unique
            Pagination<Post> posts = Pagination.of(
                            "select p from Post p join Writer w on w.id = p.writer.id where w.name like 'a%'",
                            Post.class)
                    .uniqueBy("id"); // each post has one writer
            // end
            assertThat(posts.in(em).page(1, 20).total()).isEqualTo(46);
        }

        @Test
        void collections(EntityManager em, SqlLog sql) {
            // snippet: paging-collections
            CursorPage<Post> page = Pagination.of("from Post p left join fetch p.comments", Post.class)
                    .sort(desc("publishedAt").nullsLast())
                    .in(em)
                    .first(20);
            // end
            assertThat(sql).selects(2).nothingElse();
            assertThat(page.items())
                    .hasSize(20)
                    .allMatch(post -> post.comments().size() == 2);
            assertThat(sql).selects(2).nothingElse();
        }

        @Test
        void missingParameters(EntityManager em) throws IOException {
            assertRefused(POSTS.parameter("author", ann), em);
        }
    }

    @Nested
    class Walks {

        private final CursorTokens tokens = CursorTokens.signedBy("2026-11", new byte[32]);

        @Test
        void changeRows(EntityManager em) {
            // snippet: paging-walk
            long seen = Pagination.of("from Post p where p.publishedAt is null", Post.class)
                    .walk(factory, 1_000)
                    .forEach(batch -> batch.items().forEach(Post::publish)); // committed with its batch
            // end
            assertThat(seen).isEqualTo(1);
            assertThat(em.createQuery("select count(*) from Post where publishedAt is null", Long.class)
                            .getSingleResult())
                    .isZero();
        }

        /** Stands for a search engine that fails once, and knows nothing of transactions. */
        private final List<String> search = new ArrayList<>();

        private void reindex() {
            // snippet: paging-resume
            Walk<Post> walk = Pagination.of(Post.class).walk(factory, 10);
            Bookmark left = transactions.call(em -> em.find(Bookmark.class, "reindex"));
            if (left != null) {
                walk = walk.from(tokens.decode(left.token())); // by a run that did not come to its end
            }
            walk.forEach(batch -> {
                batch.items().forEach(post -> search.add(post.title()));
                batch.em().merge(new Bookmark("reindex", tokens.encode(batch.end())));
                failOnce(batch.seenBefore());
            });
            // end
        }

        private boolean failed;

        private void failOnce(long seenBefore) {
            if (seenBefore == 30 && !failed) {
                failed = true;
                throw new IllegalStateException("the plug was pulled");
            }
        }

        @Test
        void goOnAfterACrash() {
            assertThatThrownBy(this::reindex).hasMessage("the plug was pulled");
            assertThat(search).hasSize(40); // the last ten of them again: their bookmark was rolled back
            search.subList(30, 40).clear();
            reindex();
            assertThat(search).hasSize(48).doesNotHaveDuplicates();
        }

        @Test
        void read() {
            List<String> export = new ArrayList<>();
            // snippet: paging-stateless
            Pagination.of("select p.title, w.name from Post p join p.writer w", TitleAndWriter.class)
                    .walk(factory, 5_000)
                    .stateless() // nothing is kept in a persistence context
                    .forEach(batch -> {
                        batch.items().forEach(row -> export.add(row.title()));
                        if (export.size() >= 1_000_000) {
                            batch.stop();
                        }
                    });
            // end
            assertThat(export).hasSize(48);
        }
    }

    @Nested
    class Statements {

        @Test
        void ofPagesByNumber(EntityManager em, SqlLog sql) {
            Pages<Post> posts = annsPosts(em);
            posts.page(1, 20);
            assertThat(sql).selects(2).nothingElse();
            sql.clear();
            posts.page(3, 20); // the last one proves the total
            assertThat(sql).selects(1).nothingElse();
            sql.clear();
            posts.page(1, 100); // and so does the only one
            assertThat(sql).selects(1).nothingElse();
            sql.clear();
            posts.page(4, 20); // behind the last one
            assertThat(sql).selects(2).nothingElse();
            sql.clear();
            posts.slice(1, 20);
            assertThat(sql).selects(1).nothingElse();
        }

        @Test
        void ofPagesByCursor(EntityManager em, SqlLog sql) {
            Pages<Post> posts = annsPosts(em);
            Cursor second = posts.first(20).next().orElseThrow();
            sql.clear();
            Cursor third = posts.at(second, 20).next().orElseThrow();
            assertThat(sql).selects(1).nothingElse();
            sql.clear();
            posts.at(third, 20); // reaches from the published ones into the drafts
            assertThat(sql).selects(2).nothingElse();
            sql.clear();
            posts.at(second, 100);
            assertThat(sql).selects(2).nothingElse();
        }

        @Test
        void ofWalks(SqlLog sql) {
            Pagination.of(Post.class).walk(factory, 16).forEach(batch -> {});
            assertThat(sql).selects(3).nothingElse(); // 48 posts
        }

        @Test
        void ofTotalsAndEstimates(EntityManager em, SqlLog sql, Engine engine) {
            Pages<Post> posts = ALL.count(Count.estimated()).in(em);
            Page<Post> page = posts.page(1, 20);
            assertThat(page.totalKind()).isEqualTo(engine == Engine.POSTGRESQL ? TotalKind.ESTIMATED : TotalKind.EXACT);
            sql.clear();
            assertThat(posts.total()).isEqualTo(Total.exact(48));
            assertThat(sql).selects(1).nothingElse();
        }
    }

    @Nested
    class Others {

        record Heading(Long id, String title) {}

        @Test
        void nativeSql(EntityManager em) {
            // snippet: paging-native
            Pagination<Heading> headings = Pagination.ofNative(
                            "select id, title from Post where title like :start", Heading.class)
                    .uniqueBy("id")
                    .sort(asc("title").ignoreCase())
                    .parameter("start", "Cut%");
            CursorPage<Heading> page = headings.in(em).first(20);
            // end
            assertThat(page.items()).extracting(Heading::title).containsExactly("Cut stones", "Cut trees");
        }

        @Test
        void springData(EntityManager em) {
            Pageable pageable = PageRequest.of(0, 20, org.springframework.data.domain.Sort.by("title"));
            // snippet: paging-spring
            Pages<Post> posts =
                    ALL.sort(SpringPages.sort(pageable.getSort(), RULES)).in(em);
            org.springframework.data.domain.Page<Post> page = SpringPages.page(posts, pageable);
            // end
            assertThat(page.getTotalElements()).isEqualTo(48);
            assertThat(page.getContent().get(0).title()).isEqualTo("a draft");
        }

        @Test
        void jakartaData(EntityManager em) {
            // snippet: paging-jakarta
            CursoredPage<Post> page = JakartaPages.cursoredPage(ALL.in(em), jakarta.data.page.PageRequest.ofSize(20));
            CursoredPage<Post> next = JakartaPages.cursoredPage(ALL.in(em), page.nextPageRequest());
            // end
            assertThat(page.content()).hasSize(20);
            assertThat(next.content()).doesNotContainAnyElementsOf(page.content());
        }

        @Test
        void proof(EntityManager em, Fixtures fixtures) {
            transactions.run(
                    session -> session.createQuery("delete from Comment").executeUpdate());
            // snippet: paging-contract
            assertCompleteWalk(ALL, em, Disturbance.of(fixtures, Post.class));
            // end
        }
    }
}
