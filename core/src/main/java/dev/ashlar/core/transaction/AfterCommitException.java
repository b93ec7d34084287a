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

import jakarta.persistence.PersistenceException;
import java.util.List;

/**
 * The transaction <em>is committed</em>, and something that runs after it failed. All hooks have run; the cause is the first
 * failure, the others are suppressed. A {@link Retry} takes it as final.
 */
public final class AfterCommitException extends PersistenceException {

    private static final long serialVersionUID = 1L;

    private final Throwable[] failures; // an array is serializable

    AfterCommitException(List<? extends Throwable> failures) {
        super(
                "The transaction is committed, but what runs after it failed: failures=" + failures.size() + " first=["
                        + failures.get(0) + "]. Do not run the transaction again; see failures().",
                failures.get(0));
        this.failures = failures.toArray(new Throwable[0]);
        failures.stream().skip(1).forEach(this::addSuppressed);
    }

    /** Returns what failed, in the order it ran. */
    public List<Throwable> failures() {
        return List.of(failures);
    }
}
