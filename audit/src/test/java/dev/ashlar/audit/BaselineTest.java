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
import dev.ashlar.testkit.SqlLog;
import dev.ashlar.testkit.TestIsolation;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a baseline writes of records that were there before the log. */
@PersistenceTest(
        entities = {
            Document.class,
            Label.class,
            Records.Seat.class,
            Records.Berth.class,
            Records.Note.class,
            Records.Line.class,
            Records.Animal.class,
            Records.Cat.class,
            Records.Dog.class,
            Records.Vehicle.class,
            Records.Car.class
        },
        isolation = TestIsolation.TRUNCATE)
class BaselineTest {

    private final Transactions transactions;
    private final AuditLogs logs;

    BaselineTest(EntityManagerFactory factory, Transactions transactions) {
        this.transactions = transactions;
        this.logs = AuditLogs.of(factory);
    }

    private List<AuditLog> log() {
        return transactions.call(em ->
                em.createQuery("from AuditLog order by id", AuditLog.class).getResultList());
    }

    private void forget() {
        transactions.run(em -> em.createQuery("delete from AuditLog").executeUpdate());
    }

    private void writeNotes(int count) {
        transactions.run(em -> {
            for (long id = 1; id <= count; id++) {
                Records.Note note = new Records.Note(id, "text " + id);
                note.tags.add("tag " + id);
                em.persist(note);
            }
        });
        forget();
    }

    @Test
    void writesTheWholeStateAsAnInsertDoes() {
        transactions.run(em -> {
            Label label = new Label(1, "one");
            em.persist(label);
            Document document = new Document("title");
            document.secret = "secret";
            document.place = new Document.Place("Ghent", "12b");
            document.label = label;
            document.words.addAll(List.of("x", "y"));
            document.lines.addAll(List.of("l0", "l1"));
            document.counts.put("k", 7);
            document.labels.add(label);
            em.persist(document);
        });
        AuditLog inserted = log().get(1);
        forget();

        BaselineReport report = ChangeContext.of(Actor.job("baseline"))
                .call(() -> logs.baseline(Document.class).run());

        assertThat(report.entities()).containsExactly(new BaselineReport.OfEntity(Document.class.getName(), 1, 0));
        assertThat(log()).singleElement().satisfies(row -> {
            assertThat(row.action()).isEqualTo(AuditAction.BASELINE);
            assertThat(row.source()).isEqualTo(AuditSource.TASK);
            assertThat(row.actor()).contains("baseline");
            assertThat(row.recordId()).isEqualTo(inserted.recordId());
            assertThat(row.newValues()).isEqualTo(inserted.newValues());
            assertThat(row.oldValues()).isEmpty();
        });
    }

    @Test
    void writesNothingForWhatHasARow() {
        writeNotes(5);
        transactions.run(em -> em.find(Records.Note.class, 2L).text = "changed");

        assertThat(logs.baseline().run().entities())
                .containsExactly(new BaselineReport.OfEntity(Records.Note.class.getName(), 4, 1));
        assertThat(logs.baseline().run().entities())
                .containsExactly(new BaselineReport.OfEntity(Records.Note.class.getName(), 0, 5));
        assertThat(log()).hasSize(5);
    }

    @Test
    void goesOnWhereItWasEnded() {
        writeNotes(25);
        List<UUID> transactionsSeen = new ArrayList<>();
        logs.baseline(Records.Note.class).chunksOf(10).run();
        log().stream().map(AuditLog::transactionId).distinct().forEach(transactionsSeen::add);
        assertThat(transactionsSeen).hasSize(3);
        transactions.run(em -> em.createQuery("delete from AuditLog where transactionId = :last")
                .setParameter("last", transactionsSeen.get(2))
                .executeUpdate());

        BaselineReport report = logs.baseline(Records.Note.class).chunksOf(10).run();

        assertThat(report.entities()).containsExactly(new BaselineReport.OfEntity(Records.Note.class.getName(), 5, 20));
    }

    @Test
    void findsRecordsByEachSortOfIdentifierInChunks() {
        transactions.run(em -> {
            for (int i = 0; i < 7; i++) {
                em.persist(new Records.Seat(i / 3, String.valueOf((char) ('a' + i)), "guest"));
                em.persist(new Records.Berth(i / 3, new UUID(i % 3, i), "boat"));
                Records.Note note = new Records.Note(i, "text");
                em.persist(note);
                em.persist(new Records.Line(note, i, "line"));
                em.persist(new Records.Cat(i, "cat"));
                em.persist(new Records.Dog(10 + i, "dog"));
                em.persist(new Records.Vehicle(i, "cart"));
                em.persist(new Records.Car(10 + i, "beetle", 2));
            }
        });
        List<String> inserted = records();
        forget();

        BaselineReport report = logs.baseline().chunksOf(2).run();

        assertThat(report.entities())
                .hasSize(8)
                .allSatisfy(entity -> assertThat(entity.written()).isEqualTo(7));
        assertThat(records()).isEqualTo(inserted);
        assertThat(logs.baseline().chunksOf(2).run().total()).isZero();
    }

    private List<String> records() {
        return log().stream()
                .map(row -> row.entityName() + row.recordId() + row.newValues())
                .sorted()
                .toList();
    }

    @Test
    void readsAChunkOfRecordsAtOnce(SqlLog sql) {
        transactions.run(em -> {
            for (long id = 1; id <= 50; id++) {
                em.persist(new Label(id, "label"));
            }
        });
        forget();
        sql.clear();

        logs.baseline(Label.class).run();

        // The page, twice what has a row, the lock, the records, and the log's own batch.
        assertThat(sql.statements()).hasSizeLessThanOrEqualTo(8);
    }

    @Test
    void waitsForAChangeThatIsNotCommitted() throws Exception {
        writeNotes(3);
        CompletableFuture<BaselineReport> baseline = new CompletableFuture<>();
        transactions.run(em -> {
            em.find(Records.Note.class, 2L).text = "changed";
            em.flush();
            Thread thread = inThread(baseline);
            thread.join(300);
            assertThat(baseline).isNotDone();
        });

        assertThat(baseline.get(20, TimeUnit.SECONDS).entities())
                .containsExactly(new BaselineReport.OfEntity(Records.Note.class.getName(), 2, 1));
        assertThat(log())
                .filteredOn(row -> row.recordId().orElseThrow().equals("2"))
                .extracting(AuditLog::action)
                .containsExactly(AuditAction.UPDATE);
    }

    private Thread inThread(CompletableFuture<BaselineReport> baseline) {
        Thread thread = new Thread(() -> {
            try {
                baseline.complete(logs.baseline(Records.Note.class).run());
            } catch (RuntimeException e) {
                baseline.completeExceptionally(e);
            }
        });
        thread.start();
        return thread;
    }

    @Test
    void leavesARecordThatIsDeletedMeanwhile() throws Exception {
        writeNotes(3);
        CompletableFuture<BaselineReport> baseline = new CompletableFuture<>();
        transactions.run(em -> {
            em.remove(em.find(Records.Note.class, 2L));
            em.flush();
            inThread(baseline).join(300);
        });

        assertThat(baseline.get(20, TimeUnit.SECONDS).total()).isEqualTo(2);
        assertThat(log())
                .filteredOn(row -> row.recordId().orElseThrow().equals("2"))
                .extracting(AuditLog::action)
                .containsExactly(AuditAction.DELETE);
    }

    /** Replays each record's log from its first row, and compares it with the database. */
    @Test
    void tellsTheTruthWhileRecordsChange() throws Exception {
        int notes = 60;
        writeNotes(notes);
        CountDownLatch started = new CountDownLatch(2);
        AtomicBoolean going = new AtomicBoolean(true);
        List<CompletableFuture<Void>> writers = List.of(writer(notes, started, going), writer(notes, started, going));
        started.await();

        BaselineReport report = logs.baseline(Records.Note.class).chunksOf(7).run();
        going.set(false);
        for (CompletableFuture<Void> writer : writers) {
            writer.get(30, TimeUnit.SECONDS);
        }

        assertThat(report.total()).isPositive();
        Map<String, List<AuditLog>> histories = log().stream()
                .collect(Collectors.groupingBy(row -> row.recordId().orElseThrow()));
        assertThat(histories).hasSize(notes);
        histories.forEach((record, rows) -> {
            assertThat(rows.subList(1, rows.size())).noneMatch(row -> row.action() == AuditAction.BASELINE);
            for (int i = 1; i < rows.size(); i++) {
                assertThat(rows.get(i).oldValues().get("text"))
                        .as("note %s, row %s", record, i)
                        .isEqualTo(rows.get(i - 1).newValues().get("text"));
            }
            String last = (String) rows.get(rows.size() - 1).newValues().get("text");
            String stored = transactions.call(em -> em.find(Records.Note.class, Long.valueOf(record)).text);
            assertThat(last).isEqualTo(stored);
        });
    }

    private CompletableFuture<Void> writer(int notes, CountDownLatch started, AtomicBoolean going) {
        return CompletableFuture.runAsync(() -> {
            for (int i = 0; going.get(); i++) {
                String text = Thread.currentThread().getId() + "-" + i;
                long id = ThreadLocalRandom.current().nextLong(notes) + 1;
                transactions.run(em -> em.find(Records.Note.class, id, LockModeType.PESSIMISTIC_WRITE).text = text);
                started.countDown();
            }
        });
    }

    @Test
    void refusesChunksOutOfRangeAndWhatIsNotLogged() {
        assertThatThrownBy(() -> logs.baseline().chunksOf(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("records=0");
        assertThatThrownBy(() -> logs.baseline(AuditLog.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("entity=dev.ashlar.audit.AuditLog");
    }
}
