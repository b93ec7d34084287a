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
package dev.ashlar.audit.internal.task;

import dev.ashlar.audit.AuditPartition;
import dev.ashlar.audit.internal.seal.SealedRows;
import dev.ashlar.audit.internal.write.LogWriter;
import dev.ashlar.audit.internal.write.PartitionNames;
import dev.ashlar.core.ground.Ground;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** The parts of the log's table in one transaction. */
public final class Partitions {

    private static final Pattern BOUNDS = Pattern.compile("FOR VALUES FROM \\('([^']+)'\\) TO \\('([^']+)'\\)");
    private static final DateTimeFormatter BOUND =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss[.SSSSSS]x", Locale.ROOT);

    private final SharedSessionContractImplementor session;
    private final LogColumns columns;
    private final String table;

    private Partitions(SharedSessionContractImplementor session) {
        this.session = session;
        this.columns = LogColumns.of(session);
        this.table = LogWriter.tableName(session.getFactory());
    }

    /** Of a session's factory. */
    public static Partitions of(StatelessSession session) {
        return new Partitions((SharedSessionContractImplementor) session);
    }

    /** Those with bounds, by time. */
    public List<AuditPartition> list() {
        // The bounds are told in the session's time zone and style.
        Statements.update(session, "set local time zone 'UTC'");
        Statements.update(session, "set local datestyle = 'ISO'");
        List<AuditPartition> found = new ArrayList<>();
        Statements.query(
                session,
                "select c.oid::regclass::text, pg_get_expr(c.relpartbound, c.oid) from pg_catalog.pg_inherits i"
                        + " join pg_catalog.pg_class c on c.oid = i.inhrelid where i.inhparent = '"
                        + table.replace("'", "''") + "'::regclass",
                row -> {
                    Matcher bounds = BOUNDS.matcher(row.getString(2));
                    if (bounds.matches()) {
                        found.add(new AuditPartition(
                                row.getString(1), instant(bounds.group(1)), instant(bounds.group(2))));
                    }
                });
        found.sort(Comparator.comparing(AuditPartition::from));
        return List.copyOf(found);
    }

    private static Instant instant(String bound) {
        return OffsetDateTime.parse(bound, BOUND).toInstant();
    }

    /** How many rows have no month of their own. */
    public long rowsInDefault() {
        long[] count = new long[1];
        Statements.query(
                session, "select count(*) from " + PartitionNames.others(table), row -> count[0] = row.getLong(1));
        return count[0];
    }

    /** The month of the time source, in UTC. */
    public YearMonth thisMonth() {
        return YearMonth.from(Ground.of(session).now().atOffset(ZoneOffset.UTC));
    }

    /** Makes a month unless it is there. */
    public boolean create(YearMonth month) {
        Instant from = start(month);
        Instant to = start(month.plusMonths(1));
        if (isCovered(from, to)) {
            return false;
        }
        lock();
        if (isCovered(from, to)) {
            return false;
        }
        String name = PartitionNames.of(table, month);
        String createdAt = columns.column("createdAt");
        String bounds = "from (" + literal(from) + ") to (" + literal(to) + ")";
        // Made beside and attached: in place it would be refused if the default partition had rows of the month.
        Statements.update(
                session, "create table " + name + " (like " + table + " including defaults including constraints)");
        Statements.update(
                session,
                "with moved as (delete from " + PartitionNames.others(table) + " where " + createdAt + " >= "
                        + literal(from) + " and " + createdAt + " < " + literal(to) + " returning *) insert into "
                        + name + " select * from moved");
        Statements.update(session, "alter table " + table + " attach partition " + name + " for values " + bounds);
        return true;
    }

    private boolean isCovered(Instant from, Instant to) {
        return list().stream()
                .anyMatch(part -> part.from().isBefore(to) && part.to().isAfter(from));
    }

    /** Those that end before. */
    public List<AuditPartition> olderThan(Duration age) {
        Instant bound = Ground.of(session).now().minus(age);
        return list().stream().filter(part -> !part.to().isAfter(bound)).toList();
    }

    /** Drops one, and tells of it; false if it is not there any more. */
    public boolean drop(AuditPartition partition) {
        lock();
        if (!list().contains(partition)) {
            return false;
        }
        List<Purge.Target> targets = new ArrayList<>();
        List<Long> counts = new ArrayList<>();
        Statements.query(
                session,
                "select " + columns.column("tableName") + ", " + columns.column("entityName") + ", count(*) from "
                        + partition.name() + " group by 1, 2 order by 1, 2",
                row -> {
                    targets.add(new Purge.Target(row.getString(1), row.getString(2), partition.to()));
                    counts.add(row.getLong(3));
                });
        for (int i = 0; i < targets.size(); i++) {
            PurgeRow.write(session, targets.get(i), counts.get(i), PurgeRow.SEQUENCE + i);
        }
        UUID transaction = Ground.of(session).scope(session).id();
        SealedRows.dropping(session, partition.from(), partition.to(), transaction);
        Statements.update(session, "drop table " + partition.name());
        return true;
    }

    private void lock() {
        Statements.update(session, "lock table " + table + " in access exclusive mode");
    }

    private static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static String literal(Instant instant) {
        return "timestamptz '" + BOUND.format(instant.atOffset(ZoneOffset.UTC)) + "'";
    }
}
