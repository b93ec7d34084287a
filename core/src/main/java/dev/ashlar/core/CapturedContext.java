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
package dev.ashlar.core;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a thread ran in when {@link ChangeContext#capture()} was called, ready to be taken to another one; "no context" is
 * taken along too.
 *
 * <p>Immutable, for any number of threads and tasks. What is wrapped runs in the captured context and leaves the thread
 * that ran it as it was, also when it throws.
 */
public final class CapturedContext {

    private final @Nullable ChangeContext context;

    CapturedContext(@Nullable ChangeContext context) {
        this.context = context;
    }

    /** A task that runs in the captured context. */
    public Runnable wrap(Runnable task) {
        Objects.requireNonNull(task, "task");
        return () -> ChangeContext.runIn(context, task::run);
    }

    /** A task with a result that runs in the captured context. */
    public <T extends @Nullable Object> Callable<T> wrap(Callable<T> task) {
        Objects.requireNonNull(task, "task");
        return () -> ChangeContext.<T, Exception>callIn(context, task::call);
    }

    /** A supplier that runs in the captured context, such as the first stage of a {@code CompletableFuture}. */
    public <T extends @Nullable Object> Supplier<T> supplier(Supplier<T> supplier) {
        Objects.requireNonNull(supplier, "supplier");
        return () -> ChangeContext.<T, RuntimeException>callIn(context, supplier::get);
    }

    /** A function that runs in the captured context, such as a later stage of a {@code CompletableFuture}. */
    public <A extends @Nullable Object, T extends @Nullable Object> Function<A, T> function(Function<A, T> function) {
        Objects.requireNonNull(function, "function");
        return argument -> ChangeContext.<T, RuntimeException>callIn(context, () -> function.apply(argument));
    }

    /** A consumer that runs in the captured context, such as the last stage of a {@code CompletableFuture}. */
    public <A extends @Nullable Object> Consumer<A> consumer(Consumer<A> consumer) {
        Objects.requireNonNull(consumer, "consumer");
        return argument -> ChangeContext.<RuntimeException>runIn(context, () -> consumer.accept(argument));
    }

    /**
     * Runs a block in the captured context, here and now.
     *
     * @throws X as the block does
     */
    public <X extends Throwable> void run(ThrowingRunnable<X> block) throws X {
        ChangeContext.runIn(context, block);
    }

    /**
     * Runs a block in the captured context, here and now, and returns its result.
     *
     * @throws X as the block does
     */
    public <T extends @Nullable Object, X extends Throwable> T call(ThrowingSupplier<T, X> block) throws X {
        return ChangeContext.callIn(context, block);
    }
}
