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
package dev.ashlar.softdelete.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A step of a {@link ModelRun}.
 *
 * @param kind what to do; left out where it makes no sense
 * @param pick on which of the candidates: modulo their number
 * @param value with what
 */
record ModelStep(Kind kind, int pick, int value) {

    private static final int CREATED_FIRST = 12;
    private static final int LINKED_FIRST = 4;

    enum Kind {
        /** A new row; its parent may be deleted. */
        CREATE(8),
        RENAME(4),
        /** To another parent, to none, or to a deleted one. */
        MOVE(7),
        /** An orphan, or all of them. */
        UNLINK(8),
        LINK_LABEL(8),
        UNLINK_LABEL(7),
        WORDS(4),
        /** Of a live or deleted row, in any scope. */
        REMOVE(12),
        /** Removed, and persisted again. */
        PERSIST_REMOVED(4),
        SOFT_DELETE_QUERY(9),
        RESTORE(9),
        RESTORE_DELETION(9),
        PURGE_REMOVE(5),
        PURGE_QUERY(10),
        /** All ways to read in nested scopes. */
        READ(8),
        CLEAR(4),
        BEGIN(9),
        /** The end of the innermost nested block. */
        END(20),
        /** The same by an exception. */
        THROW(20),
        /** The end of the transaction. */
        COMMIT(12),
        /** The same by an exception. */
        FAIL(5),
        /** In a transaction of its own, as the other. */
        STATELESS_REMOVE(6),
        STATELESS_RESTORE(6);

        private final int weight;

        Kind(int weight) {
            this.weight = weight;
        }

        boolean isStateless() {
            return this == STATELESS_REMOVE || this == STATELESS_RESTORE;
        }
    }

    /** Builds a graph, and goes on at random. */
    static List<ModelStep> sequence(Random random) {
        List<ModelStep> steps = new ArrayList<>();
        for (int i = 0; i < CREATED_FIRST; i++) {
            steps.add(step(Kind.CREATE, random));
        }
        for (int i = 0; i < LINKED_FIRST; i++) {
            steps.add(step(Kind.LINK_LABEL, random));
        }
        steps.add(step(Kind.COMMIT, random));
        int weights = 0;
        for (Kind kind : Kind.values()) {
            weights += kind.weight;
        }
        int length = steps.size() + 95 + random.nextInt(20);
        while (steps.size() < length) {
            int at = random.nextInt(weights);
            int kind = 0;
            while (at >= Kind.values()[kind].weight) {
                at -= Kind.values()[kind++].weight;
            }
            steps.add(step(Kind.values()[kind], random));
        }
        return steps;
    }

    private static ModelStep step(Kind kind, Random random) {
        return new ModelStep(kind, random.nextInt(1_000), random.nextInt(1_000));
    }

    /** One of so many, apart from other choices of the same step. */
    int choice(int salt, int of) {
        return Math.floorMod((value * 31 + salt) * 0x9E3779B1 >>> 7, of);
    }

    @Override
    public String toString() {
        return kind + " " + pick + " " + value;
    }
}
