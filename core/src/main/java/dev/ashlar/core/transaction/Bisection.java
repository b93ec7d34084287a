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

import dev.ashlar.core.ThrowingFunction;
import jakarta.persistence.PersistenceException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/**
 * Runs work on items in batches, each in one nested block. A batch that fails is split in halves, until the items that cannot be
 * stored stand alone: a bad one among 64 costs at most 13 savepoints, a good batch one.
 *
 * @param <T> the items
 */
final class Bisection<T> {

    static final int BATCH = 64;

    private final ThrowingFunction<List<T>, @Nullable Void, RuntimeException> block;
    private final BooleanSupplier outerMarked;
    private final List<T> accepted = new ArrayList<>();
    private final List<NestedResult.Rejected<T>> rejected = new ArrayList<>();

    /**
     * A bisection without items yet.
     *
     * @param block runs the work on some items in a nested block of its own
     * @param outerMarked whether the outer transaction is lost, so that no item can be stored
     */
    Bisection(ThrowingFunction<List<T>, @Nullable Void, RuntimeException> block, BooleanSupplier outerMarked) {
        this.block = block;
        this.outerMarked = outerMarked;
    }

    NestedResult<T> run(Iterable<? extends T> items) {
        List<T> batch = new ArrayList<>(BATCH);
        for (T item : items) {
            batch.add(item);
            if (batch.size() == BATCH) {
                store(batch);
                batch = new ArrayList<>(BATCH);
            }
        }
        if (!batch.isEmpty()) {
            store(batch);
        }
        return new NestedResult<>(accepted, rejected);
    }

    private void store(List<T> batch) {
        try {
            block.apply(batch);
        } catch (PersistenceException e) {
            if (outerMarked.getAsBoolean() || !isAboutItems(e)) {
                throw e;
            }
            if (batch.size() == 1) {
                rejected.add(new NestedResult.Rejected<>(batch.get(0), constraint(e), e));
            } else {
                store(batch.subList(0, batch.size() / 2));
                store(batch.subList(batch.size() / 2, batch.size()));
            }
            return;
        }
        accepted.addAll(batch);
    }

    /** Else it belongs to the outermost level, or to the caller. */
    private static boolean isAboutItems(PersistenceException e) {
        return !TransientFailures.isTransient(e)
                && !TransientFailures.isFinal(e)
                && !(e instanceof TransactionTimeoutException);
    }

    private static @Nullable String constraint(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < 100; i++) {
            if (cause instanceof ConstraintViolationException violation) {
                return violation.getConstraintName();
            }
            cause = cause.getCause();
        }
        return null;
    }
}
