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

import dev.ashlar.testkit.internal.jdbc.Recorded;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What a call executed before and after there was more data. */
final class Growth {

    private final List<SqlStatement> before;
    private final List<SqlStatement> after;
    private final boolean sameSession;

    private Growth(List<SqlStatement> before, List<SqlStatement> after, boolean sameSession) {
        this.before = before;
        this.after = after;
        this.sameSession = sameSession;
    }

    static Growth between(List<Recorded> before, List<Recorded> after) {
        boolean same = !Collections.disjoint(sessions(before), sessions(after));
        return new Growth(counted(before), counted(after), same);
    }

    private static Set<UUID> sessions(List<Recorded> recorded) {
        return Trips.of(recorded).stream()
                .flatMap(trips -> trips.session().stream())
                .collect(Collectors.toSet());
    }

    private static List<SqlStatement> counted(List<Recorded> recorded) {
        return recorded.stream()
                .map(Recorded::statement)
                .filter(statement -> statement.kind() != SqlKind.SEQUENCE)
                .toList();
    }

    void refuse(int n) {
        if (after.size() > before.size()) {
            throw new AssertionError(
                    "Expected as many executions for " + 2 * n + " rows as for " + n + ", but there were "
                            + before.size() + " for " + n + " and " + after.size() + " for " + 2 * n + ". More of\n"
                            + StatementText.grown(before, after));
        }
        if (sameSession) {
            throw new AssertionError(
                    "Whether the executions grow cannot be told: both calls used the same session, and the second"
                            + " found in it what the first had fetched. Let the call open a session of its own, or clear it.\n"
                            + StatementText.all(after));
        }
    }
}
