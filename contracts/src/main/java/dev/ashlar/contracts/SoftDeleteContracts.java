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
package dev.ashlar.contracts;

import dev.ashlar.core.ThrowingRunnable;
import dev.ashlar.softdelete.DeletedRow;
import dev.ashlar.softdelete.SoftDeletes;
import jakarta.persistence.EntityManagerFactory;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/** What soft delete promises, proven for an application's own mappings and services. */
public final class SoftDeleteContracts {

    private SoftDeleteContracts() {}

    /**
     * Runs a block and asserts that every row of a soft-deletable entity that was there before is there afterwards, live or marked:
     * whatever way the block took, JDBC of its own, triggers and the database's cascades too.
     *
     * @param factory rows are read in a session of its own, before and after: the block has to commit what it does
     * @throws AssertionError if a row is gone, with the entity and the ids
     */
    public static <X extends Throwable> void assertNoPhysicalDelete(
            EntityManagerFactory factory, ThrowingRunnable<X> block) throws X {
        Objects.requireNonNull(block, "block");
        SessionFactoryImplementor own = factory.unwrap(SessionFactoryImplementor.class);
        Set<DeletedRow> before = SoftDeletableRows.of(own);
        block.run();
        Set<DeletedRow> gone = before;
        gone.removeAll(SoftDeletableRows.of(own));
        if (!gone.isEmpty()) {
            throw new AssertionError("Rows of soft-deletable entities were deleted physically: count=" + gone.size()
                    + " rows=" + gone.stream().limit(20).toList()
                    + ". Mark them: by remove, or by SoftDeletes.in(session).softDelete(query).");
        }
    }

    /**
     * Removes a live row with what goes with it, asserts that it is hidden, restores the deletion, and asserts that all tables of the
     * persistence unit are as they were: columns of every row, rows of element collections and of join tables. Versions, and values
     * that are generated on every update, may differ.
     *
     * @param type an entity with {@link dev.ashlar.softdelete.DeletionId}
     * @param id of a live row
     * @throws AssertionError if there is a difference, with the first ones
     */
    public static void assertDeleteRestoreRoundTrip(EntityManagerFactory factory, Class<?> type, Object id) {
        SessionFactoryImplementor own = factory.unwrap(SessionFactoryImplementor.class);
        TableRows before = TableRows.of(own);
        UUID deletion = own.fromTransaction(session -> {
            Object entity = session.find(type, id);
            if (entity == null) {
                throw new AssertionError("There is no live row to remove: type=" + type.getName() + " id=" + id + ".");
            }
            session.remove(entity);
            session.flush();
            return SoftDeletableRows.deletionOf(entity, session);
        });
        own.inTransaction(session -> {
            if (session.find(type, id) != null) {
                throw new AssertionError("A removed row is still found: type=" + type.getName() + " id=" + id + ".");
            }
            SoftDeletes.in(session).restoreDeletion(deletion);
        });
        TableRows.of(own).assertSameAs(before);
    }
}
