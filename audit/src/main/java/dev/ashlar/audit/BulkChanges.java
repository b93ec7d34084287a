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

import dev.ashlar.audit.internal.bulk.BulkLogging;
import dev.ashlar.audit.internal.bulk.BulkObserver;
import dev.ashlar.audit.internal.capture.Changes;
import dev.ashlar.audit.internal.capture.Summary;
import dev.ashlar.audit.internal.model.AuditModel;
import dev.ashlar.audit.internal.model.LoggedEntity;
import dev.ashlar.core.ThrowingSupplier;
import dev.ashlar.core.ground.Ground;
import jakarta.persistence.EntityManager;
import java.util.Objects;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Says for a block how one session's set-based statements and its native SQL are logged, where the settings say otherwise.
 *
 * <pre>{@code
 * int archived = BulkChanges.in(em).asSummary(() ->
 *         em.createQuery("update Post p set p.archived = true where p.year < 2020").executeUpdate());
 * }</pre>
 *
 * <p>Blocks may be nested; the innermost one counts. They end when they are left, also by an exception. Other sessions are not
 * affected, also not child sessions. Used by the session's thread.
 */
public final class BulkChanges {

    private final SharedSessionContractImplementor session;
    private final BulkObserver observer;

    private BulkChanges(SharedSessionContractImplementor session) {
        this.session = session;
        this.observer = BulkObserver.of(session);
    }

    /**
     * Of an entity manager.
     *
     * @throws jakarta.persistence.PersistenceException if it is not one of Hibernate
     */
    public static BulkChanges in(EntityManager session) {
        return new BulkChanges(
                session instanceof SharedSessionContractImplementor own
                        ? own
                        : session.unwrap(SharedSessionContractImplementor.class));
    }

    /** Of a stateless session. */
    public static BulkChanges in(StatelessSession session) {
        return new BulkChanges((SharedSessionContractImplementor) session);
    }

    /**
     * Logs the block's set-based statements by a row per record, with old and new values.
     *
     * @param block what executes them
     * @return what the block returns
     * @throws X as the block does
     */
    public <T extends @Nullable Object, X extends Throwable> T asRows(ThrowingSupplier<T, X> block) throws X {
        return logging(BulkLogging.ROWS, block);
    }

    /**
     * Logs each of the block's set-based statements by one row, with its text and the number of rows: nothing is read for it.
     *
     * @param block what executes them
     * @return what the block returns
     * @throws X as the block does
     */
    public <T extends @Nullable Object, X extends Throwable> T asSummary(ThrowingSupplier<T, X> block) throws X {
        return logging(BulkLogging.SUMMARY, block);
    }

    private <T extends @Nullable Object, X extends Throwable> T logging(
            BulkLogging logging, ThrowingSupplier<T, X> block) throws X {
        Objects.requireNonNull(block, "block");
        observer.choose(session, logging);
        try {
            return block.get();
        } finally {
            observer.choose(session);
        }
    }

    /**
     * Permits the block native SQL that writes to tables of logged entities. The history does not have what it does.
     *
     * @param block what executes it
     * @return what the block returns
     * @throws X as the block does
     */
    public <T extends @Nullable Object, X extends Throwable> T unlogged(ThrowingSupplier<T, X> block) throws X {
        Objects.requireNonNull(block, "block");
        observer.permit(session, 1);
        try {
            return block.get();
        } finally {
            observer.permit(session, -1);
        }
    }

    /**
     * Permits the block native SQL, and logs by one row what the caller says it does; nothing is logged if it changed no rows.
     *
     * @param entity the entity whose rows change
     * @param action what happens to them
     * @param text what is done, without values that should not be in the history
     * @param block what executes it, and answers the number of rows
     * @return what the block returns
     * @throws IllegalArgumentException if the entity is not logged
     * @throws X as the block does
     */
    public <X extends Throwable> int described(
            Class<?> entity, AuditAction action, String text, ThrowingSupplier<Integer, X> block) throws X {
        Objects.requireNonNull(entity, "entity");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(text, "text");
        LoggedEntity logged = logged(entity);
        int count = unlogged(block);
        if (count > 0) {
            Changes.add(
                    session,
                    new Summary(
                            logged,
                            null,
                            action,
                            AuditSource.STATEMENT,
                            text,
                            count,
                            Ground.of(session).context(),
                            0));
        }
        return count;
    }

    private LoggedEntity logged(Class<?> entity) {
        EntityPersister persister = session.getFactory().getMappingMetamodel().findEntityDescriptor(entity);
        return (persister == null
                        ? java.util.Optional.<LoggedEntity>empty()
                        : AuditModel.of(session).find(persister))
                .orElseThrow(() -> new IllegalArgumentException("An entity is not logged: entity=" + entity.getName()
                        + ". Annotate it with @AuditLogged, or use unlogged(block)."));
    }
}
