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
package dev.ashlar.pagination.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ashlar.pagination.Cursor;
import dev.ashlar.pagination.CursorPage;
import dev.ashlar.pagination.CursorTokens;
import dev.ashlar.pagination.NullPlacement;
import dev.ashlar.pagination.Page;
import dev.ashlar.pagination.Pages;
import dev.ashlar.pagination.Pagination;
import dev.ashlar.pagination.Slice;
import dev.ashlar.pagination.Sort;
import dev.ashlar.pagination.Total;
import dev.ashlar.pagination.model.Attributes.Attribute;
import dev.ashlar.testkit.Engine;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/** One set of rows, one query and one sort: their pages in every way against a list that is sorted in memory. */
final class ModelCase {

    private static final CursorTokens TOKENS = CursorTokens.signedBy("test", new byte[32]);

    private final SessionFactory factory;
    private final Engine engine;
    private final List<Step> steps;
    private Step.Asked asked = new Step.Asked(QueryKind.ENTITY, Filter.NONE, false, null);
    private final List<Sort> sorts = new ArrayList<>();
    private int size = 2;

    /** A row in memory. */
    private record Expected(Object id, Thing thing) {}

    ModelCase(SessionFactory factory, Engine engine, List<Step> steps) {
        this.factory = factory;
        this.engine = engine;
        this.steps = steps;
        for (Step step : steps) {
            if (step instanceof Step.Asked last) {
                asked = last;
            } else if (step instanceof Step.Size last) {
                size = last.size();
            }
        }
        for (Step step : steps) {
            if (step instanceof Step.Key key
                    && (asked.kind().isSortedByAny()
                            || QueryKind.FEW.contains(key.sort().name()))) {
                sorts.add(key.sort());
            }
        }
    }

    void check() {
        List<Parent> parents = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            parents.add(new Parent(i, i == 1 ? null : "name" + i % 2, "code" + i % 2));
        }
        List<Expected> rows = new ArrayList<>();
        for (Step step : steps) {
            if (step instanceof Step.Row row) {
                Thing thing = Attributes.random(new Random(row.seed()), parents);
                thing.id = (long) rows.size();
                Object id = asked.kind() == QueryKind.COMPOSITE
                        ? new Part.Key(rows.size() / 3, "code" + rows.size() % 3)
                        : thing.id;
                rows.add(new Expected(id, thing));
            }
        }
        inRolledBack(parents, rows, pagination().sort(sorts), expected(rows));
    }

    private Pagination<?> pagination() {
        Pagination<?> pagination = asked.kind().pagination(asked.filter(), factory);
        return asked.form() == null ? pagination : pagination.keyset(asked.form());
    }

    private void inRolledBack(
            List<Parent> parents, List<Expected> rows, Pagination<?> pagination, List<Object> expected) {
        if (asked.stateless() && asked.kind() != QueryKind.FETCHED_MANY) {
            try (var session = factory.openStatelessSession()) {
                var transaction = session.beginTransaction();
                try {
                    insert(parents, rows, session::insert);
                    check(pagination.in(session), expected);
                } finally {
                    transaction.rollback();
                }
            }
        } else {
            try (EntityManager em = factory.createEntityManager()) {
                em.getTransaction().begin();
                try {
                    insert(parents, rows, em::persist);
                    em.flush();
                    em.clear();
                    check(pagination.in(em), expected);
                } finally {
                    em.getTransaction().rollback();
                }
            }
        }
    }

    private void insert(List<Parent> parents, List<Expected> rows, Consumer<Object> into) {
        parents.forEach(into);
        for (Expected row : rows) {
            if (row.id() instanceof Part.Key key) {
                Part part = new Part();
                part.id = key;
                part.title = row.thing().title;
                part.text = row.thing().text;
                part.number = row.thing().number;
                into.accept(part);
            } else {
                into.accept(row.thing());
            }
        }
    }

    private List<Object> expected(List<Expected> rows) {
        Comparator<Expected> order = (a, b) -> 0;
        for (Sort sort : sorts) {
            order = order.thenComparing(Expected::thing, comparator(sort));
        }
        Comparator<Expected> ids = (a, b) -> a.id() instanceof Part.Key left && b.id() instanceof Part.Key right
                ? Comparator.comparing(Part.Key::series)
                        .thenComparing(Part.Key::code)
                        .compare(left, right)
                : Long.compare((Long) a.id(), (Long) b.id());
        boolean descending = !sorts.isEmpty() && sorts.get(sorts.size() - 1).isDescending();
        order = order.thenComparing(descending ? ids.reversed() : ids);
        return rows.stream()
                .filter(row -> asked.filter().takes(row.thing()))
                .sorted(order)
                .map(Expected::id)
                .toList();
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Comparator<Thing> comparator(Sort sort) {
        Attribute attribute = Attributes.OF_THINGS.stream()
                .filter(known -> known.path().equals(sort.name()))
                .findFirst()
                .orElseThrow();
        Comparator<Comparable> values = Comparator.naturalOrder();
        Comparator<Comparable> directed = sort.isDescending() ? values.reversed() : values;
        return Comparator.comparing(
                thing -> value(attribute, sort, thing),
                nullsFirst(sort) ? Comparator.nullsFirst(directed) : Comparator.nullsLast(directed));
    }

    @SuppressWarnings("rawtypes")
    private static @Nullable Comparable value(Attribute attribute, Sort sort, Thing thing) {
        Object value = attribute.value().apply(thing);
        return sort.isIgnoringCase() && value instanceof String text
                ? text.toLowerCase(Locale.ROOT)
                : (Comparable) value;
    }

    private boolean nullsFirst(Sort sort) {
        if (sort.nulls() == NullPlacement.NATIVE) {
            return engine == Engine.POSTGRESQL ? sort.isDescending() : !sort.isDescending();
        }
        return sort.nulls() == NullPlacement.FIRST;
    }

    private <T> void check(Pages<T> pages, List<Object> expected) {
        checkNumbers(pages, expected);
        checkForward(pages, expected);
        checkBackward(pages, expected);
        checkTurns(pages, expected);
    }

    private <T> List<Object> ids(List<T> items) {
        return items.stream().map(item -> asked.kind().id(item)).toList();
    }

    private <T> void checkNumbers(Pages<T> pages, List<Object> expected) {
        for (int number = 1; number <= expected.size() / size + 2; number++) {
            int from = Math.min((number - 1) * size, expected.size());
            int to = Math.min(from + size, expected.size());
            Page<T> page = pages.page(number, size);
            assertThat(ids(page.items())).as("page %s", number).isEqualTo(expected.subList(from, to));
            assertThat(page.total()).as("total of page %s", number).isEqualTo(expected.size());
            assertThat(page.hasMore()).as("more behind page %s", number).isEqualTo(to < expected.size());
            Slice<T> slice = pages.slice(number, size);
            assertThat(ids(slice.items())).as("slice %s", number).isEqualTo(ids(page.items()));
        }
        assertThat(pages.total()).isEqualTo(Total.exact(expected.size()));
    }

    private <T> void checkForward(Pages<T> pages, List<Object> expected) {
        List<Object> walked = new ArrayList<>();
        Optional<CursorPage<T>> page = Optional.of(pages.first(size));
        for (int i = 0; page.isPresent(); i++) {
            assertThat(i).as("pages forward; so far %s", walked).isLessThanOrEqualTo(expected.size());
            walked.addAll(ids(page.get().items()));
            page = page.get().next().map(next -> pages.after(next, size));
        }
        assertThat(walked).as("forward").isEqualTo(expected);
    }

    private <T> void checkBackward(Pages<T> pages, List<Object> expected) {
        List<Object> walked = new ArrayList<>();
        Optional<CursorPage<T>> page = Optional.of(pages.last(size));
        for (int i = 0; page.isPresent(); i++) {
            assertThat(i).as("pages backward; so far %s", walked).isLessThanOrEqualTo(expected.size());
            walked.addAll(0, ids(page.get().items()));
            page = page.get().previous().map(previous -> pages.before(previous, size));
        }
        assertThat(walked).as("backward").isEqualTo(expected);
    }

    /** To and fro: a page is known by where it begins and ends in the list. */
    private <T> void checkTurns(Pages<T> pages, List<Object> expected) {
        CursorPage<T> page = pages.first(size);
        int from = 0;
        int to = Math.min(size, expected.size());
        for (Step step : steps) {
            if (!(step instanceof Step.Move move)) {
                continue;
            }
            boolean forward = move == Step.Move.NEXT || move == Step.Move.NEXT_BY_TOKEN;
            boolean known = forward ? to < expected.size() : from > 0;
            if (move == Step.Move.FIRST) {
                page = pages.first(size);
                from = 0;
                to = Math.min(size, expected.size());
            } else if (move == Step.Move.LAST) {
                page = pages.last(size);
                from = Math.max(0, expected.size() - size);
                to = expected.size();
            } else {
                Cursor cursor = forward ? page.end() : page.start();
                assertThat((forward ? page.next() : page.previous()).isPresent() || !known)
                        .as("%s from %s to %s", move, from, to)
                        .isTrue();
                if (cursor == null) {
                    continue; // there are no rows at all
                }
                if (move == Step.Move.NEXT_BY_TOKEN || move == Step.Move.PREVIOUS_BY_TOKEN) {
                    Cursor read = TOKENS.decode(TOKENS.encode(cursor));
                    assertThat(read).isEqualTo(cursor);
                    cursor = read;
                }
                page = pages.at(cursor, size);
                int cut = forward ? to : from;
                from = forward ? cut : Math.max(0, cut - size);
                to = forward ? Math.min(expected.size(), cut + size) : cut;
            }
            assertThat(ids(page.items())).as("%s to %s by %s", from, to, move).isEqualTo(expected.subList(from, to));
        }
    }
}
