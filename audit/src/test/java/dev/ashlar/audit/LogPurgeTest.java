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

import dev.ashlar.core.Actor;
import dev.ashlar.core.ChangeContext;
import dev.ashlar.core.transaction.Transactions;
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.TestIsolation;
import dev.ashlar.testkit.TestTime;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a purge of the log deletes, keeps and reports. */
@PersistenceTest(
        entities = {Records.Note.class, Label.class, Records.Vehicle.class, Records.Car.class},
        isolation = TestIsolation.TRUNCATE)
class LogPurgeTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final String NOTE = Records.Note.class.getName();

    private final Transactions transactions;
    private final TestTime time;
    private final AuditLogs logs;

    LogPurgeTest(EntityManagerFactory factory, Transactions transactions, TestTime time) {
        this.transactions = transactions;
        this.time = time;
        this.logs = AuditLogs.of(factory);
    }

    /** Ten days: on each of them notes 1 to 3 are written, and a label. */
    @BeforeEach
    void write() {
        for (int day = 0; day < 10; day++) {
            time.set(BEGIN.plus(DAY.multipliedBy(day)));
            String text = "day " + day;
            boolean first = day == 0;
            long label = day;
            transactions.run(em -> {
                for (long id = 1; id <= 3; id++) {
                    if (first) {
                        em.persist(new Records.Note(id, text));
                    } else {
                        em.find(Records.Note.class, id).text = text;
                    }
                }
                em.persist(new Label(label, text));
            });
        }
        time.set(BEGIN.plus(DAY.multipliedBy(10)));
    }

    private List<AuditLog> log(Class<?> type) {
        return transactions.call(
                em -> em.createQuery("from AuditLog where entityName = :entity order by createdAt, id", AuditLog.class)
                        .setParameter("entity", type.getName())
                        .getResultList());
    }

    private List<AuditLog> notes() {
        return log(Records.Note.class).stream()
                .filter(row -> row.recordId().isPresent())
                .toList();
    }

    private List<AuditLog> reports(Class<?> type) {
        return log(type).stream()
                .filter(row -> row.action() == AuditAction.PURGE)
                .toList();
    }

    @Test
    void deletesOldRowsAndReportsItselfOnceForEachEntity() {
        AuditPurgeReport report = ChangeContext.of(Actor.job("retention"))
                .call(() ->
                        logs.purge().olderThan(DAY.multipliedBy(3)).chunksOf(4).run());

        Instant bound = BEGIN.plus(DAY.multipliedBy(7));
        assertThat(report.total()).isEqualTo(28);
        assertThat(report.entities())
                .containsExactlyInAnyOrder(
                        new AuditPurgeReport.OfEntity(Label.class.getName(), bound, 7, 0, 0, 2),
                        new AuditPurgeReport.OfEntity(NOTE, bound, 21, 0, 0, 6));
        assertThat(notes()).hasSize(9).allMatch(row -> !row.createdAt().isBefore(bound));
        assertThat(reports(Records.Note.class)).singleElement().satisfies(row -> {
            assertThat(row.recordId()).isEmpty();
            assertThat(row.source()).isEqualTo(AuditSource.TASK);
            assertThat(row.actor()).contains("retention");
            assertThat(row.newValues()).isEqualTo(Map.of("createdBefore", bound.toString(), "rows", 21L));
        });
        assertThat(reports(Label.class))
                .singleElement()
                .satisfies(row -> assertThat(row.newValues()).containsEntry("rows", 7L));
    }

    @Test
    void deletesThoseOfOneEntity() {
        logs.purge(Records.Note.class).olderThan(Duration.ZERO).run();

        assertThat(notes()).isEmpty();
        assertThat(log(Label.class)).hasSize(10);
    }

    @Test
    void deletesNothingInADryRun() {
        AuditPurge purge =
                logs.purge().olderThan(DAY.multipliedBy(3)).chunksOf(4).holding((entity, id) -> id.equals("2"));

        AuditPurgeReport planned = purge.dryRun();

        assertThat(notes()).hasSize(30);
        assertThat(reports(Records.Note.class)).isEmpty();
        assertThat(purge.run()).isEqualTo(planned);
    }

    @Test
    void keepsHistoriesThatAreHeld() {
        AuditPurgeReport report = logs.purge(Records.Note.class)
                .olderThan(Duration.ZERO)
                .chunksOf(7)
                .holding((entity, id) -> entity.equals(NOTE) && id.equals("1"))
                .holding((entity, id) -> id.equals("3"))
                .run();

        assertThat(report.entities().get(0).held()).isEqualTo(20);
        assertThat(notes())
                .hasSize(20)
                .noneMatch(row -> row.recordId().orElseThrow().equals("2"));
    }

    @Test
    void keepsTheNewestRowsOfEachRecord() {
        AuditPurgeReport report =
                logs.purge(Records.Note.class).keepingNewest(4).chunksOf(3).run();

        assertThat(report.entities().get(0).newest()).isEqualTo(12);
        assertThat(notes()).hasSize(12).allMatch(row -> !row.createdAt().isBefore(BEGIN.plus(DAY.multipliedBy(6))));
        assertThat(logs.purge(Records.Note.class).keepingNewest(4).run().total())
                .isZero();
        assertThat(reports(Records.Note.class)).hasSize(1);
    }

    @Test
    void keepsTheOnlyRowOfARecordThatHasFewer() {
        logs.purge(Label.class).olderThan(Duration.ZERO).keepingNewest(2).run();

        assertThat(log(Label.class)).hasSize(10);
    }

    @Test
    void hasAnAgeForEachEntity() {
        logs.purge()
                .olderThan(DAY.multipliedBy(5))
                .olderThan(Label.class, DAY.multipliedBy(2))
                .run();

        assertThat(notes()).hasSize(15);
        assertThat(log(Label.class)).hasSize(2 + 1);
    }

    @Test
    void leavesEntitiesWithoutAnAge() {
        logs.purge().olderThan(Label.class, DAY.multipliedBy(2)).run();

        assertThat(notes()).hasSize(30);
        assertThat(log(Label.class)).hasSize(2 + 1);
    }

    @Test
    void neverDeletesWhatAPurgeReported() {
        logs.purge().olderThan(Duration.ZERO).run();
        time.advance(DAY);

        assertThat(logs.purge().olderThan(Duration.ZERO).run().total()).isZero();
        assertThat(reports(Records.Note.class)).hasSize(1);
    }

    @Test
    void deletesErasuresAndRowsOfEntitiesThatAreGone() {
        logs.erase(Records.Note.class, 1L);
        transactions.run(em -> em.createNativeQuery("update audit_logs set entity_name = 'Gone', table_name = 'gone'"
                        + " where entity_name = '" + NOTE + "'")
                .executeUpdate());
        time.advance(DAY);

        AuditPurgeReport report = logs.purge().olderThan(DAY).run();

        assertThat(report.entities())
                .filteredOn(entity -> entity.entityName().equals("Gone"))
                .singleElement()
                .satisfies(entity -> assertThat(entity.purged()).isEqualTo(30));
    }

    @Test
    void deletesRowsThatSumUpStatements() {
        transactions.run(
                em -> em.createNativeQuery("update audit_logs set record_id = null where entity_name = '" + NOTE + "'")
                        .executeUpdate());

        AuditPurgeReport report = logs.purge(Records.Note.class)
                .olderThan(DAY.multipliedBy(3))
                .chunksOf(4)
                .run();

        assertThat(report.total()).isEqualTo(21);
        assertThat(log(Records.Note.class)).hasSize(9 + 1);
    }

    @Test
    void takesSubclassesEachForItself() {
        transactions.run(em -> {
            em.persist(new Records.Vehicle(1, "cart"));
            em.persist(new Records.Car(2, "beetle", 2));
        });
        time.advance(DAY);

        assertThat(logs.purge(Records.Vehicle.class).olderThan(DAY).dryRun().total())
                .isEqualTo(0);
        time.advance(DAY);
        AuditPurgeReport report =
                logs.purge(Records.Vehicle.class).olderThan(DAY).run();

        assertThat(report.entities())
                .extracting(AuditPurgeReport.OfEntity::entityName)
                .containsExactly(Records.Vehicle.class.getName(), Records.Car.class.getName());
    }

    @Test
    void leavesACompleteReportWhenItEndsHalfWay() {
        List<String> asked = new ArrayList<>();
        assertThatThrownBy(() -> logs.purge(Records.Note.class)
                        .olderThan(Duration.ZERO)
                        .chunksOf(4)
                        .holding((entity, id) -> {
                            asked.add(id);
                            if (asked.size() == 4) {
                                throw new IllegalStateException("out");
                            }
                            return false;
                        })
                        .run())
                .hasMessage("out");

        long left = notes().size();
        assertThat(left).isLessThan(30);
        assertThat(reports(Records.Note.class))
                .singleElement()
                .satisfies(row -> assertThat(row.newValues()).containsEntry("rows", 30 - left));

        logs.purge(Records.Note.class).olderThan(Duration.ZERO).run();

        assertThat(notes()).isEmpty();
        assertThat(reports(Records.Note.class)).hasSize(2);
    }

    @Test
    void refusesAPurgeWithoutBound() {
        assertThatThrownBy(() -> logs.purge().run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("A purge of the log has no bound, and would delete all of it: type=all."
                        + " Give it olderThan, or keepingNewest.");
    }

    @Test
    void refusesBoundsOutOfRange() {
        assertThatThrownBy(() -> logs.purge().olderThan(DAY.negated()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("age=PT-24H");
        assertThatThrownBy(() -> logs.purge().keepingNewest(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rows=0");
        assertThatThrownBy(() -> logs.purge().chunksOf(10_001))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rows=10001");
        assertThatThrownBy(() -> logs.purge(String.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("class=java.lang.String");
    }
}
