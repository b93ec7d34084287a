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
package dev.ashlar.pagination;

import static dev.ashlar.pagination.Sort.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.SqlLog;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.RollbackException;
import java.io.IOException;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.hibernate.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** All rows in batches, each of them once. */
@PersistenceTest(entities = {Visit.class, Author.class, Book.class, Line.class})
class WalkTest {

    private static final Pagination<Visit> VISITS = Pagination.of(Visit.class);

    @BeforeEach
    void fill(EntityManager em) {
        em.getTransaction().begin();
        LongStream.range(0, 25).forEach(i -> em.persist(visit(i)));
        em.getTransaction().commit();
        em.clear();
    }

    private static Visit visit(long id) {
        return new Visit(id, Instant.EPOCH, id % 2 == 0 ? null : Instant.EPOCH.plusSeconds(id % 3), null);
    }

    @Test
    void seesEachRowOnce(EntityManagerFactory factory) {
        for (int size : new int[] {1, 5, 24, 25, 26}) {
            List<Long> seen = new ArrayList<>();
            List<Long> before = new ArrayList<>();
            long count = VISITS.walk(factory, size).forEach(batch -> {
                before.add(batch.seenBefore());
                batch.items().forEach(visit -> seen.add(visit.id));
            });
            assertThat(count).isEqualTo(25);
            assertThat(seen)
                    .containsExactlyElementsOf(LongStream.range(0, 25).boxed().toList());
            assertThat(before.get(before.size() - 1)).isEqualTo((24 / size) * size);
        }
    }

    @Test
    void takesOneStatementForEachBatchAndNoneAtItsEnd(EntityManagerFactory factory, SqlLog sql) {
        VISITS.walk(factory, 5).forEach(batch -> {});
        assertThat(sql).selects(5).nothingElse();
    }

    @Test
    void walksInItsSort(EntityManagerFactory factory) {
        Pagination<Visit> sorted = VISITS.sort(desc("leftAt").nullsLast());
        List<Visit> seen = new ArrayList<>();
        sorted.walk(factory, 4).forEach(batch -> seen.addAll(batch.items()));
        assertThat(seen)
                .hasSize(25)
                .extracting(visit -> visit.leftAt == null ? -1 : visit.leftAt.getEpochSecond())
                .isSortedAccordingTo((a, b) -> Long.compare(b, a));
    }

    @Test
    void commitsWhatIsChangedWithItsBatch(EntityManagerFactory factory, EntityManager em) {
        VISITS.walk(factory, 4).forEach(batch -> batch.items().forEach(visit -> visit.seen++));
        VISITS.walk(factory, 4)
                .stateless()
                .forEach(batch -> batch.items().forEach(visit -> {
                    visit.seen++;
                    batch.session().update(visit);
                }));
        VISITS.walk(factory, 4)
                .inOneTransaction()
                .forEach(batch -> batch.items().forEach(visit -> visit.seen++));
        assertThat(em.createQuery("select min(v.seen), max(v.seen) from Visit v", Object[].class)
                        .getSingleResult())
                .containsExactly(3, 3);
    }

    @Test
    void isNotDisturbedByWhatIsInsertedAndDeletedAroundIt(EntityManagerFactory factory) {
        List<Long> seen = new ArrayList<>();
        VISITS.walk(factory, 5).forEach(batch -> {
            for (Visit visit : batch.items()) {
                seen.add(visit.id);
                batch.em().persist(visit(-1 - visit.id));
                batch.em().remove(visit);
            }
        });
        assertThat(seen)
                .containsExactlyElementsOf(LongStream.range(0, 25).boxed().toList());
    }

    @Test
    void goesOnWhereABatchFailed(EntityManagerFactory factory, EntityManager em) {
        CursorTokens tokens = CursorTokens.signedBy("k", new byte[32]);
        List<String> written = new ArrayList<>();
        assertThatThrownBy(() -> VISITS.walk(factory, 4).forEach(batch -> {
                    batch.items().forEach(visit -> visit.seen++);
                    if (batch.seenBefore() == 12) {
                        throw new IOException("the disk is full");
                    }
                    written.add(tokens.encode(batch.end()));
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("the disk is full");
        assertThat(written).hasSize(3);

        long rest = VISITS.walk(factory, 4)
                .from(tokens.decode(written.get(2)))
                .forEach(batch -> batch.items().forEach(visit -> visit.seen++));

        assertThat(rest).isEqualTo(13);
        assertThat(em.createQuery("select min(v.seen), max(v.seen) from Visit v", Object[].class)
                        .getSingleResult())
                .containsExactly(1, 1);
    }

    @Test
    void keepsNothingOfAWalkInOneTransactionThatFails(EntityManagerFactory factory, EntityManager em) {
        assertThatThrownBy(() -> VISITS.walk(factory, 4).inOneTransaction().forEach(batch -> {
                    batch.items().forEach(visit -> visit.seen++);
                    if (batch.seenBefore() == 12) {
                        throw new IllegalStateException("no");
                    }
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(em.createQuery("select max(v.seen) from Visit v", Integer.class)
                        .getSingleResult())
                .isZero();
    }

    @Test
    void stopsWhenItIsToldTo(EntityManagerFactory factory, EntityManager em) {
        long seen = VISITS.walk(factory, 4).forEach(batch -> {
            batch.items().forEach(visit -> visit.seen++);
            if (batch.seenBefore() == 8) {
                batch.stop();
            }
        });
        assertThat(seen).isEqualTo(12);
        assertThat(em.createQuery("select sum(v.seen) from Visit v", Long.class).getSingleResult())
                .isEqualTo(12L);
    }

    @Test
    void keepsNoBatchInMemoryInOneTransaction(EntityManagerFactory factory) {
        List<Visit> before = new ArrayList<>();
        VISITS.walk(factory, 4).inOneTransaction().forEach(batch -> {
            assertThat(before).noneMatch(batch.em()::contains);
            before.addAll(batch.items());
        });
        assertThat(before).hasSize(25);
    }

    @Test
    void doesNothingWhereThereIsNoRow(EntityManagerFactory factory) {
        List<WalkBatch<Visit>> batches = new ArrayList<>();
        assertThat(Pagination.of("from Visit v where v.id < 0", Visit.class)
                        .walk(factory, 4)
                        .forEach(batches::add))
                .isZero();
        assertThat(batches).isEmpty();
    }

    @Test
    void goesOnInTheSameWayFromACursor(EntityManagerFactory factory, EntityManager em) {
        Cursor cursor = VISITS.in(em).first(10).next().orElseThrow();
        Walk<Visit> walk = VISITS.walk(factory, 4).from(cursor);
        assertThat(walk.inOneTransaction().forEach(batch -> {})).isEqualTo(15);
        assertThat(walk.stateless().forEach(batch -> {})).isEqualTo(15);
    }

    @Test
    void throwsWhatTheActionThrowsIfTheRollbackFailsToo(EntityManagerFactory factory) {
        assertThatThrownBy(() -> VISITS.walk(factory, 4).forEach(batch -> {
                    batch.em().unwrap(Session.class).doWork(Connection::close);
                    throw new IOException("the disk is full");
                }))
                .isInstanceOf(IOException.class)
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    }

    @Test
    void tellsThatAMarkedBatchIsLost(EntityManagerFactory factory) {
        assertThatThrownBy(() -> VISITS.walk(factory, 4)
                        .forEach(batch -> batch.em().getTransaction().setRollbackOnly()))
                .isInstanceOf(RollbackException.class)
                .hasMessageContaining("marked for rollback");
    }

    @Test
    void keepsTheSessionsApart(EntityManagerFactory factory) {
        assertThatThrownBy(() -> VISITS.walk(factory, 4).forEach(WalkBatch::session))
                .isInstanceOf(PaginationException.class)
                .hasMessageContaining("not stateless");
        assertThatThrownBy(() -> VISITS.walk(factory, 4).stateless().forEach(WalkBatch::em))
                .isInstanceOf(PaginationException.class)
                .hasMessageContaining("no entity manager");
    }

    @Test
    void walksOverRootsWithTheirCollections(EntityManagerFactory factory, EntityManager em) {
        Library.fill(em);
        List<Author> seen = new ArrayList<>();
        Pagination.of("from Author a left join fetch a.books", Author.class)
                .walk(factory, 2)
                .forEach(batch -> seen.addAll(batch.items()));
        assertThat(seen).extracting(author -> author.id).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(seen.get(1).books).hasSize(2);
    }

    @Test
    void refusesTheCursorOfAnotherWalkAndABatchOfNothing(EntityManagerFactory factory, EntityManager em) {
        Cursor cursor = VISITS.in(em).first(1).next().orElseThrow();
        assertThatThrownBy(() -> VISITS.sort(desc("at")).walk(factory, 4).from(cursor))
                .isInstanceOf(ForeignCursorException.class);
        assertThatThrownBy(() -> VISITS.walk(factory, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("batchSize=0");
    }
}
