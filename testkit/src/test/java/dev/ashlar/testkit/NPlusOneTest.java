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
package dev.ashlar.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.core.harness.EachEngine;
import dev.ashlar.core.harness.Engine;
import dev.ashlar.core.transaction.Transactions;
import dev.ashlar.testkit.library.Author;
import dev.ashlar.testkit.library.Book;
import dev.ashlar.testkit.library.Citizen;
import dev.ashlar.testkit.library.Library;
import dev.ashlar.testkit.library.Passport;
import dev.ashlar.testkit.library.Review;
import java.util.List;
import java.util.Map;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NPlusOneTest {

    private static final Map<String, Object> BATCHES = Map.of("hibernate.default_batch_fetch_size", 16);

    private static LoggedUnit filled(Engine engine, Map<String, Object> settings, int authors) {
        LoggedUnit unit = LoggedUnit.open(engine, settings, Library.entities());
        unit.factory.inTransaction(session -> Library.fill(session, authors));
        unit.sql.clear();
        return unit;
    }

    /** What was fetched, without the lines. */
    private static List<String> fetched(LoggedUnit unit) {
        return unit.sql.fetches().stream()
                .map(fetch -> fetch.trips() + " × " + fetch.association())
                .toList();
    }

    private static List<Author> authors(Session session) {
        return session.createSelectionQuery("from Author order by id", Author.class)
                .getResultList();
    }

    private static List<Book> books(Session session) {
        return session.createSelectionQuery("from Book order by id", Book.class).getResultList();
    }

    @Nested
    class Collections {

        @EachEngine
        void areNamedWithTheirTripsAndTheLine(Engine engine) {
            try (LoggedUnit unit = filled(engine, Map.of(), 49)) {
                int[] line = new int[1];
                unit.factory.inTransaction(session -> {
                    for (Author author : authors(session)) {
                        line[0] = Lines.next();
                        Hibernate.initialize(author.books());
                    }
                });

                assertThat(unit.sql.fetches())
                        .singleElement()
                        .hasToString("50 × Author.books at NPlusOneTest.java:" + line[0]);
                assertThatThrownBy(() -> assertThat(unit.sql).hasNoNPlusOne())
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContaining("50 × Author.books at NPlusOneTest.java:" + line[0]);
            }
        }

        @EachEngine
        void areFourTripsInBatchesOfSixteenAndNoAlarm(Engine engine) {
            try (LoggedUnit unit = filled(engine, BATCHES, 49)) {
                unit.factory.inTransaction(session ->
                        authors(session).forEach(author -> author.books().size()));

                assertThat(fetched(unit)).containsExactly("4 × Author.books");
                assertThat(unit.sql).selects(5).hasNoNPlusOne();
            }
        }

        @EachEngine
        void areNoAlarmIfTheSessionFetchesInBatches(Engine engine) {
            try (LoggedUnit unit = filled(engine, Map.of(), 49)) {
                unit.factory.inTransaction(session -> {
                    session.setFetchBatchSize(16);
                    authors(session).forEach(author -> author.books().size());
                });

                assertThat(fetched(unit)).containsExactly("4 × Author.books");
                assertThat(unit.sql).hasNoNPlusOne();
            }
        }

        @EachEngine
        void areNamedWhateverTheyHold(Engine engine) {
            try (LoggedUnit unit = filled(engine, Map.of(), 3)) {
                unit.factory.inTransaction(session -> {
                    authors(session).forEach(author -> author.awards().size());
                    authors(session).forEach(author -> author.accounts().get("web"));
                    authors(session).forEach(author -> author.publishers().iterator());
                });

                assertThat(fetched(unit))
                        .containsExactly("4 × Author.awards", "4 × Author.accounts", "4 × Author.publishers");
            }
        }

        @EachEngine
        void areNamedWhenOnlyTheirSizeIsAskedFor(Engine engine) {
            try (LoggedUnit unit = filled(engine, Map.of(), 3)) {
                unit.factory.inTransaction(session -> {
                    authors(session).forEach(author -> Hibernate.size(author.books()));
                    authors(session).forEach(author -> Hibernate.contains(author.awards(), "first"));
                });

                assertThat(fetched(unit)).containsExactly("4 × Author.books", "4 × Author.awards");
            }
        }

        @EachEngine
        void areNamedAtEachLevel(Engine engine) {
            try (LoggedUnit unit = filled(engine, Map.of(), 3)) {
                unit.factory.inTransaction(session -> {
                    for (Author author : authors(session)) {
                        for (Book book : author.books()) {
                            book.reviews().size();
                        }
                    }
                });

                assertThat(fetched(unit)).containsExactly("4 × Author.books", "6 × Book.reviews");
                assertThat(unit.sql).selects(11);
            }
        }

        @EachEngine
        void areNoneIfTheQueryJoinsThem(Engine engine) {
            try (LoggedUnit unit = filled(engine, Map.of(), 3)) {
                unit.factory.inTransaction(session -> {
                    session.createSelectionQuery("from Author a left join fetch a.books", Author.class)
                            .getResultList()
                            .forEach(author -> author.books().size());
                    var graph = session.createEntityGraph(Author.class);
                    graph.addAttributeNodes("awards");
                    session.createSelectionQuery("from Author", Author.class)
                            .setHint("jakarta.persistence.loadgraph", graph)
                            .getResultList()
                            .forEach(author -> author.awards().size());
                });

                assertThat(unit.sql.fetches()).isEmpty();
                assertThat(unit.sql).selects(2).hasNoNPlusOne();
            }
        }

        @EachEngine
        void areNoAlarmForOneParent(Engine engine) {
            try (LoggedUnit unit = filled(engine, Map.of(), 0)) {
                unit.factory.inTransaction(session ->
                        authors(session).forEach(author -> author.books().size()));

                assertThat(fetched(unit)).containsExactly("1 × Author.books");
                assertThat(unit.sql).hasNoNPlusOne();
            }
        }

        @EachEngine
        void areNoAlarmInASessionEach(Engine engine) {
            try (LoggedUnit unit = filled(engine, Map.of(), 0)) {
                for (int i = 0; i < 3; i++) {
                    unit.factory.inTransaction(session ->
                            authors(session).forEach(author -> author.books().size()));
                }

                assertThat(fetched(unit)).containsExactly("1 × Author.books", "1 × Author.books", "1 × Author.books");
                assertThat(unit.sql).hasNoNPlusOne();
            }
        }

        @EachEngine
        void areNamedInANestedBlock(Engine engine) {
            try (LoggedUnit unit = filled(engine, Map.of(), 2)) {
                Transactions transactions = Transactions.of(unit.factory);
                transactions.run(em -> transactions
                        .nested(em)
                        .run(inner -> authors(inner.unwrap(Session.class))
                                .forEach(author -> author.books().size())));

                assertThat(fetched(unit)).containsExactly("3 × Author.books");
            }
        }
    }

    /** On H2 alone: the text is of our own making. */
    @Test
    void isToldWithItsQueryTheParentsQueryAndWhatHelps() {
        try (LoggedUnit unit = filled(Engine.H2, Map.of(), 1)) {
            int[] line = new int[2];
            unit.factory.inTransaction(session -> {
                line[0] = Lines.next();
                List<Author> authors = session.createSelectionQuery("from Author", Author.class)
                        .getResultList();
                for (Author author : authors) {
                    line[1] = Lines.next();
                    Hibernate.initialize(author.awards());
                }
            });
            List<SqlStatement> statements = unit.sql.statements();
            String at = "at dev.ashlar.testkit.NPlusOneTest."
                    + statements.get(0).line().getMethodName();

            assertThatThrownBy(() -> assertThat(unit.sql).as("authors").hasNoNPlusOne())
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("""
                            [authors] Expected no N+1, but there was 1.
                              2 × Author.awards at NPlusOneTest.java:%2$d
                                  %3$s(NPlusOneTest.java:%2$d)
                                  by %5$s
                                after the parents came by
                                  %4$s
                                  %3$s(NPlusOneTest.java:%1$d)
                                Fetch it in that query, by a join fetch or an entity graph, or for many parents at once, by @BatchSize on Author.awards.
                            """.formatted(
                                    statements.get(0).line().getLineNumber(),
                                    line[1],
                                    at,
                                    statements.get(0).sql(),
                                    statements.get(1).sql()));
            assertThat(statements.get(0).line().getLineNumber()).isBetween(line[0], line[0] + 1);
        }
    }

    @Nested
    class LazyToOnes {

        @EachEngine
        void areNamedByTheAttributeThatHoldsTheReference(Engine engine) {
            try (LoggedUnit unit = filled(engine, Map.of(), 3)) {
                unit.factory.inTransaction(
                        session -> books(session).forEach(book -> book.editor().name()));
                unit.factory.inTransaction(
                        session -> books(session).forEach(book -> book.author().name()));
                unit.factory.inTransaction(session -> books(session)
                        .forEach(book -> book.imprint().publisher().name()));

                assertThat(fetched(unit))
                        .containsExactly("3 × Book.editor", "3 × Book.author", "3 × Book.imprint.publisher");
                assertThatThrownBy(() -> assertThat(unit.sql).hasNoNPlusOne())
                        .hasMessageContaining("by @BatchSize on the class Author.");
            }
        }

        @EachEngine
        void areFiftyTripsForTheAuthorsOfAHundredBooks(Engine engine) {
            try (LoggedUnit unit = filled(engine, Map.of(), 50)) {
                unit.factory.inTransaction(
                        session -> books(session).forEach(book -> book.author().name()));

                assertThat(fetched(unit)).containsExactly("50 × Book.author");
                assertThat(unit.sql).selects(51);
            }
        }

        @EachEngine
        void areNoAlarmInBatches(Engine engine) {
            try (LoggedUnit unit = filled(engine, BATCHES, 50)) {
                unit.factory.inTransaction(session -> books(session)
                        .forEach(book -> book.imprint().publisher().name()));

                assertThat(fetched(unit)).containsExactly("4 × Book.imprint.publisher");
                assertThat(unit.sql).hasNoNPlusOne();
            }
        }

        @EachEngine
        void areNamedByAllAttributesThatHoldThemAlike(Engine engine) {
            try (LoggedUnit unit = filled(engine, Map.of(), 2)) {
                unit.factory.inTransaction(session -> books(session).forEach(book -> book.editedBy(book.author())));
                unit.sql.clear();
                unit.factory.inTransaction(
                        session -> books(session).forEach(book -> book.editor().name()));

                assertThat(fetched(unit)).containsExactly("2 × Book.author or Book.editor");
            }
        }

        @EachEngine
        void areToldApartAtOneLine(Engine engine) {
            try (LoggedUnit unit = filled(engine, Map.of(), 0)) {
                unit.factory.inTransaction(session -> {
                    for (int i = 0; i < 3; i++) {
                        Author author = new Author("author");
                        Author editor = new Author("editor");
                        session.persist(author);
                        session.persist(editor);
                        session.persist(new Book("book", author).editedBy(editor));
                    }
                });
                unit.sql.clear();
                unit.factory.inTransaction(session -> books(session)
                        .forEach(book -> assertThat(book.author().name())
                                .isNotEqualTo(book.editor().name())));

                assertThat(fetched(unit)).containsExactly("3 × Book.author", "3 × Book.editor");
            }
        }

        @EachEngine
        void areNamedByTheEntityIfNobodyHoldsThem(Engine engine) {
            try (LoggedUnit unit = filled(engine, Map.of(), 2)) {
                List<Long> ids = unit.factory.fromTransaction(
                        session -> authors(session).stream().map(Author::id).toList());
                unit.factory.inTransaction(session ->
                        ids.forEach(id -> session.getReference(Author.class, id).name()));

                assertThat(fetched(unit)).containsExactly("3 × Author");
            }
        }
    }

    @Nested
    class EagerToOnes {

        @EachEngine
        void areNamedAtTheLineOfTheQuery(Engine engine) {
            try (LoggedUnit unit = filled(engine, Map.of(), 2)) {
                unit.factory.inTransaction(session -> session.createSelectionQuery("from Review", Review.class)
                        .getResultList());

                assertThat(fetched(unit)).containsExactly("8 × Review.reviewer");
                assertThatThrownBy(() -> assertThat(unit.sql).hasNoNPlusOne())
                        .hasMessageContaining("after the parents came by\n      select r1_0.id");
            }
        }

        @EachEngine
        void areNamedWhenTheyAreFetchedForACollection(Engine engine) {
            try (LoggedUnit unit = filled(engine, Map.of(), 2)) {
                unit.factory.inTransaction(
                        session -> books(session).forEach(book -> book.reviews().size()));

                // A collection's elements are joined with what is eager in them.
                assertThat(fetched(unit)).containsExactly("4 × Book.reviews");
            }
        }

        @EachEngine
        void areNamedIfTheirKeyIsOnTheOtherSide(Engine engine) {
            for (Map<String, Object> settings : List.of(Map.<String, Object>of(), BATCHES)) {
                try (LoggedUnit unit = LoggedUnit.open(engine, settings, Library.entities())) {
                    unit.factory.inTransaction(session -> {
                        for (int i = 0; i < 3; i++) {
                            Citizen citizen = new Citizen();
                            session.persist(citizen);
                            session.persist(new Passport(citizen));
                        }
                    });
                    unit.sql.clear();
                    unit.factory.inTransaction(session -> session.createSelectionQuery("from Citizen", Citizen.class)
                            .getResultList());

                    assertThat(fetched(unit)).containsExactly("3 × Citizen.passport");
                    // Hibernate has no batches by a unique key.
                    assertThatThrownBy(() -> assertThat(unit.sql).hasNoNPlusOne())
                            .hasMessageNotContaining("@BatchSize");
                }
            }
        }
    }

    @Nested
    class WhatTheUserAsksFor {

        @EachEngine
        void isNoFetch(Engine engine) {
            try (LoggedUnit unit = filled(engine, Map.of(), 2)) {
                List<Long> ids = unit.factory.fromTransaction(
                        session -> authors(session).stream().map(Author::id).toList());
                unit.sql.clear();
                unit.factory.inTransaction(session -> {
                    for (Long id : ids) {
                        Author author = session.find(Author.class, id);
                        session.refresh(author);
                        session.createSelectionQuery("from Book where author = :author", Book.class)
                                .setParameter("author", author)
                                .getResultList();
                        session.createNativeQuery("select count(*) from books", Long.class)
                                .getSingleResult();
                    }
                });

                assertThat(unit.sql.fetches()).isEmpty();
                assertThat(unit.sql).selects(12).hasNoNPlusOne();
            }
        }
    }

    @Nested
    class StatelessSessions {

        @EachEngine
        void nameWhatIsFetched(Engine engine) {
            try (LoggedUnit unit = filled(engine, Map.of(), 2)) {
                unit.factory.inStatelessTransaction(session -> {
                    for (Author author : session.createSelectionQuery("from Author", Author.class)
                            .getResultList()) {
                        session.fetch(author.books());
                        session.fetch(author.awards());
                    }
                    for (Book book : session.createSelectionQuery("from Book", Book.class)
                            .getResultList()) {
                        session.fetch(book.imprint().publisher());
                    }
                    session.createSelectionQuery("from Review", Review.class).getResultList();
                });

                assertThat(fetched(unit))
                        .containsExactly(
                                "3 × Author.books",
                                "3 × Author.awards",
                                "2 × Book.imprint.publisher",
                                "8 × Review.reviewer");
                assertThatThrownBy(() -> assertThat(unit.sql).hasNoNPlusOne()).hasMessageContaining("there were 4.");
            }
        }

        @EachEngine
        void doNotNameWhatTheUserAsksFor(Engine engine) {
            try (LoggedUnit unit = filled(engine, Map.of(), 2)) {
                unit.factory.inStatelessTransaction(session -> {
                    for (Author author : session.createSelectionQuery("from Author", Author.class)
                            .getResultList()) {
                        session.get(Author.class, author.id());
                    }
                });

                assertThatCode(() -> assertThat(unit.sql).selects(4).hasNoNPlusOne())
                        .doesNotThrowAnyException();
                assertThat(unit.sql.fetches()).isEmpty();
            }
        }
    }
}
