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
package dev.ashlar.softdelete.race;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Two transactions in two threads that meet once, each at a stop of its own: over the rounds all pairs of stops occur, so that
 * each comes first and both overlap in every way. Whoever waits at a lock of the other arrives late, and is not waited for long.
 */
final class Race {

    /** How far a side has come. */
    enum Stop {
        BEFORE,
        READ,
        FLUSHED,
        AFTER
    }

    /** How often a race is run on each engine: at least once for each pair of stops. */
    static final int ROUNDS = Integer.getInteger("ashlar.test.races", 16);

    private static final long PATIENCE_MILLIS = 60;
    private static final long JOIN_MILLIS = 60_000;

    private Race() {}

    /** One transaction, or several attempts at it; it tells where it has come. */
    interface Side {
        void run(Progress progress) throws Exception;
    }

    /** How both ended: {@code null} for the one that committed. */
    record Result(
            int round, @Nullable Throwable first, @Nullable Throwable second) {

        boolean bothWon() {
            return first == null && second == null;
        }

        boolean oneWon() {
            return (first == null) != (second == null);
        }

        List<Throwable> failures() {
            return first == null && second == null
                    ? List.of()
                    : first == null ? List.of(second) : second == null ? List.of(first) : List.of(first, second);
        }
    }

    static Result run(int round, Side first, Side second) throws InterruptedException {
        Stop[] stops = Stop.values();
        Random random = new Random(round);
        CountDownLatch one = new CountDownLatch(1);
        CountDownLatch other = new CountDownLatch(1);
        Progress a = new Progress(stops[round % stops.length], one, other, random.nextInt(400));
        Progress b = new Progress(stops[round / stops.length % stops.length], other, one, random.nextInt(400));
        Runner left = new Runner(first, a);
        Runner right = new Runner(second, b);
        left.start();
        right.start();
        try {
            left.join(JOIN_MILLIS);
            right.join(JOIN_MILLIS);
            if (left.isAlive() || right.isAlive()) {
                throw new AssertionError("A race does not end: round=" + round);
            }
        } finally {
            left.interrupt();
            right.interrupt();
            left.join(JOIN_MILLIS);
            right.join(JOIN_MILLIS);
        }
        return new Result(round, left.failure, right.failure);
    }

    /** Runs a side without another one. */
    static void alone(Side side) throws Exception {
        CountDownLatch nobody = new CountDownLatch(0);
        side.run(new Progress(Stop.AFTER, nobody, nobody, 0));
    }

    /** Where one side meets the other. */
    static final class Progress {

        private final Stop meeting;
        private final CountDownLatch mine;
        private final CountDownLatch others;
        private final long pauseMicros;
        private boolean met;

        private Progress(Stop meeting, CountDownLatch mine, CountDownLatch others, long pauseMicros) {
            this.meeting = meeting;
            this.mine = mine;
            this.others = others;
            this.pauseMicros = pauseMicros;
        }

        void at(Stop stop) throws InterruptedException {
            if (stop == meeting && !met) {
                met = true;
                mine.countDown();
                if (others.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                    LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(pauseMicros));
                }
            }
        }
    }

    private static final class Runner extends Thread {

        private final Side side;
        private final Progress progress;
        private volatile @Nullable Throwable failure;

        private Runner(Side side, Progress progress) {
            this.side = side;
            this.progress = progress;
            setDaemon(true);
        }

        @Override
        @SuppressWarnings("IllegalCatch")
        public void run() {
            try {
                progress.at(Stop.BEFORE);
                side.run(progress);
                progress.at(Stop.AFTER);
            } catch (Throwable e) {
                failure = e;
            } finally {
                progress.mine.countDown();
            }
        }
    }
}
