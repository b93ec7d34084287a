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
package dev.ashlar.audit.internal.trail;

import dev.ashlar.audit.AuditLog;
import dev.ashlar.audit.internal.model.AuditModel;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.util.List;
import java.util.Map;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.jpa.HibernateHints;
import org.hibernate.query.SelectionQuery;

/**
 * Reads rows of the log in one session.
 *
 * @param session the session
 * @param model what is logged
 */
public record LogReader(SharedSessionContractImplementor session, AuditModel model) {

    /**
     * In a session.
     *
     * @throws IllegalArgumentException if it is of another provider
     */
    public static LogReader in(EntityManager session) {
        if (session instanceof SharedSessionContractImplementor own) {
            return in(own);
        }
        try {
            return in(session.unwrap(SharedSessionContractImplementor.class));
        } catch (PersistenceException e) {
            throw new IllegalArgumentException(
                    "An entity manager is of another provider: type="
                            + session.getClass().getName() + ". Give one of Hibernate.",
                    e);
        }
    }

    /** In a session of Hibernate. */
    public static LogReader in(SharedSessionContractImplementor session) {
        AuditModel model = AuditModel.of(session);
        if (model.isEmpty()) {
            throw new IllegalStateException("Nothing is logged in this persistence unit: unit="
                    + session.getFactory().getName() + ". Annotate an entity with @AuditLogged.");
        }
        return new LogReader(session, model);
    }

    /**
     * Runs a query. Nothing is flushed for it, as what is pending has no rows in the log yet, and the session does not keep the rows.
     *
     * @param limit most rows, zero for all
     */
    public List<AuditLog> read(String hql, Map<String, ?> parameters, int limit) {
        SelectionQuery<AuditLog> query = session.createSelectionQuery(hql, AuditLog.class)
                .setHint(HibernateHints.HINT_FLUSH_MODE, FlushMode.MANUAL);
        parameters.forEach(query::setParameter);
        if (limit > 0) {
            query.setMaxResults(limit);
        }
        List<AuditLog> rows = query.getResultList();
        if (session instanceof Session stateful) {
            rows.forEach(stateful::detach);
        }
        return List.copyOf(rows);
    }
}
