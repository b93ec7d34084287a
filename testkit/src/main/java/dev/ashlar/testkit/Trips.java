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

import dev.ashlar.testkit.internal.jdbc.Fetched;
import dev.ashlar.testkit.internal.jdbc.Recorded;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The executions that fetched one association, at one line, in one session. */
final class Trips {

    /** One more than it takes for one parent. */
    private static final int N_PLUS_ONE = 2;

    private record Key(String association, @Nullable StackTraceElement line, Object session) {}

    private final Fetched fetched;
    private final SqlStatement first;
    private final int firstIndex;
    private int count;

    private Trips(Fetched fetched, SqlStatement first, int firstIndex) {
        this.fetched = fetched;
        this.first = first;
        this.firstIndex = firstIndex;
    }

    static List<Trips> of(List<Recorded> recorded) {
        Map<Key, Trips> all = new LinkedHashMap<>();
        for (int i = 0; i < recorded.size(); i++) {
            Fetched fetched = recorded.get(i).fetched();
            if (fetched != null) {
                SqlStatement statement = recorded.get(i).statement();
                Key key = new Key(fetched.association(), statement.line(), fetched.session());
                Trips trips = all.get(key);
                if (trips == null) {
                    trips = new Trips(fetched, statement, i);
                    all.put(key, trips);
                }
                trips.count++;
            }
        }
        return new ArrayList<>(all.values());
    }

    Fetch asFetch() {
        return new Fetch(fetched.association(), count, first.line());
    }

    /** Of a session that keeps what it has loaded; the others are not known. */
    Optional<UUID> session() {
        return fetched.session() instanceof UUID identifier ? Optional.of(identifier) : Optional.empty();
    }

    /** Batch and subselect fetching need several trips for many parents, and are the cure. */
    boolean isNPlusOne() {
        return count >= N_PLUS_ONE && !fetched.batched();
    }

    /**
     * What it is and what helps.
     *
     * @param recorded what they were found in
     */
    String describe(List<Recorded> recorded) {
        StringBuilder text = new StringBuilder("  " + asFetch() + "\n");
        text.append(StatementText.where("      ", first));
        text.append("      by ").append(StatementText.oneLine(first.sql())).append('\n');
        Optional<SqlStatement> parents = parents(recorded);
        parents.ifPresent(query -> text.append("    after the parents came by\n      ")
                .append(StatementText.oneLine(query.sql()))
                .append('\n')
                .append(StatementText.where("      ", query)));
        text.append("    Fetch it ")
                .append(parents.isPresent() ? "in that query" : "with its parents")
                .append(", by a join fetch or an entity graph");
        if (fetched.batchSize() != null) {
            text.append(", or for many parents at once, by @BatchSize on ").append(fetched.batchSize());
        }
        return text.append(".\n").toString();
    }

    /** The last query before, of the same thread, from a table of the parents. */
    private Optional<SqlStatement> parents(List<Recorded> recorded) {
        for (int i = firstIndex - 1; i >= 0; i--) {
            SqlStatement statement = recorded.get(i).statement();
            if (statement.kind() == SqlKind.SELECT
                    && statement.thread().equals(first.thread())
                    && fetched.parents().stream().anyMatch(table -> mentions(statement.sql(), table))) {
                return Optional.of(statement);
            }
        }
        return Optional.empty();
    }

    private static boolean mentions(String sql, String table) {
        return Pattern.compile("(?<!\\w)" + Pattern.quote(table) + "(?!\\w)", Pattern.CASE_INSENSITIVE)
                .matcher(sql)
                .find();
    }
}
