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
package dev.ashlar.core.transaction;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When and how often a transaction is run again: an immutable value for {@link Transactions#retrying}.
 *
 * <p>A failure is worth another attempt if, somewhere along its causes, another transaction was in the way: a serialization
 * failure or deadlock (SQLState 40001, 40P01), a stale version, a lock that was not given in time; or if the connection broke
 * before the commit was sent. That counts also if the block caught it, when its transaction was marked by it, and threw something
 * else. Each attempt has an {@code EntityManager}, hooks and a timeout of its own. The attempt that fails
 * last throws its failure, with the earlier ones as suppressed exceptions in their order.
 *
 * <p>Between attempts it waits a random time, from nothing up to a limit that starts with the base and doubles up to the cap:
 * <em>full jitter</em>, after <a href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">Exponential
 * Backoff and Jitter</a>. An interrupt ends the waiting and the attempts; the thread stays interrupted.
 *
 * @apiNote The block is run several times: it has to load what it changes anew, and what it does besides the database belongs
 *     into {@link Transactions#afterCommit}.
 */
public final class Retry {

    private static final Logger LOG = LoggerFactory.getLogger(Retry.class);
    private static final Duration ELAPSED = Duration.ofMinutes(1);
    private static final Duration BASE = Duration.ofMillis(10);
    private static final Duration CAP = Duration.ofSeconds(1);
    /** Beyond, a nanosecond count would overflow. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private final int attempts;
    private final Duration elapsed;
    private final Duration base;
    private final Duration cap;
    private final Predicate<? super Throwable> also;

    private Retry(int attempts, Duration elapsed, Duration base, Duration cap, Predicate<? super Throwable> also) {
        this.attempts = attempts;
        this.elapsed = elapsed;
        this.base = base;
        this.cap = cap;
        this.also = also;
    }

    /**
     * At most this many attempts within one minute, with a back-off from 10 ms up to one second.
     *
     * @param attempts 1 or more, the first one counted
     * @throws IllegalArgumentException if it is less
     */
    public static Retry upTo(int attempts) {
        if (attempts < 1) {
            throw new IllegalArgumentException(
                    "A retry without an attempt: attempts=" + attempts + ". Give 1 or more; the first attempt counts.");
        }
        return new Retry(attempts, ELAPSED, BASE, CAP, failure -> false);
    }

    /**
     * Begins no attempt later than this after the first one began.
     *
     * @throws IllegalArgumentException if it is negative, zero or longer than 365 days
     */
    public Retry within(Duration limit) {
        return new Retry(attempts, positive("limit", limit), base, cap, also);
    }

    /**
     * Waits up to the base before the second attempt, up to twice as long before each further one, never longer than the cap.
     *
     * @throws IllegalArgumentException if one is negative, zero or longer than 365 days, or the cap is less than the base
     */
    public Retry backoff(Duration first, Duration atMost) {
        positive("base", first);
        positive("cap", atMost);
        if (atMost.compareTo(first) < 0) {
            throw new IllegalArgumentException("The cap of a back-off is less than its base: base=" + first + " cap="
                    + atMost + ". Give a cap of at least the base.");
        }
        return new Retry(attempts, elapsed, first, atMost, also);
    }

    /**
     * Also tries again after failures that the predicate accepts, in addition to those above and to earlier predicates. It is
     * not asked about {@link AfterCommitException} and {@link AmbiguousCommitException}, which are final.
     */
    public Retry alsoOn(Predicate<? super Throwable> failures) {
        Objects.requireNonNull(failures, "failures");
        Predicate<? super Throwable> before = also;
        return new Retry(attempts, elapsed, base, cap, failure -> before.test(failure) || failures.test(failure));
    }

    private static Duration positive(String name, Duration duration) {
        Objects.requireNonNull(duration, name);
        if (duration.isNegative() || duration.isZero() || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("A duration of a retry is out of range: " + name + "=" + duration
                    + ". Give more than nothing and at most 365 days.");
        }
        return duration;
    }

    /**
     * Whether a failure is worth another attempt.
     *
     * @param failure what {@link Transactions#run} threw
     */
    public boolean isWorthwhile(Throwable failure) {
        return TransientFailures.isTransient(failure) || (!TransientFailures.isFinal(failure) && also.test(failure));
    }

    /** An attempt, which throws what it likes. */
    @FunctionalInterface
    interface Attempt<T, X extends Throwable> {

        T run() throws X;

        /** What had made the last run fail before it threw something else; null if nothing had. */
        default @Nullable Throwable underlying() {
            return null;
        }
    }

    <T, X extends Throwable> T execute(Attempt<T, X> attempt) throws X {
        long start = System.nanoTime();
        List<Throwable> failures = new ArrayList<>(0);
        while (true) {
            try {
                return attempt.run();
            } catch (Throwable failure) {
                boolean next;
                try {
                    next = isNext(failure, attempt.underlying(), failures.size() + 1, start);
                } catch (RuntimeException | Error e) { // a predicate of the caller's
                    Failures.suppress(failure, e);
                    next = false;
                }
                if (!next) {
                    for (Throwable earlier : failures) {
                        Failures.suppress(failure, earlier);
                    }
                    throw failure;
                }
                failures.add(failure);
            }
        }
    }

    /** Waits for the next attempt, if there is to be one. */
    private boolean isNext(Throwable failure, @Nullable Throwable underlying, int made, long start) {
        if (made >= attempts || (!isWorthwhile(failure) && !isSymptom(failure, underlying))) {
            return false;
        }
        long delay = delay(made);
        long rest = elapsed.toNanos() - (System.nanoTime() - start);
        if (delay > rest) {
            LOG.debug("No time for another attempt: made={} elapsed limit={}", made, elapsed);
            return false;
        }
        LOG.debug("Another attempt in {} µs: made={} of {}", delay / 1_000, made, attempts, failure);
        try {
            Thread.sleep(delay / 1_000_000, (int) (delay % 1_000_000));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean isSymptom(Throwable failure, @Nullable Throwable underlying) {
        return underlying != null && TransientFailures.isTransient(underlying) && !TransientFailures.isFinal(failure);
    }

    /** In nanoseconds. */
    private long delay(int made) {
        double limit = Math.min((double) cap.toNanos(), base.toNanos() * Math.pow(2, made - 1));
        return ThreadLocalRandom.current().nextLong((long) limit + 1);
    }

    @Override
    public String toString() {
        return "Retry[attempts=" + attempts + ", within=" + elapsed + ", backoff=" + base + " to " + cap + "]";
    }
}
