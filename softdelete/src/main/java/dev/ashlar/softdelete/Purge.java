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
package dev.ashlar.softdelete;

import dev.ashlar.softdelete.internal.purge.PurgeRequest;
import java.time.Duration;
import java.util.Objects;

/**
 * A physical deletion of rows that were marked as deleted; got from {@link Retention}. An immutable value, safe for many
 * threads.
 *
 * <pre>{@code
 * PurgeReport report = SoftDeletes.of(factory).purge(Post.class)
 *         .olderThan(Duration.ofDays(90))
 *         .run();
 * }</pre>
 *
 * <p>Purged are deleted rows of the entity, its subclasses included, and deleted rows of those that it removes by
 * {@code cascade} or {@code orphanRemoval}, theirs too: each only if its own deletion is old enough, or is the one that its
 * parent was deleted by. Their rows in collection and join tables go with them.
 *
 * <p>Never purged are a live row, a row that {@link #holding} keeps, and a row that a remaining one refers to by a foreign key,
 * be it live, deleted or of an entity that is never marked. Nothing is thrown for such a row: the report counts it, with the
 * attributes that refer to it. So are rows that refer to each other in a circle, unless a foreign key of the circle may be
 * null.
 *
 * <p>The identifiers of all rows are read first, and are kept in memory while the purge runs: some hundred bytes a row. Then
 * rows are deleted in chunks, each in a transaction of its own, children before their parents. A chunk locks its rows and
 * looks again whether they are still deleted, not held and not referred to. A purge that was ended loses its open chunk; the
 * next one goes on with what is left.
 *
 * <p>The rows of others that refer to a purged row by an attribute without foreign key, such as one of {@code @Any}, are not
 * looked for.
 *
 * @param <T> the entity
 */
public final class Purge<T> {

    private final PurgeRequest request;

    Purge(PurgeRequest request) {
        this.request = request;
    }

    /**
     * Only rows that were deleted longer ago, by the time that marks are made with; without it all deleted rows.
     *
     * @param age zero or more
     * @throws IllegalArgumentException if it is negative
     */
    public Purge<T> olderThan(Duration age) {
        Objects.requireNonNull(age, "age");
        if (age.isNegative()) {
            throw new IllegalArgumentException(
                    "A purge of rows that are yet to be deleted: age=" + age + ". Give zero or more.");
        }
        return new Purge<>(request.olderThan(age));
    }

    /**
     * How many rows a transaction deletes at most; without it 1,000.
     *
     * @param rows 1 to 10,000
     * @throws IllegalArgumentException if it is out of this range
     */
    public Purge<T> chunksOf(int rows) {
        if (rows < 1 || rows > 10_000) {
            throw new IllegalArgumentException(
                    "A chunk has too few or too many rows: rows=" + rows + ". Give 1 to 10000.");
        }
        return new Purge<>(request.chunksOf(rows));
    }

    /**
     * Keeps rows, and what they refer to. Given again, it keeps more. A purge of one entity leaves what goes with a held row alone too;
     * one of all entities takes it, unless it is held itself.
     *
     * @param hold asked for the entity of the purge, or for each hierarchy of a purge of all; {@code row.getJavaType()} tells which
     */
    public Purge<T> holding(LegalHold<? super T> hold) {
        return new Purge<>(request.holding(Objects.requireNonNull(hold, "hold")));
    }

    /**
     * Purges.
     *
     * @throws IllegalStateException if the factory is closed, or this thread is in a transaction of it
     */
    public PurgeReport run() {
        return request.run();
    }

    /**
     * What {@link #run} would do if nothing happened in between. Reads only, in one transaction, and locks nothing.
     *
     * @throws IllegalStateException if the factory is closed, or this thread is in a transaction of it
     */
    public PurgeReport dryRun() {
        return request.dryRun();
    }
}
