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

import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.openjdk.jmh.util.ListStatistics;

/**
 * What a page costs at several depths of a table, by the library and by its rivals, and whether all pages together have every row once.
 * In each round every contestant reads the same page for a while, in short turns, so that those who are compared stand next to each
 * other; the median is its time of the round. Before, each reads for longer, to warm up.
 */
public final class PageRounds {

    /** Ties and rows without a value, and no whole number of pages. */
    private static final int WALKED = 3_007;

    private static final double WARM_UP_MICROS = 3e6;

    /** What a contestant reads in a round, if one page does not take longer. */
    private static final double ROUND_MICROS = 2e5;

    private static final double TURN_MICROS = ROUND_MICROS / 10;

    private final Posts posts;
    private final Posts walked;
    private final int rounds;

    private PageRounds(Posts posts, Posts walked, int rounds) {
        this.posts = posts;
        this.walked = walked;
        this.rounds = rounds;
    }

    /**
     * Runs and compares.
     *
     * @param args the engine, the number of rows, the number of rounds
     */
    public static void main(String[] args) {
        Engine engine = Engine.valueOf(args[0]);
        int rounds = Integer.parseInt(args[2]);
        try (Engine.Server server = engine.start();
                Posts posts = Posts.create(engine, server, Integer.parseInt(args[1]));
                Posts walked = Posts.create(engine, server, WALKED)) {
            System.out.printf("%n%s, %,d rows, %d rounds%n", engine, posts.count(), rounds);
            PageRounds pages = new PageRounds(posts, walked, rounds);
            for (Listing listing : Listing.values()) {
                pages.compare(listing);
            }
            new WalkRounds(posts, Math.max(3, rounds / 2)).compare();
        }
    }

    private static Map<String, Contestant<?>> contestants(EntityManagerFactory factory, Listing listing) {
        Map<String, Contestant<?>> contestants = new LinkedHashMap<>();
        contestants.put("by hand: row values in HQL", new ByHand(factory, listing));
        contestants.put("`Pagination`, by cursor", new ByCursor(factory, listing));
        contestants.put("Hibernate's `KeyedPage`", new ByKeyedPage(factory, listing));
        contestants.put("Spring Data's `Window`", new ByWindow(factory, listing));
        contestants.put("Blaze-Persistence's keyset", new ByKeyset(factory, listing));
        contestants.put("offset", new ByOffset(factory, listing));
        return contestants;
    }

    private void compare(Listing listing) {
        Map<String, Completeness> walks = new LinkedHashMap<>();
        contestants(walked.factory(), listing)
                .forEach((name, contestant) -> walks.put(name, Completeness.of(contestant, walked.count())));
        Map<String, Contestant<?>> contestants = contestants(posts.factory(), listing);
        for (int depth : depths(listing)) {
            List<Post> around = depth == 0
                    ? posts.skip(listing, 0, Contestant.SIZE)
                    : posts.skip(listing, depth - 1, Contestant.SIZE + 1);
            Post last = depth == 0 ? null : around.get(0);
            List<Long> expected = around.stream()
                    .skip(depth == 0 ? 0 : 1)
                    .map(post -> post.id)
                    .toList();
            List<Measured> measured = new ArrayList<>();
            contestants.forEach(
                    (name, contestant) -> measured.add(new Measured(name, reader(contestant, depth, last))));
            measured.forEach(each -> each.check(posts, expected));
            run(measured);
            System.out.printf(
                    Locale.ROOT,
                    "%n| %s, after %,d rows | µs | ratio | statements | page | all pages: lost / repeated |%n"
                            + "|---|---|---|---|---|---|%n",
                    listing,
                    depth);
            measured.forEach(each -> System.out.println(each.row() + " | " + walks.get(each.name) + " |"));
        }
    }

    /** Near, in the middle, and almost at the end; where a listing has two parts, from one into the other too. */
    private Iterable<Integer> depths(Listing listing) {
        int all = posts.count();
        TreeSet<Integer> depths = new TreeSet<>(List.of(0, all / 100, all / 2, all / 100 * 99));
        if (listing == Listing.PUBLISHED) {
            depths.add(posts.published() - Contestant.SIZE / 2);
        }
        return depths;
    }

    private static <C> Reader reader(Contestant<C> contestant, int depth, Post last) {
        if (depth == 0) {
            return () -> contestant.first().posts();
        }
        C cursor = contestant.after(depth, last);
        return () -> contestant.next(cursor).posts();
    }

    private void run(List<Measured> measured) {
        List<Measured> running = new ArrayList<>(measured);
        running.removeIf(each -> each.fails);
        turns(running, WARM_UP_MICROS);
        for (int round = 0; round < rounds; round++) {
            turns(running, ROUND_MICROS);
            double base = running.get(0).micros.getPercentile(50);
            running.forEach(each -> each.times.add(each.micros.getPercentile(50), base));
        }
    }

    private static void turns(List<Measured> measured, double micros) {
        measured.forEach(each -> each.micros = new ListStatistics());
        List<Measured> waiting = new ArrayList<>(measured);
        while (!waiting.isEmpty()) {
            waiting.forEach(each -> each.read(TURN_MICROS));
            waiting.removeIf(each -> each.micros.getSum() >= micros);
            // The other way round, so that nobody always follows the same.
            Collections.reverse(waiting);
        }
    }

    private interface Reader {
        List<Post> read();
    }

    private static final class Measured {

        private final String name;
        private final Reader reader;
        private final Times times = new Times();
        private ListStatistics micros = new ListStatistics();
        private String page = "right";
        private long statements;
        private boolean fails;

        Measured(String name, Reader reader) {
            this.name = name;
            this.reader = reader;
        }

        void check(Posts posts, List<Long> expected) {
            long before = posts.statements().get();
            try {
                List<Long> ids = reader.read().stream().map(post -> post.id).toList();
                page = ids.equals(expected) ? "right" : ids.isEmpty() ? "empty" : "wrong";
            } catch (RuntimeException e) {
                fails = true;
                page = e.getClass().getSimpleName();
            }
            statements = posts.statements().get() - before;
        }

        void read(double turnMicros) {
            long begin = System.nanoTime();
            long start = begin;
            while ((start - begin) / 1e3 < turnMicros) {
                reader.read();
                long end = System.nanoTime();
                micros.addValue((end - start) / 1e3);
                start = end;
            }
        }

        String row() {
            return fails
                    ? String.format("| %s | | | %d | %s", name, statements, page)
                    : String.format(
                            Locale.ROOT,
                            "| %s | %,.0f | %s | %d | %s",
                            name,
                            times.median(),
                            times.ratio(),
                            statements,
                            page);
        }
    }
}
