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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.pagination.spring.SpringPages;
import dev.ashlar.testkit.PersistenceTest;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort.Order;
import org.springframework.data.domain.Window;
import org.springframework.data.support.WindowIterator;

/** Spring Data's requests in, its pages out. */
@PersistenceTest(entities = {Author.class, Book.class, Line.class})
class SpringPagesTest {

    private static final PageRules RULES =
            PageRules.of("newest", desc("id")).and("name", asc("name").nullsLast());
    private static final Pagination<Author> AUTHORS =
            Pagination.of(Author.class).rules(RULES);

    @BeforeEach
    void fill(EntityManager em) {
        Library.fill(em);
    }

    private static org.springframework.data.domain.Sort by(Order... orders) {
        return org.springframework.data.domain.Sort.by(orders);
    }

    @Nested
    class Sorts {

        @Test
        void areNamesOfTheRules() {
            assertThat(SpringPages.sort(org.springframework.data.domain.Sort.unsorted(), RULES))
                    .containsExactly(desc("id"));
            assertThat(SpringPages.sort(by(Order.asc("newest")), RULES)).containsExactly(desc("id"));
            assertThat(SpringPages.sort(by(Order.desc("name"), Order.desc("newest")), RULES))
                    .containsExactly(desc("name").nullsLast(), asc("id"));
        }

        @Test
        void areNeverPaths() {
            for (String property : List.of(
                    "id",
                    "name.first",
                    "-name",
                    "name,newest",
                    "name ",
                    "rating",
                    "name; drop table author",
                    "(select 1)")) {
                for (Order order : List.of(Order.asc(property), Order.desc(property))) {
                    assertThatThrownBy(() -> SpringPages.sort(by(Order.asc("newest"), order), RULES))
                            .isExactlyInstanceOf(PageRequestException.class)
                            .hasMessageStartingWith("Unknown sort: name=[" + property + "]. Known are [newest, name]");
                }
            }
            assertThatThrownBy(() -> SpringPages.sort(by(Order.asc("name"), Order.desc("name")), RULES))
                    .isExactlyInstanceOf(PageRequestException.class)
                    .hasMessage("A sort twice: name=[name]. Say it once.");
        }

        @Test
        void sayNothingAboutCaseAndNulls() {
            for (Order order : List.of(
                    Order.asc("name").ignoreCase(),
                    Order.asc("name").nullsFirst(),
                    Order.asc("name").nullsLast())) {
                assertThatThrownBy(() -> SpringPages.sort(by(order), RULES))
                        .isExactlyInstanceOf(PageRequestException.class)
                        .hasMessage("A sort with more than a direction: names=[newest, name]. The rules say where nulls"
                                + " stand and whether case matters; ask for a name and a direction alone.");
            }
        }
    }

    @Nested
    class Numbered {

        @Test
        void countFromZero(EntityManager em) {
            Pageable pageable = PageRequest.of(1, 3, by(Order.desc("newest")));
            Pages<Author> pages =
                    AUTHORS.sort(SpringPages.sort(pageable.getSort(), RULES)).in(em);
            org.springframework.data.domain.Page<Author> page = SpringPages.page(pages, pageable);
            assertThat(page.getContent()).hasToString("[A4, A5, A6]");
            assertThat(page.getNumber()).isEqualTo(1);
            assertThat(page.getTotalElements()).isEqualTo(7);
            assertThat(page.getTotalPages()).isEqualTo(3);
            assertThat(page.hasNext()).isTrue();
            assertThat(page.getSort()).isEqualTo(pageable.getSort());
            assertThat(SpringPages.page(pages, page.nextPageable()).getContent())
                    .hasToString("[A7]");
            assertThat(SpringPages.page(pages, page.previousOrFirstPageable()).getContent())
                    .hasToString("[A1, A2, A3]");
        }

        @Test
        void needAnExactTotal(EntityManager em) {
            Pages<Author> uncounted = AUTHORS.count(Count.none()).in(em);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SpringPages.page(uncounted, PageRequest.of(0, 3)))
                    .withMessage("No Spring page without an exact total: total=null totalKind=UNKNOWN."
                            + " Count exactly, or make a slice.");
            for (Total total : List.of(Total.atLeast(7), Total.estimated(7))) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> SpringPages.page(Page.of(List.of(), 1, 3, false, total)));
            }
            org.springframework.data.domain.Slice<Author> slice = SpringPages.slice(uncounted, PageRequest.of(2, 3));
            assertThat(slice.getContent()).hasToString("[A1]");
            assertThat(slice.hasNext()).isFalse();
            assertThat(SpringPages.slice(uncounted, PageRequest.of(1, 3)).hasNext())
                    .isTrue();
        }

        @Test
        void keepWhatTheyHold() {
            List<@Nullable String> items = Arrays.asList("a", null);
            org.springframework.data.domain.Page<@Nullable String> page =
                    SpringPages.page(Page.of(items, 3, 2, true, Total.exact(9)));
            assertThat(page.getContent()).containsExactly("a", null);
            assertThat(page.getPageable()).isEqualTo(PageRequest.of(2, 2));
            assertThat(page.getTotalElements()).isEqualTo(9);
            org.springframework.data.domain.Slice<@Nullable String> slice =
                    SpringPages.slice(new Slice<>(items, 3, 2, true));
            assertThat(slice.getContent()).containsExactly("a", null);
            assertThat(slice.getPageable()).isEqualTo(PageRequest.of(2, 2));
            assertThat(slice.hasNext()).isTrue();
            assertThatThrownBy(() -> SpringPages.slice(new Slice<>(items, 1L << 40, 2, true)))
                    .isInstanceOf(ArithmeticException.class);
        }

        @Test
        void refuseWhatPagesRefuse(EntityManager em) {
            Pages<Author> pages = AUTHORS.rules(RULES.maxSize(5)).in(em);
            assertThatThrownBy(() -> SpringPages.page(pages, PageRequest.of(0, 6)))
                    .isExactlyInstanceOf(PageRequestException.class)
                    .hasMessage("No such page size: pageSize=6. Ask for 1 to 5 rows.");
            assertThatThrownBy(() -> SpringPages.slice(pages, PageRequest.of(Integer.MAX_VALUE, 5)))
                    .isExactlyInstanceOf(PageRequestException.class)
                    .hasMessageStartingWith("Too far a page: page=2147483648 pageSize=5.");
            assertThatThrownBy(() -> SpringPages.page(pages, Pageable.unpaged()))
                    .isExactlyInstanceOf(PageRequestException.class)
                    .hasMessage("No page was asked for: pageable=unpaged. Give a number and a size.");
        }
    }

    @Nested
    class Windows {

        @Test
        void goThroughAllRows(EntityManager em) {
            Pages<Author> pages = AUTHORS.sortedBy("name").in(em);
            for (ScrollPosition begin : List.of(ScrollPosition.keyset(), ScrollPosition.offset())) {
                for (int size = 1; size <= 8; size++) {
                    int rows = size;
                    List<Author> all = new ArrayList<>();
                    WindowIterator.of((ScrollPosition position) -> SpringPages.window(pages, position, rows))
                            .startingAt(begin)
                            .forEachRemaining(all::add);
                    assertThat(all).isEqualTo(pages.page(1, 100).items());
                }
            }
        }

        @Test
        void knowThePositionOfTheirLastRowAlone(EntityManager em) {
            Window<Author> window = SpringPages.window(AUTHORS.in(em).first(3));
            assertThat(window.getContent()).hasToString("[A7, A6, A5]");
            assertThat(window.hasNext()).isTrue();
            assertThat(window.hasPosition(2)).isTrue();
            assertThat(window.positionAt(2).isInitial()).isFalse();
            assertThat(window.hasPosition(1)).isFalse();
            assertThatIllegalStateException()
                    .isThrownBy(() -> window.positionAt(0))
                    .withMessage("No position of that row: index=0 last=2. Only the last row of a window has one.");
        }

        @Test
        void refuseAPositionThatIsNotTheirs(EntityManager em) {
            Pages<Author> pages = AUTHORS.in(em);
            for (ScrollPosition other : List.of(
                    ScrollPosition.forward(Map.of("id", 3L)),
                    ScrollPosition.keyset().backward(),
                    ScrollPosition.offset(4))) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> SpringPages.window(pages, other, 3))
                        .withMessage("A position of another kind: type="
                                + other.getClass().getName()
                                + ". Take it from a window that was made here, or begin with ScrollPosition.keyset().");
            }
            ScrollPosition foreign =
                    SpringPages.window(AUTHORS.sortedBy("name").in(em).first(3)).positionAt(2);
            assertThatThrownBy(() -> SpringPages.window(pages, foreign, 3))
                    .isExactlyInstanceOf(ForeignCursorException.class);
        }
    }
}
