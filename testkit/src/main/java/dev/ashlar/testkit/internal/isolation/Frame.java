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
package dev.ashlar.testkit.internal.isolation;

import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands on the shared transaction: it goes back to the savepoint to undo this and all that stands on it. */
abstract sealed class Frame {

    /** {@code null} if there is nothing to go back over. */
    @Nullable
    Savepoint savepoint;

    /** A class or a test. */
    static final class Level extends Frame {

        final String name;

        Level(String name) {
            this.name = name;
        }
    }

    /** What the code under test takes for a transaction. */
    static final class LogicalTransaction extends Frame {

        enum State {
            OPEN,
            COMMITTED,
            ROLLED_BACK,
            /** Open, but an outer one went back over it. */
            UNDONE
        }

        /** A savepoint of the code under test, and what was so when it was set. */
        record Mark(
                Savepoint savepoint,
                int writers,
                boolean wrote,
                @Nullable LogicalTransaction undoneBy) {}

        final String line;
        final String thread = Thread.currentThread().getName();
        final List<Mark> marks = new ArrayList<>();
        /** Other transactions whose writes stand on this one, so that to undo it undoes them. */
        final List<LogicalTransaction> writers = new ArrayList<>();

        State state = State.OPEN;
        boolean executed;
        boolean wrote;
        boolean setConstraints;
        /** A statement failed; on PostgreSQL it can only go back. */
        boolean failed;
        /** Only to be rolled back, as the code under test sees it, although the shared transaction goes on. */
        boolean aborted;
        /** Which one's rollback undid writes of this one. */
        @Nullable
        LogicalTransaction undoneBy;

        LogicalTransaction(String line) {
            this.line = line;
        }
    }
}
