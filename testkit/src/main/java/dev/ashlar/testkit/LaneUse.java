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
package dev.ashlar.testkit;

import dev.ashlar.testkit.internal.isolation.Restoring;
import java.util.ArrayDeque;
import java.util.Deque;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.Transaction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A lane in use by one run of a test class. */
final class LaneUse {

    private static final Logger LOG = LoggerFactory.getLogger(LaneUse.class);

    private final Lanes lanes;
    private final Lane lane;
    private final Restoring restoring;
    private final Deque<Level> levels = new ArrayDeque<>();

    LaneUse(Lanes lanes, UnitUnderTest unit, TestIsolation isolation) {
        this.lanes = lanes;
        this.lane = lanes.acquire(unit);
        try {
            this.restoring = lane.restoring(isolation);
        } catch (RuntimeException | Error e) {
            lanes.release(lane);
            throw e;
        }
    }

    Lane lane() {
        return lane;
    }

    void begin(String name, boolean isTest) {
        Level outer = levels.peek();
        Level level = new Level(name, outer == null ? lane.fixtures() : outer.fixtures.continued(), isTest);
        levels.push(level); // first: JUnit calls the end also if the begin throws
        if (outer == null) {
            lane.source().use(restoring);
        }
        restoring.begin(name);
        level.begun = true;
    }

    /** Ends the innermost level; the outermost gives the lane back. */
    void end() {
        Level level = levels.pop();
        try {
            level.close();
        } finally {
            try {
                restore(level);
            } finally {
                letGo();
            }
        }
    }

    private void restore(Level level) {
        try {
            if (level.begun) {
                restoring.end();
            }
        } catch (RuntimeException | Error e) {
            lane.spoil(); // for other classes; this one has been told
            throw e;
        }
    }

    private void letGo() {
        lane.forget();
        if (levels.isEmpty()) {
            lane.source().use(null);
            lanes.release(lane);
        }
    }

    void startLog() {
        lane.recorder().clear();
        lane.recorder().start();
    }

    SqlLog stopLog() {
        lane.recorder().stop();
        return lane.log();
    }

    boolean isInTest() {
        Level level = levels.peek();
        return level != null && level.isTest;
    }

    Fixtures fixtures() {
        return level().fixtures;
    }

    Session session() {
        return level().session();
    }

    StatelessSession statelessSession() {
        return level().statelessSession();
    }

    private Level level() {
        Level level = levels.peek();
        if (level == null) {
            throw new IllegalStateException("no level is open");
        }
        return level;
    }

    private static void warnIfActive(String name, Transaction transaction) {
        if (transaction.isActive()) {
            LOG.warn(
                    "The transaction of an injected session was never ended, and is rolled back: test=[{}]. Commit what the"
                            + " test is to see.",
                    name);
        }
    }

    /** What belongs to a class or a test. */
    private final class Level {

        private final String name;
        private final Fixtures fixtures;
        private final boolean isTest;
        private boolean begun;
        private @Nullable Session session;
        private @Nullable StatelessSession statelessSession;

        Level(String name, Fixtures fixtures, boolean isTest) {
            this.name = name;
            this.fixtures = fixtures;
            this.isTest = isTest;
        }

        Session session() {
            Session open = session;
            if (open == null) {
                open = lane.factory().openSession();
                session = open;
            }
            return open;
        }

        StatelessSession statelessSession() {
            StatelessSession open = statelessSession;
            if (open == null) {
                open = lane.factory().openStatelessSession();
                statelessSession = open;
            }
            return open;
        }

        /** Whatever is still open in them is rolled back. */
        void close() {
            Session open = session;
            StatelessSession stateless = statelessSession;
            try {
                if (open != null && open.isOpen()) {
                    warnIfActive(name, open.getTransaction());
                    if (open.getTransaction().isActive()) {
                        open.getTransaction().rollback();
                    }
                    open.close();
                }
            } finally {
                if (stateless != null && stateless.isOpen()) {
                    warnIfActive(name, stateless.getTransaction());
                    if (stateless.getTransaction().isActive()) {
                        stateless.getTransaction().rollback();
                    }
                    stateless.close();
                }
            }
        }
    }
}
