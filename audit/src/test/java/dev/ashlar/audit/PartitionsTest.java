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
package dev.ashlar.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.audit.internal.task.Partitions;
import dev.ashlar.core.transaction.Transactions;
import dev.ashlar.testkit.Engine;
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.TestIsolation;
import dev.ashlar.testkit.TestTime;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.hibernate.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log divided by month. */
@PersistenceTest(
        entities = {Records.Note.class, Label.class},
        database = Engine.POSTGRESQL,
        isolation = TestIsolation.CLONE,
        settings = "ashlar.audit.partitions=monthly")
class PartitionsTest {

    private static final YearMonth MAY = YearMonth.of(2026, 5);

    private final Transactions transactions;
    private final TestTime time;
    private final AuditLogs logs;
    private final AuditPartitions partitions;

    PartitionsTest(EntityManagerFactory factory, Transactions transactions, TestTime time) {
        this.transactions = transactions;
        this.time = time;
        this.logs = AuditLogs.of(factory);
        this.partitions = logs.partitions();
    }

    @BeforeEach
    void begin() {
        time.set(start(MAY).plus(Duration.ofDays(10)));
    }

    private static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private void write(long id, Instant when) {
        time.set(when);
        transactions.run(em -> em.persist(new Label(id, "label")));
    }

    private List<String> rowsIn(String table) {
        return strings("select record_id from " + table + " where record_id is not null order by record_id");
    }

    private List<String> strings(String sql) {
        return transactions.call(em ->
                em.unwrap(Session.class).createNativeQuery(sql, String.class).getResultList());
    }

    private static AuditPartition month(YearMonth month) {
        return new AuditPartition(
                "audit_logs_y%04dm%02d".formatted(month.getYear(), month.getMonthValue()),
                start(month),
                start(month.plusMonths(1)));
    }

    @Test
    void makesTheMonthsToComeOnce() {
        assertThat(partitions.createNext(2)).isEqualTo(3);
        assertThat(partitions.createNext(2)).isZero();

        assertThat(partitions.list()).containsExactly(month(MAY), month(MAY.plusMonths(1)), month(MAY.plusMonths(2)));
    }

    @Test
    void putsRowsInTheirMonthToTheMicrosecond() {
        partitions.create(MAY);
        partitions.create(MAY.plusMonths(1));
        write(1, start(MAY).minusNanos(1_000));
        write(2, start(MAY));
        write(3, start(MAY.plusMonths(1)).minusNanos(1_000));
        write(4, start(MAY.plusMonths(1)));

        assertThat(rowsIn("audit_logs_default")).containsExactly("1");
        assertThat(rowsIn("audit_logs_y2026m05")).containsExactly("2", "3");
        assertThat(rowsIn("audit_logs_y2026m06")).containsExactly("4");
        assertThat(rowsIn("audit_logs")).containsExactly("1", "2", "3", "4");
        assertThat(partitions.rowsInDefault()).isEqualTo(1);
    }

    @Test
    void movesRowsOutOfTheDefaultPartitionWhenTheirMonthComesLate() {
        write(1, start(MAY.minusMonths(1)));
        write(2, start(MAY).plusSeconds(5));
        write(3, start(MAY).plusSeconds(6));

        assertThat(partitions.create(MAY)).isTrue();

        assertThat(rowsIn("audit_logs_y2026m05")).containsExactly("2", "3");
        assertThat(rowsIn("audit_logs_default")).containsExactly("1");
        List<AuditLog> read = transactions.call(em ->
                em.createQuery("from AuditLog order by id", AuditLog.class).getResultList());
        assertThat(read).hasSize(3).allMatch(row -> row.newValues().equals(Map.of("name", "label")));
    }

    @Test
    void dropsOldMonthsAndReportsIt() {
        partitions.create(MAY);
        partitions.create(MAY.plusMonths(1));
        write(1, start(MAY));
        transactions.run(em -> em.persist(new Records.Note(1, "text")));
        write(2, start(MAY.plusMonths(1)));
        time.set(start(MAY.plusMonths(2)));

        assertThat(partitions.dropOlderThan(Duration.ofDays(31))).isEmpty();
        assertThat(partitions.dropOlderThan(Duration.ofDays(30))).containsExactly(month(MAY));

        assertThat(partitions.list()).containsExactly(month(MAY.plusMonths(1)));
        assertThat(rowsIn("audit_logs")).containsExactly("2");
        List<AuditLog> reports = transactions.call(
                em -> em.createQuery("from AuditLog where action = PURGE order by entityName", AuditLog.class)
                        .getResultList());
        assertThat(reports)
                .extracting(AuditLog::entityName)
                .containsExactly(Label.class.getName(), Records.Note.class.getName());
        assertThat(reports)
                .extracting(AuditLog::newValues)
                .containsOnly(Map.of("createdBefore", "2026-06-01T00:00:00Z", "rows", 1L));
        assertThat(partitions.dropOlderThan(Duration.ofDays(30))).isEmpty();
    }

    @Test
    void erasesAndPurgesAcrossMonths() {
        partitions.create(MAY);
        partitions.create(MAY.plusMonths(1));
        write(1, start(MAY));
        time.set(start(MAY.plusMonths(1)));
        transactions.run(em -> em.find(Label.class, 1L).name = "other");

        assertThat(logs.erase(Label.class, 1L)).isEqualTo(2);
        time.advance(Duration.ofDays(1));
        assertThat(logs.purge(Label.class).olderThan(Duration.ZERO).run().total())
                .isEqualTo(3);
    }

    @Test
    void hasItsIndexesInEachMonth() {
        partitions.create(MAY);

        List<String> indexes = strings("select indexdef from pg_indexes where tablename = 'audit_logs_y2026m05'");

        assertThat(indexes)
                .hasSize(3)
                .anyMatch(index -> index.contains("UNIQUE") && index.contains("(id, created_at)"))
                .anyMatch(index -> index.contains("(table_name, record_id, id)"))
                .anyMatch(index -> index.contains("(transaction_id, transaction_sequence)"));
    }

    @Test
    void isNotDisturbedByTheTimeZoneOfTheSession() {
        transactions.stateless().run(session -> {
            session.createNativeMutationQuery("set local time zone 'Asia/Colombo'")
                    .executeUpdate();
            Partitions.of(session).create(MAY);
            session.createNativeMutationQuery("set local time zone 'Asia/Colombo'")
                    .executeUpdate();
            assertThat(Partitions.of(session).list()).containsExactly(month(MAY));
        });
        write(1, start(MAY));

        assertThat(rowsIn("audit_logs_y2026m05")).containsExactly("1");
    }

    @Test
    void makesAMonthOnceWhenManyTry() {
        List<CompletableFuture<Boolean>> tries = List.of(
                CompletableFuture.supplyAsync(() -> partitions.create(MAY)),
                CompletableFuture.supplyAsync(() -> partitions.create(MAY)),
                CompletableFuture.supplyAsync(() -> partitions.create(MAY)));

        assertThat(tries).extracting(CompletableFuture::join).containsOnlyOnce(true);
        assertThat(partitions.list()).hasSize(1);
    }

    @Test
    void refusesNumbersOutOfRange() {
        assertThatThrownBy(() -> partitions.createNext(121))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("months=121");
        assertThatThrownBy(() -> partitions.dropOlderThan(Duration.ofDays(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("age=PT-24H");
    }
}
