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

import dev.ashlar.pagination.jakarta.JakartaPages;
import dev.ashlar.testkit.PersistenceTest;
import jakarta.data.Order;
import jakarta.data.page.CursoredPage;
import jakarta.data.page.PageRequest;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Jakarta Data's requests in, its pages out. */
@PersistenceTest(entities = {Author.class, Book.class, Line.class})
class JakartaPagesTest {

    private static final PageRules RULES =
            PageRules.of("newest", desc("id")).and("name", asc("name").nullsLast());
    private static final Pagination<Author> AUTHORS =
            Pagination.of(Author.class).rules(RULES);

    @BeforeEach
    void fill(EntityManager em) {
        Library.fill(em);
    }

    @Nested
    class Sorts {

        @Test
        void areNamesOfTheRules() {
            Order<Author> order = Order.by(jakarta.data.Sort.desc("name"), jakarta.data.Sort.desc("newest"));
            assertThat(JakartaPages.sort(order, RULES))
                    .containsExactly(desc("name").nullsLast(), asc("id"));
            assertThat(JakartaPages.sort(List.of(jakarta.data.Sort.asc("newest")), RULES))
                    .containsExactly(desc("id"));
            assertThat(JakartaPages.sort(List.of(), RULES)).containsExactly(desc("id"));
        }

        @Test
        void areNeverPaths() {
            for (String property : List.of(
                    "id", "-name", "name,newest", " name", "", "rating", "name; drop table author", "(select 1)")) {
                for (jakarta.data.Sort<Author> sort : List.<jakarta.data.Sort<Author>>of(
                        jakarta.data.Sort.asc(property), jakarta.data.Sort.desc(property))) {
                    assertThatThrownBy(() -> JakartaPages.sort(List.of(sort), RULES))
                            .isExactlyInstanceOf(PageRequestException.class)
                            .hasMessageStartingWith("Unknown sort: name=[" + property + "]. Known are [newest, name]");
                }
            }
            assertThatThrownBy(() -> JakartaPages.sort(
                            List.of(jakarta.data.Sort.asc("name"), jakarta.data.Sort.desc("name")), RULES))
                    .isExactlyInstanceOf(PageRequestException.class)
                    .hasMessage("A sort twice: name=[name]. Say it once.");
        }

        @Test
        void sayNothingAboutCase() {
            assertThatThrownBy(() -> JakartaPages.sort(List.of(jakarta.data.Sort.ascIgnoreCase("name")), RULES))
                    .isExactlyInstanceOf(PageRequestException.class)
                    .hasMessage("A sort with more than a direction: names=[newest, name]."
                            + " The rules say whether case matters; ask for a name and a direction alone.");
        }
    }

    @Nested
    class Numbered {

        @Test
        void haveTheTotalThatWasAskedFor(EntityManager em) {
            Pages<Author> pages = AUTHORS.in(em);
            jakarta.data.page.Page<Author> page = JakartaPages.page(pages, PageRequest.ofPage(2, 3, true));
            assertThat(page.content()).hasToString("[A4, A3, A2]");
            assertThat(page.hasTotals()).isTrue();
            assertThat(page.totalElements()).isEqualTo(7);
            assertThat(page.totalPages()).isEqualTo(3);
            assertThat(page.hasNext()).isTrue();
            assertThat(JakartaPages.page(pages, page.nextPageRequest()).content())
                    .hasToString("[A1]");
            assertThat(JakartaPages.page(pages, page.nextPageRequest()).hasNext())
                    .isFalse();
            assertThat(JakartaPages.page(pages, page.previousPageRequest()).content())
                    .hasToString("[A7, A6, A5]");
        }

        @Test
        void haveNoTotalThatIsNotExact(EntityManager em) {
            List<jakarta.data.page.Page<?>> all = List.of(
                    JakartaPages.page(AUTHORS.in(em), PageRequest.ofPage(1, 3, false)),
                    JakartaPages.page(AUTHORS.count(Count.none()).in(em), PageRequest.ofPage(1, 3, true)),
                    JakartaPages.page(AUTHORS.count(Count.upTo(4)).in(em), PageRequest.ofPage(1, 3, true)),
                    JakartaPages.page(Page.of(List.of("a"), 1, 3, true, Total.atLeast(9))),
                    JakartaPages.page(Page.of(List.of("a"), 1, 3, true, Total.estimated(9))),
                    JakartaPages.page(new Slice<>(List.of("a"), 1, 3, true)));
            for (jakarta.data.page.Page<?> page : all) {
                assertThat(page.hasTotals()).isFalse();
                assertThat(page.hasNext()).isTrue();
                assertThatIllegalStateException().isThrownBy(page::totalElements);
            }
        }

        @Test
        void keepWhatTheyHold() {
            jakarta.data.page.Page<String> page = JakartaPages.page(Page.of(List.of("a"), 3, 2, false, Total.exact(5)));
            assertThat(page.content()).containsExactly("a");
            assertThat(page.pageRequest()).isEqualTo(PageRequest.ofPage(3, 2, true));
            assertThat(page.totalElements()).isEqualTo(5);
            assertThat(page.hasNext()).isFalse();
            assertThat(JakartaPages.page(new Slice<>(List.of("a"), 3, 2, true)).pageRequest())
                    .isEqualTo(PageRequest.ofPage(3, 2, false));
        }

        @Test
        void refuseWhatPagesRefuseAndCursors(EntityManager em) {
            Pages<Author> pages = AUTHORS.rules(RULES.maxSize(5)).in(em);
            assertThatThrownBy(() -> JakartaPages.page(pages, PageRequest.ofSize(6)))
                    .isExactlyInstanceOf(PageRequestException.class)
                    .hasMessage("No such page size: pageSize=6. Ask for 1 to 5 rows.");
            PageRequest seeking = PageRequest.afterCursor(PageRequest.Cursor.forKey(1L), 2, 3, false);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> JakartaPages.page(pages, seeking))
                    .withMessage("A page by number does not seek: mode=CURSOR_NEXT. Ask for a cursored page.");
        }
    }

    @Nested
    class Cursored {

        @Test
        void goThroughAllRowsAndBack(EntityManager em) {
            Pages<Author> pages = AUTHORS.sortedBy("name").in(em);
            List<Author> expected = pages.page(1, 100).items();
            for (int size = 1; size <= 8; size++) {
                CursoredPage<Author> page = JakartaPages.cursoredPage(
                        pages, PageRequest.ofSize(size).withoutTotal());
                List<Author> all = new ArrayList<>(page.content());
                while (page.hasNext() && all.size() < 20) {
                    page = JakartaPages.cursoredPage(pages, page.nextPageRequest());
                    all.addAll(page.content());
                }
                assertThat(all).isEqualTo(expected);
                assertThat(page.pageRequest().page()).isEqualTo((expected.size() + size - 1) / size);
                List<Author> back = new ArrayList<>(page.content());
                while (page.hasPrevious() && back.size() < 20) {
                    page = JakartaPages.cursoredPage(pages, page.previousPageRequest());
                    back.addAll(0, page.content());
                }
                assertThat(back).isEqualTo(expected);
                assertThat(page.pageRequest().page()).isEqualTo(1);
                CursoredPage<Author> first = page;
                assertThatThrownBy(first::previousPageRequest).isInstanceOf(NoSuchElementException.class);
            }
        }

        @Test
        void countWhenTheyAreAskedTo(EntityManager em) {
            CursoredPage<Author> page = JakartaPages.cursoredPage(AUTHORS.in(em), PageRequest.ofSize(3));
            assertThat(page.totalElements()).isEqualTo(7);
            assertThat(page.totalPages()).isEqualTo(3);
            assertThat(page.nextPageRequest().requestTotal()).isTrue();
            assertThat(JakartaPages.cursoredPage(
                                    AUTHORS.in(em), PageRequest.ofSize(3).withoutTotal())
                            .hasTotals())
                    .isFalse();
        }

        @Test
        void haveCursorsAtTheirEndsAlone(EntityManager em) {
            CursoredPage<Author> page = JakartaPages.cursoredPage(AUTHORS.in(em), PageRequest.ofSize(3));
            assertThat(page.nextPageRequest().cursor().orElseThrow().get(0)).isInstanceOf(Cursor.class);
            assertThatThrownBy(() -> page.cursor(0)).isInstanceOf(IndexOutOfBoundsException.class);
        }

        @Test
        void refuseACursorThatIsNotTheirs(EntityManager em) {
            Pages<Author> pages = AUTHORS.in(em);
            for (PageRequest.Cursor other : List.of(
                    PageRequest.Cursor.forKey(1L),
                    PageRequest.Cursor.forKey("' or 1=1 --", 1L),
                    PageRequest.Cursor.forKey(pages.first(1).end(), 1L))) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> JakartaPages.cursoredPage(pages, PageRequest.afterCursor(other, 2, 3, false)))
                        .withMessage("A cursor of another kind: elements=" + other.size()
                                + ". Take the next or previous request of a page that was made here.");
            }
            PageRequest foreign = JakartaPages.cursoredPage(
                            AUTHORS.sortedBy("name").in(em), PageRequest.ofSize(3))
                    .nextPageRequest();
            assertThatThrownBy(() -> JakartaPages.cursoredPage(pages, foreign))
                    .isExactlyInstanceOf(ForeignCursorException.class);
        }

        @Test
        void refuseANumberWithoutACursor(EntityManager em) {
            assertThatThrownBy(() -> JakartaPages.cursoredPage(AUTHORS.in(em), PageRequest.ofPage(2)))
                    .isExactlyInstanceOf(PageRequestException.class)
                    .hasMessage("No such page without a cursor: page=2."
                            + " Begin with page 1, and go on by the requests of the pages.");
        }
    }
}
