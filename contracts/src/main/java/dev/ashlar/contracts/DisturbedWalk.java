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
import dev.ashlar.pagination.Pages;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Walks to and fro while rows come and go between its pages. */
final class DisturbedWalk<T> {

    private static final int[] SIZES = {1, 2, 3, 5};

    private final Pages<T> pages;
    private final EntityManager em;
    private final Disturbance<T> disturbance;
    /** Always the same, so that a failure comes again. */
    private final Random random = new Random(1);

    DisturbedWalk(Pages<T> pages, EntityManager em, Disturbance<T> disturbance) {
        this.pages = pages;
        this.em = em;
        this.disturbance = disturbance;
    }

    void check() {
        for (int size : SIZES) {
            walk(size, true);
            walk(size, false);
        }
    }

    private void walk(int size, boolean forward) {
        List<T> rows = new ArrayList<>(pages.slice(1, Integer.MAX_VALUE - 1).items());
        Set<Row> before = new HashSet<>(Row.of(rows));
        Set<Row> deleted = new HashSet<>();
        List<Row> walked = new ArrayList<>();
        int inserts = 10;
        int steps = 2 * rows.size() + 20;
        CursorPage<T> page = forward ? pages.first(size) : pages.last(size);
        while (true) {
            walked.addAll(forward ? walked.size() : 0, Row.of(page.items()));
            var cursor = forward ? page.next() : page.previous();
            if (cursor.isEmpty() || steps-- == 0) {
                break;
            }
            disturb(rows, deleted, inserts-- > 0, steps % 2 == 0);
            page = forward ? pages.after(cursor.get(), size) : pages.before(cursor.get(), size);
        }
        String how = (forward ? "forward" : "backward") + " while rows come and go, pageSize=" + size;
        List<Row> staying = Row.of(rows);
        CompleteWalk.compare(
                how,
                staying,
                walked.stream()
                        .filter(row -> before.contains(row) && !deleted.contains(row))
                        .toList());
        List<Row> twice = Row.without(walked, List.copyOf(new HashSet<>(walked)));
        if (!twice.isEmpty()) {
            throw new AssertionError("Rows are seen twice, " + how + ": repeated=" + Row.shown(twice) + ".");
        }
    }

    /** Not without end, or the walk may have none; and never all. */
    private void disturb(List<T> rows, Set<Row> deleted, boolean insert, boolean delete) {
        boolean own = !em.getTransaction().isActive();
        if (own) {
            em.getTransaction().begin();
        }
        if (insert) {
            disturbance.insert(em);
        }
        if (delete && rows.size() > 3) {
            T row = rows.remove(random.nextInt(rows.size()));
            deleted.add(new Row(row));
            disturbance.delete(em, row);
        }
        em.flush();
        if (own) {
            em.getTransaction().commit();
        }
    }
}
