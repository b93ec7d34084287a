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
package dev.ashlar.pagination.jakarta;

import dev.ashlar.pagination.Cursor;
import dev.ashlar.pagination.CursorPage;
import dev.ashlar.pagination.Page;
import dev.ashlar.pagination.PageRequestException;
import dev.ashlar.pagination.PageRules;
import dev.ashlar.pagination.Pages;
import dev.ashlar.pagination.Slice;
import dev.ashlar.pagination.Sort;
import dev.ashlar.pagination.TotalKind;
import jakarta.data.page.CursoredPage;
import jakarta.data.page.PageRequest;
import jakarta.data.page.PageRequest.Mode;
import jakarta.data.page.impl.CursoredPageRecord;
import jakarta.data.page.impl.PageRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Our pages as Jakarta Data's, and its requests as ours. Without state; what it reads, it reads in the session of the {@link Pages}.
 *
 * <pre>{@code
 * Pages<Post> pages = POSTS.sort(JakartaPages.sort(order, RULES)).in(em);
 * return JakartaPages.cursoredPage(pages, request);
 * }</pre>
 *
 * @apiNote A {@code PageRequest} asks for the total unless it is made {@code withoutTotal()}; then each page is counted.
 */
@SuppressWarnings("exports") // who uses it has the library, and nobody else needs it
public final class JakartaPages {

    private static final long NO_TOTAL = -1;

    private JakartaPages() {}

    /**
     * The keys of what a request sorts by: its properties are names of the rules, and never paths. Ascending is a rule as it stands,
     * descending turns it round. No sort stands for the default.
     *
     * @param requested an {@code Order}, or a list
     * @throws PageRequestException if a property is no name of a rule, is said twice, or comes with a word on case, which the rule has
     *     decided
     */
    public static List<Sort> sort(Iterable<? extends jakarta.data.Sort<?>> requested, PageRules rules) {
        List<PageRules.Named> names = new ArrayList<>();
        boolean plain = true;
        for (jakarta.data.Sort<?> sort : requested) {
            names.add(new PageRules.Named(sort.property(), sort.isDescending()));
            plain &= !sort.ignoreCase();
        }
        List<Sort> keys = rules.sort(names);
        if (!plain) {
            throw new PageRequestException("A sort with more than a direction: names=" + rules.names()
                    + ". The rules say whether case matters; ask for a name and a direction alone.");
        }
        return keys;
    }

    /**
     * Reads a page by number; with a total if the request asks for one and the pages count exactly.
     *
     * @throws PageRequestException if number or size is refused by {@link Pages#page}
     * @throws IllegalArgumentException if the request has a cursor, which {@link #cursoredPage} serves
     */
    public static <T> jakarta.data.page.Page<T> page(Pages<T> pages, PageRequest request) {
        if (request.mode() != Mode.OFFSET) {
            throw new IllegalArgumentException(
                    "A page by number does not seek: mode=" + request.mode() + ". Ask for a cursored page.");
        }
        if (request.requestTotal()) {
            Page<T> page = pages.page(request.page(), request.size());
            return new PageRecord<>(request, page.items(), total(page), page.hasMore());
        }
        Slice<T> slice = pages.slice(request.page(), request.size());
        return new PageRecord<>(request, slice.items(), NO_TOTAL, slice.hasMore());
    }

    /** The same page as Jakarta Data's; with its total if that is exact. */
    public static <T> jakarta.data.page.Page<T> page(Page<T> page) {
        PageRequest request = PageRequest.ofPage(page.page(), page.pageSize(), page.totalKind() == TotalKind.EXACT);
        return new PageRecord<>(request, page.items(), total(page), page.hasMore());
    }

    /** The same slice as Jakarta Data's page without a total. */
    public static <T> jakarta.data.page.Page<T> page(Slice<T> slice) {
        PageRequest request = PageRequest.ofPage(slice.page(), slice.pageSize(), false);
        return new PageRecord<>(request, slice.items(), NO_TOTAL, slice.hasMore());
    }

    private static long total(Page<?> page) {
        Long total = page.total();
        return total == null || page.totalKind() != TotalKind.EXACT ? NO_TOTAL : total;
    }

    /**
     * Reads a page by seeking: the first one, or where the request of a page before leads. If the request asks for the total, there is a
     * second statement, which counts.
     *
     * <p>The page leads on by {@code nextPageRequest} and {@code previousPageRequest}. Its rows have no cursors of their own:
     * {@code cursor(index)} throws an {@link IndexOutOfBoundsException}. A cursor's only element is a {@link Cursor}.
     *
     * @throws PageRequestException if the size is refused by {@link Pages#first}, or a page but the first is asked for by its number
     * @throws dev.ashlar.pagination.ForeignCursorException if the cursor belongs to another query, sort or set of parameters
     * @throws IllegalArgumentException if the cursor was not made here
     */
    public static <T> CursoredPage<T> cursoredPage(Pages<T> pages, PageRequest request) {
        CursorPage<T> page = seek(pages, request);
        long total = request.requestTotal() ? exact(pages) : NO_TOTAL;
        return new CursoredPageRecord<>(
                page.items(), List.of(), total, request, next(page, request), previous(page, request));
    }

    private static <T> CursorPage<T> seek(Pages<T> pages, PageRequest request) {
        if (request.mode() == Mode.CURSOR_NEXT) {
            return pages.after(cursor(request), request.size());
        } else if (request.mode() == Mode.CURSOR_PREVIOUS) {
            return pages.before(cursor(request), request.size());
        } else if (request.page() != 1) {
            throw new PageRequestException("No such page without a cursor: page=" + request.page()
                    + ". Begin with page 1, and go on by the requests of the pages.");
        }
        return pages.first(request.size());
    }

    private static Cursor cursor(PageRequest request) {
        List<?> elements = request.cursor().orElseThrow().elements();
        if (elements.size() == 1 && elements.get(0) instanceof Cursor cursor) {
            return cursor;
        }
        throw new IllegalArgumentException("A cursor of another kind: elements=" + elements.size()
                + ". Take the next or previous request of a page that was made here.");
    }

    private static long exact(Pages<?> pages) {
        Long total = pages.total().count();
        return total == null ? NO_TOTAL : total;
    }

    private static @Nullable PageRequest next(CursorPage<?> page, PageRequest request) {
        return page.next()
                .map(next -> PageRequest.afterCursor(
                        PageRequest.Cursor.forKey(next), request.page() + 1, request.size(), request.requestTotal()))
                .orElse(null);
    }

    private static @Nullable PageRequest previous(CursorPage<?> page, PageRequest request) {
        // As far as is known: rows may have come in front of what was page 1.
        long number = Math.max(1, request.page() - 1);
        return page.previous()
                .map(previous -> PageRequest.beforeCursor(
                        PageRequest.Cursor.forKey(previous), number, request.size(), request.requestTotal()))
                .orElse(null);
    }
}
