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

/**
 * Settings of a persistence unit that this module reads; none is needed.
 *
 * <p>They go where Hibernate's own settings go.
 */
public final class AuditSettings {

    /**
     * Whether all entities are logged, {@code true} or {@code false} (default: those with {@link AuditLogged}); those with
     * {@link NotLogged} never are.
     */
    public static final String LOG_ALL = "ashlar.audit.log_all";

    /**
     * What happens when log rows cannot be written: {@code fail} (default) fails the transaction with it, {@code log} logs an error, and the
     * business rows commit without their history.
     */
    public static final String ON_FAILURE = "ashlar.audit.on_failure";

    /** The longest text kept whole, in characters, 100 to 1,000,000, 10,000 by default; of a longer one an {@link AuditValue.Digest} is kept. */
    public static final String MAX_TEXT = "ashlar.audit.max_text";

    /**
     * Whether {@code StatelessSession.update}, {@code upsert} and {@code delete} read the row first, {@code true} (default) or {@code false}:
     * one SELECT each, without which the history has no old values, and an upsert counts as an update.
     */
    public static final String STATELESS_OLD_VALUES = "ashlar.audit.stateless_old_values";

    /**
     * Indexes beside those by record and by transaction: a list of {@code actor}, {@code action}, {@code created_at}, {@code request_id} and
     * {@code tenant}, separated by commas. Each has the row's id as its second column, so that pages are found in their order.
     */
    public static final String INDEXES = "ashlar.audit.indexes";

    /**
     * What the history has of a set-based update or delete in HQL or Criteria: {@code rows} (default) is a row per record with its old and
     * new values, for which the statement's rows are read before and after it; {@code summary} is one row with the statement and how many
     * rows it changed. {@link BulkChanges} chooses for a block.
     */
    public static final String BULK = "ashlar.audit.bulk";

    /**
     * What becomes of native SQL that writes to a table of a logged entity, which the history does not see: {@code warn} (default) sends
     * it and logs a warning, once for each text without its literals; {@code refuse} throws an {@link UnloggedStatementException} instead; {@code allow} sends
     * it. {@link BulkChanges} permits it for a block.
     */
    public static final String NATIVE_DML = "ashlar.audit.native_dml";

    /**
     * How the log's table is divided, {@code none} (default) or {@code monthly}: by month of {@code created_at}, on PostgreSQL only.
     * {@link AuditPartitions} makes and drops the months.
     */
    public static final String PARTITIONS = "ashlar.audit.partitions";

    /** Whether the tables of {@link AuditSeals} are mapped, {@code true} or {@code false} (default). */
    public static final String SEALS = "ashlar.audit.seals";

    private AuditSettings() {}
}
