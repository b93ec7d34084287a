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

import dev.ashlar.pagination.CursorPage;
import dev.ashlar.pagination.Page;
import dev.ashlar.pagination.Pages;
import dev.ashlar.pagination.Total;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Goes through a query's pages in every way, and compares with all its rows in one list. */
final class CompleteWalk<T> {

    /** So many rows are still walked over by every page size. */
    private static final int EVERY_SIZE = 40;

    /** Fewer cannot be out of order, and be cut on both sides. */
    private static final int FEWEST = 3;

    private final Pages<T> pages;

    CompleteWalk(Pages<T> pages) {
        this.pages = pages;
    }

    void check() {
        List<Row> expected = all(pages);
        if (expected.size() < FEWEST) {
            throw new AssertionError("Too few rows to prove anything: rows=" + expected.size() + ". Put " + FEWEST
                    + " or more into the database, some that tie in the sort, some without a value.");
        }
        checkTotal("counted", expected, pages.total());
        for (int size : sizes(expected.size())) {
            compare("forward by cursor, pageSize=" + size, expected, forward(size, expected.size()));
            compare("backward by cursor, pageSize=" + size, expected, backward(size, expected.size()));
            compare("by number, pageSize=" + size, expected, byNumber(size, expected));
        }
    }

    static <T> List<Row> all(Pages<T> pages) {
        return Row.of(pages.slice(1, Integer.MAX_VALUE - 1).items());
    }

    private static Set<Integer> sizes(int rows) {
        if (rows <= EVERY_SIZE) {
            return new TreeSet<>(IntStream.rangeClosed(1, rows + 1).boxed().toList());
        }
        return new TreeSet<>(List.of(1, 2, 3, 7, 10, rows / 3, rows / 2, rows - 1, rows, rows + 1));
    }

    private List<Row> forward(int size, int rows) {
        List<Row> walked = new ArrayList<>();
        CursorPage<T> page = pages.first(size);
        for (int i = 0; true; i++) {
            walked.addAll(Row.of(page.items()));
            if (page.next().isEmpty() || i > rows) {
                return walked;
            }
            page = pages.after(page.next().get(), size);
        }
    }

    private List<Row> backward(int size, int rows) {
        List<Row> walked = new ArrayList<>();
        CursorPage<T> page = pages.last(size);
        for (int i = 0; true; i++) {
            walked.addAll(0, Row.of(page.items()));
            if (page.previous().isEmpty() || i > rows) {
                return walked;
            }
            page = pages.before(page.previous().get(), size);
        }
    }

    private List<Row> byNumber(int size, List<Row> expected) {
        List<Row> walked = new ArrayList<>();
        for (int number = 1; true; number++) {
            Page<T> page = pages.page(number, size);
            walked.addAll(Row.of(page.items()));
            if (page.total() != null) {
                checkTotal(
                        "page " + number + ", pageSize=" + size, expected, new Total(page.total(), page.totalKind()));
            }
            if (!page.hasMore() || number > expected.size()) {
                return walked;
            }
        }
    }

    private static void checkTotal(String how, List<Row> expected, Total total) {
        @Nullable Long count = total.count();
        boolean right = switch (total.kind()) {
            case EXACT -> count != null && count == expected.size();
            case AT_LEAST -> count != null && count <= expected.size();
            case ESTIMATED, DEFERRED, UNKNOWN -> true;
        };
        if (!right) {
            throw new AssertionError("A wrong total, " + how + ": total=" + total + " rows=" + expected.size() + ".");
        }
    }

    static void compare(String how, List<Row> expected, List<Row> walked) {
        if (walked.equals(expected)) {
            return;
        }
        List<Row> lost = Row.without(expected, walked);
        List<Row> repeated = Row.without(walked, expected);
        int first = IntStream.range(0, Math.min(expected.size(), walked.size()))
                .filter(i -> !expected.get(i).equals(walked.get(i)))
                .findFirst()
                .orElse(Math.min(expected.size(), walked.size()));
        throw new AssertionError("The walk is not complete, " + how + ": rows=" + expected.size() + " walked="
                + walked.size() + " lost=" + Row.shown(lost) + " repeated=" + Row.shown(repeated) + " firstDifference="
                + first + ". If uniqueBy(...) says what identifies a row, see whether it does.");
    }
}
