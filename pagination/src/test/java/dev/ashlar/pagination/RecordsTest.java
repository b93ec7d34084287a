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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ashlar.pagination.internal.Fingerprint;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.json.JsonMapper;

/** Pages as values, and as JSON. */
class RecordsTest {

    private static final Cursor START = cursor(false, true);
    private static final Cursor END = cursor(true, false);

    private static Cursor cursor(boolean afterRow, boolean backward) {
        return new Cursor(
                Fingerprint.ofDigest(new byte[Fingerprint.LENGTH]), Arrays.asList("x", 1L, null), afterRow, backward);
    }

    @Nested
    class Validation {

        @Test
        void refusesAPageThatContradictsItself() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Page.of(List.of(), 0, 1, false, Total.unknown()))
                    .withMessage(
                            "No page: page=0 pageSize=1 items=0. Pages count from 1 and hold no more than their size.");
            assertThatIllegalArgumentException().isThrownBy(() -> Page.of(List.of(), 1, 0, false, Total.unknown()));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Page.of(List.of("a", "b"), 1, 1, false, Total.unknown()));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Page<>(List.of(), 1, 10, false, 11L, TotalKind.EXACT, 1L))
                    .withMessage("No page: total=11 pageSize=10 totalPages=1. Page.of computes the pages.");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Page<>(List.of(), 1, 10, false, null, TotalKind.UNKNOWN, 0L));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Page<>(List.of(), 1, 10, false, null, TotalKind.EXACT, null))
                    .withMessage("No total: count=null kind=EXACT. Give 0 or more, or null and UNKNOWN or DEFERRED.");
            assertThatIllegalArgumentException().isThrownBy(() -> Total.exact(-1));
            assertThatIllegalArgumentException().isThrownBy(() -> new Total(1L, TotalKind.UNKNOWN));
        }

        @Test
        void computesHowManyPagesThereAre() {
            Map<Long, Long> pages = Map.of(0L, 0L, 1L, 1L, 3L, 1L, 4L, 2L, 6L, 2L, 7L, 3L);
            pages.forEach((total, expected) -> assertThat(
                            Page.of(List.of(), 9, 3, false, Total.exact(total)).totalPages())
                    .as("of %s", total)
                    .isEqualTo(expected));
            assertThat(Page.of(List.of(), 1, 3, false, Total.unknown()).totalPages())
                    .isNull();
            assertThat(Page.of(List.of(), 1, 2, false, Total.estimated(Long.MAX_VALUE))
                            .totalPages())
                    .isEqualTo(1L << 62);
        }

        @Test
        void refusesASliceThatContradictsItself() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Slice<>(List.of(), 0, 1, false))
                    .withMessage(
                            "No slice: page=0 pageSize=1 items=0. Pages count from 1 and hold no more than their size.");
            assertThatIllegalArgumentException().isThrownBy(() -> new Slice<>(List.of(), 1, 0, false));
            assertThatIllegalArgumentException().isThrownBy(() -> new Slice<>(List.of("a", "b"), 1, 1, false));
        }

        @Test
        void refusesACursorPageWithoutItsCuts() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new CursorPage<>(List.of("a"), 1, null, END, false, false))
                    .withMessage("No page: pageSize=1 items=1 start=null end=" + END
                            + ". A page with items, or with more of them, has a start and an end.");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new CursorPage<>(List.of(), 1, null, null, true, false));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new CursorPage<>(List.of(), 1, null, null, false, true));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new CursorPage<>(List.of("a", "b"), 1, START, END, false, false));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new CursorPage<>(List.of(), 0, START, END, false, false));
            assertThat(new CursorPage<>(List.of(), 1, null, null, false, false).next())
                    .isEmpty();
        }

        @Test
        void refusesATokenPageThatHoldsMoreThanItsSize() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new TokenPage<>(List.of("a", "b"), 1, null, null))
                    .withMessage("No page: pageSize=1 items=2. A page holds no more than its size.");
            assertThatIllegalArgumentException().isThrownBy(() -> new TokenPage<>(List.of(), 0, null, null));
        }
    }

    @Nested
    class Copies {

        private final List<@Nullable String> items = new ArrayList<>(Arrays.asList("a", null));

        @Test
        void keepTheirListWhenTheOriginalChanges() {
            List<List<@Nullable String>> all = List.of(
                    Page.of(items, 1, 3, false, Total.unknown()).items(),
                    new Slice<>(items, 1, 3, false).items(),
                    new CursorPage<>(items, 3, START, END, false, false).items(),
                    new TokenPage<>(items, 3, null, null).items());
            items.set(0, "changed");
            for (List<@Nullable String> copy : all) {
                assertThat(copy).containsExactly("a", null);
                assertThatThrownBy(() -> copy.add("b")).isInstanceOf(UnsupportedOperationException.class);
            }
        }

        @Test
        void mapTheirItemsAndKeepTheRest() {
            Page<@Nullable String> page = Page.of(items, 2, 3, true, Total.atLeast(9));
            assertThat(page.map(item -> item + "!"))
                    .isEqualTo(Page.of(List.of("a!", "null!"), 2, 3, true, Total.atLeast(9)));
            assertThat(new Slice<>(items, 2, 3, true).map(item -> 1)).isEqualTo(new Slice<>(List.of(1, 1), 2, 3, true));
            assertThat(new CursorPage<>(items, 3, START, END, true, true).map(item -> 1))
                    .isEqualTo(new CursorPage<>(List.of(1, 1), 3, START, END, true, true));
            assertThat(new TokenPage<>(items, 3, "p", "n").map(item -> 1))
                    .isEqualTo(new TokenPage<>(List.of(1, 1), 3, "p", "n"));
        }

        @Test
        void takeATotalLater() {
            Page<@Nullable String> page = Page.of(items, 2, 3, false, Total.unknown());
            assertThat(page.withTotal(Total.exact(5))).isEqualTo(Page.of(items, 2, 3, false, Total.exact(5)));
            assertThat(page.withTotal(Total.exact(5)).totalPages()).isEqualTo(2);
        }

        @Test
        void leadOnlyWhereThereIsMore() {
            CursorPage<@Nullable String> middle = new CursorPage<>(items, 3, START, END, true, true);
            assertThat(middle.next()).containsSame(END);
            assertThat(middle.previous()).containsSame(START);
            CursorPage<@Nullable String> only = new CursorPage<>(items, 3, START, END, false, false);
            assertThat(only.next()).isEmpty();
            assertThat(only.previous()).isEmpty();
        }

        @Test
        void needAList() {
            assertThatNullPointerException().isThrownBy(() -> new Slice<>(nothing(), 1, 1, false));
        }

        @SuppressWarnings("NullAway")
        private static List<String> nothing() {
            return null;
        }
    }

    @Nested
    class Json {

        private static final JsonMapper JSON = JsonMapper.builder().build();

        @Test
        void ofAPageHasItsComponentsInTheirOrder() {
            assertThat(JSON.writeValueAsString(Page.of(List.of("a", "b"), 2, 3, true, Total.exact(9))))
                    .isEqualTo("{\"items\":[\"a\",\"b\"],\"page\":2,\"pageSize\":3,\"hasMore\":true,"
                            + "\"total\":9,\"totalKind\":\"EXACT\",\"totalPages\":3}");
            assertThat(JSON.writeValueAsString(Page.of(List.of(), 1, 3, false, Total.unknown())))
                    .isEqualTo("{\"items\":[],\"page\":1,\"pageSize\":3,\"hasMore\":false,"
                            + "\"total\":null,\"totalKind\":\"UNKNOWN\",\"totalPages\":null}");
        }

        @Test
        void ofASliceHasItsComponentsInTheirOrder() {
            assertThat(JSON.writeValueAsString(new Slice<>(List.of(1), 2, 3, true)))
                    .isEqualTo("{\"items\":[1],\"page\":2,\"pageSize\":3,\"hasMore\":true}");
        }

        @Test
        void ofATokenPageHasItsComponentsInTheirOrder() {
            assertThat(JSON.writeValueAsString(new TokenPage<>(List.of("a"), 3, null, "AQJr-_")))
                    .isEqualTo("{\"items\":[\"a\"],\"pageSize\":3,\"previous\":null,\"next\":\"AQJr-_\"}");
        }

        @Test
        void isReadAsItWasWritten() {
            Page<String> page = Page.of(List.of("a"), 2, 3, true, Total.atLeast(9));
            Page<?> read = JSON.readValue(JSON.writeValueAsString(page), Page.class);
            assertThat(read).isEqualTo(page);
            TokenPage<String> tokens = new TokenPage<>(List.of("a"), 3, null, "n");
            assertThat((Object) JSON.readValue(JSON.writeValueAsString(tokens), TokenPage.class))
                    .isEqualTo(tokens);
        }

        @Test
        void isRefusedOfACursor() {
            Map<Object, String> unsent = Map.of(
                    END,
                    "Cursor[\"token\"]",
                    new CursorPage<>(List.of("a"), 1, START, END, true, true),
                    "CursorPage[\"start\"]->",
                    List.of(Map.of("next", END)),
                    "[0]->");
            unsent.forEach((value, path) -> assertThatThrownBy(() -> JSON.writeValueAsString(value))
                    .isInstanceOf(DatabindException.class)
                    .hasRootCauseInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("A cursor has no text of its own: cursor=Cursor[")
                    .hasMessageContaining(
                            ". Make text of it with CursorTokens, or of its page's with CursorPage.tokens.")
                    .hasMessageContaining(path));
            assertThatThrownBy(() -> JSON.readValue("{\"backward\":true}", Cursor.class))
                    .isInstanceOf(DatabindException.class);
        }

        @Test
        void ofACursorPageIsThatOfItsTokens() {
            CursorTokens tokens =
                    CursorTokens.signedBy("k", "0123456789".repeat(4).getBytes(StandardCharsets.US_ASCII));
            TokenPage<String> page = new CursorPage<>(List.of("a"), 1, START, END, false, true).tokens(tokens);
            assertThat(JSON.writeValueAsString(page))
                    .isEqualTo("{\"items\":[\"a\"],\"pageSize\":1,\"previous\":null,\"next\":\"" + tokens.encode(END)
                            + "\"}");
        }
    }
}
