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
import java.util.List;

/** What runs after a transaction, by its outcome, in the order it was registered. */
public final class Hooks {

    private final List<Runnable> afterCommit = new ArrayList<>(1);
    private final List<Runnable> afterRollback = new ArrayList<>(1);

    /** For a commit. */
    public void afterCommit(Runnable hook) {
        afterCommit.add(hook);
    }

    /** For a rollback. */
    public void afterRollback(Runnable hook) {
        afterRollback.add(hook);
    }

    /** Takes over what a nested block registered. */
    void addAll(Hooks nested) {
        afterCommit.addAll(nested.afterCommit);
        afterRollback.addAll(nested.afterRollback);
    }

    /** Runs all hooks of a commit, whatever one throws, and returns what they threw. */
    public List<Throwable> committed() {
        return run(afterCommit);
    }

    /** Runs all hooks of a rollback, whatever one throws, and returns what they threw. */
    public List<Throwable> rolledBack() {
        return run(afterRollback);
    }

    private static List<Throwable> run(List<Runnable> hooks) {
        List<Throwable> failures = new ArrayList<>(0);
        for (Runnable hook : hooks) {
            try {
                hook.run();
            } catch (Throwable e) {
                failures.add(e);
            }
        }
        return failures;
    }
}
