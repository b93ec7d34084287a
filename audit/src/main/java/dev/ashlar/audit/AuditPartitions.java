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

import dev.ashlar.audit.internal.task.Partitions;
import dev.ashlar.core.transaction.Transactions;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;

/**
 * The months of the log's table on PostgreSQL, in UTC; got from {@link AuditLogs#partitions()}. An immutable value, safe for many threads.
 *
 * <p>Rows whose month has no partition are in the default one: they are found as all others, but can only be purged, not dropped. So make
 * the months ahead, from a job that runs each week, say.
 *
 * <p>{@link #create}, {@link #createNext} and {@link #dropOlderThan} lock the table until they commit: they wait for transactions that have
 * written log rows, and new ones wait for them.
 */
public final class AuditPartitions {

    private final Transactions transactions;

    AuditPartitions(Transactions transactions) {
        this.transactions = transactions;
    }

    /** The partitions by time, without the default one. */
    public List<AuditPartition> list() {
        return transactions.stateless().call(session -> Partitions.of(session).list());
    }

    /** How many rows are in the default partition. */
    public long rowsInDefault() {
        return transactions.stateless().call(session -> Partitions.of(session).rowsInDefault());
    }

    /**
     * Makes the partition of a month, unless it is there; its rows are moved out of the default partition.
     *
     * @return whether it was made
     */
    public boolean create(YearMonth month) {
        Objects.requireNonNull(month, "month");
        return transactions.stateless().call(session -> Partitions.of(session).create(month));
    }

    /**
     * Makes the partitions of this month and of those after it, each in a transaction of its own.
     *
     * @param months how many after this one, 0 to 120
     * @return how many were made; none if all were there
     * @throws IllegalArgumentException if the number is out of this range
     */
    public int createNext(int months) {
        if (months < 0 || months > 120) {
            throw new IllegalArgumentException(
                    "Too few or too many months: months=" + months + ". Give 0 to 120, 0 for this one alone.");
        }
        YearMonth now =
                transactions.stateless().call(session -> Partitions.of(session).thisMonth());
        int made = 0;
        for (int i = 0; i <= months; i++) {
            made += create(now.plusMonths(i)) ? 1 : 0;
        }
        return made;
    }

    /**
     * Drops the partitions of which all rows are older, each in a transaction of its own. For each entity in one a row of action
     * {@link AuditAction#PURGE} tells up to when, and how many.
     *
     * @param age zero or more
     * @return what was dropped
     * @throws IllegalArgumentException if it is negative
     * @apiNote Nothing is held back, and earlier reports of purges go with the rest. Where something must stay, {@link AuditLogs#purge()}
     *     deletes row by row.
     */
    public List<AuditPartition> dropOlderThan(Duration age) {
        Objects.requireNonNull(age, "age");
        if (age.isNegative()) {
            throw new IllegalArgumentException(
                    "Partitions of rows that are yet to be written: age=" + age + ". Give zero or more.");
        }
        List<AuditPartition> old =
                transactions.stateless().call(session -> Partitions.of(session).olderThan(age));
        return old.stream()
                .filter(partition -> transactions
                        .stateless()
                        .call(session -> Partitions.of(session).drop(partition)))
                .toList();
    }
}
