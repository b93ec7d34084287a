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
package dev.ashlar.testkit.internal.jdbc;

import dev.ashlar.core.ThrowingRunnable;
import dev.ashlar.testkit.SqlKind;
import dev.ashlar.testkit.SqlStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was executed while it is on, by whichever thread, in the order in which the executions ended; off at first.
 *
 * <p>Safe for many threads.
 */
public final class Recorder implements StatementInterceptor {

    private final List<Recorded> recorded = new ArrayList<>();
    /** Besides, for whoever wants to know what was executed meanwhile. */
    private final Set<List<Recorded>> taps = Collections.newSetFromMap(new IdentityHashMap<>());

    private final ThreadLocal<Integer> exclusions = new ThreadLocal<>();
    private final FetchCauses causes = new FetchCauses();
    private final List<Associations> units = new CopyOnWriteArrayList<>();
    private volatile boolean on;

    /** From now on everything is recorded. */
    public void start() {
        on = true;
    }

    /** From now on nothing is recorded; what was is kept. */
    public void stop() {
        on = false;
    }

    /** Forgets what was recorded. */
    public void clear() {
        synchronized (recorded) {
            recorded.clear();
        }
    }

    /** What was recorded by now. */
    public List<Recorded> recorded() {
        synchronized (recorded) {
            return List.copyOf(recorded);
        }
    }

    /** Runs work and returns what was recorded meanwhile, of all threads, cleared or not. */
    public List<Recorded> during(Runnable work) {
        if (!on || exclusions.get() != null) {
            throw new IllegalStateException("Nothing is recorded here: on=" + on + " excluded="
                    + (exclusions.get() != null) + ". Call it in a test, and not within excluding(…).");
        }
        List<Recorded> meanwhile = new ArrayList<>();
        synchronized (recorded) {
            taps.add(meanwhile);
        }
        try {
            work.run();
        } finally {
            synchronized (recorded) {
                taps.remove(meanwhile);
            }
        }
        return meanwhile;
    }

    /** Runs work of whose executions none is recorded, if this thread makes them. */
    public <X extends Throwable> void excluded(ThrowingRunnable<X> work) throws X {
        Integer outer = exclusions.get();
        exclusions.set(outer == null ? 1 : outer + 1);
        try {
            work.run();
        } finally {
            if (outer == null) {
                exclusions.remove();
            } else {
                exclusions.set(outer);
            }
        }
    }

    @Override
    public @Nullable Object around(Execution execution, Call call) throws SQLException {
        if (!on || exclusions.get() != null) {
            return call.proceed();
        }
        CallingLines.Position position = CallingLines.current();
        // Before it runs: a persistence context tells more while the association is not yet loaded.
        Supplier<Fetched> reason = execution.kind() == SqlKind.SELECT ? reason(execution, position) : null;
        List<List<String>> values =
                execution.values().stream().map(ValueText::of).toList();
        boolean failed = true;
        try {
            Object result = call.proceed();
            failed = false;
            return result;
        } finally {
            record(new Recorded(
                    new SqlStatement(
                            execution.kind(),
                            execution.sql(),
                            values,
                            execution.batch(),
                            failed,
                            Thread.currentThread().getName(),
                            position.line()),
                    reason));
        }
    }

    private void record(Recorded execution) {
        synchronized (recorded) {
            recorded.add(execution);
            taps.forEach(tap -> tap.add(execution));
        }
    }

    private @Nullable Supplier<Fetched> reason(Execution execution, CallingLines.Position position) {
        FetchWay way = position.way();
        if (way == null) {
            return null;
        }
        if (way == FetchWay.EVENT) {
            return causes.fetched(position.line());
        }
        for (Associations unit : units) {
            Fetched fetched = unit.fetchedBy(execution.sql(), way, execution.connection());
            if (fetched != null) {
                return () -> fetched;
            }
        }
        return null;
    }

    FetchCauses causes() {
        return causes;
    }

    void addUnit(Associations unit) {
        units.add(unit);
    }
}
