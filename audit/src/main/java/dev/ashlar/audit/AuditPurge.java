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
package dev.ashlar.audit;

import dev.ashlar.audit.internal.task.PurgeRequest;
import java.time.Duration;
import java.util.Objects;

/**
 * A deletion of old log rows; got from {@link AuditLogs#purge()}. An immutable value, safe for many threads.
 *
 * <pre>{@code
 * AuditPurgeReport report = AuditLogs.of(factory).purge()
 *         .olderThan(Duration.ofDays(365))
 *         .olderThan(Login.class, Duration.ofDays(30))
 *         .run();
 * }</pre>
 *
 * <p>Rows are looked for by the time of their transaction, record by record, and deleted in chunks, each in a transaction of its own; one
 * chunk at a time is in memory. A purge that was ended loses its open chunk, and the next one goes on with what is left.
 *
 * <p>It reports itself: for each entity one row of action {@link AuditAction#PURGE} and source {@link AuditSource#TASK}, whose new values
 * say {@code createdBefore} and how many {@code rows} were deleted. It is written with the first chunk, and counts on with each, so that
 * no deletion is ever without it. These rows are never purged.
 *
 * <p>What a purge leaves of a record may begin in the middle: its state before the first row that is left is unknown then, and an as-of
 * view knows only what later rows tell.
 */
public final class AuditPurge {

    private final PurgeRequest request;

    AuditPurge(PurgeRequest request) {
        this.request = request;
    }

    /**
     * Only rows of transactions that are longer ago.
     *
     * @param age zero or more
     * @throws IllegalArgumentException if it is negative
     */
    public AuditPurge olderThan(Duration age) {
        return new AuditPurge(request.olderThan(checked(age)));
    }

    /**
     * Another age for an entity and its subclasses. In a purge of all that has no age besides, only the entities that have one of their own
     * are purged.
     *
     * @param age zero or more
     * @throws IllegalArgumentException if it is negative, or none of the entities is logged
     */
    public AuditPurge olderThan(Class<?> type, Duration age) {
        return new AuditPurge(request.olderThan(type, checked(age)));
    }

    private static Duration checked(Duration age) {
        Objects.requireNonNull(age, "age");
        if (age.isNegative()) {
            throw new IllegalArgumentException(
                    "A purge of log rows that are yet to be written: age=" + age + ". Give zero or more.");
        }
        return age;
    }

    /**
     * Keeps the newest rows of each record, whatever their age.
     *
     * @param rows 1 or more
     * @throws IllegalArgumentException if it is less
     */
    public AuditPurge keepingNewest(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException(
                    "A purge keeps too few rows: rows=" + rows + ". Give 1 or more, or leave it out.");
        }
        return new AuditPurge(request.keepingNewest(rows));
    }

    /** Keeps the histories of records. Given again, it keeps more. */
    public AuditPurge holding(HistoryHold hold) {
        return new AuditPurge(request.holding(Objects.requireNonNull(hold, "hold")));
    }

    /**
     * How many rows a transaction looks at, and deletes, at most; without it 1,000.
     *
     * @param rows 1 to 10,000
     * @throws IllegalArgumentException if it is out of this range
     */
    public AuditPurge chunksOf(int rows) {
        if (rows < 1 || rows > 10_000) {
            throw new IllegalArgumentException(
                    "A chunk has too few or too many rows: rows=" + rows + ". Give 1 to 10000.");
        }
        return new AuditPurge(request.chunksOf(rows));
    }

    /**
     * Purges.
     *
     * @throws IllegalStateException if it has neither an age nor a number of rows to keep, the factory is closed, or this thread is in a
     *     transaction of it
     */
    public AuditPurgeReport run() {
        return request.run();
    }

    /**
     * What {@link #run} would do if nothing happened in between; reads only.
     *
     * @throws IllegalStateException as {@link #run} does
     */
    public AuditPurgeReport dryRun() {
        return request.dryRun();
    }
}
