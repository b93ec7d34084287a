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

import dev.ashlar.audit.internal.trail.LogReader;
import dev.ashlar.audit.internal.trail.Undo;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * A change to be taken back, or a whole transaction: an immutable value, got from {@link AuditTrail} or {@link RecordHistory}.
 *
 * <pre>{@code
 * Revert revert = AuditTrail.in(em).of(Post.class, id).revert(change);
 * RevertPlan plan = revert.plan();          // looks, and changes nothing
 * revert.fields("title").apply();
 * }</pre>
 *
 * <p>What was set is set back, what was inserted is removed, what was deleted is persisted again with its identifier. A change of a set or bag
 * is taken back by its elements, one of a list, array or map by its places, so that other elements stay. Values that are not logged are as a new
 * instance has them where a record is persisted again; its version begins anew.
 *
 * <p>Each value must still be what the change left, and an inserted record must not have changed since, as far as the log has its values;
 * else that is a conflict. So is what the log does not have: masked, erased, long and binary values. With a conflict nothing is done, unless
 * {@link #leavingConflicts} says so.
 *
 * <p>Writing is the session's own: cascades, callbacks, versions and constraints apply, and the log has rows with the action
 * {@link AuditAction#REVERT} and the id of what was taken back in {@link AuditLog#revertedId()}. What is done in cascade has its usual action.
 * Taking a revert back is a revert too.
 */
public final class Revert {

    private final LogReader reader;
    private final List<AuditLog> rows;
    private final UUID revertedId;
    private final Set<String> fields;
    private final boolean leaving;

    private Revert(LogReader reader, List<AuditLog> rows, UUID revertedId, Set<String> fields, boolean leaving) {
        this.reader = reader;
        this.rows = rows;
        this.revertedId = revertedId;
        this.fields = fields;
        this.leaving = leaving;
    }

    static Revert of(LogReader reader, AuditLog change) {
        refuseStateless(reader);
        return new Revert(reader, List.of(change), change.id(), Set.of(), false);
    }

    static Revert of(LogReader reader, UUID transactionId) {
        refuseStateless(reader);
        List<AuditLog> rows = reader.read(
                "from AuditLog where transactionId = :transaction order by sequence desc",
                Map.of("transaction", transactionId),
                0);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("The log has nothing of a transaction: transactionId=" + transactionId
                    + ". Give the transactionId() of a log row; its rows are there once it has committed.");
        }
        return new Revert(reader, rows, transactionId, Set.of(), false);
    }

    private static void refuseStateless(LogReader reader) {
        if (reader.session().isStateless()) {
            throw new UnsupportedOperationException(
                    "A StatelessSession takes no changes back: it cascades nothing and keeps no instances together."
                            + " Revert in a Session.");
        }
    }

    /**
     * Sets only these attributes back; inserts and deletes of a transaction are left alone.
     *
     * @param first its name, with dots for a collection within an embedded value
     * @param more others
     * @throws IllegalArgumentException if one of them was not changed
     */
    public Revert fields(String first, String... more) {
        Set<String> names = new LinkedHashSet<>(List.of(more));
        names.add(Objects.requireNonNull(first, "first"));
        Set<String> changed = new LinkedHashSet<>();
        rows.forEach(row -> changed.addAll(row.changedFields()));
        if (!changed.containsAll(names)) {
            throw new IllegalArgumentException("A field is to be set back that was not changed: fields=" + names
                    + " changed=" + changed + ". Name changed ones, or take the whole back.");
        }
        return new Revert(reader, rows, revertedId, names, leaving);
    }

    /** Leaves out what is in conflict, and does the rest; a record that was inserted and has changed since stays. */
    public Revert leavingConflicts() {
        return new Revert(reader, rows, revertedId, fields, true);
    }

    /** What {@link #apply} would do now, and what is in its way. Records are read; nothing is changed, locked or flushed. */
    public RevertPlan plan() {
        return Undo.of(reader, rows, fields, false).plan();
    }

    /**
     * Takes it back. The session is flushed before, and with what is done. Records without version are locked, and read again if the session
     * has them; for those with one the flush finds out whether another transaction was faster.
     *
     * @return what was done, and what was left out
     * @throws RevertRefusedException if something is in the way, and is not to be left out; nothing was changed
     * @throws IllegalStateException if no transaction is active
     */
    public RevertPlan apply() {
        if (!reader.session().isTransactionInProgress()) {
            throw new IllegalStateException(
                    "A revert outside of a transaction: reverted=" + revertedId + ". Begin one first.");
        }
        reader.session().flush();
        Undo undo = Undo.of(reader, rows, fields, true);
        RevertPlan plan = undo.plan();
        if (!plan.isPossible() && !leaving) {
            throw new RevertRefusedException(plan);
        }
        undo.apply(revertedId);
        return plan;
    }
}
