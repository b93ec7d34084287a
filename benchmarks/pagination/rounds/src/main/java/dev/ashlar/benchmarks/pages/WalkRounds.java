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
package dev.ashlar.benchmarks.pages;

import dev.ashlar.pagination.Pagination;
import dev.ashlar.pagination.Sort;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;

/** What a walk over the whole table costs, in batches. One walk of each contestant per round. */
final class WalkRounds {

    private static final int BATCH = 1_000;

    private final Posts posts;
    private final SessionFactory factory;
    private final int rounds;

    WalkRounds(Posts posts, int rounds) {
        this.posts = posts;
        this.factory = posts.factory().unwrap(SessionFactory.class);
        this.rounds = rounds;
    }

    void compare() {
        Map<String, Walk> byId = new LinkedHashMap<>();
        byId.put("by hand: keyset batches", this::byHandById);
        byId.put(
                "`Pagination`",
                each -> byWalk(
                        Pagination.of("select p from Post p", Post.class).sort(Sort.asc("id")), each));
        compare("by id", byId);
        Map<String, Walk> byCreation = new LinkedHashMap<>();
        byCreation.put("by hand: keyset batches", this::byHandByCreation);
        byCreation.put("`Pagination`", each -> byWalk(ByCursor.pagination(Listing.CREATED), each));
        compare(Listing.CREATED.toString(), byCreation);
    }

    private void compare(String title, Map<String, Walk> walks) {
        Map<String, Times> times = new LinkedHashMap<>();
        Map<String, Seen> seen = new LinkedHashMap<>();
        for (int round = -1; round < rounds; round++) {
            double base = 0;
            for (Map.Entry<String, Walk> walk : walks.entrySet()) {
                Seen rows = new Seen();
                long before = posts.statements().get();
                long start = System.nanoTime();
                walk.getValue().run(rows);
                double millis = (System.nanoTime() - start) / 1e6;
                rows.statements = posts.statements().get() - before;
                base = base == 0 ? millis : base;
                if (round >= 0) {
                    times.computeIfAbsent(walk.getKey(), any -> new Times()).add(millis, base);
                    seen.put(walk.getKey(), rows);
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%n| walk over %,d rows, %s | ms | ratio | statements | lost / repeated |%n|---|---|---|---|---|%n",
                posts.count(),
                title);
        times.forEach((name, each) -> System.out.printf(
                Locale.ROOT,
                "| %s | %,.0f | %s | %d | %s |%n",
                name,
                each.median(),
                each.ratio(),
                seen.get(name).statements,
                seen.get(name).completeness(posts.count())));
    }

    private void byHandById(Consumer<Post> each) {
        try (StatelessSession session = factory.openStatelessSession()) {
            long id = 0;
            List<Post> batch;
            do {
                batch = session.createSelectionQuery("select p from Post p where p.id > :id order by p.id", Post.class)
                        .setParameter("id", id)
                        .setMaxResults(BATCH)
                        .getResultList();
                batch.forEach(each);
                id = batch.isEmpty() ? id : batch.get(batch.size() - 1).id;
            } while (batch.size() == BATCH);
        }
    }

    private void byHandByCreation(Consumer<Post> each) {
        String order = " order by p.createdAt desc, p.id desc";
        try (StatelessSession session = factory.openStatelessSession()) {
            SelectionQuery<Post> query = session.createSelectionQuery("select p from Post p" + order, Post.class);
            List<Post> batch = query.setMaxResults(BATCH).getResultList();
            batch.forEach(each);
            while (batch.size() == BATCH) {
                Post last = batch.get(BATCH - 1);
                batch = session.createSelectionQuery(
                                "select p from Post p where (p.createdAt, p.id) < (:value, :id)" + order, Post.class)
                        .setParameter("value", last.createdAt)
                        .setParameter("id", last.id)
                        .setMaxResults(BATCH)
                        .getResultList();
                batch.forEach(each);
            }
        }
    }

    /** One session for all of it, as by hand. */
    private void byWalk(Pagination<Post> pagination, Consumer<Post> each) {
        pagination
                .walk(factory, BATCH)
                .stateless()
                .inOneTransaction()
                .forEach(batch -> batch.items().forEach(each));
    }

    private interface Walk {
        void run(Consumer<Post> each);
    }

    /** Which rows came. */
    private static final class Seen implements Consumer<Post> {

        private final BitSet ids = new BitSet();
        private int rows;
        private long statements;

        @Override
        public void accept(Post post) {
            ids.set(Math.toIntExact(post.id));
            rows++;
        }

        Completeness completeness(int expected) {
            return new Completeness(expected - ids.cardinality(), rows - ids.cardinality(), "");
        }
    }
}
