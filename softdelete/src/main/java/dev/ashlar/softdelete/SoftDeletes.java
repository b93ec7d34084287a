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

import dev.ashlar.core.ThrowingRunnable;
import dev.ashlar.core.ThrowingSupplier;
import dev.ashlar.softdelete.internal.api.SessionScopes;
import dev.ashlar.softdelete.internal.bulk.SetBasedMark;
import dev.ashlar.softdelete.internal.mapping.Scope;
import dev.ashlar.softdelete.internal.restore.Restore;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Query;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.MutationQuery;
import org.jspecify.annotations.Nullable;

/**
 * Scopes and restores of one session. Used by the thread that uses the session.
 *
 * <p>A scope lasts for a block, on this session only; scopes nest, and the one before is back when the block ends or throws. While
 * a scope is open Hibernate compiles queries anew.
 */
public final class SoftDeletes {

    private final SharedSessionContractImplementor session;

    private SoftDeletes(SharedSessionContractImplementor session) {
        this.session = session;
    }

    /**
     * Soft deletes of a session.
     *
     * @param session one of Hibernate, or a proxy that unwraps to one
     * @throws IllegalArgumentException if it is of another provider
     */
    public static SoftDeletes in(EntityManager session) {
        return new SoftDeletes(SessionScopes.unwrap(session));
    }

    /** Soft deletes of a stateless session. */
    public static SoftDeletes in(StatelessSession session) {
        return new SoftDeletes((SharedSessionContractImplementor) session);
    }

    /**
     * The retention of a persistence unit: purges of rows that were deleted long ago.
     *
     * @param factory one of Hibernate, or a proxy that unwraps to one; open, its transactions resource-local
     * @throws IllegalArgumentException if it is of another provider, or its transactions are JTA's
     * @throws IllegalStateException if it is closed
     */
    public static Retention of(EntityManagerFactory factory) {
        return new Retention(factory);
    }

    /**
     * Runs a block that sees live and deleted rows.
     *
     * @throws IllegalStateException if the session is closed
     */
    public <X extends Throwable> void withDeleted(ThrowingRunnable<X> block) throws X {
        SessionScopes.run(session, Scope.WITH_DELETED, block);
    }

    /**
     * Runs a block that sees live and deleted rows, and answers its result.
     *
     * @throws IllegalStateException if the session is closed
     */
    public <T extends @Nullable Object, X extends Throwable> T withDeleted(ThrowingSupplier<T, X> block) throws X {
        return SessionScopes.call(session, Scope.WITH_DELETED, block);
    }

    /**
     * Runs a block that sees deleted rows only.
     *
     * @throws IllegalStateException if the session is closed
     */
    public <X extends Throwable> void onlyDeleted(ThrowingRunnable<X> block) throws X {
        SessionScopes.run(session, Scope.ONLY_DELETED, block);
    }

    /**
     * Runs a block that sees deleted rows only, and answers its result.
     *
     * @throws IllegalStateException if the session is closed
     */
    public <T extends @Nullable Object, X extends Throwable> T onlyDeleted(ThrowingSupplier<T, X> block) throws X {
        return SessionScopes.call(session, Scope.ONLY_DELETED, block);
    }

    /**
     * Runs a block in which removals and delete statements are physical, and which sees live and deleted rows. A {@code Session}
     * is flushed before and at the end; collections that it has loaded are loaded anew, so that a removal takes deleted children
     * along.
     *
     * @throws IllegalStateException if the session is closed
     */
    public <X extends Throwable> void purge(ThrowingRunnable<X> block) throws X {
        SessionScopes.purge(session, () -> {
            block.run();
            return true;
        });
    }

    /**
     * Runs a block in which removals and delete statements are physical, and answers its result.
     *
     * @throws IllegalStateException if the session is closed
     */
    public <T extends @Nullable Object, X extends Throwable> T purge(ThrowingSupplier<T, X> block) throws X {
        return SessionScopes.purge(session, block);
    }

    /**
     * Marks the rows that a delete statement names, in one versioned update with one deletion id: the statement that would
     * have been refused is given instead of executed.
     *
     * <pre>{@code
     * MutationQuery query = session.createMutationQuery("delete from Post p where p.author.id = :author")
     *         .setParameter("author", 7L);
     * SoftDeletes.in(session).softDelete(query);
     * }</pre>
     *
     * <p>As with any bulk statement nothing cascades, no callback is called, and instances that the session has already keep
     * what they were loaded with. Rows that were deleted before keep their marks; a block that sees no others marks none.
     *
     * @param query HQL or Criteria, with its parameters set
     * @return how many rows were marked
     * @throws IllegalArgumentException if it is not a delete statement of a soft-deletable entity
     * @throws DeletedParentException if live rows would belong to a marked one
     */
    public int softDelete(MutationQuery query) {
        return SetBasedMark.of(session, query).run();
    }

    /** As {@link #softDelete(MutationQuery)}, for a query that Jakarta Persistence made. */
    public int softDelete(Query query) {
        return SetBasedMark.of(session, query).run();
    }

    /** As {@link #softDelete(MutationQuery)}, for a query that is both. */
    public int softDelete(org.hibernate.query.Query<?> query) {
        return SetBasedMark.of(session, query).run();
    }

    /**
     * Makes a deleted row live again: this one alone, not what was deleted with it.
     *
     * <p>The session is flushed before, and with the restored row. The instance that the session has of it is live afterwards; a
     * detached one stays as it is.
     *
     * @param entity managed or detached, of a deleted row
     * @return what came back
     * @throws IllegalStateException if the row is live, or no transaction is active
     * @throws IllegalArgumentException if the instance is of no soft-deletable entity of this session's factory, or was never stored
     * @throws jakarta.persistence.EntityNotFoundException if there is no row, such as after a purge
     * @throws RestoreRefusedException if something stands in the way; nothing was changed
     */
    public RestorePlan restore(Object entity) {
        return Restore.of(session, entity).run();
    }

    /** Makes a deleted row live again, given its identifier; else as {@link #restore(Object)}. */
    public RestorePlan restore(Class<?> type, Object id) {
        return Restore.of(session, type, id).run();
    }

    /**
     * Makes all rows of a deletion live again, parents and children; rows that were deleted otherwise stay deleted.
     *
     * @param deletion what {@link DeletionId} says
     * @return what came back
     * @throws IllegalStateException if no transaction is active
     * @throws jakarta.persistence.EntityNotFoundException if no row was deleted by it
     * @throws RestoreRefusedException if something stands in the way; nothing was changed
     */
    public RestorePlan restoreDeletion(UUID deletion) {
        return Restore.of(session, deletion).run();
    }

    /** What {@link #restore(Object)} would do: the rows, and what stands in the way. Nothing is changed but for the flush. */
    public RestorePlan planRestore(Object entity) {
        return Restore.of(session, entity).plan();
    }

    /** What {@link #restore(Class, Object)} would do. */
    public RestorePlan planRestore(Class<?> type, Object id) {
        return Restore.of(session, type, id).plan();
    }

    /** What {@link #restoreDeletion} would do: the rows, and what stands in the way. */
    public RestorePlan planRestoreDeletion(UUID deletion) {
        return Restore.of(session, deletion).plan();
    }
}
