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
package dev.ashlar.benchmarks.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a history costs by the module, by its rivals and written by hand, against keeping none: for inserting, updating and deleting.
 * Contestants take turns in an order that is drawn anew each time.
 */
public final class AuditRounds {

    /** Rounds of each before it counts: 40,000 rows inserted, updated and deleted. */
    private static final int WARM_UP = 8;

    private final List<Posts> all = new ArrayList<>();
    private final Map<Change, Map<String, Times>> times = new EnumMap<>(Change.class);
    private final Random random = new Random(1);

    /** What is done to all rows. */
    private enum Change {
        INSERT(Posts::insert),
        UPDATE(Posts::update),
        DELETE(Posts::delete);

        private final ToDoubleFunction<Posts> change;

        Change(ToDoubleFunction<Posts> change) {
            this.change = change;
        }
    }

    private AuditRounds() {}

    /**
     * Runs and compares.
     *
     * @param args the engine, the number of rounds
     */
    public static void main(String[] args) {
        Engine engine = Engine.valueOf(args[0]);
        int rounds = Integer.parseInt(args[1]);
        AuditRounds measured = new AuditRounds();
        try (Engine.Server server = engine.start()) {
            Contestant.ALL.forEach(contestant -> measured.all.add(Posts.create(contestant, engine, server)));
            for (int round = -Math.min(rounds, WARM_UP); round < rounds; round++) {
                measured.round(round >= 0);
            }
            System.out.printf("%n%s, %d rounds%n", engine, rounds);
            measured.print();
            measured.all.forEach(Posts::close);
        }
    }

    private void round(boolean counts) {
        for (Change change : Change.values()) {
            for (Posts posts : drawn()) {
                System.gc(); // nobody pays for what another has left
                double millis = change.change.applyAsDouble(posts);
                posts.expectKept(change.ordinal() + 1);
                if (counts) {
                    times.computeIfAbsent(change, any -> new HashMap<>())
                            .computeIfAbsent(posts.contestant().name(), any -> new Times())
                            .add(millis);
                }
            }
        }
        if (!counts) {
            Posts ours = all.get(all.size() - 1);
            all.stream().filter(posts -> posts.contestant().byHand() != null).forEach(posts -> posts.expectSameLog(ours));
        }
        all.forEach(Posts::clear);
    }

    private List<Posts> drawn() {
        List<Posts> order = new ArrayList<>(all);
        Collections.shuffle(order, random);
        return order;
    }

    private void print() {
        System.out.printf("%n| | insert, ms | to plain | update, ms | to plain | delete, ms | to plain |%n");
        System.out.println("|---|---|---|---|---|---|---|");
        String plain = Contestant.ALL.get(0).name();
        for (Contestant contestant : Contestant.ALL) {
            System.out.println(line(
                    contestant.name(),
                    Stream.of(Change.values())
                            .map(change -> String.format(
                                    Locale.ROOT,
                                    "%,.0f | %s",
                                    times.get(change).get(contestant.name()).median(),
                                    ratio(change, contestant.name(), plain)))));
        }
        System.out.printf("%n| ours to | insert | update | delete |%n|---|---|---|---|%n");
        for (Contestant contestant : Contestant.ALL) {
            if (!contestant.history().isEmpty() && contestant != Contestant.OURS) {
                System.out.println(line(
                        contestant.name(),
                        Stream.of(Change.values())
                                .map(change ->
                                        ratio(change, Contestant.OURS.name(), contestant.name()).toString())));
            }
        }
    }

    private Times.Ratio ratio(Change change, String name, String base) {
        return times.get(change).get(name).to(times.get(change).get(base));
    }

    private static String line(String name, Stream<String> cells) {
        return cells.collect(Collectors.joining(" | ", "| " + name + " | ", " |"));
    }
}
