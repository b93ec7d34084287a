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
package dev.ashlar.softdelete.internal.restore;

import dev.ashlar.softdelete.RestorePlan;
import dev.ashlar.softdelete.RestoreRefusedException;
import dev.ashlar.softdelete.internal.event.ParentGuard;
import dev.ashlar.softdelete.internal.event.RowMarks;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** Brings rows back, all or none. */
public final class Restore {

    private final SharedSessionContractImplementor session;
    private final DeletedRows rows;
    private final RestorePlan plan;

    private Restore(SharedSessionContractImplementor session, DeletedRows rows) {
        this.session = session;
        this.rows = rows;
        this.plan = new RestorePlan(List.copyOf(rows.instances().keySet()), Obstacles.of(session, rows));
    }

    /** The restore of an instance's row. */
    public static Restore of(SharedSessionContractImplementor session, Object entity) {
        prepare(session);
        return new Restore(session, DeletedRows.of(session, entity));
    }

    /** The restore of one row. */
    public static Restore of(SharedSessionContractImplementor session, Class<?> type, Object id) {
        prepare(session);
        return new Restore(session, DeletedRows.of(session, type, id));
    }

    /** The restore of a deletion's rows. */
    public static Restore of(SharedSessionContractImplementor session, UUID deletion) {
        prepare(session);
        return new Restore(session, DeletedRows.of(session, deletion));
    }

    /** What is still to be written counts too. */
    private static void prepare(SharedSessionContractImplementor session) {
        if (!session.isTransactionInProgress()) {
            throw new IllegalStateException("A restore needs a transaction, so that all of its rows come back or none."
                    + " Begin one on the session.");
        }
        if (session instanceof Session stateful) {
            stateful.flush();
        }
    }

    /** What would happen. */
    public RestorePlan plan() {
        return plan;
    }

    /**
     * Brings the rows back.
     *
     * @throws RestoreRefusedException if something stands in the way
     */
    public RestorePlan run() {
        if (!plan.isPossible()) {
            throw new RestoreRefusedException(plan);
        }
        if (session instanceof Session stateful) {
            rows.instances().values().forEach(this::clearManaged);
            stateful.flush();
        } else {
            rows.instances().values().forEach(row -> RowMarks.clear(session, rows.marks(row), row));
            // All are back, so that only parents beyond the restore are asked for.
            rows.instances().values().forEach(instance -> ParentGuard.refuseDeleted(session, instance));
        }
        return plan;
    }

    private void clearManaged(Object instance) {
        EntityEntry entry = session.getPersistenceContextInternal().getEntry(instance);
        if (entry.isReadOnly()) {
            entry.setReadOnly(false, instance); // the flush passes a read-only instance over
        }
        rows.marks(instance).clear(instance);
    }
}
