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
package dev.ashlar.audit.replay;

import dev.ashlar.audit.AuditLog;
import dev.ashlar.core.Actor;
import dev.ashlar.core.ChangeContext;
import dev.ashlar.core.transaction.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/** One sequence of steps: many transactions of one session, some stateless ones between them. */
final class ReplayRun {

    private static final List<String> TABLES = List.of(
            "Thing_words",
            "Thing_lines",
            "Thing_marks",
            "Thing_prices",
            "Thing_spots",
            "Thing_Person",
            "Part",
            "Gadget",
            "Thing_extra",
            "Thing",
            "Person",
            "Shape",
            "Fee",
            "LateFee",
            "audit_logs");

    private final SessionFactory factory;
    private final Transactions transactions;
    private final Session session;
    private final List<ReplayStep.Kind> done = new ArrayList<>();

    private ReplayRun(SessionFactory factory, Session session) {
        this.factory = factory;
        this.transactions = Transactions.of(factory);
        this.session = session;
    }

    /** Runs them on empty tables, and compares what the log and the database say; answers what was done. */
    static List<ReplayStep.Kind> run(SessionFactory factory, Connection probe, List<ReplayStep> steps) {
        try (Statement statement = probe.createStatement()) {
            for (String table : TABLES) {
                statement.execute("delete from " + table);
            }
            if (!probe.getAutoCommit()) {
                probe.commit();
            }
            List<ReplayStep.Kind> done;
            try (Session session = factory.openSession()) {
                ReplayRun run = new ReplayRun(factory, session);
                session.beginTransaction();
                try {
                    steps.forEach(run::step);
                    session.getTransaction().commit();
                } finally {
                    if (session.getTransaction().isActive()) {
                        session.getTransaction().rollback();
                    }
                }
                done = run.done;
            }
            Records log = new Records();
            factory.inTransaction(session -> session.createSelectionQuery("from AuditLog order by id", AuditLog.class)
                    .getResultList()
                    .forEach(log::apply));
            Map<String, Map<String, Object>> truth = Truth.of(probe);
            List<String> differences = Records.differences(truth, log.all());
            if (!differences.isEmpty()) {
                throw new AssertionError("The log says otherwise than the database: " + differences);
            }
            return done;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void step(ReplayStep step) {
        ChangeContext.of(Actor.user("u" + Math.floorMod(step.seed(), 3))).run(() -> {
            if (did(step)) {
                done.add(step.kind());
            }
        });
    }

    private boolean did(ReplayStep step) {
        if (step.kind().isStateless()) {
            commit();
            boolean did = new StatelessActions(factory, step.seed()).run(step.kind());
            session.beginTransaction();
            return did;
        }
        if (step.kind().action != null) {
            return step.kind().action.run(new Actions(session, step.seed()));
        }
        switch (step.kind()) {
            case FLUSH -> session.flush();
            case CLEAR -> {
                session.flush();
                session.clear();
            }
            case LATE -> {
                ReplayStep late = new ReplayStep(ReplayStep.Kind.BASIC, step.seed());
                session.getTransaction().runBeforeCompletion(() -> {
                    late.kind().action.run(new Actions(session, step.seed()));
                    session.flush();
                });
                commit();
                session.beginTransaction();
            }
            case COMMIT -> {
                commit();
                session.beginTransaction();
            }
            case ROLLBACK -> {
                session.flush();
                session.getTransaction().rollback();
                session.clear();
                session.beginTransaction();
            }
            case NESTED -> nested(step.seed(), false);
            default -> nested(step.seed(), true);
        }
        return true;
    }

    private void commit() {
        session.getTransaction().commit();
        session.clear();
    }

    private static final class TakenBack extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private void nested(long seed, boolean fails) {
        session.flush();
        session.clear();
        Random random = new Random(seed);
        try {
            transactions.nested(session).run(inner -> {
                for (int i = 0; i < 3; i++) {
                    ReplayStep.Kind kind;
                    do {
                        kind = ReplayStep.Kind.values()[random.nextInt(ReplayStep.Kind.values().length)];
                    } while (kind.action == null);
                    kind.action.run(new Actions(inner, random.nextLong()));
                }
                inner.flush();
                if (fails) {
                    throw new TakenBack();
                }
            });
        } catch (TakenBack e) {
            if (!fails) {
                throw e;
            }
        }
        session.clear();
    }
}
