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
package dev.ashlar.core.ground;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;

/**
 * The chain that stands in Hibernate's one slot for a statement inspector: the user's own first, then ours in the order
 * they were added, each given what the one before made of the statement.
 *
 * <p>An inspector that answers null leaves the statement as it is, one that throws refuses it. Inspectors are asked when a
 * statement is prepared: once for all rows of a batch.
 *
 * @apiNote A session opened with an inspector of its own ({@code SessionBuilder.statementInspector}) is outside of the
 *     chain.
 */
public final class StatementInspectors implements StatementInspector {

    private static final long serialVersionUID = 1L;

    private final @Nullable StatementInspector own;
    private final transient List<StatementInspector> added = new CopyOnWriteArrayList<>();

    private StatementInspectors(@Nullable StatementInspector own) {
        this.own = own;
    }

    /**
     * A chain that starts with the user's own inspector.
     *
     * @param own what the user set, {@code null} for nothing; another unit's chain counts as the inspector it started with
     */
    public static StatementInspectors startingWith(@Nullable StatementInspector own) {
        return new StatementInspectors(own instanceof StatementInspectors other ? other.own : own);
    }

    /** Adds an inspector at the end. */
    public void add(StatementInspector inspector) {
        added.add(Objects.requireNonNull(inspector, "inspector"));
    }

    /** Removes an inspector that was added. */
    public void remove(StatementInspector inspector) {
        added.remove(inspector);
    }

    @Override
    public @Nullable String inspect(String sql) {
        String current = own == null ? sql : changed(own, sql);
        for (StatementInspector inspector : added) {
            current = changed(inspector, current);
        }
        return current;
    }

    private static String changed(StatementInspector inspector, String sql) {
        String answer = inspector.inspect(sql);
        return answer == null ? sql : answer;
    }
}
