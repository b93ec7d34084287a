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
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an erasure leaves of a record's history. */
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
            Records.Dog.class
        },
        isolation = TestIsolation.TRUNCATE)
class ErasureTest {

    private final SessionFactory factory;
    private final Transactions transactions;
    private final AuditLogs logs;
    private Long id;
    private Long other;

    ErasureTest(EntityManagerFactory factory, Transactions transactions) {
        this.factory = factory.unwrap(SessionFactory.class);
        this.transactions = transactions;
        this.logs = AuditLogs.of(factory);
    }

    @BeforeEach
    void write() {
        transactions.run(em -> {
            Document document = new Document("private title");
            document.place = new Document.Place("private town", "12b");
            document.secret = "private secret";
            document.words.add("private word");
            document.lines.add("private line");
            Document another = new Document("public title");
            em.persist(document);
            em.persist(another);
            em.flush();
            id = document.id;
            other = another.id;
        });
        transactions.run(em -> em.find(Document.class, id).title = "private name");
    }

    private List<AuditLog> log() {
        return transactions.call(em ->
                em.createQuery("from AuditLog order by id", AuditLog.class).getResultList());
    }

    private List<AuditLog> log(Long record) {
        return log().stream()
                .filter(row -> row.recordId().orElseThrow().equals(record.toString()))
                .toList();
    }

    private void assertErased(List<AuditLog> rows) {
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.oldValues().values()).allMatch(AuditValue.Erased.class::isInstance);
            assertThat(row.newValues().values()).allMatch(AuditValue.Erased.class::isInstance);
            assertThat(row.toString()).doesNotContain("private");
        });
    }

    @Test
    void blanksEveryValueAndKeepsWhatHappened() {
        int erased = ChangeContext.of(Actor.user("dpo"))
                .reason("asked for by mail")
                .call(() -> logs.erase(Document.class, id));

        assertThat(erased).isEqualTo(2);
        List<AuditLog> rows = log(id);
        assertThat(rows)
                .extracting(AuditLog::action)
                .containsExactly(AuditAction.INSERT, AuditAction.UPDATE, AuditAction.ERASE);
        assertErased(rows);
        assertThat(rows.get(0).newValues()).containsKeys("title", "secret", "place", "words", "lines", "price");
        assertThat(rows.get(1).changedFields()).containsExactly("title");
        assertThat(rows.get(2).actor()).contains("dpo");
        assertThat(rows.get(2).reason()).contains("asked for by mail");
        assertThat(rows.get(2).source()).isEqualTo(AuditSource.TASK);
        assertThat(log(other).get(0).newValues()).containsEntry("title", "public title");
    }

    @Test
    void findsNothingToBlankTheSecondTime() {
        logs.erase(Document.class, id);

        assertThat(logs.erase(Document.class, id)).isZero();
    }

    @Test
    void blanksTheHistoryOfWhatIsDeleted() {
        transactions.run(em -> em.remove(em.find(Document.class, id)));

        assertThat(logs.erase(Document.class, id)).isEqualTo(3);
        assertErased(log(id));
    }

    @Test
    void tellsOfAnErasureThatFoundNoHistory() {
        assertThat(logs.erase(Document.class, -1L)).isZero();

        assertThat(log(-1L)).extracting(AuditLog::action).containsExactly(AuditAction.ERASE);
    }

    @Test
    void goesTogetherWithTheRow() {
        transactions.run(em -> {
            em.find(Document.class, id).title = "private again";
            AuditLogs.in(em).erase(Document.class, id);
            em.remove(em.find(Document.class, id));
        });

        List<AuditLog> rows = log(id);
        assertThat(rows)
                .extracting(AuditLog::action)
                .containsExactlyInAnyOrder(
                        AuditAction.INSERT, AuditAction.UPDATE, AuditAction.DELETE, AuditAction.ERASE);
        assertErased(rows);
        assertThat(rows).anySatisfy(row -> assertThat(row.oldValues()).containsKeys("title", "words", "lines"));
    }

    @Test
    void goesTogetherWithTheRowInAStatelessSession() {
        transactions.run(em -> em.persist(new Records.Note(77, "private")));

        transactions.stateless().run(session -> {
            session.delete(session.get(Records.Note.class, 77L));
            assertThat(AuditLogs.in(session).erase(Records.Note.class, 77L)).isEqualTo(1);
        });

        assertThat(log(77L))
                .extracting(AuditLog::action)
                .containsExactlyInAnyOrder(AuditAction.INSERT, AuditAction.DELETE, AuditAction.ERASE);
        assertErased(log(77L));
    }

    @Test
    void keepsTheValuesOfLaterTransactions() {
        logs.erase(Document.class, id);

        transactions.run(em -> em.find(Document.class, id).title = "public now");

        AuditLog last = log(id).get(3);
        assertThat(last.newValues()).containsEntry("title", "public now");
    }

    @Test
    void leavesAllAsItWasWhenItsTransactionFails() {
        assertThatThrownBy(() -> transactions.run(em -> {
                    AuditLogs.in(em).erase(Document.class, id);
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(log(id).get(0).newValues()).containsEntry("title", "private title");
        assertThat(log(id)).hasSize(2);
    }

    @Test
    void leavesAllAsItWasWhenItsNestedBlockFails() {
        transactions.run(em -> {
            em.find(Document.class, id).title = "private still";
            em.flush();
            assertThatThrownBy(() -> transactions.nested(em).run(inner -> {
                        AuditLogs.in(inner).erase(Document.class, id);
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
        });

        assertThat(log(id))
                .extracting(AuditLog::action)
                .containsExactly(AuditAction.INSERT, AuditAction.UPDATE, AuditAction.UPDATE);
        assertThat(log(id).get(2).newValues()).containsEntry("title", "private still");
    }

    @Test
    void waitsForATransactionThatWritesTheRecord() throws Exception {
        CompletableFuture<Integer> erasure = new CompletableFuture<>();
        transactions.run(em -> {
            em.find(Document.class, id).title = "private and late";
            em.flush();
            Thread thread = new Thread(() -> {
                try {
                    erasure.complete(logs.erase(Document.class, id));
                } catch (RuntimeException e) {
                    erasure.completeExceptionally(e);
                }
            });
            thread.start();
            thread.join(300);
            assertThat(erasure).isNotDone();
        });

        assertThat(erasure.get(20, TimeUnit.SECONDS)).isEqualTo(3);
        assertErased(log(id));
    }

    @Test
    void findsRecordsByEachSortOfIdentifier() {
        UUID code = new UUID(3, 4);
        transactions.run(em -> {
            em.persist(new Records.Seat(7, "a", "private"));
            em.persist(new Records.Berth(7, code, "private"));
            Records.Note note = new Records.Note(7, "private");
            em.persist(note);
            em.persist(new Records.Line(note, 1, "private"));
            em.persist(new Records.Dog(7, "private"));
            em.persist(new Records.Cat(8, "private"));
        });

        Records.Line.Key line =
                transactions.call(em -> em.createQuery("from " + Records.Line.class.getName(), Records.Line.class)
                        .getSingleResult()
                        .id);
        assertThat(logs.erase(Records.Seat.class, new Records.Seat.Place(7, "a")))
                .isEqualTo(1);
        assertThat(logs.erase(Records.Berth.class, new Records.Berth.Key(7, code)))
                .isEqualTo(1);
        assertThat(logs.erase(Records.Line.class, line)).isEqualTo(1);
        assertThat(logs.erase(Records.Note.class, 7L)).isEqualTo(1);
        assertThat(logs.erase(Records.Animal.class, 7L)).isEqualTo(1);
        assertThat(logs.erase(Records.Cat.class, 8L)).isEqualTo(1);

        assertThat(log().stream().filter(row -> !row.entityName().endsWith("Document")))
                .hasSize(12)
                .noneMatch(row -> row.toString().contains("private"))
                .filteredOn(row -> row.action() == AuditAction.ERASE)
                .extracting(row -> row.entityName().replaceFirst(".*\\$", ""))
                .containsExactly("Seat", "Berth", "Line", "Note", "Dog", "Cat");
    }

    @Test
    void blanksMoreRowsThanAPage() {
        for (int i = 0; i < 5; i++) {
            transactions.run(em -> {
                Document document = em.find(Document.class, id);
                for (int j = 0; j < 50; j++) {
                    String title = "private " + System.nanoTime();
                    ChangeContext.of(Actor.user("u" + j)).run(() -> {
                        document.title = title;
                        em.flush();
                    });
                }
            });
        }

        assertThat(logs.erase(Document.class, id)).isEqualTo(252);
        assertErased(log(id));
    }

    @Test
    void refusesWhatHasNoHistory() {
        assertThatThrownBy(() -> logs.erase(String.class, 1L))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A class is no entity of the factory: class=java.lang.String. Give a logged entity.");
        assertThatThrownBy(() -> logs.erase(AuditLog.class, new UUID(1, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("An entity is not logged: entity=dev.ashlar.audit.AuditLog.");
    }

    @Test
    void refusesAnIdentifierOfAnotherType() {
        assertThatThrownBy(() -> logs.erase(Document.class, 7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("An identifier is of another type: entity=dev.ashlar.audit.Document id=[7]"
                        + " given=java.lang.Integer expected=java.lang.Long. Give the record's identifier.");
    }

    @Test
    void refusesASessionWithoutTransaction() {
        factory.inSession(session -> assertThatThrownBy(
                        () -> AuditLogs.in(session).erase(Document.class, id))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Nothing is erased without a transaction: entity=dev.ashlar.audit.Document."
                        + " Begin one, or use AuditLogs.of(factory).erase."));
    }
}
