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
package dev.ashlar.audit.internal.bulk;

import dev.ashlar.audit.internal.model.AuditModel;
import dev.ashlar.core.ground.BootProblems;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.IntSupplier;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.sqm.internal.SqmQueryImpl;
import org.hibernate.query.sqm.tree.SqmDmlStatement;
import org.hibernate.service.Service;
import org.jspecify.annotations.Nullable;

/** What the executors of a session factory tell: which session runs which statement, and how it wants that logged. */
public final class BulkObserver implements Service {

    private static final long serialVersionUID = 1L;

    private final transient AuditModel model;
    private final transient NativeGuard guard;
    private final transient Map<SharedSessionContractImplementor, State> states =
            Collections.synchronizedMap(new WeakHashMap<>());

    /** For the boot. */
    public BulkObserver(SessionFactoryImplementor factory, AuditModel model) {
        this.model = model;
        this.guard = new NativeGuard(factory, model);
    }

    /** Of one session; used by its thread. */
    private static final class State {
        private final Deque<BulkLogging> chosen = new ArrayDeque<>();
        private int permits;
        private int within;
        private @Nullable Steps steps;
    }

    /** The observer of a session's factory. */
    public static BulkObserver of(SharedSessionContractImplementor session) {
        return session.getFactory().getServiceRegistry().requireService(BulkObserver.class);
    }

    /** For the boot: whether statements can be seen. */
    public static void check(SessionFactoryImplementor factory, BootProblems problems) {
        if (!(factory.getJdbcServices() instanceof ObservedJdbcServices) || !ExecutedQuery.isSeen()) {
            problems.add(
                    "Set-based statements could not be logged: services="
                            + factory.getJdbcServices().getClass().getName() + " context=" + ExecutedQuery.isSeen()
                            + ". Do not replace Hibernate's JdbcServices, and use the version of Hibernate that this library names.");
        }
    }

    private State state(SharedSessionContractImplementor session) {
        return states.computeIfAbsent(session, any -> new State());
    }

    /** Whether nothing is logged. */
    boolean isIdle() {
        return model.isEmpty();
    }

    /** Whether the session is carrying out a statement that is observed as a whole. */
    boolean isWithin(SharedSessionContractImplementor session) {
        State state = states.get(session);
        return state != null && state.within > 0;
    }

    /** From now on the session's statements are logged so; to be taken back by {@link #choose(SharedSessionContractImplementor)}. */
    public void choose(SharedSessionContractImplementor session, BulkLogging logging) {
        state(session).chosen.push(logging);
    }

    /** Takes the last choice back. */
    public void choose(SharedSessionContractImplementor session) {
        state(session).chosen.pop();
    }

    /** From now on, until it is taken back by a negative number, native SQL may write. */
    public void permit(SharedSessionContractImplementor session, int more) {
        state(session).permits += more;
    }

    /** Carries one whole statement out. */
    int around(
            SharedSessionContractImplementor session,
            @Nullable SqmQueryImpl<?> query,
            SqmDmlStatement<?> statement,
            IntSupplier execution) {
        if (isIdle() || isWithin(session)) {
            return execution.getAsInt();
        }
        State state = state(session);
        state.within++;
        try {
            BulkStatement observed = begin(session, query, statement);
            int count = execution.getAsInt();
            if (observed != null) {
                observed.finish(count);
            }
            return count;
        } finally {
            state.within--;
        }
    }

    private @Nullable BulkStatement begin(
            SharedSessionContractImplementor session, @Nullable SqmQueryImpl<?> query, SqmDmlStatement<?> statement) {
        BulkLogging chosen = state(session).chosen.peek();
        return BulkStatement.begin(
                session,
                model,
                query,
                statement,
                chosen == null ? model.options().bulk() : chosen);
    }

    /** Carries out one of the steps that Hibernate makes of a query: a delete has one for each table of a collection before its own. */
    int step(SharedSessionContractImplementor session, SqmQueryImpl<?> query, IntSupplier execution) {
        State state = state(session);
        Steps steps = state.steps;
        if (steps == null || !steps.isOf(query)) {
            steps = Steps.of(session, query);
        }
        state.steps = null; // a step that fails is the last
        state.within++;
        try {
            int count = steps.next(statement -> begin(session, query, statement), execution);
            if (!steps.isDone()) {
                state.steps = steps;
            }
            return count;
        } finally {
            state.within--;
        }
    }

    /**
     * Looks at native SQL before it is sent.
     *
     * @throws dev.ashlar.audit.UnloggedStatementException if it would write to a table of a logged entity, and is refused
     */
    void checkNative(SharedSessionContractImplementor session, String sql) {
        if (!isIdle() && !isWithin(session)) {
            State state = states.get(session);
            if (state == null || state.permits == 0) {
                guard.check(sql);
            }
        }
    }
}
