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
package dev.ashlar.pagination.spring;

import dev.ashlar.pagination.Cursor;
import dev.ashlar.pagination.CursorPage;
import dev.ashlar.pagination.Page;
import dev.ashlar.pagination.PageRequestException;
import dev.ashlar.pagination.PageRules;
import dev.ashlar.pagination.Pages;
import dev.ashlar.pagination.Slice;
import dev.ashlar.pagination.Sort;
import dev.ashlar.pagination.TotalKind;
import java.util.ArrayList;
import java.util.List;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.SliceImpl;
import org.springframework.data.domain.Sort.NullHandling;
import org.springframework.data.domain.Sort.Order;
import org.springframework.data.domain.Window;

/**
 * Our pages as Spring Data's, and its requests as ours. Without state; what it reads, it reads in the session of the {@link Pages}.
 *
 * <pre>{@code
 * Pages<Post> pages = POSTS.sort(SpringPages.sort(pageable.getSort(), RULES)).in(em);
 * return SpringPages.page(pages, pageable);
 * }</pre>
 *
 * @apiNote A {@code Pageable} counts pages from 0, and we from 1.
 */
@SuppressWarnings("exports") // who uses it has the library, and nobody else needs it
public final class SpringPages {

    private SpringPages() {}

    /**
     * The keys of what a request sorts by: its properties are names of the rules, and never paths. Ascending is a rule as it stands,
     * descending turns it round. Unsorted stands for the default.
     *
     * @throws PageRequestException if a property is no name of a rule, is said twice, or comes with a word on case or nulls, which the
     *     rule has decided
     */
    public static List<Sort> sort(org.springframework.data.domain.Sort requested, PageRules rules) {
        List<PageRules.Named> names = new ArrayList<>();
        boolean plain = true;
        for (Order order : requested) {
            names.add(new PageRules.Named(order.getProperty(), order.isDescending()));
            plain &= !order.isIgnoreCase() && order.getNullHandling() == NullHandling.NATIVE;
        }
        List<Sort> keys = rules.sort(names);
        if (!plain) {
            throw new PageRequestException(
                    "A sort with more than a direction: names=" + rules.names()
                            + ". The rules say where nulls stand and whether case matters; ask for a name and a direction alone.");
        }
        return keys;
    }

    /**
     * Reads a page by number. The request's sort is not looked at, see {@link #sort}; it stands in the result as it was asked for.
     *
     * @throws PageRequestException if the request is unpaged, or its number or size is refused by {@link Pages#page}
     * @throws IllegalArgumentException if the pages do not count exactly
     */
    public static <T> org.springframework.data.domain.Page<T> page(Pages<T> pages, Pageable pageable) {
        return page(pages.page(number(pageable), pageable.getPageSize()), pageable);
    }

    /**
     * The same page as Spring Data's, unsorted.
     *
     * @throws IllegalArgumentException if its total is not exact, since Spring Data takes each total for exact; {@link #slice} has none
     * @throws ArithmeticException if its number does not fit, which is true of no page that was read
     */
    public static <T> org.springframework.data.domain.Page<T> page(Page<T> page) {
        return page(page, PageRequest.of(Math.toIntExact(page.page() - 1), page.pageSize()));
    }

    private static <T> org.springframework.data.domain.Page<T> page(Page<T> page, Pageable pageable) {
        Long total = page.total();
        if (total == null || page.totalKind() != TotalKind.EXACT) {
            throw new IllegalArgumentException("No Spring page without an exact total: total=" + total + " totalKind="
                    + page.totalKind() + ". Count exactly, or make a slice.");
        }
        return new PageImpl<>(page.items(), pageable, total);
    }

    /**
     * Reads a page by number without counting. The request's sort is not looked at, see {@link #sort}; it stands in the result as it was
     * asked for.
     *
     * @throws PageRequestException if the request is unpaged, or its number or size is refused by {@link Pages#slice}
     */
    public static <T> org.springframework.data.domain.Slice<T> slice(Pages<T> pages, Pageable pageable) {
        Slice<T> slice = pages.slice(number(pageable), pageable.getPageSize());
        return new SliceImpl<>(slice.items(), pageable, slice.hasMore());
    }

    /**
     * The same slice as Spring Data's, unsorted.
     *
     * @throws ArithmeticException if its number does not fit, which is true of no slice that was read
     */
    public static <T> org.springframework.data.domain.Slice<T> slice(Slice<T> slice) {
        Pageable pageable = PageRequest.of(Math.toIntExact(slice.page() - 1), slice.pageSize());
        return new SliceImpl<>(slice.items(), pageable, slice.hasMore());
    }

    /**
     * Reads the window at a position, forward: one of a {@link #window} before, or an initial one for the first rows. So
     * {@code WindowIterator.of(position -> window(pages, position, 100))} goes through all rows.
     *
     * @throws PageRequestException if the size is refused by {@link Pages#first}
     * @throws dev.ashlar.pagination.ForeignCursorException if the position belongs to another query, sort or set of parameters
     * @throws IllegalArgumentException if it is a position of Spring Data's own
     */
    public static <T> Window<T> window(Pages<T> pages, ScrollPosition position, int size) {
        if (position instanceof CutPosition cut) {
            return window(pages.after(cut.cursor(), size));
        } else if (position.equals(ScrollPosition.keyset()) || position.equals(ScrollPosition.offset())) {
            return window(pages.first(size));
        }
        throw new IllegalArgumentException("A position of another kind: type="
                + position.getClass().getName()
                + ". Take it from a window that was made here, or begin with ScrollPosition.keyset().");
    }

    /**
     * The same page as a window, to be gone on from forward: the position of its last row is the cut behind it. The other rows have
     * none, and asking for one throws an {@link IllegalStateException}.
     */
    public static <T> Window<T> window(CursorPage<T> page) {
        int last = page.items().size() - 1;
        Cursor end = page.end();
        return Window.from(
                page.items(),
                index -> {
                    if (index != last || end == null) {
                        throw new IllegalStateException("No position of that row: index=" + index + " last=" + last
                                + ". Only the last row of a window has one.");
                    }
                    return new CutPosition(end);
                },
                page.hasNext());
    }

    private static long number(Pageable pageable) {
        if (pageable.isUnpaged()) {
            throw new PageRequestException("No page was asked for: pageable=unpaged. Give a number and a size.");
        }
        return pageable.getPageNumber() + 1L;
    }

    /** Ours among Spring Data's positions: opaque to it. */
    private record CutPosition(Cursor cursor) implements ScrollPosition {

        @Override
        public boolean isInitial() {
            return false;
        }
    }
}
