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

import static dev.ashlar.contracts.AuditContracts.assertEveryChangeIsLogged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ashlar.core.ThrowingRunnable;
import dev.ashlar.core.transaction.Transactions;
import dev.ashlar.softdelete.SoftDeletes;
import dev.ashlar.testkit.Engine;
import dev.ashlar.testkit.PersistenceTest;
import dev.ashlar.testkit.TestIsolation;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The proof of the log passes where everything is logged, and tells what is not. */
@PersistenceTest(
        entities = {Story.class, Comment.class, Draft.class, Draft.LongDraft.class, Note.class},
        database = {Engine.H2, Engine.POSTGRESQL}, // their SQL is not MariaDB's
        isolation = TestIsolation.TRUNCATE)
class AuditContractsTest {

    private final SessionFactory factory;

    AuditContractsTest(SessionFactory factory) {
        this.factory = factory;
    }

    @BeforeEach
    void write() {
        factory.inTransaction(session -> {
            Story story = Story.full(1, "old");
            session.persist(story);
            session.persist(Story.full(2, "other"));
            session.persist(new Comment(1, story));
            session.persist(new Draft(1));
            session.persist(new Draft.LongDraft(2));
        });
    }

    private void sql(String... statements) {
        factory.inTransaction(session -> session.doWork(connection -> {
            for (String sql : statements) {
                try (var statement = connection.createStatement()) {
                    assertThat(statement.executeUpdate(sql)).as(sql).isPositive();
                }
            }
        }));
    }

    /** Writes into the JSON of the newest log row. */
    private void forge(String column, String json) {
        factory.inTransaction(session -> session.doWork(connection -> {
            boolean isH2 = connection.getMetaData().getURL().startsWith("jdbc:h2");
            String parameter = isH2 ? "? format json" : "cast(? as jsonb)";
            try (var update = connection.prepareStatement("update audit_logs set " + column + " = " + parameter
                    + " where id = (select id from audit_logs order by id desc fetch first 1 row only)")) {
                update.setString(1, json);
                assertThat(update.executeUpdate()).isEqualTo(1);
            }
        }));
    }

    /** Adds a log row that is newer than all others. */
    private void copyLog(String which, String recordId, String action) {
        UUID id = new UUID(0x7FFF_FFFF_FFFF_7FFFL, UUID.randomUUID().getLeastSignificantBits());
        sql("insert into audit_logs (id, transaction_id, transaction_sequence, table_name, entity_name, record_id,"
                + " action, old_values, new_values, changed_fields, source, schema_version, created_at)"
                + " select cast('" + id + "' as uuid), transaction_id, 9, table_name, entity_name, " + recordId + ", "
                + action + ", old_values, new_values, changed_fields, source, schema_version, created_at"
                + " from audit_logs where " + which);
    }

    private void retitle(String title) {
        factory.inTransaction(session -> session.find(Story.class, 1L).title = title);
    }

    private String refusal(ThrowingRunnable<RuntimeException> block) {
        AssertionError refused =
                catchThrowableOfType(AssertionError.class, () -> assertEveryChangeIsLogged(factory, block));
        assertThat(refused).isNotNull();
        assertThat(refused.getMessage())
                .startsWith("The log does not tell what happened to logged entities: differences=")
                .contains("Write logged attributes through Hibernate")
                .doesNotContain("hidden");
        return refused.getMessage();
    }

    @Nested
    class Passes {

        @Test
        void forWhatASessionWrites() {
            assertEveryChangeIsLogged(factory, () -> {
                factory.inTransaction(session -> {
                    Story story = session.find(Story.class, 1L);
                    story.title = "new";
                    story.price = new BigDecimal("2.5");
                    story.ratio = 0.1;
                    story.moment = story.moment.plusNanos(1_500);
                    story.state = Story.State.PUBLISHED;
                    story.body = "c".repeat(15_000);
                    story.secret = "other";
                    story.place = new Story.Place("Ghent", "other");
                    session.persist(Story.full(3, "third"));
                    session.remove(session.find(Comment.class, 1L));
                });
                factory.inTransaction(session -> {
                    session.find(Story.class, 3L).title = "third again";
                    session.remove(session.find(Story.class, 2L));
                });
            });
        }

        @Test
        void forCollections() {
            assertEveryChangeIsLogged(factory, () -> {
                factory.inTransaction(session -> {
                    Story story = session.find(Story.class, 1L);
                    story.tags.add("y");
                    story.lines.add(0, "first");
                    story.prices.put("k", new BigDecimal("3.50"));
                    story.prices.put("l", BigDecimal.ONE);
                    story.places.add(new Story.Place("Bruges", "other gate"));
                    story.similar.add(session.find(Story.class, 2L));
                });
                factory.inTransaction(session -> {
                    Story story = session.find(Story.class, 1L);
                    story.tags.clear();
                    story.lines.remove(1);
                    story.prices.remove("k");
                    story.places.clear();
                });
            });
        }

        @Test
        void forAStatelessSession() {
            assertEveryChangeIsLogged(factory, () -> {
                factory.inStatelessTransaction(session -> {
                    session.insert(Story.full(3, "third"));
                    Story story = session.get(Story.class, 1L);
                    story.title = "new";
                    session.update(story);
                    session.upsert(Story.full(4, "fourth"));
                    session.delete(session.get(Comment.class, 1L));
                });
            });
        }

        @Test
        void forNestedTransactionsAndRollbacks() {
            Transactions transactions = Transactions.of(factory);
            assertEveryChangeIsLogged(
                    factory,
                    () -> transactions.run(em -> {
                        em.find(Story.class, 1L).title = "outer";
                        em.flush();
                        assertThatThrownBy(() -> transactions.nested(em).run(inner -> {
                                    inner.find(Story.class, 2L).title = "inner";
                                    inner.persist(Story.full(9, "never"));
                                    inner.flush();
                                    throw new IllegalStateException("no");
                                }))
                                .isInstanceOf(IllegalStateException.class);
                        transactions.nested(em).run(inner -> inner.find(Comment.class, 1L).text = "inner");
                    }));
        }

        @Test
        void forSoftDeletesRestoresAndPurges() {
            assertEveryChangeIsLogged(factory, () -> {
                factory.inTransaction(session -> session.remove(session.find(Draft.class, 1L)));
                factory.inTransaction(session -> SoftDeletes.in(session)
                        .withDeleted(() -> SoftDeletes.in(session).restore(session.find(Draft.class, 1L))));
                factory.inTransaction(session -> {
                    session.remove(session.find(Draft.class, 1L));
                    session.remove(session.find(Draft.class, 2L));
                });
            });
            assertEveryChangeIsLogged(
                    factory, () -> SoftDeletes.of(factory).purge(Draft.class).run());
        }

        @Test
        void forAChangeThatIsTakenBack() {
            assertEveryChangeIsLogged(factory, () -> {
                retitle("new");
                retitle("old");
                factory.inTransaction(session -> {
                    session.persist(Story.full(3, "third"));
                    session.flush();
                    session.remove(session.find(Story.class, 3L));
                });
            });
        }

        @Test
        void forColumnsAndEntitiesThatAreNotLogged() {
            assertEveryChangeIsLogged(factory, () -> {
                sql(
                        "update Story set note = 'n', version = version + 1, updatedAt = current_timestamp",
                        "update Draft set version = version + 1");
                factory.inTransaction(session -> session.persist(new Note("n", 1)));
            });
        }

        @Test
        void forRowsThatTellWhatIsThereOrOfTheLogItself() {
            String comment = "action = 'INSERT' and entity_name like '%Comment'";
            assertEveryChangeIsLogged(factory, () -> copyLog(comment, "record_id", "'BASELINE'"));
            assertEveryChangeIsLogged(factory, () -> copyLog(comment, "record_id", "'ERASE'"));
        }

        @Test
        void andLetsTheBlockFail() {
            assertThatThrownBy(() -> assertEveryChangeIsLogged(factory, () -> {
                        sql("update Story set title = 'new'");
                        throw new SQLException("mine");
                    }))
                    .isInstanceOf(SQLException.class)
                    .hasMessage("mine");
        }
    }

    @Nested
    class Refuses {

        @Test
        void anUpdatePastHibernate() {
            assertThat(refusal(() -> sql("update Story set title = 'new' where id = 1")))
                    .contains("differences=1 logRows=0\n  Story#1 title: before=[old] log=nothing after=[new]\n");
        }

        @Test
        void anUpdatePastHibernateAfterALoggedOne() {
            assertThat(refusal(() -> {
                        retitle("new");
                        sql("update Story set title = 'newest', price = null where id = 1");
                    }))
                    .contains("differences=2 logRows=1")
                    .contains("Story#1 title: before=[old] log=[new] after=[newest]\n")
                    .contains("Story#1 price: before=[1.5] log=nothing after=null\n");
        }

        @Test
        void rowsOfCollections() {
            assertThat(refusal(() -> sql(
                            "update Story_tags set tags = 'y' where Story_id = 1",
                            "insert into Story_lines (Story_id, lines_ORDER, line_text) values (1, 2, 'l2')",
                            "delete from Story_prices where Story_id = 1",
                            "insert into Story_Story (Story_id, similar_id) values (2, 1)")))
                    .contains("differences=4 logRows=0")
                    .contains("Story#1 tags: before=[x] log=nothing after=[y]\n")
                    .contains("Story#1 lines: before=[0=l0, 1=l1] log=nothing after=[0=l0, 1=l1, 2=l2]\n")
                    .contains("Story#1 prices: before=[k=2.5] log=nothing after=[]\n")
                    .contains("Story#2 similar: before=[] log=nothing after=[1]\n");
        }

        @Test
        void anInsertADeleteAndACascadeOfTheDatabase() {
            assertThat(refusal(() -> factory.inTransaction(session -> {
                        session.createNativeMutationQuery("insert into Comment (id, text) values (7, 'c')")
                                .executeUpdate();
                        for (String table : new String[] {"tags", "lines", "prices", "places"}) {
                            session.createNativeMutationQuery("delete from Story_" + table + " where Story_id = 1")
                                    .executeUpdate();
                        }
                        session.createNativeMutationQuery("delete from Story where id = 1")
                                .executeUpdate();
                    })))
                    .contains("differences=3 logRows=0")
                    .contains("Comment#7: before=absent log=nothing after=present\n")
                    .contains("Story#1: before=present log=nothing after=absent\n")
                    .contains("Comment#1: before=present log=nothing after=absent\n");
        }

        @Test
        void aCascadeOfTheDatabaseAfterALoggedDelete() {
            assertThat(refusal(() -> factory.inTransaction(session -> session.remove(session.find(Story.class, 1L)))))
                    .contains("differences=1 logRows=1\n  Comment#1: before=present log=nothing after=absent\n");
        }

        @Test
        void aMaskedValueWithoutTellingIt() {
            assertThat(refusal(() -> sql(
                            "update Story set secret = 'hidden too', door = 'hidden as well' where id = 1",
                            "update Story_places set door = 'hidden three' where Story_id = 2")))
                    .contains("differences=3")
                    .contains("Story#1 secret: before=masked log=nothing after=masked\n")
                    .contains("Story#1 place: before=[door=masked, town=Ghent] log=nothing"
                            + " after=[door=masked, town=Ghent]\n")
                    .contains("Story#2 places: before=[door=masked, town=Bruges] log=nothing");
        }

        @Test
        void anOldDraftThatIsMarkedPastHibernate() {
            assertThat(refusal(() -> sql("update Draft set deleted_at = current_timestamp where id = 2")))
                    .contains("LongDraft#2 deletion: before=null log=nothing after=[");
        }

        @Test
        void aLogRowWithOtherNewValues() {
            assertThat(refusal(() -> {
                        retitle("new");
                        forge("new_values", "{\"title\": \"forged\"}");
                    }))
                    .contains("differences=1 logRows=1\n  Story#1 title: before=[old] log=[forged] after=[new]\n");
        }

        @Test
        void aLogRowWithOtherOldValues() {
            assertThat(refusal(() -> {
                        retitle("new");
                        forge("old_values", "{\"title\": \"forged\"}");
                    }))
                    .contains("differences=1 logRows=1\n"
                            + "  Story#1 title: before=[old] log=UPDATE from [forged] to [new] after=[new]\n");
        }

        @Test
        void aLogRowWithOtherElements() {
            assertThat(refusal(() -> {
                        factory.inTransaction(
                                session -> session.find(Story.class, 1L).tags.add("y"));
                        forge("new_values", "{\"tags\": [\"z\"]}");
                    }))
                    .contains("Story#1 tags: before=[x] log=[x, z] after=[x, y]\n");
            assertThat(refusal(() -> {
                        factory.inTransaction(
                                session -> session.find(Story.class, 1L).tags.remove("y"));
                        forge("old_values", "{\"tags\": [\"z\"]}");
                    }))
                    .contains("Story#1 tags: before=[x, y] log=UPDATE from [z] to [] after=[x]\n");
        }

        @Test
        void aLogRowThatIsGone() {
            assertThat(refusal(() -> {
                        retitle("new");
                        sql("delete from audit_logs where new_values is not null and action = 'UPDATE'");
                    }))
                    .contains("differences=1 logRows=0");
        }

        @Test
        void aLogRowTooMuch() {
            assertThat(refusal(() -> {
                        retitle("new");
                        copyLog("action = 'UPDATE'", "record_id", "action");
                    }))
                    .contains("differences=1 logRows=2\n"
                            + "  Story#1 title: before=[old] log=UPDATE from [old] to [new] after=[new]\n");
        }

        @Test
        void aLogRowOfNothing() {
            assertThat(refusal(() -> copyLog(
                            "action = 'INSERT' and record_id = '1' and entity_name like '%Comment'", "'8'", "action")))
                    .contains("Comment#8: before=absent log=present after=absent\n");
            assertThat(refusal(() -> copyLog(
                            "action = 'INSERT' and record_id = '1' and entity_name like '%Comment'", "'1'", "action")))
                    .contains("Comment#1: before=present log=INSERT of a record that is there after=present\n");
        }

        @Test
        void aSummaryInPlaceOfRecords() {
            assertThat(refusal(() -> {
                        sql("update Story set title = 'all'");
                        copyLog(
                                "action = 'INSERT' and record_id = '1' and entity_name like '%Story'",
                                "null", "action");
                        forge(
                                "new_values",
                                "{\"statement\": {\"$\": \"statement\", \"text\": \"update Story set title = ?\","
                                        + " \"count\": 2}}");
                        sql("update audit_logs set action = 'BULK_UPDATE' where record_id is null");
                    }))
                    .contains("differences=2 logRows=1")
                    .contains("Rows that sum up a set-based statement cannot account for single records: rows=1"
                            + " statements=[BULK_UPDATE Story count=2 [update Story set title = ?]]");
        }

        @Test
        void moreThanItTells() {
            assertEveryChangeIsLogged(
                    factory,
                    () -> factory.inTransaction(session -> {
                        for (long id = 10; id < 260; id++) {
                            session.persist(new Story(id, "s"));
                        }
                    }));
            assertThat(refusal(() -> sql("update Story set title = '" + "t".repeat(200) + "' where id >= 10")))
                    .contains("differences=250 logRows=0")
                    .contains("\n  and 240 more\n")
                    .contains("[" + "t".repeat(80) + "…]")
                    .hasSizeLessThan(3_000);
        }
    }
}
