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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.persistence.OptimisticLockException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {

    private static final Duration MILLI = Duration.ofMillis(1);

    private final AtomicInteger made = new AtomicInteger();

    private static Retry quick(int attempts) {
        return Retry.upTo(attempts).backoff(Duration.ofNanos(1), MILLI);
    }

    private static OptimisticLockException stale(int number) {
        return new OptimisticLockException("stale " + number);
    }

    /** Fails with one after the other, and succeeds then. */
    private String attempt(Queue<? extends RuntimeException> failures) {
        made.incrementAndGet();
        RuntimeException failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
        return "done";
    }

    private Throwable thrownBy(Retry retry, RuntimeException... failures) {
        Queue<RuntimeException> queue = new ArrayDeque<>(List.of(failures));
        return catchThrowable(() -> retry.execute(() -> attempt(queue)));
    }

    @Nested
    class Attempts {

        @Test
        void endWithTheFirstSuccess() {
            Queue<RuntimeException> failures = new ArrayDeque<>(List.of(stale(1), stale(2)));

            assertThat(quick(5).execute(() -> attempt(failures))).isEqualTo("done");
            assertThat(made).hasValue(3);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 5})
        void areNotMoreThanAllowed(int attempts) {
            OptimisticLockException[] failures = Stream.iterate(1, i -> i + 1)
                    .limit(6)
                    .map(RetryTest::stale)
                    .toArray(OptimisticLockException[]::new);

            Throwable thrown = thrownBy(quick(attempts), failures);

            assertThat(made).hasValue(attempts);
            assertThat(thrown).isSameAs(failures[attempts - 1]);
            assertThat(thrown.getSuppressed())
                    .containsExactly(Stream.of(failures).limit(attempts - 1).toArray(Throwable[]::new));
        }

        @Test
        void endWithTheFirstFailureThatIsNotWorthOne() {
            IllegalArgumentException last = new IllegalArgumentException("bug");
            OptimisticLockException first = stale(1);

            Throwable thrown = thrownBy(quick(5), first, last);

            assertThat(made).hasValue(2);
            assertThat(thrown).isSameAs(last);
            assertThat(thrown.getSuppressed()).containsExactly(first);
        }

        @Test
        void theSameInstanceAgainDoesNotSuppressItself() {
            OptimisticLockException same = stale(1);

            Throwable thrown = thrownBy(quick(3), same, same, same);

            assertThat(made).hasValue(3);
            assertThat(thrown).isSameAs(same).hasNoSuppressedExceptions();
        }

        @Test
        void aPredicateThatFailsDoesNotReplaceTheFailure() {
            IllegalStateException ofThePredicate = new IllegalStateException("of the predicate");
            IllegalArgumentException failure = new IllegalArgumentException("of the block");
            Retry retry = quick(3).alsoOn(e -> {
                throw ofThePredicate;
            });

            Throwable thrown = thrownBy(retry, failure);

            assertThat(thrown).isSameAs(failure);
            assertThat(thrown.getSuppressed()).containsExactly(ofThePredicate);
            assertThat(made).hasValue(1);
        }

        @Test
        void mayThrowWhatTheyLike() {
            IOException checked = new IOException("checked");
            AssertionError error = new AssertionError("error");

            assertThat(catchThrowable(() -> quick(3).execute(() -> {
                        throw checked;
                    })))
                    .isSameAs(checked);
            assertThat(catchThrowable(() -> quick(3).execute(() -> {
                        throw error;
                    })))
                    .isSameAs(error);
        }
    }

    @Nested
    class Waiting {

        @Test
        void isAtMostTheCap() {
            long start = System.nanoTime();
            thrownBy(Retry.upTo(4).backoff(MILLI, MILLI), stale(1), stale(2), stale(3), stale(4));

            assertThat(made).hasValue(4);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        }

        /** Of ten waits up to 20 ms the sum is below 20 ms with a probability of one in ten factorial. */
        @Test
        void isRandomAndGrows() {
            long start = System.nanoTime();
            Retry retry = Retry.upTo(11).backoff(Duration.ofMillis(20), Duration.ofMillis(20));
            thrownBy(retry, Stream.generate(() -> stale(0)).limit(11).toArray(RuntimeException[]::new));

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(20), Duration.ofSeconds(5));
        }

        @Test
        @Timeout(10)
        void isNotBegunBeyondTheLimit() {
            Retry retry = Retry.upTo(1_000_000).within(Duration.ofMillis(100)).backoff(MILLI, MILLI);
            OptimisticLockException failure = stale(0);
            long start = System.nanoTime();

            Throwable thrown = catchThrowable(() -> retry.execute(() -> {
                made.incrementAndGet();
                throw failure;
            }));

            assertThat(thrown).isSameAs(failure);
            assertThat(made.get()).isBetween(2, 999_999);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(90), Duration.ofSeconds(5));
        }

        @Test
        void noneIsMadeWhenTheFirstAttemptTookTheTime() {
            Retry retry = quick(5).within(Duration.ofMillis(5));

            Throwable thrown = catchThrowable(() -> retry.execute(() -> {
                made.incrementAndGet();
                Thread.sleep(20);
                throw stale(1);
            }));

            assertThat(thrown).isInstanceOf(OptimisticLockException.class);
            assertThat(made).hasValue(1);
        }

        @Test
        @Timeout(10)
        void endsWithAnInterruptAndTheThreadStaysInterrupted() throws InterruptedException {
            Retry retry = Retry.upTo(5)
                    .backoff(Duration.ofHours(1), Duration.ofHours(1))
                    .within(Duration.ofDays(1));
            Throwable[] thrown = new Throwable[1];
            boolean[] interrupted = new boolean[1];
            Thread thread = new Thread(() -> {
                thrown[0] = thrownBy(retry, stale(1), stale(2), stale(3), stale(4), stale(5));
                interrupted[0] = Thread.currentThread().isInterrupted();
            });
            thread.start();
            while (thread.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            thread.interrupt();
            thread.join();

            assertThat(thrown[0]).hasMessage("stale 1");
            assertThat(interrupted[0]).isTrue();
            assertThat(made).hasValue(1);
        }

        @Test
        void doesNotBeginOnAnInterruptedThread() {
            Thread.currentThread().interrupt();
            Throwable thrown = thrownBy(quick(5), stale(1), stale(2));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(thrown).hasMessage("stale 1");
            assertThat(made).hasValue(1);
        }
    }

    @Nested
    class BadInput {

        @ParameterizedTest
        @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
        void withoutAnAttempt(int attempts) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Retry.upTo(attempts))
                    .withMessage("A retry without an attempt: attempts=" + attempts
                            + ". Give 1 or more; the first attempt counts.");
        }

        @ParameterizedTest
        @ValueSource(strings = {"PT0S", "PT-1S", "P366D", "PT2562047788015215H"})
        void durationsOutOfRange(Duration duration) {
            Retry retry = Retry.upTo(2);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> retry.within(duration))
                    .withMessage("A duration of a retry is out of range: limit=" + duration
                            + ". Give more than nothing and at most 365 days.");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> retry.backoff(duration, MILLI))
                    .withMessageContaining("base=" + duration);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> retry.backoff(MILLI, duration))
                    .withMessageContaining("cap=" + duration);
        }

        @Test
        void aCapBelowTheBase() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Retry.upTo(2).backoff(Duration.ofMillis(2), MILLI))
                    .withMessageContaining("base=PT0.002S cap=PT0.001S")
                    .withMessageContaining("Give a cap of at least the base");
        }

        @Test
        void nothing() {
            assertThatNullPointerException()
                    .isThrownBy(() -> Retry.upTo(2).within(null))
                    .withMessage("limit");
            assertThatNullPointerException()
                    .isThrownBy(() -> Retry.upTo(2).alsoOn(null))
                    .withMessage("failures");
        }

        @Test
        void theLargestValuesWork() {
            Retry retry =
                    Retry.upTo(Integer.MAX_VALUE).within(Duration.ofDays(365)).backoff(MILLI, Duration.ofDays(365));
            assertThat(retry).hasToString("Retry[attempts=2147483647, within=PT8760H, backoff=PT0.001S to PT8760H]");
            Queue<RuntimeException> failures = new ArrayDeque<>(List.of(stale(1), stale(2), stale(3)));
            assertThat(retry.execute(() -> attempt(failures))).isEqualTo("done");
        }
    }
}
