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

import dev.ashlar.audit.internal.model.AuditModel;
import dev.ashlar.audit.internal.task.BaselineRequest;
import dev.ashlar.audit.internal.task.Erasure;
import dev.ashlar.audit.internal.task.PurgeRequest;
import dev.ashlar.core.transaction.Transactions;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import java.util.List;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * The tasks of the log itself: erasures, purges, baselines and partitions. An immutable value, safe for many threads.
 *
 * <pre>{@code
 * AuditLogs logs = AuditLogs.of(entityManagerFactory);
 * logs.erase(User.class, 7L);
 * logs.purge().olderThan(Duration.ofDays(365)).run();
 * }</pre>
 *
 * <p>Each task leaves a row of itself in the log, by the current {@link dev.ashlar.core.ChangeContext}; a unit that requires an actor
 * requires one for them too.
 */
public final class AuditLogs {

    private final EntityManagerFactory factory;
    private final Transactions transactions;

    private AuditLogs(EntityManagerFactory factory) {
        this.transactions = Transactions.of(factory);
        this.factory = factory;
    }

    /**
     * The log of a persistence unit.
     *
     * @param factory one of Hibernate, or a proxy that unwraps to one; open, its transactions resource-local
     * @throws IllegalArgumentException if it is of another provider, its transactions are JTA's, or nothing is logged in it
     * @throws IllegalStateException if it is closed
     */
    public static AuditLogs of(EntityManagerFactory factory) {
        AuditLogs logs = new AuditLogs(factory);
        refuseUnlogged(factory.unwrap(SessionFactoryImplementor.class));
        return logs;
    }

    /**
     * Erasures in a session's transaction.
     *
     * @param session one of Hibernate, or a proxy that unwraps to one
     * @throws IllegalArgumentException if it is of another provider, or nothing is logged in its factory
     */
    public static SessionErasure in(EntityManager session) {
        return new SessionErasure(logged(unwrap(session)));
    }

    /**
     * Erasures in a stateless session's transaction.
     *
     * @throws IllegalArgumentException if nothing is logged in its factory
     */
    public static SessionErasure in(StatelessSession session) {
        return new SessionErasure(logged((SharedSessionContractImplementor) session));
    }

    private static SharedSessionContractImplementor unwrap(EntityManager session) {
        if (session instanceof SharedSessionContractImplementor own) {
            return own;
        }
        try {
            return session.unwrap(SharedSessionContractImplementor.class);
        } catch (PersistenceException e) {
            throw new IllegalArgumentException(
                    "An entity manager is of another provider: type="
                            + session.getClass().getName() + ". Give one of Hibernate.",
                    e);
        }
    }

    private static SharedSessionContractImplementor logged(SharedSessionContractImplementor session) {
        refuseUnlogged(session.getFactory());
        return session;
    }

    private static void refuseUnlogged(SessionFactoryImplementor factory) {
        if (AuditModel.of(factory).isEmpty()) {
            throw new IllegalArgumentException("Nothing is logged in the persistence unit: unit=" + factory.getName()
                    + ". Put @AuditLogged on an entity.");
        }
    }

    /**
     * Blanks the history of a record in a transaction of its own: every value becomes {@link AuditValue.Erased}; what happened, when and
     * by whom stays, and so do the names of what changed. See {@link SessionErasure#erase} for the rest.
     *
     * @param type the record's entity, or one above it
     * @param id its identifier
     * @return how many rows had values
     * @throws IllegalArgumentException if the entity is not logged, or the identifier is of another type
     * @throws IllegalStateException if the factory is closed, or this thread is in a transaction of it
     */
    public int erase(Class<?> type, Object id) {
        return transactions.stateless().call(session -> in(session).erase(type, id));
    }

    /**
     * A purge of old log rows of an entity and its subclasses.
     *
     * @throws IllegalArgumentException if none of them is logged
     */
    public AuditPurge purge(Class<?> type) {
        return new AuditPurge(PurgeRequest.of(factory, type));
    }

    /** A purge of old log rows of all entities, also of those that are not logged or mapped any more. */
    public AuditPurge purge() {
        return new AuditPurge(PurgeRequest.ofAll(factory));
    }

    /**
     * First rows for the records of an entity and its subclasses that have none.
     *
     * @throws IllegalArgumentException if none of them is logged
     */
    public Baseline baseline(Class<?> type) {
        return new Baseline(BaselineRequest.of(factory, type));
    }

    /** First rows for the records of all logged entities that have none. */
    public Baseline baseline() {
        return new Baseline(BaselineRequest.ofAll(factory));
    }

    /**
     * The months of the log's table.
     *
     * @throws IllegalStateException if {@link AuditSettings#PARTITIONS} is not {@code monthly}
     */
    public AuditPartitions partitions() {
        if (!AuditModel.of(factory.unwrap(SessionFactoryImplementor.class))
                .options()
                .monthly()) {
            throw new IllegalStateException("The log is not divided by month: " + AuditSettings.PARTITIONS
                    + "=[none]. Set it to monthly, on PostgreSQL.");
        }
        return new AuditPartitions(transactions);
    }

    /** What deserves a look in the mappings, each in a sentence with its mend; logged at boot too. */
    public List<String> warnings() {
        return AuditModel.of(factory.unwrap(SessionFactoryImplementor.class)).warnings();
    }

    /** For {@link SessionErasure}. */
    static int erase(SharedSessionContractImplementor session, Class<?> type, Object id) {
        return Erasure.run(session, type, id);
    }
}
