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
package dev.ashlar.contracts;

import static dev.ashlar.contracts.PaginationContracts.assertCompleteWalk;
import static dev.ashlar.pagination.Sort.asc;
import static dev.ashlar.pagination.Sort.desc;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.pagination.Count;
import dev.ashlar.pagination.Pagination;
import dev.ashlar.testkit.Fixtures;
import dev.ashlar.testkit.PersistenceTest;
import jakarta.persistence.EntityManager;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The proofs pass where pages are complete, and tell what is lost where they are not. */
@PersistenceTest(entities = Note.class)
class PaginationContractsTest {

    private static final Pagination<Note> NOTES =
            Pagination.of(Note.class).sort(desc("priority").nullsLast(), asc("title"));

    private final Random random = new Random(4);

    private Note note() {
        return new Note("n" + random.nextInt(3), random.nextInt(3) == 0 ? null : random.nextInt(3));
    }

    private void fill(EntityManager em, int rows) {
        em.getTransaction().begin();
        for (int i = 0; i < rows; i++) {
            em.persist(note());
        }
        em.getTransaction().commit();
        em.clear();
    }

    @Test
    void passesForACompleteQuery(EntityManager em) {
        fill(em, 12);
        assertCompleteWalk(NOTES, em);
        assertCompleteWalk(NOTES.count(Count.upTo(5)), em);
        assertCompleteWalk(
                Pagination.of("select n.title, count(*) as notes from Note n group by n.title", Object[].class)
                        .sort(desc("notes")),
                em);
    }

    @Test
    void takesASampleOfTheSizesOfManyRows(EntityManager em) {
        fill(em, 60);
        assertCompleteWalk(NOTES, em);
    }

    @Test
    void staysTrueWhileRowsComeAndGo(EntityManager em, Fixtures fixtures) {
        fill(em, 15);
        assertCompleteWalk(NOTES, em, Disturbance.of(inserting -> inserting.persist(note())));
        assertCompleteWalk(NOTES, em, Disturbance.of(fixtures, Note.class));
    }

    @Test
    void runsInATransactionThatIsOpen(EntityManager em) {
        fill(em, 10);
        em.getTransaction().begin();
        assertCompleteWalk(NOTES, em, Disturbance.of(inserting -> inserting.persist(note())));
        em.getTransaction().rollback();
    }

    @Test
    void tellsWhatIsLostIfUniqueByDoesNotIdentifyARow(EntityManager em) {
        em.getTransaction().begin();
        em.persist(new Note("a", 1));
        em.persist(new Note("b", 1));
        em.persist(new Note("c", 2));
        em.getTransaction().commit();
        assertThatThrownBy(() -> assertCompleteWalk(
                        Pagination.of("select n.priority, n.title from Note n", Object[].class)
                                .uniqueBy("priority"),
                        em))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll(
                        "The walk is not complete, forward by cursor, pageSize=1: rows=3 walked=2",
                        "repeated=[]",
                        "firstDifference=",
                        "uniqueBy(...)");
    }

    @Test
    void provesNothingWithTooFewRows(EntityManager em) {
        fill(em, 2);
        assertThatThrownBy(() -> assertCompleteWalk(NOTES, em))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("Too few rows to prove anything: rows=2.");
    }

    /** What a disturbance must not do: a row whose key changes is another row to a walk. */
    @Test
    void seesARowThatMoves(EntityManager em) {
        fill(em, 12);
        assertThatThrownBy(() -> assertCompleteWalk(
                        NOTES,
                        em,
                        Disturbance.of(moving -> moving.createQuery("update Note n set n.priority = 7 - n.priority")
                                .executeUpdate())))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("while rows come and go");
    }
}
