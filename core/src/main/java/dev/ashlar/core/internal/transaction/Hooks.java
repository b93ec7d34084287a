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
package dev.ashlar.core.internal.transaction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What runs after a transaction, by its outcome, in the order it was registered. */
public final class Hooks {

    private record Hook(int number, boolean onCommit, Runnable code) {}

    private final List<Hook> hooks = new ArrayList<>(1);
    /** Of all blocks of a transaction: a block and its outer one may take turns. */
    private final AtomicInteger numbers;

    /** Hooks of a transaction. */
    public Hooks() {
        this(new AtomicInteger());
    }

    private Hooks(AtomicInteger numbers) {
        this.numbers = numbers;
    }

    /** Hooks of a block nested in the one of these. */
    Hooks nested() {
        return new Hooks(numbers);
    }

    /** For a commit. */
    public void afterCommit(Runnable hook) {
        hooks.add(new Hook(numbers.incrementAndGet(), true, hook));
    }

    /** For a rollback. */
    public void afterRollback(Runnable hook) {
        hooks.add(new Hook(numbers.incrementAndGet(), false, hook));
    }

    /** Takes over what a nested block registered. */
    void addAll(Hooks nested) {
        hooks.addAll(nested.hooks);
    }

    /** Runs all hooks of a commit, whatever one throws, and returns what they threw. */
    public List<Throwable> committed() {
        return run(true);
    }

    /** Runs all hooks of a rollback, whatever one throws, and returns what they threw. */
    public List<Throwable> rolledBack() {
        return run(false);
    }

    private List<Throwable> run(boolean committed) {
        List<Throwable> failures = new ArrayList<>(0);
        hooks.sort(Comparator.comparingInt(Hook::number));
        for (Hook hook : hooks) {
            if (hook.onCommit() == committed) {
                try {
                    hook.code().run();
                } catch (Throwable e) {
                    failures.add(e);
                }
            }
        }
        return failures;
    }
}
