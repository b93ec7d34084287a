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
package dev.ashlar.core.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Checks a property of random sequences of steps, each made from a seed. Of one that fails, steps are dropped while it still
 * fails; what is left is printed with the seed.
 *
 * <p>Two system properties: {@code ashlar.test.sequences} is how many there are, {@code ashlar.test.seed} runs that one alone.
 *
 * @param <S> a step; any sequence without some of its steps must be a sequence too
 */
public final class Sequences<S> {

    /** A sequence of 100 steps needs some 200 tries if 5 of them matter. */
    private static final int TRIES = 1_000;

    private final Function<Random, List<S>> generator;
    private final Consumer<List<S>> property;

    private Sequences(Function<Random, List<S>> generator, Consumer<List<S>> property) {
        this.generator = generator;
        this.property = property;
    }

    /**
     * Sequences to check.
     *
     * @param property throws if it does not hold
     */
    public static <S> Sequences<S> of(Function<Random, List<S>> generator, Consumer<List<S>> property) {
        return new Sequences<>(generator, property);
    }

    /** Whether one seed was asked for, so that statements about all sequences make no sense. */
    public static boolean isReplay() {
        return !System.getProperty("ashlar.test.seed", "").isBlank();
    }

    /**
     * Checks as many sequences as the system property says.
     *
     * @param quick how many if it says nothing
     */
    public void check(int quick) {
        if (isReplay()) {
            check(Long.parseLong(System.getProperty("ashlar.test.seed")));
            return;
        }
        String sequences = System.getProperty("ashlar.test.sequences", "");
        int count = sequences.isBlank() ? quick : Integer.parseInt(sequences);
        long start = System.nanoTime();
        LongStream.range(start, start + count).forEach(this::check);
    }

    /** Checks the sequence of a seed. */
    public void check(long seed) {
        List<S> steps = generator.apply(new Random(seed));
        Throwable failure = failure(steps);
        if (failure != null) {
            List<S> shortest = shortest(steps);
            Throwable last = failure(shortest);
            throw new AssertionError(
                    "A sequence fails: seed=" + seed + " steps=" + steps.size() + " shortest=" + shortest.size()
                            + ". Run it alone by -Dashlar.test.seed=" + seed + ".\n"
                            + shortest.stream().map(step -> "    " + step).collect(Collectors.joining("\n"))
                            + "\nThe shortest fails with [" + last + "], all steps with the cause.",
                    failure);
        }
    }

    private @Nullable Throwable failure(List<S> steps) {
        try {
            property.accept(steps);
            return null;
        } catch (RuntimeException | Error e) {
            return e;
        }
    }

    /** Drops halves, quarters and so on down to single steps, until no single step can be dropped. */
    private List<S> shortest(List<S> failing) {
        List<S> steps = failing;
        int tries = 0;
        int length = Math.max(1, steps.size() / 2);
        while (true) {
            boolean dropped = false;
            for (int from = 0; from < steps.size() && tries < TRIES; tries++) {
                List<S> shorter = without(steps, from, Math.min(from + length, steps.size()));
                if (failure(shorter) != null) {
                    steps = shorter;
                    dropped = true;
                } else {
                    from += length;
                }
            }
            if (tries >= TRIES || length == 1 && !dropped) {
                return steps;
            }
            length = dropped ? length : length / 2;
        }
    }

    private static <S> List<S> without(List<S> steps, int from, int to) {
        List<S> shorter = new ArrayList<>(steps.subList(0, from));
        shorter.addAll(steps.subList(to, steps.size()));
        return shorter;
    }
}
