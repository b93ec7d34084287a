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
package dev.ashlar.examples.blog;

import dev.ashlar.core.Actor;
import dev.ashlar.core.ChangeContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Who acts: known in a block, and in the tasks that it hands to an executor. */
final class ActorStep implements Step {

    @Override
    public String heading() {
        return "Change context";
    }

    @Override
    public void run(BlogUnit unit, Console console) {
        ExecutorService plain = Executors.newSingleThreadExecutor();
        try {
            ExecutorService wrapped = ChangeContext.wrap(plain);
            ChangeContext.of(Actor.user("alice")).reason("support ticket 4711").run(() -> {
                console.line("in the block:                 %s", who());
                console.line("in a task of the executor:    %s", in(plain));
                console.line("the same, executor wrapped:   %s", in(wrapped));
            });
            console.line("after the block:              %s", who());
        } finally {
            plain.shutdown();
        }
    }

    private static String in(ExecutorService executor) {
        return CompletableFuture.supplyAsync(ActorStep::who, executor).join();
    }

    private static String who() {
        ChangeContext context = ChangeContext.current();
        String actor = context.actor().map(Actor::name).orElse("nobody");
        return context.reason().map(reason -> actor + ", because of " + reason).orElse(actor);
    }
}
