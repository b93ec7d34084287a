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
package dev.ashlar.softdelete.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.core.Actor;
import dev.ashlar.core.ChangeContext;
import dev.ashlar.core.transaction.Transactions;
import dev.ashlar.softdelete.model.ModelStep.Kind;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/** Runs a sequence of steps in transactions, one after the other, and does the same to the model. */
final class ModelRun {

    private static final int DEEPEST = 3;

    /** Ends a block on purpose. */
    private static final class Planned extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private Planned(ModelStep step) {
            super(step.toString());
        }
    }

    private final SessionFactory factory;
    private final Transactions transactions;
    private final List<ModelStep> steps;
    private final Tables tables;
    private final Actions actions = new Actions();
    private final List<Kind> performed = new ArrayList<>();
    private @Nullable Throwable uncaught;
    private int cursor;
    private int number;

    private ModelRun(SessionFactory factory, Connection probe, List<ModelStep> steps) {
        this.factory = factory;
        this.transactions = Transactions.of(factory);
        this.steps = steps;
        this.tables = new Tables(probe);
    }

    /**
     * Runs all steps, beginning with empty tables.
     *
     * @param probe a connection that commits each statement
     * @return what was done, without the steps that made no sense
     * @throws AssertionError if the code did not do as the model
     */
    static List<Kind> run(SessionFactory factory, Connection probe, List<ModelStep> steps) {
        ModelRun run = new ModelRun(factory, probe, steps);
        try {
            run.tables.empty();
            while (run.cursor < steps.size()) {
                run.actions.actor = "user" + ++run.number;
                ChangeContext.of(Actor.user(run.actions.actor)).run(run::transaction);
                run.tables.check(run.actions.rows);
                run.reads();
            }
        } catch (Exception e) {
            throw new AssertionError("The test itself fails: " + e, e);
        }
        return run.performed;
    }

    private void transaction() {
        Rows before = actions.rows;
        actions.rows = before.copy();
        try {
            if (steps.get(cursor).kind().isStateless()) {
                ModelStep step = steps.get(cursor++);
                factory.inStatelessTransaction(session -> step(step, () -> actions.perform(session, step)));
            } else {
                transactions.<Throwable>run(em -> block(em.unwrap(Session.class), 0));
            }
        } catch (AssertionError e) {
            throw e;
        } catch (Throwable e) {
            if (e != actions.thrown) {
                throw new AssertionError("A transaction fails: " + e, e);
            }
            actions.rows = before;
        }
        actions.thrown = null;
        uncaught = null;
    }

    private interface Performing {
        boolean perform() throws Throwable;
    }

    private void step(ModelStep step, Performing performing) {
        performed.add(step.kind());
        try {
            if (!performing.perform()) {
                performed.remove(performed.size() - 1);
            }
        } catch (RuntimeException | Error e) {
            if (e != actions.thrown && !(e instanceof AssertionError)) {
                throw new AssertionError(step + " fails: " + e, e);
            }
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(step + " fails: " + e, e);
        }
    }

    private void block(Session session, int depth) {
        while (cursor < steps.size() && !steps.get(cursor).kind().isStateless()) {
            ModelStep step = steps.get(cursor++);
            switch (step.kind()) {
                case END, COMMIT -> {
                    if (step.kind() == Kind.COMMIT ^ depth > 0) {
                        performed.add(step.kind());
                        return;
                    }
                }
                case THROW, FAIL -> {
                    if (depth > 0 || step.kind() == Kind.FAIL) {
                        performed.add(step.kind());
                        Planned planned = new Planned(step);
                        actions.thrown = planned;
                        uncaught = step.kind() == Kind.FAIL ? planned : null;
                        throw planned;
                    }
                }
                case BEGIN -> {
                    if (depth < DEEPEST) {
                        performed.add(Kind.BEGIN);
                        nested(session, depth + 1, step);
                    }
                }
                default -> step(step, () -> actions.perform(session, step));
            }
        }
    }

    private void nested(Session session, int depth, ModelStep step) {
        Rows before = actions.rows;
        actions.rows = before.copy();
        try {
            transactions.nested(session).run(em -> block(em.unwrap(Session.class), depth));
        } catch (RuntimeException e) {
            if (e != actions.thrown) {
                throw new AssertionError("A nested block fails: " + e, e);
            }
            if (e == uncaught) {
                throw e;
            }
            actions.thrown = null;
            actions.rows = before;
        }
        if (step.choice(1, 2) == 0) {
            Reads.of(session, actions.rows, Sight.LIVE).rows();
        }
        session.clear();
    }

    /** All reads of live rows, and those of one scope. */
    private void reads() {
        factory.inTransaction(session -> {
            Reads.of(session, actions.rows, Sight.LIVE).rows().collections();
            session.clear();
            Sight sight = number % 2 == 0 ? Sight.WITH_DELETED : Sight.ONLY_DELETED;
            sight.run(
                    session, () -> Reads.of(session, actions.rows, sight).rows().collections());
        });
        assertThat(actions.thrown).isNull();
    }
}
