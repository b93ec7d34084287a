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
package dev.ashlar.softdelete;

import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A naive model of what a purge has to delete and to keep, and the entities it is about. */
final class PurgeModel {

    /** Refers to others of its kind by a column that may be null, and by rows of a collection. */
    @Entity(name = "Knot")
    @SoftDeletable
    static class Knot implements Deletable {
        @Id
        @GeneratedValue
        Long id;

        boolean kept;

        @ManyToOne(fetch = FetchType.LAZY)
        Knot left;

        @ElementCollection
        Set<Tie> ties = new HashSet<>();

        @ManyToMany
        Set<Knot> friends = new HashSet<>();

        @OneToMany(mappedBy = "knot", cascade = CascadeType.ALL)
        List<Leaf> leaves = new ArrayList<>();

        Deletion deletion;

        @Override
        public Deletion getDeletion() {
            return deletion;
        }
    }

    /** A row of a collection that refers. */
    @Embeddable
    static class Tie {
        @ManyToOne(fetch = FetchType.LAZY)
        Knot other;
    }

    /** Goes with its knot. */
    @Entity(name = "Leaf")
    @SoftDeletable
    static class Leaf implements Deletable {
        @Id
        @GeneratedValue
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Knot knot;

        Deletion deletion;

        @Override
        public Deletion getDeletion() {
            return deletion;
        }
    }

    /** Never marked. */
    @Entity(name = "Pin")
    static class Pin {
        @Id
        @GeneratedValue
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Knot knot;

        @ManyToOne(fetch = FetchType.LAZY)
        Leaf leaf;
    }

    /** What a step does. */
    enum Kind {
        /** A knot: the mark by {@code value}. */
        KNOT,
        /** A leaf on a knot. */
        LEAF,
        /** A knot to the left of one. */
        LEFT,
        /** A knot in the ties of one. */
        TIE,
        /** A knot among the friends of one. */
        FRIEND,
        /** Something live that refers to a knot. */
        PIN_KNOT,
        /** Something live that refers to a leaf. */
        PIN_LEAF,
        /** Keeps a knot by a hold. */
        HOLD,
        /** Purges all entities instead of knots. */
        ALL
    }

    /**
     * A step.
     *
     * @param first the row, counted around
     * @param second the other row, counted around
     * @param value how long ago a row was deleted in hours, 0 for a live one
     * @param deletion which deletion it was
     */
    record Step(Kind kind, int first, int second, int value, int deletion) {

        static List<Step> sequence(Random random) {
            Kind[] kinds = {
                Kind.KNOT,
                Kind.KNOT,
                Kind.KNOT,
                Kind.LEAF,
                Kind.LEAF,
                Kind.LEFT,
                Kind.LEFT,
                Kind.TIE,
                Kind.FRIEND,
                Kind.PIN_KNOT,
                Kind.PIN_LEAF,
                Kind.HOLD,
                Kind.ALL
            };
            List<Step> steps = new ArrayList<>();
            int length = 5 + random.nextInt(45);
            for (int i = 0; i < length; i++) {
                Kind kind = kinds[random.nextInt(kinds.length)];
                boolean pin = kind == Kind.PIN_KNOT || kind == Kind.PIN_LEAF || kind == Kind.HOLD || kind == Kind.ALL;
                if (!pin || random.nextInt(4) == 0) {
                    int[] ages = {0, 1, 3, 3, 3, 3, 3};
                    steps.add(new Step(
                            kind,
                            random.nextInt(100),
                            random.nextInt(100),
                            ages[random.nextInt(ages.length)],
                            random.nextInt(3)));
                }
            }
            return steps;
        }
    }

    /** Rows deleted before so long are old enough. */
    static final Duration AGE = Duration.ofHours(2);

    /** A row of the model. */
    static final class Cell {
        final boolean knot;
        final int age;
        final @Nullable UUID deletion;
        final @Nullable Cell parent;
        boolean kept;
        boolean pinned;

        @Nullable
        Cell left;

        final Set<Cell> ties = new HashSet<>();
        final Set<Cell> friends = new HashSet<>();
        Object id = 0L;

        Cell(boolean knot, Step step, @Nullable Cell parent) {
            this.knot = knot;
            this.age = step.value();
            this.deletion = age == 0 ? null : new UUID(0, step.deletion());
            this.parent = parent;
        }

        private boolean isOld() {
            return age > AGE.toHours();
        }
    }

    final List<Cell> knots = new ArrayList<>();
    final List<Cell> leaves = new ArrayList<>();
    boolean all;

    static PurgeModel of(List<Step> steps) {
        PurgeModel model = new PurgeModel();
        steps.forEach(model::add);
        return model;
    }

    private void add(Step step) {
        if (step.kind() == Kind.KNOT) {
            knots.add(new Cell(true, step, null));
        } else if (step.kind() == Kind.ALL) {
            all = true;
        } else if (!knots.isEmpty()) {
            Cell first = knots.get(step.first() % knots.size());
            Cell second = knots.get(step.second() % knots.size());
            switch (step.kind()) {
                case LEAF -> leaves.add(new Cell(false, step, first));
                case LEFT -> first.left = second;
                case TIE -> first.ties.add(second);
                case FRIEND -> first.friends.add(second);
                case PIN_KNOT -> first.pinned = true;
                case HOLD -> first.kept = true;
                case PIN_LEAF -> {
                    if (!leaves.isEmpty()) {
                        leaves.get(step.first() % leaves.size()).pinned = true;
                    }
                }
                default -> throw new AssertionError(step);
            }
        }
    }

    List<Cell> cells() {
        List<Cell> cells = new ArrayList<>(knots);
        cells.addAll(leaves);
        return cells;
    }

    /** What is old enough and not held. */
    Set<Cell> candidates() {
        Set<Cell> candidates = new HashSet<>();
        for (Cell cell : knots) {
            if (cell.isOld() && !cell.kept) {
                candidates.add(cell);
            }
        }
        for (Cell leaf : leaves) {
            boolean withParent = candidates.contains(leaf.parent)
                    && (leaf.isOld() || leaf.age > 0 && leaf.deletion.equals(leaf.parent.deletion));
            if (withParent || all && leaf.isOld()) {
                candidates.add(leaf);
            }
        }
        return candidates;
    }

    /** How many the hold keeps. */
    long held() {
        return knots.stream().filter(cell -> cell.isOld() && cell.kept).count();
    }

    /** What has to go. */
    Set<Cell> going() {
        Set<Cell> going = candidates();
        while (true) {
            while (going.removeIf(cell -> cell.pinned
                    || cells().stream().anyMatch(other -> !going.contains(other) && refers(other, cell, true)))) {
                // until none is referred to
            }
            Set<Cell> circular = new HashSet<>(going);
            while (circular.removeIf(
                    cell -> circular.stream().noneMatch(other -> other != cell && refers(other, cell, false)))) {
                // until circles are left
            }
            if (circular.isEmpty()) {
                return going;
            }
            going.removeAll(circular);
        }
    }

    private static boolean refers(Cell from, Cell to, boolean loosely) {
        return from.parent == to && loosely || from.ties.contains(to) || loosely && from.left == to;
    }
}
