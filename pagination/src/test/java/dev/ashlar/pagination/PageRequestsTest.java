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

import static dev.ashlar.pagination.Sort.asc;
import static dev.ashlar.pagination.Sort.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.testkit.PersistenceTest;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What requests ask for, on a database. */
@PersistenceTest(entities = {Author.class, Book.class, Line.class})
class PageRequestsTest {

    private static final PageRules RULES = PageRules.of("newest", desc("id"))
            .and("name", asc("name").nullsLast())
            .maxSize(5);
    private static final Pagination<Author> AUTHORS = Pagination.of(
                    "from Author a where a.name = :name or :name is null", Author.class)
            .rules(RULES)
            .parameter("name", null);

    @BeforeEach
    void fill(EntityManager em) {
        Library.fill(em);
    }

    @Test
    void bindsWhatIsSentAsAValue(EntityManager em) {
        for (String value : List.of(
                "' or 1=1 --",
                "'; drop table author; --",
                "ann' or 'a'='a",
                "ann\\' or 1=1 --",
                "' union select 1, 'x', 1, 'x' --",
                "ann\u2019 or 1=1",
                ":name",
                "?1",
                "%",
                "ann--",
                "x".repeat(10_000))) {
            for (String sort : List.of("newest", "-name")) {
                Pages<Author> pages =
                        AUTHORS.sortedBy(sort).parameter("name", value).in(em);
                assertThat(pages.page(1, 5).total()).as(value).isZero();
                assertThat(pages.total()).as(value).isEqualTo(Total.exact(0));
                assertThat(pages.first(5).items()).as(value).isEmpty();
                assertThat(pages.last(5).items()).as(value).isEmpty();
            }
        }
        assertThat(AUTHORS.parameter("name", "ann").in(em).total()).isEqualTo(Total.exact(2));
        assertThat(AUTHORS.in(em).total()).as("the table is still there").isEqualTo(Total.exact(7));
    }

    @Test
    void bindsWhatACursorHolds(EntityManager em) {
        Pages<Author> pages = AUTHORS.sortedBy("name").in(em);
        Cursor real = pages.first(1).next().orElseThrow();
        for (String value : List.of("' or 1=1 --", "z'; drop table author; --", "zz' union select 1 --")) {
            Cursor cursor = new Cursor(real.fingerprint(), List.of(value, 0L), true, false);
            List<String> expected = AUTHORS.sortedBy("name").in(em).page(1, 5).items().stream()
                    .map(author -> author.name == null ? "" : author.name)
                    .toList();
            assertThat(pages.after(cursor, 5).items().size()
                            + pages.before(cursor, 5).items().size())
                    .as("a cut like any other among %s", expected)
                    .isBetween(5, 7);
        }
        assertThat(pages.total()).isEqualTo(Total.exact(7));
    }

    @Test
    void refusesPageZeroAndBelow(EntityManager em) {
        Pages<Author> pages = AUTHORS.in(em);
        for (long number : new long[] {0, -1, Long.MIN_VALUE}) {
            String message = "No such page: page=" + number + ". Pages count from 1.";
            assertThatThrownBy(() -> pages.page(number, 5))
                    .isExactlyInstanceOf(PageRequestException.class)
                    .hasMessage(message);
            assertThatThrownBy(() -> pages.slice(number, 5))
                    .isExactlyInstanceOf(PageRequestException.class)
                    .hasMessage(message);
        }
    }

    @Test
    void refusesASizeOfNothingAndOneAboveTheCap(EntityManager em) {
        Pages<Author> pages = AUTHORS.in(em);
        Cursor cursor = pages.first(1).next().orElseThrow();
        for (int size : new int[] {0, -1, 6, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            List<Runnable> all = List.of(
                    () -> pages.page(1, size),
                    () -> pages.slice(1, size),
                    () -> pages.first(size),
                    () -> pages.last(size),
                    () -> pages.after(cursor, size),
                    () -> pages.before(cursor, size),
                    () -> pages.at(cursor, size));
            for (Runnable one : all) {
                assertThatThrownBy(one::run)
                        .isExactlyInstanceOf(PageRequestException.class)
                        .hasMessage("No such page size: pageSize=" + size + ". Ask for 1 to 5 rows.");
            }
        }
        assertThat(pages.first(5).items()).hasSize(5);
        assertThatThrownBy(() -> Pagination.of(Author.class).in(em).first(1_001))
                .hasMessage("No such page size: pageSize=1001. Ask for 1 to 1000 rows.");
    }

    @Test
    void refusesAPageBehindTheLastRowThatCanBeNumbered(EntityManager em) {
        Pages<Author> pages = AUTHORS.in(em);
        long last = Integer.MAX_VALUE / 5L;
        assertThat(pages.page(last, 5).items()).isEmpty();
        assertThat(pages.page(last, 5).total()).isEqualTo(7);
        for (long number : new long[] {last + 2, 1L << 32, Long.MAX_VALUE / 5 + 2, Long.MAX_VALUE}) {
            assertThatThrownBy(() -> pages.slice(number, 5))
                    .isExactlyInstanceOf(PageRequestException.class)
                    .hasMessage("Too far a page: page=" + number
                            + " pageSize=5. Pages by number reach 2147483647 rows; go on by a cursor.");
        }
    }

    @Test
    void refusesAnUnknownSort() {
        assertThatThrownBy(() -> AUTHORS.sortedBy("id"))
                .isExactlyInstanceOf(PageRequestException.class)
                .hasMessage("Unknown sort: name=[id]. Known are [newest, name];"
                        + " a minus before a name turns it round, commas stand between names.");
        assertThatThrownBy(() -> Pagination.of(Author.class).sortedBy("name"))
                .isExactlyInstanceOf(PaginationException.class)
                .hasMessage("No rules say what a request may sort by. Set them with rules(...).");
    }

    @Test
    void sortsAsTheRuleSays(EntityManager em) {
        assertThat(AUTHORS.sortedBy(null).in(em).first(2).items()).hasToString("[A7, A6]");
        assertThat(AUTHORS.sortedBy("").in(em).first(2).items()).hasToString("[A7, A6]");
        assertThat(AUTHORS.sortedBy("-newest").in(em).first(2).items()).hasToString("[A1, A2]");
        assertThat(AUTHORS.sortedBy("name,-newest").in(em).last(3).items())
                .as("rows without a name come last")
                .hasToString("[A6, A3, A7]");
        assertThat(AUTHORS.sortedBy("-name").in(em).last(2).items())
                .as("and stay there when turned round")
                .hasToString("[A7, A3]");
    }
}
