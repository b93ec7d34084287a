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
package dev.ashlar.core.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.core.Actor;
import dev.ashlar.core.CapturedContext;
import dev.ashlar.core.ChangeContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

class ChangeContextTest {

    private static final ChangeContext ALICE = ChangeContext.of(Actor.user("alice"));
    private static final ChangeContext BOB = ChangeContext.of(Actor.user("bob"));

    @AfterEach
    void nothingIsLeftOnTheThread() {
        assertThat(ChangeContext.currentIfAny()).isEmpty();
    }

    private static String actor() {
        return ChangeContext.current().actor().map(Actor::name).orElse("nobody");
    }

    @Nested
    class InABlock {

        @Test
        void theBlockSeesItAndTheThreadHasAfterwardsWhatItHadBefore() {
            assertThat(actor()).isEqualTo("nobody");
            ALICE.run(() -> {
                assertThat(actor()).isEqualTo("alice");
                assertThat(BOB.call(ChangeContextTest::actor)).isEqualTo("bob");
                assertThat(actor()).isEqualTo("alice");
            });
        }

        @Test
        void anExceptionPassesAsItIsAndLeavesNothing() {
            assertThatThrownBy(() -> ALICE.run(() -> {
                        throw new IOException("disk");
                    }))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("disk");
            assertThatThrownBy(() -> ALICE.call(() -> {
                        throw new AssertionError("no");
                    }))
                    .isExactlyInstanceOf(AssertionError.class);
        }

        @Test
        void aNestedBlockHasItsOwnValuesAloneUnlessItStartsFromTheCurrentOnes() {
            ALICE.reason("ticket 4711").run(() -> {
                assertThat(BOB.call(ChangeContext::current).reason()).isEmpty();
                ChangeContext derived = ChangeContext.current().actor(Actor.job("nightly"));
                assertThat(derived.reason()).contains("ticket 4711");
            });
        }
    }

    @Nested
    class OnOtherThreads {

        @Test
        void anotherThreadSeesNothingUnlessTheWorkWasWrapped() throws Exception {
            ExecutorService executor = Executors.newSingleThreadExecutor();
            try {
                ALICE.run(() -> {
                    assertThat(executor.submit(ChangeContextTest::actor).get()).isEqualTo("nobody");
                    CapturedContext captured = ChangeContext.capture();
                    Callable<String> wrapped = captured.wrap((Callable<String>) ChangeContextTest::actor);
                    assertThat(executor.submit(wrapped).get()).isEqualTo("alice");
                });
                assertThat(executor.submit(ChangeContextTest::actor).get()).isEqualTo("nobody");
            } finally {
                executor.shutdown();
            }
        }

        @Test
        void havingNoContextIsCapturedToo() throws Exception {
            CapturedContext nothing = ChangeContext.capture();
            assertThat(ALICE.call(() -> nothing.call(ChangeContextTest::actor))).isEqualTo("nobody");
        }

        @Test
        void aTaskThatThrowsLeavesNothingOnThePooledThread() {
            ExecutorService pool = Executors.newSingleThreadExecutor();
            ExecutorService executor = ChangeContext.wrap(pool);
            try {
                Future<?> failing = ALICE.call(() -> executor.submit((Runnable) () -> {
                    throw new IllegalStateException("task");
                }));
                assertThatThrownBy(failing::get)
                        .isInstanceOf(ExecutionException.class)
                        .hasRootCauseMessage("task");
                assertThat(CompletableFuture.supplyAsync(ChangeContextTest::actor, pool)
                                .join())
                        .isEqualTo("nobody");
            } finally {
                pool.shutdown();
            }
        }

        @Test
        void everyWayToHandATaskToAnExecutorServiceTakesTheContextAlong() throws Exception {
            ExecutorService pool = Executors.newFixedThreadPool(2);
            ExecutorService executor = ChangeContext.wrap(pool);
            List<String> seen = new ArrayList<>();
            try {
                Callable<String> task = ChangeContextTest::actor;
                ALICE.run(() -> {
                    seen.add(executor.submit(task).get());
                    seen.add(executor.submit(() -> seen.add(actor()), "result").get());
                    executor.submit((Runnable) () -> seen.add(actor())).get();
                    for (Future<String> future : executor.invokeAll(List.of(task, task))) {
                        seen.add(future.get());
                    }
                    for (Future<String> future : executor.invokeAll(List.of(task), 10, TimeUnit.SECONDS)) {
                        seen.add(future.get());
                    }
                    seen.add(executor.invokeAny(List.of(task)));
                    seen.add(executor.invokeAny(List.of(task), 10, TimeUnit.SECONDS));
                    CompletableFuture<String> done = new CompletableFuture<>();
                    executor.execute(() -> done.complete(actor()));
                    seen.add(done.get());
                });
            } finally {
                executor.shutdown();
                assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(executor.isShutdown()).isTrue();
            assertThat(executor.isTerminated()).isTrue();
            assertThat(executor.shutdownNow()).isEmpty();
            assertThat(seen).hasSize(10).containsOnly("alice", "result");
        }

        @Test
        void completableFuturesKeepTheContextThroughTheirStages() throws Exception {
            ExecutorService pool = Executors.newFixedThreadPool(4);
            try {
                List<String> seen = ALICE.call(() -> {
                    CapturedContext context = ChangeContext.capture();
                    List<String> names = new ArrayList<>();
                    CompletableFuture.supplyAsync(context.supplier(ChangeContextTest::actor), pool)
                            .thenApplyAsync(context.function(name -> name + " " + actor()), pool)
                            .thenAcceptAsync(context.consumer(name -> names.add(name + " " + actor())), pool)
                            .get();
                    CompletableFuture.runAsync(() -> names.add(actor()), ChangeContext.wrap(pool))
                            .get();
                    return names;
                });
                assertThat(seen).containsExactly("alice alice alice", "alice");
            } finally {
                pool.shutdown();
            }
        }

        @Test
        void tenThousandTasksOverEightPlatformThreadsSeeTheirOwnActor() throws Exception {
            ExecutorService pool = Executors.newFixedThreadPool(8);
            try {
                assertEachTaskSeesItsOwnActor(pool);
            } finally {
                pool.shutdown();
            }
        }

        @Test
        @EnabledForJreRange(min = JRE.JAVA_21)
        void tenThousandTasksOnVirtualThreadsSeeTheirOwnActor() throws Exception {
            ExecutorService pool = (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
            try {
                assertEachTaskSeesItsOwnActor(pool);
            } finally {
                pool.shutdown();
            }
        }

        /** Every seventh task throws; between the tasks others look for what was left behind. */
        private void assertEachTaskSeesItsOwnActor(ExecutorService pool) throws Exception {
            ExecutorService executor = ChangeContext.wrap(pool);
            Set<String> foreign = ConcurrentHashMap.newKeySet();
            List<Future<String>> results = new ArrayList<>();
            List<Future<?>> lookers = new ArrayList<>();
            for (int i = 0; i < 10_000; i++) {
                int number = i;
                results.add(ChangeContext.of(Actor.user("user-" + i))
                        .call(() -> executor.submit(() -> {
                            String before = actor();
                            Thread.yield();
                            if (number % 7 == 0) {
                                throw new IllegalStateException(before + " " + actor());
                            }
                            return before + " " + actor();
                        })));
                lookers.add(pool.submit(() -> {
                    if (ChangeContext.currentIfAny().isPresent()) {
                        foreign.add(actor());
                    }
                }));
            }
            for (Future<?> looker : lookers) {
                looker.get(60, TimeUnit.SECONDS);
            }
            assertThat(foreign).isEmpty();
            for (int i = 0; i < results.size(); i++) {
                assertThat(seenBy(results.get(i))).isEqualTo("user-" + i + " user-" + i);
            }
        }

        private String seenBy(Future<String> result) throws Exception {
            try {
                return result.get(60, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                return String.valueOf(e.getCause().getMessage());
            }
        }
    }

    @Nested
    class Values {

        @Test
        void holdWhatTheyWereGiven() {
            ChangeContext context = ALICE.reason("ticket 4711")
                    .ipAddress("192.0.2.7")
                    .userAgent("curl/8")
                    .requestId("r-1")
                    .tenant("acme");
            assertThat(context.actor()).contains(Actor.user("alice"));
            assertThat(context.reason()).contains("ticket 4711");
            assertThat(context.ipAddress()).contains("192.0.2.7");
            assertThat(context.userAgent()).contains("curl/8");
            assertThat(context.requestId()).contains("r-1");
            assertThat(context.tenant()).contains("acme");
            assertThat(context)
                    .isEqualTo(ChangeContext.empty()
                            .tenant("acme")
                            .requestId("r-1")
                            .userAgent("curl/8")
                            .ipAddress("192.0.2.7")
                            .reason("ticket 4711")
                            .actor(Actor.user("alice")))
                    .hasSameHashCodeAs(ALICE.reason("ticket 4711")
                            .ipAddress("192.0.2.7")
                            .userAgent("curl/8")
                            .requestId("r-1")
                            .tenant("acme"))
                    .isNotEqualTo(ALICE);
            assertThat(context.toString()).contains("alice", "ticket 4711", "192.0.2.7", "curl/8", "r-1", "acme");
        }

        @Test
        void aBlankActorIsRefused() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Actor.user("  "))
                    .withMessageContainingAll("kind=USER", "name=[  ]", "Actor.anonymous()");
        }

        @Test
        void aNameThatIsTooLongIsRefused() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Actor.job("j".repeat(256)))
                    .withMessageContainingAll("actor.length=256", "max=255", "start=[jjjj");
            assertThat(Actor.job("j".repeat(255)).name()).hasSize(255);
        }

        @Test
        void whatTheApplicationChoosesIsRefusedWhenItIsTooLongOrBlank() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ALICE.reason("r".repeat(1001)))
                    .withMessageContainingAll("reason.length=1001", "max=1000", "start=[rrr", "Shorten");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ALICE.ipAddress("1".repeat(65)))
                    .withMessageContainingAll("ipAddress.length=65", "max=64");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ALICE.tenant("t".repeat(256)))
                    .withMessageContainingAll("tenant.length=256", "max=255");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ALICE.reason(""))
                    .withMessageContainingAll("reason=[]", "Leave it out");
        }

        @Test
        void whatComesFromOutsideIsCutAndNeverInTheMiddleOfACharacter() {
            assertThat(ALICE.userAgent("u".repeat(600)).userAgent())
                    .hasValueSatisfying(text -> assertThat(text).hasSize(500).endsWith("u…"));
            assertThat(ALICE.userAgent("u".repeat(500)).userAgent()).contains("u".repeat(500));
            String emoji = "u".repeat(498) + "😀😀";
            assertThat(ALICE.userAgent(emoji).userAgent()).contains("u".repeat(498) + "…");
            assertThat(ALICE.requestId("q".repeat(256)).requestId())
                    .hasValueSatisfying(text -> assertThat(text).hasSize(255));
            assertThat(ALICE.userAgent(" ").userAgent()).isEmpty();
            assertThat(ALICE.requestId(null).requestId()).isEmpty();
        }
    }
}
