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
package dev.ashlar.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A transaction of some changes to one item.
 *
 * @param end how it ends, or what is done instead
 * @param item number of the item
 * @param changes what is changed, in this order
 */
record TrailStep(End end, int item, List<Change> changes) {

    /** How many items there are. */
    static final int ITEMS = 3;

    /** How a step ends, or what it is instead. */
    enum End {
        COMMIT,
        ROLLBACK,
        /** Changed in a stateless session. */
        STATELESS,
        /** The title of all items is changed, and the log has each of them. */
        BULK_ROWS,
        /** The title of all items is changed, and the log knows no more than that. */
        BULK_SUMMARY,
        /** Taken back what the log has last. */
        REVERT
    }

    /** What is changed. */
    enum What {
        INSERT,
        REMOVE,
        TITLE,
        PRICE,
        SIZE,
        LABEL,
        WORD,
        NEW_WORDS,
        COST,
        LINE,
        LINE_AWAY,
        COUNT,
        LABELS,
        FLUSH,
        OTHER_ACTOR
    }

    /**
     * A change.
     *
     * @param what what
     * @param value a small number, which the new value is made of
     */
    record Change(What what, int value) {}

    private static End end(Random random) {
        int chance = random.nextInt(100);
        return chance < 68
                ? End.COMMIT
                : chance < 76
                        ? End.ROLLBACK
                        : chance < 84
                                ? End.STATELESS
                                : chance < 88 ? End.BULK_ROWS : chance < 90 ? End.BULK_SUMMARY : End.REVERT;
    }

    static List<TrailStep> sequence(Random random) {
        List<TrailStep> steps = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            List<Change> changes = IntStream.rangeClosed(0, random.nextInt(6))
                    .mapToObj(any -> new Change(What.values()[random.nextInt(What.values().length)], random.nextInt(5)))
                    .toList();
            steps.add(new TrailStep(end(random), 1 + random.nextInt(ITEMS), changes));
        }
        return steps;
    }
}
