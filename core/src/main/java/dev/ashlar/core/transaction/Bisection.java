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
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
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

    private final Consumer<List<T>> block;
    private final BooleanSupplier lost;
    private final List<T> accepted = new ArrayList<>();
    private final List<NestedResult.Rejected<T>> rejected = new ArrayList<>();

    /**
     * A bisection without items yet.
     *
     * @param block runs the work on some items in a nested block of its own
     * @param lost whether the outer transaction cannot commit any more
     */
    Bisection(Consumer<List<T>> block, BooleanSupplier lost) {
        this.block = block;
        this.lost = lost;
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
            block.accept(batch);
        } catch (PersistenceException e) {
            if (!isAboutItems(e)) {
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
    private boolean isAboutItems(PersistenceException e) {
        return !lost.getAsBoolean()
                && !TransientFailures.isTransient(e)
                && !TransientFailures.isFinal(e)
                && !(e instanceof TransactionTimeoutException);
    }

    private static @Nullable String constraint(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < 100; i++) {
            if (cause instanceof ConstraintViolationException violation) {
                String told = violation.getConstraintName();
                return told == null ? null : bare(told);
            }
            cause = cause.getCause();
        }
        return null;
    }

    /** H2 says {@code PUBLIC.UQ_X INDEX PUBLIC.UQ_X_INDEX_1}, MySQL {@code x.uq_x} ({@code H2Dialect}, 7.4.13). */
    private static String bare(String told) {
        int index = told.indexOf(" INDEX ");
        String qualified = index < 0 ? told : told.substring(0, index);
        return qualified.substring(qualified.lastIndexOf('.') + 1);
    }
}
