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

import dev.ashlar.audit.AuditLog;
import dev.ashlar.audit.internal.model.AuditModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.AssertProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * The log rows that were committed since it was opened, by whatever session; {@link AuditContracts#log} opens it.
 *
 * <p>AssertJ's {@code assertThat(log)} takes it: {@code assertThat(log).has(UPDATE, Post.class, id).by("alice")}.
 *
 * <p>Rows are read in a session of their own, whenever they are asked for. Safe for many threads.
 */
public final class LoggedChanges implements AssertProvider<LoggedChangesAssert> {

    private static final int CHUNK = 500;

    private final SessionFactoryImplementor factory;
    private volatile Set<UUID> earlier;

    private LoggedChanges(SessionFactoryImplementor factory) {
        this.factory = factory;
        this.earlier = Set.copyOf(ids());
    }

    static LoggedChanges since(SessionFactoryImplementor factory) {
        modelOf(factory);
        return new LoggedChanges(factory);
    }

    /** How a unit is logged. */
    static AuditModel modelOf(SessionFactoryImplementor factory) {
        AuditModel model = AuditModel.of(factory);
        if (model.isEmpty()) {
            throw new IllegalArgumentException("Nothing is logged in this persistence unit: factory=["
                    + factory.getName() + "]. Annotate an entity with @AuditLogged, or set ashlar.audit.log_all=true.");
        }
        return model;
    }

    /** All rows, in the order in which they were written. */
    public List<AuditLog> rows() {
        List<UUID> later = new ArrayList<>(ids());
        later.removeAll(earlier);
        List<AuditLog> rows = new ArrayList<>();
        factory.inStatelessTransaction(session -> {
            for (int from = 0; from < later.size(); from += CHUNK) {
                rows.addAll(session.createSelectionQuery(
                                "from AuditLog r where r.id in (:ids) order by r.id", AuditLog.class)
                        .setParameterList("ids", later.subList(from, Math.min(from + CHUNK, later.size())))
                        .getResultList());
            }
        });
        return rows;
    }

    /** Forgets what was written by now. */
    public void clear() {
        earlier = new HashSet<>(ids());
    }

    private List<UUID> ids() {
        return factory.fromStatelessTransaction(
                session -> session.createSelectionQuery("select r.id from AuditLog r order by r.id", UUID.class)
                        .getResultList());
    }

    /** The persistence unit. */
    SessionFactoryImplementor factory() {
        return factory;
    }

    static String shortName(String entityName) {
        return entityName.substring(Math.max(entityName.lastIndexOf('.'), entityName.lastIndexOf('$')) + 1);
    }

    /**
     * Called by AssertJ.
     *
     * @apiNote Write {@code assertThat(log)}, with AssertJ's.
     */
    @Override
    public LoggedChangesAssert assertThat() {
        return new LoggedChangesAssert(this);
    }

    @Override
    public String toString() {
        return LogRowText.all(rows());
    }
}
