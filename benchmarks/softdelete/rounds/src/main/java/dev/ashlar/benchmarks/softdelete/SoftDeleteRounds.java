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
package dev.ashlar.benchmarks.softdelete;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * What soft delete costs by the module and by its rivals, against deleting physically: for finding by id, for a query, and for
 * removing. Contestants take turns in an order that is drawn anew each time.
 */
public final class SoftDeleteRounds {

    private static final double WARM_UP_MICROS = 3e6;

    /** What a contestant reads in a round. */
    private static final double ROUND_MICROS = 2e5;

    private static final double TURN_MICROS = ROUND_MICROS / 20;

    /** Removals of each before it counts: 50,000 rows. */
    private static final int WARM_UP_REMOVALS = 10;

    private final List<Posts> all;
    private final int rounds;
    private final Random random = new Random(1);

    private SoftDeleteRounds(List<Posts> all, int rounds) {
        this.all = all;
        this.rounds = rounds;
    }

    /**
     * Runs and compares.
     *
     * @param args the engine, the number of rounds
     */
    public static void main(String[] args) {
        Engine engine = Engine.valueOf(args[0]);
        int rounds = Integer.parseInt(args[1]);
        List<Posts> all = new ArrayList<>();
        try (Engine.Server server = engine.start()) {
            Contestant.ALL.forEach(contestant -> all.add(Posts.create(contestant, engine, server)));
            System.out.printf("%n%s, %d rounds%n", engine, rounds);
            SoftDeleteRounds measured = new SoftDeleteRounds(all, rounds);
            measured.print("find, µs", measured.reads(Posts::find));
            measured.print("query, µs", measured.reads(Posts::query));
            measured.print("remove of " + Posts.REMOVED + ", ms", measured.removals());
            all.forEach(Posts::close);
        }
    }

    private Map<Posts, Times> reads(ToDoubleFunction<Posts> read) {
        turns(read, WARM_UP_MICROS);
        Map<Posts, Times> times = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            all.forEach(Posts::fill); // somewhere else in memory: where its rows lie is nobody's merit
            turns(read, ROUND_MICROS).forEach((posts, micros) -> add(times, posts, Times.median(micros)));
        }
        return times;
    }

    private Map<Posts, List<Double>> turns(ToDoubleFunction<Posts> read, double micros) {
        Map<Posts, List<Double>> taken = new HashMap<>();
        for (double spent = 0; spent < micros; spent += TURN_MICROS) {
            for (Posts posts : drawn()) {
                List<Double> each = taken.computeIfAbsent(posts, any -> new ArrayList<>());
                long start = System.nanoTime();
                while ((System.nanoTime() - start) / 1e3 < TURN_MICROS) {
                    each.add(read.applyAsDouble(posts));
                }
            }
        }
        return taken;
    }

    private Map<Posts, Times> removals() {
        Map<Posts, Times> times = new LinkedHashMap<>();
        for (int round = -WARM_UP_REMOVALS; round < rounds; round++) {
            for (Posts posts : drawn()) {
                System.gc(); // nobody pays for what another has left
                double millis = posts.remove();
                posts.expectRemoved();
                posts.fill();
                if (round >= 0) {
                    add(times, posts, millis);
                }
            }
        }
        return times;
    }

    private static void add(Map<Posts, Times> times, Posts posts, double time) {
        times.computeIfAbsent(posts, any -> new Times()).add(time);
    }

    private List<Posts> drawn() {
        List<Posts> order = new ArrayList<>(all);
        Collections.shuffle(order, random);
        return order;
    }

    private void print(String title, Map<Posts, Times> times) {
        System.out.printf("%n| %s | | to physical | to `@SoftDelete` |%n|---|---|---|---|%n", title);
        Times physical = times.get(all.get(0));
        Times hidden = times.get(all.get(3));
        all.forEach(posts -> System.out.printf(
                Locale.ROOT,
                "| %s | %,.1f | %s | %s |%n",
                posts.contestant().name(),
                times.get(posts).median(),
                times.get(posts).to(physical),
                times.get(posts).to(hidden)));
    }
}
